"""Reads the index: answers queries with rows, snippets, marks and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType

from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow, SearchAnswer, SearchRequest
from reader.search.columns import Columns, Integers, Scores
from reader.search.compile import Compiler
from reader.search.files import check_sums, read_manifest
from reader.search.language.parse import parse
from reader.search.language.tree import Node, Zone
from reader.search.marking import Marker
from reader.search.run import Found, IndexLexicon, Watch, run
from reader.search.schema import FORMAT, Row
from reader.search.snippet import snippet
from reader.search.stems import Stems, stem_code
from reader.search.storage import damage, open_pinned
from reader.search.words import Cutter

DEADLINE_MS = 2000
_NO_STATES: Mapping[str, frozenset[int]] = {}


@dataclass(frozen=True)
class _State:
    """One complete state of the index, open for reading."""

    generation: int
    searcher: Searcher
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
        notes = list(parsed.notes)
        with damage():
            found = self._find(parsed.tree, restrict, watch, notes)
            numbers, scores = found.arrays()
            ordered, ranked = self._ordered(numbers, scores, request)
            marker = Marker(parsed.tree, self._cutter, self._stems)
            page = slice(request.offset, request.offset + request.limit)
            rows, hits = self._rows(ordered[page], ranked[page], marker)
            facets = self._state.columns.facets(numbers) if request.facets else ()
        if not found.complete:
            notes.append(
                f"The search was stopped after {deadline_ms / 1000:g} seconds: not all stories were looked at."
            )
        took_ms = (perf_counter() - started) * 1000
        unique = tuple(dict.fromkeys(notes))
        return SearchAnswer(
            request.query, parsed.reads_as, len(numbers), hits, took_ms, tuple(rows), facets=facets, notes=unique
        )

    def hits(self, query: str, texts: Sequence[str], language: str) -> tuple[tuple[Span, ...], ...]:
        """Return for every text the spans that the query means, in order and disjoint.

        The texts are parts of one story in ``language``; what a query wants in a headline is marked in any of them.
        """
        parsed = parse(query, self._cutter, datetime.now(UTC).date())
        marker = Marker(parsed.tree, self._cutter, self._stems)
        return tuple(marker.spans(text, language) for text in texts)

    def refresh(self) -> None:
        """See the newest complete state; raises ``IndexDamagedError`` when it cannot be used."""
        if read_manifest(self._folder, FORMAT).generation != self._state.generation:
            state = _load(self._folder)
            self._state.searcher.close()
            self._state = state

    def size(self) -> int:
        """Return the number of stories."""
        return self._state.searcher.doc_count()

    def close(self) -> None:
        """Close the files."""
        self._state.searcher.close()

    def __enter__(self) -> "SearchIndex":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _find(self, tree: Node, states: Mapping[str, frozenset[int]], watch: Watch, notes: list[str]) -> Found:
        searcher = self._state.searcher
        if not searcher.doc_count():
            return Found()
        compiler = Compiler(IndexLexicon(searcher.reader(), watch), self._stems, self._state.codes, states)
        query = compiler.compile(tree)
        notes.extend(compiler.notes)
        return run(searcher, query, watch)

    def _ordered(self, numbers: Integers, scores: Scores, request: SearchRequest) -> tuple[list[int], list[float]]:
        """Return document numbers in the asked order, and their scores alongside."""
        order = self._state.columns.order(numbers, scores, request.sort)
        return numbers[order].tolist(), scores[order].tolist()

    def _rows(self, numbers: list[int], scores: list[float], marker: Marker) -> tuple[list[ResultRow], int]:
        """Return the rows of a page and the number of marked places in its stories."""
        rows = []
        hits = 0
        reader = self._state.searcher.reader()
        for number, score in zip(numbers, scores, strict=True):
            row = Row.from_json(str(reader.stored_fields(number)["row"]))
            headline = marker.spans(row.headline, row.language, Zone.HEADLINE)
            standfirst = marker.spans(row.standfirst, row.language, Zone.STANDFIRST)
            shift = len(row.standfirst) + 1 if row.standfirst else 0
            body = marker.spans(row.body, row.language, Zone.BODY)
            marks = (*standfirst, *(Span(mark.start + shift, mark.end + shift) for mark in body))
            shown = snippet(f"{row.standfirst}\n{row.body}" if row.standfirst else row.body, marks)
            hits += len(headline) + len(marks)
            rows.append(
                ResultRow(
                    article_id=ArticleId(int(self._state.columns.numbers["id"][number])),
                    headline=row.headline,
                    outlet=row.outlet,
                    published=row.published,
                    words=int(self._state.columns.numbers["words"][number]),
                    score=score,
                    snippet=shown.text,
                    marks=shown.marks,
                    headline_marks=headline,
                )
            )
        return rows, hits


def _load(folder: Path) -> _State:
    index, manifest = open_pinned(folder)
    check_sums(folder, manifest)
    with damage():
        searcher = index.searcher(weighting=BM25F())
        columns = Columns.load(searcher.reader())
    codes = frozenset(stem_code(language) for language in columns.names["language"])
    return _State(manifest.generation, searcher, columns, codes)
