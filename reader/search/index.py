"""Reads the index: answers queries with rows, snippets, marks and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType

from whoosh.searching import Searcher

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow, SearchAnswer, SearchRequest, SortKey
from reader.search.columns import Columns
from reader.search.compile import Compiler
from reader.search.files import Manifest, read_manifest
from reader.search.language.parse import parse
from reader.search.language.tree import Parsed
from reader.search.marking import Marker
from reader.search.page_marks import PageMarker
from reader.search.rows import Builder
from reader.search.run import Engine, Found, IndexLexicon, Leaf, Watch
from reader.search.schema import FORMAT
from reader.search.stems import Stems, stem_code
from reader.search.storage import ColumnIndex, ColumnReader, damage
from reader.search.words import Cutter

DEADLINE_MS = 2000
_NO_STATES: Mapping[str, frozenset[int]] = {}


@dataclass(frozen=True)
class Prepared:
    """A request that has been read: its tree, and what is to be said about it."""

    request: SearchRequest
    parsed: Parsed


@dataclass(frozen=True)
class Ranked:
    """The stories that match: how many, and the ids of the asked page in order."""

    total: int
    ids: tuple[ArticleId, ...]


@dataclass(frozen=True)
class _State:
    """One complete state of the index, open for reading."""

    manifest: Manifest
    searcher: Searcher
    engine: Engine
    columns: Columns
    codes: frozenset[str]


class SearchIndex:
    """An index folder, open for reading; to be used from one thread at a time."""

    def __init__(self, folder: Path, state: _State) -> None:
        self._folder = folder
        self._state = state
        self._cutter = Cutter()
        self._stems = Stems()

    @classmethod
    def open(cls, folder: Path) -> "SearchIndex":
        """Open the newest complete state; raises ``IndexDamagedError`` when there is none that can be used."""
        return cls(folder, _load(folder))

    def search(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = DEADLINE_MS,
        restrict: Mapping[str, frozenset[int]] = _NO_STATES,
    ) -> SearchAnswer:
        """Answer a request; an empty query finds all stories, the newest first.

        ``restrict`` maps names that ``is:`` and ``has:`` may ask for to the ids of the stories they mean. Raises
        ``SearchCancelledError`` when ``cancel`` is set meanwhile. A search that runs past ``deadline_ms`` answers with
        what it has found, and a note says so.
        """
        started = perf_counter()
        watch = Watch(cancel, deadline_ms)
        parsed = parse(request.query, self._cutter, datetime.now(UTC).date(), typing=request.typing)
        with damage(self._folder, self._state.manifest):
            engine = self._state.engine
            compiler = Compiler(IndexLexicon(engine, watch), self._stems, self._state.codes, restrict)
            found = engine.run(compiler.compile(parsed.tree), watch, is_scored=request.limit > 0)
            marker = PageMarker(Marker(parsed.tree, self._cutter, self._stems), compiler)
            builder = Builder(marker, self._cutter)
            watch.unbind()
            rows, hits = self._page(found, request, builder)
            facets = self._state.columns.facets(found.numbers) if request.facets else ()
        notes = [*parsed.notes, *compiler.notes]
        if not found.is_complete:
            notes.append(f"The search was stopped after {deadline_ms / 1000:g} seconds: not all stories were seen.")
        return SearchAnswer(
            query=request.query,
            reads_as=parsed.reads_as,
            total=found.total,
            hits=hits,
            took_ms=(perf_counter() - started) * 1000,
            rows=tuple(rows),
            facets=facets,
            notes=tuple(dict.fromkeys(notes)),
        )

    def prepare(self, request: SearchRequest) -> Prepared:
        """Read a request's query."""
        today = datetime.now(UTC).date()
        return Prepared(request, parse(request.query, self._cutter, today, typing=request.typing))

    def rank(self, prepared: Prepared, cancel: CancelToken | None = None, deadline_ms: int = DEADLINE_MS) -> Ranked:
        """Find and sort only: the ids of the asked page, without rows. Raises ``SearchCancelledError``."""
        watch = Watch(cancel, deadline_ms)
        request, state = prepared.request, self._state
        with damage(self._folder, state.manifest):
            compiler = Compiler(IndexLexicon(state.engine, watch), self._stems, state.codes, _NO_STATES)
            is_scored = request.limit > 0 and request.sort is SortKey.RELEVANCE
            found = state.engine.run(compiler.compile(prepared.parsed.tree), watch, is_scored=is_scored)
            end = request.offset + request.limit
            numbers, _ = state.columns.first(found.hits, found.total, request.sort, end)
            ids: list[ArticleId] = state.columns.numbers["id"][numbers[request.offset :]].tolist()
        return Ranked(found.total, tuple(ids))

    def hits(self, query: str, texts: Sequence[str], language: str) -> tuple[tuple[Span, ...], ...]:
        """Return for every text the spans that the query means, in order and disjoint.

        The texts are parts of one story in ``language``; what a query wants in a headline is marked in any of them.
        """
        parsed = parse(query, self._cutter, datetime.now(UTC).date())
        marker = Marker(parsed.tree, self._cutter, self._stems)
        return tuple(marker.spans(text, language) for text in texts)

    def refresh(self) -> None:
        """See the newest complete state; raises ``IndexDamagedError`` when it cannot be used."""
        if read_manifest(self._folder, FORMAT).generation != self._state.manifest.generation:
            state = _load(self._folder)
            self._state.searcher.close()
            self._state = state

    def size(self) -> int:
        """Return the number of stories."""
        return self._state.searcher.doc_count()

    def close(self) -> None:
        """Close the files."""
        if not self._state.searcher.is_closed:
            self._state.searcher.close()

    def __enter__(self) -> "SearchIndex":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _page(self, found: Found, request: SearchRequest, builder: Builder) -> tuple[list[ResultRow], int]:
        """Return the rows of the asked page, in order, and the number of marked places in their stories."""
        end = request.offset + request.limit
        numbers, scores = self._state.columns.first(found.hits, found.total, request.sort, end)
        ranked = list(zip(numbers[request.offset :].tolist(), scores[request.offset :].tolist(), strict=True))
        rows: dict[int, ResultRow] = {}
        hits = 0
        for leaf, executor in zip(self._state.engine.leaves, found.executors, strict=True):
            last = leaf.offset + leaf.columns.count
            own = [(number - leaf.offset, score) for number, score in ranked if leaf.offset <= number < last]
            if own:
                made, marked = builder.rows(executor, leaf.columns, own)
                rows.update((document + leaf.offset, row) for (document, _), row in zip(own, made, strict=True))
                hits += marked
        return [rows[number] for number, _ in ranked], hits


def _load(folder: Path) -> _State:
    index = ColumnIndex.open(folder)
    with damage(folder, index.manifest):
        searcher = index.searcher()
        leaves: list[Leaf] = []
        for leaf, offset in searcher.leaf_searchers():
            reader = leaf.reader()
            if isinstance(reader, ColumnReader):
                leaves.append(Leaf(reader.columns, leaf, offset, reader.live))
        columns = Columns.load(tuple(leaf.columns for leaf in leaves))
    codes = frozenset(stem_code(language) for language in columns.names["language"])
    return _State(index.manifest, searcher, Engine(tuple(leaves)), columns, codes)
