"""Stand-ins for extraction and search: small, quick, and as bad as a test wants them to be."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from reader.core.cancel import CancelToken
from reader.core.errors import IndexDamagedError
from reader.core.model import ArticleId, Span
from reader.core.query import (
    Completion,
    CompletionKind,
    Completions,
    Explanation,
    Hit,
    HitPage,
    Period,
    QueryToken,
    Ranked,
    ResultRow,
    SearchAnswer,
    SearchDocument,
    SearchRequest,
    StoryHead,
    TokenKind,
    Width,
    WordTotals,
)
from reader.core.terms import Terms
from reader.core.timeline import Timeline, TimelineRequest
from reader.service import worker_main
from reader.service.extraction import ExtractedStory, Extraction, Job
from reader.service.ports import SearchPackage
from reader.service.worker_main import Assignment, work
from reader.store import connection as connection_module
from reader.store import store as store_module
from tests.store.stories import make_article


def extract(job: Job, terms: Terms) -> Iterator[Extraction]:
    """Yield the one part of a file, or several where its first line says so."""
    yield _extracted(job.path)


def _extracted(path: str) -> Extraction:
    """Make a story of a file: its first line is the headline, or an order to fail in some way."""
    content = Path(path).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    headline, *paragraphs = content.decode("utf-8", "replace").splitlines() or [""]
    match headline:
        case "crash":
            os._exit(3)
        case "hang":
            time.sleep(3600)  # the test is that this is cut short
        case "devour":
            return Extraction(sha256, failure=str(len(bytearray(8 << 30))))
        case "mistake":
            raise ZeroDivisionError
        case "refuse":
            return Extraction(sha256, failure="This is no story.")
        case "nothing":
            return Extraction(sha256)
        case "other":
            return Extraction("0" * 64, (ExtractedStory("", make_article()),))
        case "two":
            return Extraction(sha256, tuple(ExtractedStory(name, make_article(name)) for name in ("a", "b")))
        case "doubtful":
            return Extraction(sha256, (ExtractedStory("", make_article(doubts=("It has two headlines.",))),))
    return Extraction(sha256, (ExtractedStory("", make_article(headline, *paragraphs)),))


INDEX_FILE = "index.json"
WIDTH = Width()


def _read(folder: Path) -> tuple[int, dict[int, tuple[str, str]]]:
    """Return the change number and the texts by id; raises IndexDamagedError."""
    try:
        checksum, _, text = (folder / INDEX_FILE).read_text(encoding="utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != checksum:
            raise IndexDamagedError("The checksum is wrong.")
        stored = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamagedError("The file cannot be read.") from error
    return stored["sequence"], {int(number): tuple(texts) for number, texts in stored["texts"].items()}


class FakeWriter:
    """An index that is one checksummed file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sequence = 0
        self._texts: dict[int, tuple[str, str]] = {}
        if (folder / INDEX_FILE).exists():
            self.verify()

    @property
    def sequence(self) -> int:
        """The store's change number up to which the index is complete."""
        return self._sequence

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Write the file anew."""
        self._texts |= {document.article_id: (document.headline, document.body) for document in add}
        for article_id in remove:
            self._texts.pop(article_id, None)
        self._sequence = sequence
        text = json.dumps({"sequence": sequence, "texts": self._texts})
        arriving = self._folder / "new"
        arriving.write_text(hashlib.sha256(text.encode()).hexdigest() + "\n" + text, encoding="utf-8")
        arriving.replace(self._folder / INDEX_FILE)

    @property
    def is_untidy(self) -> bool:
        """Whether ``tidy`` would do something."""
        return False

    @property
    def is_crowded(self) -> bool:
        """Whether that should not wait."""
        return False

    def tidy(self, seconds: float) -> None:
        """Do nothing."""

    def verify(self) -> None:
        """Read the file again."""
        self._sequence, self._texts = _read(self._folder)

    def close(self) -> None:
        """Do nothing."""


class FakeReader:
    """Finds stories whose headline or body holds the query."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.refresh()

    def search(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> SearchAnswer:
        """Answer by looking at everything; ``is:`` names are understood alone."""
        state = restrict.get(request.query.removeprefix("is:"))
        rows = [
            ResultRow(ArticleId(number), headline, "", "", 0, 1.0, "", ())
            for number, (headline, body) in self._texts.items()
            if (request.query in headline or request.query in body if state is None else number in state)
        ]
        page = tuple(rows[request.offset : request.offset + request.limit])
        return SearchAnswer(request.query, request.query, len(rows), len(page), 0.0, page)

    def forget(self) -> None:
        """Nothing is mapped."""

    def rank(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> Ranked:
        """Return the ids that a search finds."""
        answer = self.search(request, cancel, deadline_ms, restrict)
        return Ranked(answer.total, tuple(row.article_id for row in answer.rows))

    def explain(
        self, request: SearchRequest, restrict: Mapping[str, frozenset[int]] = {}, deadline_ms: int = 2000
    ) -> Explanation:
        """Return the query."""
        total = self.search(request, restrict=restrict).total
        return Explanation(request.query, request.query, request.query, (), (), total, ())

    def contexts(
        self,
        request: SearchRequest,
        width: Width = WIDTH,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
        *,
        stories: Sequence[ArticleId] | None = None,
    ) -> HitPage:
        """Return the beginnings of bodies."""
        ids = [row.article_id for row in self.search(request, restrict=restrict).rows]
        hits = [
            Hit(number, "body", 0, "", self._texts[number][1][: width.size], "")
            for number in ids
            if stories is None or number in stories
        ]
        return HitPage(len(hits), tuple(hits))

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return the headlines."""
        return tuple(StoryHead(each, self._texts[each][0], "", "", "") for each in stories if each in self._texts)

    def words(self, text: str) -> list[str]:
        """Return what stands between blanks."""
        return text.lower().split()

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Count words between blanks."""
        every = [word for headline, body in self._texts.values() for word in self.words(f"{headline} {body}")]
        return WordTotals(len(every), tuple(every.count(word) for word in words))

    def tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return all of it as one word."""
        return (QueryToken(TokenKind.WORD, Span(0, len(query))),)

    def completions(
        self, query: str, cursor: int, restrict: Mapping[str, frozenset[int]] = {}, most: int = 12
    ) -> Completions:
        """Return the headlines that begin so."""
        headlines = sorted(headline for headline, _ in self._texts.values())
        found = [Completion(each, CompletionKind.WORD) for each in headlines if each.startswith(query[:cursor])]
        return Completions(Span(0, cursor), tuple(found[:most]))

    def hits(self, query: str, texts: Sequence[str], language: str) -> tuple[tuple[Span, ...], ...]:
        """Return the first place of the query in each text."""
        places = [text.find(query) for text in texts]
        return tuple((Span(place, place + len(query)),) if place >= 0 else () for place in places)

    def refresh(self) -> None:
        """Read the file again."""
        _, self._texts = _read(self._folder)

    def timeline(
        self,
        request: TimelineRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> Timeline:
        """Know of no dates."""
        return Timeline(Period.DAY, 1, (), tuple(() for _ in request.searches), (), ())

    def size(self) -> int:
        """Return how many stories there are."""
        return len(self._texts)

    def close(self) -> None:
        """Do nothing."""


def erase(folder: Path) -> None:
    """Delete the file."""
    (folder / INDEX_FILE).unlink(missing_ok=True)


def fake_search() -> SearchPackage:
    """Return the stand-in for the search package."""
    return SearchPackage(FakeReader, FakeWriter, erase)


def work_without_permission(connection: Connection, assignment: Assignment) -> None:
    """Be a worker that may not write into the library, also where permissions do not bind the user."""
    library = assignment.folder

    def refuse(folder: Path) -> bool:
        return folder != library

    for module in (connection_module, store_module, worker_main):
        setattr(module, "is_writable", refuse)  # noqa: B010 - the type checker knows it as a function of the module
    work(connection, assignment)
