"""What the program or archive that saved a page wrote into it: the address and the time of saving."""

import re
from collections.abc import Iterator

from reader.core.archives import (
    archived_moment,
    is_of_archive_today,
    moment_of_stamp,
    original_address,
    web_address,
)
from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, Moment, Source
from reader.intake.html.tree import HeadFacts

_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{4,2000})", re.IGNORECASE)
_SINGLE_FILE_URL = re.compile(r"SingleFileZ?\b[^\n]{0,80}\s{1,20}url:\s{0,5}(\S{4,2000})")
_MONOLITH = re.compile(r"Saved from (\S{4,2000}) at (\S{10,40}) using")
_SINGLE_FILE_DATE = re.compile(r"saved date:\s{0,5}([^\n]{8,120})")
_MIRRORED = re.compile(
    r"Mirrored from (\S{4,2000}) by HTTrack[^,]{0,100}(?:,[^,]{0,60}\])?,?([^\n]{0,80})", re.IGNORECASE
)
_MARKS_OF_DOWNLOADS = ("http://internet.e-mail", "https://internet.e-mail")
"""What Windows writes as the address of files from a mail."""
_SCRAPBOOK_URL, _SCRAPBOOK_TIME = "data-scrapbook-source", "data-scrapbook-create"
_SAVE_PAGE_URL, _SAVE_PAGE_TIME = "savepage-url", "savepage-date"
_HEAD = frozenset({Source.JSON_LD, Source.OPENGRAPH, Source.META, Source.ITEMPROP, Source.LINK})
_PLACES = frozenset({"canonical", "bookmark", "original", "memento"})


def saved_candidates(head: HeadFacts) -> list[Candidate]:
    """Return the address that a saver or an archive noted: the best word on where the page was."""
    found = (web_address(url) for url in _addresses(head))
    original = (original_address(url) for url in found if url and not url.lower().startswith(_MARKS_OF_DOWNLOADS))
    best = next((url for url in original if not is_of_archive_today(url)), "")
    return [Candidate(Field.URL, best, Source.CONTAINER)] if best else []


def saved_moment_of(head: HeadFacts, url: str | None) -> Moment | None:
    """Return when the page was saved, as its saver noted it, else when a web archive took it.

    ``url`` is the address that a container states.
    """
    languages = ("en", head.language) if head.language else ("en",)
    for written in _moments(head):
        moment = parse_date(written, languages, Source.CONTAINER)
        if moment is not None:
            return moment
    archived = head.archived.moment
    if archived:
        moment = moment_of_stamp(archived) or parse_date(archived, ("en", head.language), Source.CONTAINER)
        if moment is not None:
            return moment
    addresses = (
        *_addresses(head),
        *(link.href for link in head.links[:200] if link.rel in _PLACES),
        head.base,
        url or "",
    )
    return next((moment for url in addresses if (moment := archived_moment(url)) is not None), None)


def own_words(found: list[Candidate], head: HeadFacts) -> list[Candidate]:
    """Return candidates as the page itself has them, not as a web archive, a cache or an AMP host does.

    Addresses are those behind the archive's. archive.today writes a head of its own, in which dates, outlet and address
    are those of the copy; an AMP page's own address gives way to that of the story.
    """
    if head.archived.keeper == "archive.today":
        found = [one for one in found if one.source not in _HEAD or one.field is Field.HEADLINE or _is_wrapped(one)]
    if head.is_amp and any(one.field is Field.CANONICAL_URL for one in found):
        found = [one for one in found if one.field is not Field.URL or one.source is Source.CONTAINER]
    return [_original(one) if one.field in (Field.URL, Field.CANONICAL_URL) else one for one in found]


def _is_wrapped(candidate: Candidate) -> bool:
    return candidate.field in (Field.URL, Field.CANONICAL_URL) and original_address(candidate.value) != candidate.value


def _original(candidate: Candidate) -> Candidate:
    url = original_address(candidate.value)
    return candidate if url == candidate.value else Candidate(candidate.field, url, candidate.source)


def _addresses(head: HeadFacts) -> Iterator[str]:
    """Yield the addresses that savers and archives noted, as they are, the surest first."""
    if head.archived.url:
        yield head.archived.url
    for comment in head.comments:
        for pattern in (_SAVED_FROM, _SINGLE_FILE_URL, _MONOLITH):
            match = pattern.search(comment)
            if match:
                yield match.group(1)
        match = _MIRRORED.search(comment)
        if match:
            yield "http://" + re.sub(r"\Ahttps?://", "", match.group(1), flags=re.IGNORECASE)
    yield from (value.split("#", 1)[0] for name, value in head.root if name == _SCRAPBOOK_URL)
    yield from (tag.content.strip() for tag in head.meta if tag.name == _SAVE_PAGE_URL)
    archived = (link.href for link in head.links[:200] if link.rel in _PLACES)
    yield from (href for href in archived if original_address(href) != href)


def _moments(head: HeadFacts) -> Iterator[str]:
    """Yield when the page was saved, as written by its savers."""
    for comment in head.comments:
        if "SingleFile" in comment:
            yield from (match.group(1) for match in _SINGLE_FILE_DATE.finditer(comment))
        match = _MONOLITH.search(comment)
        if match:
            yield match.group(2)
        match = _MIRRORED.search(comment)
        if match:
            yield match.group(2)
    for name, value in head.root:
        if name == _SCRAPBOOK_TIME and value.isascii() and value.isdigit():
            yield f"{value[:14]}Z" if len(value) > 14 else value  # since it counts milliseconds, it counts in UTC
    yield from (tag.content for tag in head.meta if tag.name == _SAVE_PAGE_TIME)
