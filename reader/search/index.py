"""Reads the index: answers queries with rows, snippets, marks and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType

import numpy as np
from whoosh.searching import Searcher

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId, Span
from reader.core.query import (
    Completions,
    Explanation,
    Histogram,
    HitPage,
    QueryToken,
    Ranked,
    ResultRow,
    SearchAnswer,
    SearchRequest,
    SortKey,
    StoryHead,
    Suggestion,
    Width,
    WordTotals,
)
from reader.core.timeline import Timeline, TimelineRequest
from reader.search import study
from reader.search.assist import Assistant
from reader.search.breaks import Breaks
from reader.search.codec.segment import SegmentFile
from reader.search.columns import Columns
from reader.search.compile import Compiler
from reader.search.contexts import Contexts
from reader.search.explain import Steps, expansions, outline
from reader.search.facets import Facets
from reader.search.files import Manifest, read_manifest
from reader.search.histogram import histogram
from reader.search.labels import States, known_to
from reader.search.language.describe import describe
from reader.search.language.lower import pruned
from reader.search.language.parse import parse
from reader.search.language.tree import Everything, Node, Nothing, Parsed
from reader.search.marking import Marker
from reader.search.page_marks import PageMarker
from reader.search.rows import Builder
from reader.search.run import Engine, Found, IndexLexicon, Leaf, Watch
from reader.search.schema import FORMAT
from reader.search.stems import Stems, stem_code
from reader.search.storage import ColumnIndex, ColumnReader, damage
from reader.search.timeline import Counted, counted, timeline, whole_of
from reader.search.words import Cutter

DEADLINE_MS = 2000
MOST_COMPLETIONS = 12
_NO_STATES: States = {}
_WIDTH = Width()


@dataclass(frozen=True)
class _State:
    """One complete state of the index, open for reading."""

    manifest: Manifest
    searcher: Searcher
    engine: Engine
    columns: Columns
    facets: Facets
    codes: frozenset[str]
    files: tuple[SegmentFile, ...]


class SearchIndex:
    """An index folder, open for reading; to be used from one thread at a time."""

    def __init__(self, folder: Path, state: _State) -> None:
        self._folder = folder
        self._state = state
        self._cutter = Cutter()
        self._stems = Stems()
        self._breaks = Breaks(self._cutter)

    @classmethod
    def open(cls, folder: Path) -> "SearchIndex":
        """Open the newest complete state; raises ``IndexDamagedError`` when there is none that can be used."""
        return cls(folder, _load(folder))

    def search(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = DEADLINE_MS,
        restrict: States = _NO_STATES,
    ) -> SearchAnswer:
        """Answer a request; an empty query finds all stories, the newest first.

        ``restrict`` maps names that ``is:``, ``has:``, ``tag:`` and ``note:`` may ask for to the ids of the stories
        they mean (see ``labels``). Raises ``SearchCancelledError`` when ``cancel`` is set meanwhile. A search that runs
        past ``deadline_ms`` answers with what it has found, and a note says so. Words that no story has come with a
        suggestion, unless they are being typed.
        """
        started = perf_counter()
        watch = Watch(cancel, deadline_ms)
        parsed = self._read(request, restrict)
        with damage(self._folder, self._state.manifest):
            engine = self._state.engine
            compiler = Compiler(IndexLexicon(engine, watch), self._stems, self._state.codes, restrict)
            every = engine.run(compiler.compile(parsed.tree), watch, is_scored=request.limit > 0)
            facets = self._state.facets.counts(every, request, restrict) if request.facets else ()
            found = self._state.facets.chosen(every, request, restrict)
            builder = self._builder(parsed.tree, compiler)
            watch.unbind()
            rows, hits = self._page(found, request, builder)
            bins = self._histogram(found, request)
            suggestions = self._suggestions(request, parsed, compiler) if found.is_complete else ()
        notes = [*parsed.notes, *compiler.notes]
        if not found.is_complete:
            notes.append(_stopped(deadline_ms))
        notes += [
            f"No story has “{each.span.of(request.query)}”. Did you mean “{each.instead}”?" for each in suggestions
        ]
        return SearchAnswer(
            query=request.query,
            reads_as=parsed.reads_as,
            total=found.total,
            hits=hits,
            took_ms=(perf_counter() - started) * 1000,
            rows=tuple(rows),
            facets=facets,
            notes=tuple(dict.fromkeys(notes)),
            suggestions=suggestions,
            histogram=bins,
        )

    def timeline(
        self,
        request: TimelineRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = DEADLINE_MS,
        restrict: States = _NO_STATES,
    ) -> Timeline:
        """Count the stories of several queries over time; ``restrict`` and the deadline are those of ``search``.

        Raises ``SearchCancelledError``.
        """
        watch = Watch(cancel, deadline_ms)
        state, notes, found = self._state, list[str](), list[Counted]()
        with damage(self._folder, state.manifest):
            for asked in (*request.searches, *whole_of(request)):
                parsed = self._read(asked, restrict)
                compiler = Compiler(IndexLexicon(state.engine, watch), self._stems, state.codes, restrict)
                every = state.engine.run(compiler.compile(parsed.tree), watch, is_scored=False)
                chosen = state.facets.chosen(every, asked, restrict)
                made = counted(state.engine, chosen, PageMarker(self._marker(parsed.tree), compiler), watch)
                found.append(made)
                is_all = every.is_complete and made.is_complete
                notes += [*parsed.notes, *compiler.notes, *([] if is_all else [_stopped(deadline_ms)])]
            watch.unbind()
            facets, words, asked_for = state.facets, state.columns.numbers["words"], len(request.searches)
            everything = found[asked_for].documents if len(found) > asked_for else facets.everything
            counts = timeline(found[:asked_for], everything, facets.calendar, words, request)
        return replace(counts, notes=tuple(dict.fromkeys(notes)))

    def forget(self) -> None:
        """Let go of the memory that reading the index's files has filled, where the system can; nothing is lost."""
        for file in self._state.files:
            file.forget()

    def tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return the pieces of a query and what each is taken for, for colouring; they do not depend on the index."""
        return self._read(SearchRequest(query), _NO_STATES).tokens

    def completions(
        self, query: str, cursor: int, restrict: States = _NO_STATES, most: int = MOST_COMPLETIONS
    ) -> Completions:
        """Return what could complete the word at whose end the cursor stands: fields, values and words.

        ``restrict`` is as in ``search``; its tags are offered.
        """
        with damage(self._folder, self._state.manifest):
            return self._assistant().completions(query, cursor, restrict, most)

    def explain(
        self, request: SearchRequest, restrict: States = _NO_STATES, deadline_ms: int = DEADLINE_MS
    ) -> Explanation:
        """Run a request and return how it was read, what its wildcards stood for, and how long each step took."""
        watch = Watch(None, deadline_ms)
        steps = Steps()
        parsed = self._read(request, restrict)
        steps.done("read")
        with damage(self._folder, self._state.manifest):
            engine = self._state.engine
            lexicon = IndexLexicon(engine, watch)
            compiler = Compiler(lexicon, self._stems, self._state.codes, restrict)
            query = compiler.compile(parsed.tree)
            steps.done("expand")
            found = self._state.facets.chosen(engine.run(query, watch), request, restrict)
            steps.done("find")
            watch.unbind()
            self._page(found, request, self._builder(parsed.tree, compiler))
            steps.done("rows")
            expanded = expansions(compiler, lexicon)
        return Explanation(
            query=request.query,
            reads_as=parsed.reads_as,
            tree=outline(parsed.tree),
            expansions=expanded,
            notes=tuple(dict.fromkeys([*parsed.notes, *compiler.notes])),
            total=len(found.numbers),
            steps_ms=steps.all(),
        )

    def rank(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = DEADLINE_MS,
        restrict: States = _NO_STATES,
    ) -> Ranked:
        """Find and sort only: the ids of the asked page, without rows, as ``search`` would order them.

        Raises ``SearchCancelledError``.
        """
        watch = Watch(cancel, deadline_ms)
        parsed, state = self._read(request, restrict), self._state
        with damage(self._folder, state.manifest):
            compiler = Compiler(IndexLexicon(state.engine, watch), self._stems, state.codes, restrict)
            is_scored = request.limit > 0 and request.sort is SortKey.RELEVANCE
            found = state.engine.run(compiler.compile(parsed.tree), watch, is_scored=is_scored)
            found = state.facets.chosen(found, request, restrict)
            end = request.offset + request.limit
            numbers, _ = state.columns.first(found.hits, found.total, request.sort, end)
            ids: list[ArticleId] = state.columns.numbers["id"][numbers[request.offset :]].tolist()
        return Ranked(found.total, tuple(ids))

    def contexts(
        self,
        request: SearchRequest,
        width: Width = _WIDTH,
        cancel: CancelToken | None = None,
        deadline_ms: int = DEADLINE_MS,
        restrict: States = _NO_STATES,
        *,
        stories: Sequence[ArticleId] | None = None,
    ) -> HitPage:
        """Return every hit of the stories of a page in its context, with the marks of their rows.

        ``stories`` are looked at instead of a page, as far as they match. What there is no time for once the stories
        are found is left for the next call, from ``next_offset`` on; a call looks at some stories at least. Raises
        ``SearchCancelledError``.
        """
        watch = Watch(cancel, DEADLINE_MS)
        parsed, state = self._read(request, restrict), self._state
        with damage(self._folder, state.manifest):
            compiler = Compiler(IndexLexicon(state.engine, watch), self._stems, state.codes, restrict)
            is_scored = stories is None and request.sort is SortKey.RELEVANCE
            found = state.engine.run(compiler.compile(parsed.tree), watch, is_scored=is_scored)
            found = state.facets.chosen(found, request, restrict)
            if stories is None:
                ranked, _ = state.columns.first(found.hits, found.total, request.sort, request.offset + request.limit)
            else:
                ranked = state.facets.documents_of(stories)
                ranked = ranked[np.isin(ranked, found.numbers)]
            contexts = Contexts(PageMarker(self._marker(parsed.tree), compiler), self._cutter, width)
            watch.unbind()
            hits, seen = contexts.of(state.engine, found, ranked[request.offset :].tolist(), Watch(None, deadline_ms))
        done, total = request.offset + seen, found.total if stories is None else len(ranked)
        notes = [*parsed.notes, *compiler.notes, *([] if found.is_complete else [_stopped(DEADLINE_MS)])]
        return HitPage(total, tuple(hits), done if done < total else None, tuple(dict.fromkeys(notes)))

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return the heads of the stories that are indexed, in their order."""
        with damage(self._folder, self._state.manifest):
            return study.heads(self._state.engine.leaves, self._state.facets.documents_of(stories))

    def words(self, text: str) -> list[str]:
        """Return the words of a text, cut and folded as in the index."""
        return [token.text for token in self._cutter.tokens(text)]

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Return how often words, folded as ``words`` does, stand in all texts."""
        with damage(self._folder, self._state.manifest):
            return study.word_totals(self._state.engine, words)

    def hits(self, query: str, texts: Sequence[str], language: str) -> tuple[tuple[Span, ...], ...]:
        """Return for every text the spans that the query means, in order and disjoint.

        The texts are parts of one story in ``language``; what a query wants in a headline is marked in any of them.
        """
        marker = self._marker(self._read(SearchRequest(query), _NO_STATES).tree)
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

    def _read(self, request: SearchRequest, restrict: States) -> Parsed:
        """Read a query; what asks for states that nobody knows is left out, with a note."""
        parsed = parse(request.query, self._cutter, datetime.now(UTC).date(), typing=request.typing)
        notes = list(parsed.notes)
        tree = pruned(parsed.tree, known_to(restrict, notes))
        if tree == parsed.tree:
            return parsed
        tree = Everything() if isinstance(tree, Nothing) else tree
        return replace(parsed, tree=tree, reads_as=describe(tree), notes=tuple(dict.fromkeys(notes)))

    def _histogram(self, found: Found, request: SearchRequest) -> Histogram | None:
        if not request.histogram:
            return None
        state = self._state
        return histogram(found.numbers, state.facets.calendar, state.columns, by_outlet=request.by_outlet)

    def _suggestions(self, request: SearchRequest, parsed: Parsed, compiler: Compiler) -> tuple[Suggestion, ...]:
        if request.typing:
            return ()
        return self._assistant().suggestions(request.query, parsed.tree, compiler)

    def _assistant(self) -> Assistant:
        lexicon = IndexLexicon(self._state.engine, Watch(None, DEADLINE_MS))
        return Assistant(lexicon, self._state.columns, self._cutter)

    def _builder(self, tree: Node, compiler: Compiler) -> Builder:
        return Builder(PageMarker(self._marker(tree), compiler), self._cutter)

    def _marker(self, tree: Node) -> Marker:
        return Marker(tree, self._cutter, self._stems, self._breaks)

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


def _stopped(deadline_ms: int) -> str:
    return f"The search was stopped after {deadline_ms / 1000:g} seconds: not all stories were seen."


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
    facets = Facets(tuple(leaves), columns)
    files = tuple(leaf.columns.file for leaf in leaves)
    return _State(index.manifest, searcher, Engine(tuple(leaves)), columns, facets, codes, files)
