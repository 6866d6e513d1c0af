"""Which captures of a web archive are stories: every page once, and a count of what else is there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reader.core.dates import parse_date
from reader.core.errors import InputError
from reader.core.model import Attached, Candidate, Field, FileKind, Moment, Snapshot
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Item, LeftOut, snapshot
from reader.intake.pages import kind_of
from reader.intake.source import Source, too_large
from reader.intake.warc.evidence import (
    Iframes,
    is_embedded_capture,
    is_embedded_request,
    is_from_other_site,
    is_without_text,
)
from reader.intake.warc.http import Answer, charset_of, decoded, media_type, read_fields, read_head
from reader.intake.warc.records import Record

REDIRECTS, ERROR_PAGES, REPEATED = "redirects", "error pages", "repeated captures"
PARTS, FRAMES, BLANK = "pictures, scripts and other parts of pages", "frames of other pages", "pages without text"
NOTES = "records about the saving"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNTOLD = frozenset({"", "text/plain", "application/octet-stream", "unknown", "no-type", "application/unknown", "*/*"})
_CAPTURES = frozenset({"response", "resource", "conversion"})
_NO_PAGES = ("dns:", "metadata:", "warcinfo:", "urn:")
_ANSWERED, _UNCHANGED = frozenset({200, 203}), 304
_REMEMBERED = 500_000
"""Captures that are remembered to tell repeated ones: 30 MB. Beyond them repeats are told by the library."""
_NOTED_REQUESTS = 8
_DAY_OF_YEAR = re.compile(r"(\d{4})-\d\d-(\d{3})(?=T)")


@dataclass(frozen=True, slots=True)
class NamedPage:
    """What a list of pages says of one."""

    title: str = ""
    added: str = ""


@dataclass(slots=True)
class Known:
    """What is known across the files of one archive: captures and frames so far, and the pages its list names.

    ``named`` is by ``page_key``; ``met`` are those of which there was a capture of any kind.
    """

    named: Mapping[str, NamedPage] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    captures: set[int] = field(default_factory=set)
    iframes: Iframes = field(default_factory=Iframes)

    def page(self, url: str) -> NamedPage | None:
        """Return what the list says of the page at an address, None where it does not name it."""
        return self.named.get(page_key(url))

    def meet(self, url: str) -> None:
        """Remember that there is a capture of a page that the list names."""
        key = page_key(url)
        if key in self.named:
            self.met.add(key)

    def is_repeated(self, url: str, digest: str) -> bool:
        """Tell whether the same content was captured at the same address before, and remember it."""
        key = hash((url, digest))
        if key in self.captures:
            return True
        if len(self.captures) < _REMEMBERED:
            self.captures.add(key)
        return False


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that is held back until the records that belong to it have been seen."""

    snapshot: Snapshot
    record_id: str
    concurrent: str
    is_part: bool = False


class Captures:
    """Sorts the records of one file. ``attached_for`` gives the way to the pictures of the page at an address."""

    def __init__(self, source: Source, terms: Terms, known: Known, attached_for: Callable[[str], Attached]) -> None:
        self._source = source
        self._terms = terms
        self._known = known
        self._attached_for = attached_for
        self._page: _Page | None = None
        self._requests: list[tuple[Record, Mapping[str, str]]] = []

    def sort(self, found: Iterator[Record]) -> Iterator[Item]:
        """Yield the stories among ``found``, and what is left out. Raises what reading the records raises, at last."""
        try:
            for record in found:
                if record.kind in {"request", "metadata"}:
                    yield LeftOut(record.url, NOTES)
                    self._hear(record)
                    continue
                yield from self._let_go()
                yield from self._take(record)
        except InputError:
            # The page before the damage is sound.
            yield from self._let_go()
            raise
        yield from self._let_go()

    def _take(self, record: Record) -> Iterator[Item]:
        if record.kind not in _CAPTURES or record.url.startswith(_NO_PAGES):
            yield LeftOut(record.url, REPEATED if record.kind == "revisit" else NOTES)
            self._known.meet(record.url)
            return
        try:
            item = self._judged(record)
        except InputError as error:
            item = LeftOut(record.url, failure=str(error))
        self._known.meet(record.url)
        if isinstance(item, LeftOut):
            yield item
            return
        page = _Page(item, record.fields.get("warc-record-id", ""), record.fields.get("warc-concurrent-to", ""))
        if is_embedded_capture(record.fields, item.content):
            page = replace(page, is_part=True)
        self._page = page
        for request, fields in self._requests:
            self._weigh(request, fields)

    def _judged(self, record: Record) -> Snapshot | LeftOut:
        """Return a capture that may be a story, or why it is none. Raises InputError."""
        answer = read_head(record.block) if record.kind == "response" else Answer(200, {})
        if answer.status not in _ANSWERED:
            return LeftOut(record.url, _unanswered(answer.status))
        kind, declared = _kind_and_type(record, answer)
        is_packed = "content-encoding" in answer.fields or "transfer-encoding" in answer.fields
        if kind is None or (declared not in _PAGES and not is_packed and not _may_be(record.block.peek(), kind)):
            return LeftOut(record.url, PARTS)
        raw = record.block.read(self._terms.document)
        if raw is None:
            raise too_large(None, self._terms.document)
        content = decoded(raw, answer.fields, self._terms)
        if kind is FileKind.HTML and not _is_page(content, declared):
            return LeftOut(record.url, PARTS if content.strip() else BLANK)
        return self._snapshot(record, answer, content, kind)

    def _snapshot(self, record: Record, answer: Answer, content: bytes, kind: FileKind) -> Snapshot:
        named = self._known.page(record.url) or NamedPage()
        return snapshot(
            content,
            kind,
            self._source,
            member=record.url,
            url=record.url or None,
            saved=saving_moment(record.date) or saving_moment(named.added),
            charset="utf-8" if kind is FileKind.TEXT else _charset(record, answer),
            stated=(Candidate(Field.HEADLINE, named.title, Origin.TITLE),) if named.title else (),
            attached=self._attached_for(record.url),
        )

    def _hear(self, record: Record) -> None:
        """Note what a request, or a word of the crawler, says of the page before or after it."""
        fields = read_fields(record.block)
        self._requests = [*self._requests[1 - _NOTED_REQUESTS :], (record, fields)]
        self._weigh(record, fields)

    def _weigh(self, record: Record, fields: Mapping[str, str]) -> None:
        page = self._page
        if page is None or not _belongs(record, page):
            return
        weigh = is_embedded_request if record.kind == "request" else is_embedded_capture
        # Where every page that was opened is named, a document asked for by another site's page is a frame in it.
        is_foreign = bool(self._known.named) and is_from_other_site(fields.get("referer", ""), record.url)
        if is_foreign or weigh(fields, page.snapshot.content):
            self._page = replace(page, is_part=True)

    def _let_go(self) -> Iterator[Item]:
        """Yield the page that was held back."""
        page, self._page = self._page, None
        if page is None:
            return
        found = page.snapshot
        url = found.url or ""
        is_named = self._known.page(url) is not None
        if not is_named and (page.is_part or url in self._known.iframes):
            yield LeftOut(url, FRAMES)
        elif found.kind is FileKind.HTML and is_without_text(found.content):
            yield LeftOut(url, BLANK)
        elif self._known.is_repeated(url, found.sha256):
            yield LeftOut(url, REPEATED)
        else:
            self._known.iframes.note(found.content, url)
            yield found


