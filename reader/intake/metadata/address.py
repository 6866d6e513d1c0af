"""What a URL says of a story: its date, its section, its outlet's domain."""

import re
from urllib.parse import urlsplit

from reader.core.model import Candidate, Field, Source
from reader.intake.metadata.folding import word_set

_DATE_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/\-_.]?(0[1-9]|1[0-2])[/\-_.]?(0[1-9]|[12]\d|3[01])(?!\d)|"
    r"/((?:19|20)\d\d)/(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|([1-9]))/(\d{1,2})/"
)
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10}
_MONTHS |= {"nov": 11, "dec": 12}
_NO_SECTION = word_set(
    "news article articles story stories content page pages post posts blog archive archives index html www amp en de "
    "fr es it pt nl id a s p n c t artikel noticia noticias noticies aktuell nachrichten actualite actualites wp "
    "detail web media video videos picture gallery print category tag topic topics live read view node site"
)
_SECTION = re.compile(r"[a-z][a-z\-]{2,24}\Z")


def is_address(text: str) -> bool:
    """Tell whether ``text`` is a whole http or https URL."""
    return text[:8].lower().startswith(("http://", "https://")) and len(text) < 4_000 and " " not in text.strip()


def domain(url: str) -> str:
    """Return the host of ``url`` without www., or ""."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def address_candidates(url: str) -> list[Candidate]:
    """Return the date, section and domain in ``url``."""
    found: list[Candidate] = []
    try:
        path = urlsplit(url).path
    except ValueError:
        return found
    match = _DATE_IN_PATH.search(path.lower())
    if match:
        year, month, day = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 7)
        number = _MONTHS.get(month) or int(month or match.group(6))
        found.append(Candidate(Field.PUBLISHED, f"{year}-{number:02}-{int(day):02}", Source.URL))
    steps = [step for step in path.lower().split("/")[1:-1] if _SECTION.match(step) and step not in _NO_SECTION]
    if steps and steps[0] not in _MONTHS:
        found.append(Candidate(Field.SECTION, steps[0].replace("-", " "), Source.URL))
    host = domain(url)
    if host:
        found.append(Candidate(Field.OUTLET, host, Source.URL))
    return found
