"""Addresses of web archives, caches and AMP hosts: which page they show, and from when.

Memento-style addresses (RFC 7089 archives such as the Wayback Machine) are ``…/20110322101530id_/http://…``.
"""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from reader.core.dates import parse_date
from reader.core.model import Moment, Source

_LONGEST = 8_000
_TODAY = r"archive\.(?:today|is|ph|fo|li|md|vn|ec)"
_WAYBACK = re.compile(
    r"(?:https?:)?//(?:[a-z\-]{1,20}\.)?archive\.org(?::\d{1,5})?/web/(\d{4,14}|\*)?(?:[a-z]{2}_)?/?(\S{4,})\Z",
    re.IGNORECASE,
)
_WAYBACK_WITHIN = re.compile(r"/web/(\d{8,14})(?:[a-z]{2}_)?/(https?:/\S+)\Z", re.IGNORECASE)
_MEMENTO = re.compile(
    r"https?://[^/\s]{4,100}/(?:[^?#\s]{0,80}/)?(\d{14})(?:[a-z]{2}_)?/(https?:/{1,2}[^/\s]\S+)\Z", re.IGNORECASE
)
_DATED_TODAY = re.compile(
    rf"https?://(?:www\.)?{_TODAY}/(?:(\d{{4}})\.?(\d\d)\.?(\d\d)-?(\d{{6}})|newest|oldest|o/\w{{2,12}})/(\S{{4,}})\Z",
    re.IGNORECASE,
)
_OF_TODAY = re.compile(rf"https?://(?:www\.)?{_TODAY}(?:/|\Z)", re.IGNORECASE)
_GOOGLE_CACHE = re.compile(r"cache:(?:[\w\-]{6,20}:)?(\S+?)(?:[ +]|\Z)", re.IGNORECASE)
_VIEWER = re.compile(r"https?://(?:www\.)?(?:google\.[a-z.]{2,7}|bing\.com)/amp/(s/)?([^/\s]+\.\S+)\Z", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"https?://(?:[^/\s]{0,120}\.)?(?:cdn\.ampproject\.org|bing-amp\.com|ampproject\.net)/(?:wp/|[a-z]/)(s/)?([^/\s]+\.\S+)\Z",
    re.IGNORECASE,
)
_READER_VIEW = re.compile(
    r"(?:about:reader|read://[^?\s]{0,400}|chrome-distiller://[^?\s]{0,200})\?(?:\S{0,400}?&)?url=(https?(?::|%3a)[^&\s]+)\Z|"
    r"view-source:(https?://\S+)\Z",
    re.IGNORECASE,
)
_LONE_SLASH = re.compile(r"(https?):/(?=[^/])", re.IGNORECASE)
_USUAL_PORT = re.compile(r"\A(http://[^/\s:]{1,200}):80(?=/|\Z)", re.IGNORECASE)


def original_address(url: str) -> str:
    """Return the address of the page that a web archive, a cache or an AMP host shows, else ``url``.

    The port that every address of http has anyway is left out: archives write it.
    """
    for _ in range(3):  # a cache of an archive's page
        found = _behind(url)
        if found is None or found == url:
            break
        url = found
    return _USUAL_PORT.sub(r"\1", url)


def web_address(url: str) -> str | None:
    """Return the address on the web that ``url`` stands for, also behind a browser's reading view, or None."""
    plain = url.strip()
    match = _READER_VIEW.match(plain) if len(plain) <= _LONGEST else None
    if match:
        plain = unquote(match.group(1)) if match.group(1) else match.group(2)
    return plain if plain.lower().startswith(("http://", "https://")) else None


def archived_moment(url: str) -> Moment | None:
    """Return when a web archive took the page, where its address says so; in UTC, as all of them do."""
    if len(url) > _LONGEST:
        return None
    dated = _DATED_TODAY.match(url)
    if dated and dated.group(1):
        stamp = "".join(dated.group(1, 2, 3, 4))
    else:
        match = _stamped(url)
        stamp = (match.group(1) or "") if match else ""
    return moment_of_stamp(stamp)


def moment_of_stamp(stamp: str) -> Moment | None:
    """Return the moment of a web archive's stamp of 14 digits, or of its day."""
    digits = stamp.replace("-", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 14):
        return None
    return parse_date(digits + "Z" * (len(digits) == 14), (), Source.CONTAINER)


def is_of_archive_today(url: str) -> bool:
    """Tell whether an address is one of archive.today's own, under any of its names."""
    return _OF_TODAY.match(url) is not None


def _stamped(url: str) -> re.Match[str] | None:
    return _WAYBACK.match(url) or _WAYBACK_WITHIN.match(url) or _MEMENTO.match(url)


def _behind(url: str) -> str | None:
    if len(url) > _LONGEST:
        return None
    plain = url.strip()
    match = _stamped(plain)
    if match:
        return _whole(match.group(2))
    dated = _DATED_TODAY.match(plain)
    if dated:
        return _whole(dated.group(5))
    amp = _VIEWER.match(plain) or _AMP_CACHE.match(plain)
    if amp:
        return f"http{'s' if amp.group(1) else ''}://{amp.group(2)}"
    if "cache:" in plain[:400] and "google" in plain[:60]:
        return _behind_cache(plain)
    return None


def _behind_cache(url: str) -> str | None:
    try:
        query = parse_qs(urlsplit(url).query).get("q", [""])[0]
    except ValueError:
        return None
    match = _GOOGLE_CACHE.match(query)
    return _whole(match.group(1)) if match else None


def _whole(address: str) -> str:
    """Return an address with its scheme, as archives write it with one slash, none or escaped."""
    if address[:12].lower().startswith(("http%3a", "https%3a")):
        address = unquote(address)
    address = _LONE_SLASH.sub(r"\1://", address, count=1)
    if "://" not in address[:10]:
        address = "http://" + address.lstrip("/")
    return address