def page_key(url: str) -> str:
    """Return an address for comparison: lists of pages write it with another scheme or end than its capture."""
    return url.partition("://")[2].rstrip("/") or url


def _unanswered(status: int) -> str:
    if status == _UNCHANGED:
        return REPEATED
    return REDIRECTS if 300 <= status < 400 else ERROR_PAGES


def _is_page(content: bytes, declared: str) -> bool:
    """Tell a page by its bytes: scripts' data is often sent as if it were one, with markup in its strings."""
    if content.lstrip()[:1] in {b"{", b"["}:
        return False
    return kind_of(content, ".html" if declared in _PAGES else "") is FileKind.HTML


def _may_be(beginning: bytes, kind: FileKind) -> bool:
    """Tell what is sent without a type by its beginning: downloads of any size need not be read for that."""
    return kind is FileKind.TEXT or kind_of(beginning, "") is FileKind.HTML


def _belongs(record: Record, page: _Page) -> bool:
    """Tell whether a request or metadata record speaks of a page: by their numbers, else by the address."""
    concurrent = record.fields.get("warc-concurrent-to", "") or record.fields.get("warc-refers-to", "")
    if concurrent and page.record_id:
        return concurrent == page.record_id or page.concurrent == record.fields.get("warc-record-id", "-")
    return record.url == page.snapshot.url


def _kind_and_type(record: Record, answer: Answer) -> tuple[FileKind | None, str]:
    """Return what a capture may be by what is declared, and the media type; None for what is never a story."""
    own = media_type(record.content_type)
    declared = media_type(answer.fields.get("content-type", "" if own == "application/http" else own))
    if declared in _PAGES:
        return FileKind.HTML, declared
    if record.kind == "conversion":
        # Plain text that was drawn out of a page, as in Common Crawl's WET files.
        return (FileKind.TEXT if declared == "text/plain" else None), declared
    if declared in _UNTOLD:
        return FileKind.HTML, declared
    return None, declared


def _charset(record: Record, answer: Answer) -> str | None:
    """Return the charset a browser used, where the recorder says so, else that of the answer's head."""
    own = "" if media_type(record.content_type) == "application/http" else record.content_type
    places = (record.fields.get("warc-identified-payload-type", ""), answer.fields.get("content-type", own))
    return next(filter(None, map(charset_of, places)), None)


def saving_moment(written: str) -> Moment | None:
    """Return a date of saving as archives write it, in UTC where nothing else is said, or None.

    ClueWeb's are of year, month and day of the year.
    """
    text = written.strip()
    if text[:14].isdigit() and len(text) >= 14:
        text = text[:14] + "Z"
    of_year = _DAY_OF_YEAR.match(text)
    if of_year is not None and 0 < int(of_year[2]) <= 366:
        day = datetime(max(1, int(of_year[1])), 1, 1, tzinfo=UTC) + timedelta(days=int(of_year[2]) - 1)
        text = f"{day:%Y-%m-%d}" + text[of_year.end() :]
    return parse_date(text, source=Origin.CONTAINER) if text else None
