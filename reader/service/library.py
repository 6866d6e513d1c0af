"""Everything a front end may read of a library: search, stories, reports, counts, and a check of the whole."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self

from reader.core.cancel import CancelToken
from reader.core.changes import ImportRow, RemovePassage
from reader.core.errors import (
    IndexDamagedError,
    LibraryDamagedError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
)
from reader.core.evidence import LosingStory, ReaderRule, RepeatedPassage
from reader.core.highlights import AnnotationRow, Annotations
from reader.core.model import ArticleId, Span
from reader.core.queries import PastQuery, SavedSearch, TagRule
from reader.core.query import (
    Completions,
    Explanation,
    HitPage,
    Period,
    QueryToken,
    Ranked,
    SearchAnswer,
    SearchRequest,
    StoryHead,
    Width,
    WordTotals,
)
from reader.core.reading_places import ReadingPlace
from reader.core.records import Fault, ImportRecord, LibraryStats, MissingLink, Story, StoryRelative, StorySummary
from reader.core.timeline import Timeline, TimelineRequest
from reader.service.lock import held, lock_file
from reader.service.places import generation, index_folder
from reader.service.ports import IndexReaderPort, SearchPackage
from reader.service.removing import dry_run
from reader.service.states import States
from reader.service.unindexed import BUILDING, answer_without_index
from reader.service.wiring import Wiring
from reader.store import Kinship, Store

_WIDTH = Width()
BEHIND = "The search index is being brought up to date; some stories may be missing here."


class Library:
    """A library opened for reading, while a worker may be writing to it. One thread at a time.

    A search index that is missing or damaged does not keep the library from being read: an empty query then lists all
    stories from the store, and any other is answered with a note.
    """

    def __init__(self, store: Store, folder: Path, package: SearchPackage) -> None:
        self._store = store
        self._index_folder = folder
        self._package = package
        self._index: IndexReaderPort | None = None
        self._generation = ""
        self._states_in = States(store).of
        self._is_behind = False
        self.refresh()

    @classmethod
    def open(cls, folder: Path, cache_root: Path | None = None, wiring: Wiring | None = None) -> Self:
        """Open the library in ``folder``; a missing one is created. Raises LibraryError of the matching kind."""
        store = Store.open(folder, read_only=True)
        try:
            index = index_folder(folder, store.library_id, cache_root)
            return cls(store, index, (wiring or Wiring()).search_package())
        except BaseException:
            store.close()
            raise

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._store.folder

    @property
    def library_id(self) -> str:
        """The library's own id, 32 hex digits."""
        return self._store.library_id

    @property
    def is_read_only(self) -> bool:
        """Whether this user may not change the library: nothing can be imported into it."""
        return self._store.is_immutable

    def close(self) -> None:
        """Let go of all files."""
        self._drop_index()
        self._store.close()

    def refresh(self) -> None:
        """See what the worker has written since, also if it has built the index anew."""
        try:
            if self._index is not None and self._generation == generation(self._index_folder):
                self._index.refresh()
            else:
                self._open_index()
        except IndexDamagedError:
            self._drop_index()
        self._is_behind = self._index is not None and self._index.size() < self._store.count()

    def rest(self) -> None:
        """Let go of the memory that reading the index has filled; what is read next costs a little more, once."""
        if self._index is not None:
            self._index.forget()

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer a query; an empty one answers all stories, newest first. Raises SearchCancelledError."""
        if self._index is None:
            self.refresh()
        if self._index is not None:
            try:
                answer = self._index.search(request, cancel, restrict=self._states_in(request.query))
            except IndexDamagedError:
                self._drop_index()
            else:
                return _with_note(answer, BEHIND) if self._is_behind else answer
        return answer_without_index(self._store, request)

    def rank(self, request: SearchRequest, cancel: CancelToken | None = None) -> Ranked:
        """Return the ids of the asked page of a result, in its order, without rows. Raises SearchCancelledError."""
        if self._index is None:
            self.refresh()
        if self._index is not None:
            try:
                return self._index.rank(request, cancel, restrict=self._states_in(request.query))
            except IndexDamagedError:
                self._drop_index()
        answer = answer_without_index(self._store, request)
        return Ranked(answer.total, tuple(row.article_id for row in answer.rows))

    def explain(self, request: SearchRequest) -> Explanation | None:
        """Run a request and return how it was read and what took how long; None while there is no index."""
        if self._index is None:
            return None
        try:
            return self._index.explain(request, self._states_in(request.query))
        except IndexDamagedError:
            self._drop_index()
            return None

    def contexts(
        self,
        request: SearchRequest,
        width: Width = _WIDTH,
        cancel: CancelToken | None = None,
        stories: Sequence[ArticleId] | None = None,
    ) -> HitPage:
        """Return every hit of the stories of a page, or of some ``stories`` of the result, in its context.

        ``next_offset`` tells where the next page begins, which may be sooner than asked for where there is no time.
        Raises SearchCancelledError.
        """
        if self._index is None:
            self.refresh()
        if self._index is not None:
            try:
                return self._index.contexts(
                    request, width, cancel, restrict=self._states_in(request.query), stories=stories
                )
            except IndexDamagedError:
                self._drop_index()
        return HitPage(0, (), notes=(BUILDING,) if self._store.count() else ())

    def timeline(self, request: TimelineRequest, cancel: CancelToken | None = None) -> Timeline:
        """Count the stories of several queries over time, beside all stories and words. Raises SearchCancelledError."""
        if self._index is None:
            self.refresh()
        if self._index is not None:
            restrict = self._states_in(" ".join(asked.query for asked in request.searches))
            try:
                return self._index.timeline(request, cancel, restrict=restrict)
            except IndexDamagedError:
                self._drop_index()
        nothing: tuple[tuple[int, ...], ...] = tuple(() for _ in request.searches)
        notes = (BUILDING,) if self._store.count() else ()
        return Timeline(request.period or Period.DAY, 1, (), nothing, (), (), notes, hits=nothing)

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return headline, outlet, date and language of the stories that are indexed, in their order."""
        if self._index is None:
            return ()
        try:
            return self._index.heads(stories)
        except IndexDamagedError:
            self._drop_index()
            return ()

    def words(self, text: str) -> list[str]:
        """Return the words of a text, cut and folded as in the index; none while there is no index."""
        return self._index.words(text) if self._index is not None else []

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Return how often words, folded as ``words`` does, stand in the texts of all stories."""
        if self._index is not None:
            try:
                return self._index.word_totals(words)
            except IndexDamagedError:
                self._drop_index()
        return WordTotals(0, tuple(0 for _ in words))

    def query_tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return the pieces of a query and what each is taken for, for colouring; none while there is no index."""
        return self._index.tokens(query) if self._index is not None else ()

    def completions(self, query: str, cursor: int) -> Completions:
        """Return what could complete the word at whose end the cursor stands; nothing while there is no index."""
        nothing = Completions(Span(cursor, cursor))
        if self._index is None:
            return nothing
        try:
            return self._index.completions(query, cursor, self._states_in(query))
        except IndexDamagedError:
            self._drop_index()
            return nothing

    def past_queries(self) -> tuple[PastQuery, ...]:
        """Return the queries that were run, the last one first."""
        return self._store.queries.past()

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the reader's order."""
        return self._store.queries.saved()

    def story(self, article_id: ArticleId) -> Story:
        """Return a story with its text; raises LibraryError if there is none of this id."""
        story = self._store.story(article_id)
        if story is None:
            raise LibraryError(f"There is no story {article_id} in this library.")
        return story

    def relatives(self, article_id: ArticleId) -> tuple[StoryRelative, ...]:
        """Return the copies of a story and the other versions of its address, oldest first."""
        return tuple(
            StoryRelative(one.article_id, one.headline, is_copy=one.kinship is Kinship.COPY)
            for one in self._store.relations.relatives(article_id)
        )

    def annotations(self, article_id: ArticleId) -> Annotations:
        """Return the highlights of a story and the notes on it; empty where there is no such story."""
        return self._store.curation.highlights.of(article_id)

    def reading_place(self, article_id: ArticleId) -> ReadingPlace | None:
        """Return how far a story was read, None where it was left at its top."""
        return self._store.reading_places.of(article_id)

    def all_annotations(self) -> tuple[AnnotationRow, ...]:
        """Return all highlights and notes of the library with what their stories are."""
        return tuple(self._store.curation.highlights.all())

    def tag_counts(self, article_ids: Sequence[ArticleId] | None = None) -> tuple[tuple[str, int], ...]:
        """Return all tags with the number of their stories, or the tags of some stories with how many have each."""
        return self._store.tags.counts() if article_ids is None else self._store.tags.counts_among(article_ids)

    def tag_rules(self) -> tuple[TagRule, ...]:
        """Return the saved searches that tag what comes in."""
        return self._store.tag_rules.all()

    def tag_colours(self) -> dict[str, int]:
        """Return the colours (1 to 8) of tags that have one, by their names in small letters."""
        return self._store.tag_rules.colours()

    def missing_links(self) -> tuple[MissingLink, ...]:
        """Return the links of imported lists whose stories are not here."""
        return self._store.curation.missing_links()

    def picture(self, article_id: ArticleId, number: int) -> bytes | None:
        """Return the bytes of a story's picture, None where there is none or its file is missing or damaged."""
        return self._store.picture(article_id, number)

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the summaries of the stories that exist, in the order asked."""
        return self._store.summaries(ids)

    def hits(self, article_id: ArticleId, query: str, texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
        """Return, for each text of a story, the spans in it that the query means; none while there is no index."""
        if self._index is None or not query.strip():
            return tuple(() for _ in texts)
        language = self._store.language(article_id)
        try:
            return self._index.hits(query, texts, language)
        except IndexDamagedError:
            self._drop_index()
            return tuple(() for _ in texts)

    def original_text(self, article_id: ArticleId) -> str:
        """Return the whole visible text of the saved page; raises LibraryError if there is no such story."""
        return self.story(article_id).article.text

    def original_bytes(self, article_id: ArticleId) -> bytes:
        """Return the kept file, byte for byte; raises LibraryError, LibraryDamagedError."""
        return self._store.original(self.story(article_id).original_sha256)

    def stats(self) -> LibraryStats:
        """Return counts over the whole library."""
        return self._store.statistics(self._index.size() if self._index is not None else 0)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Return all imports, newest first."""
        return self._store.imports()

    def import_rows(self, import_id: int) -> tuple[ImportRow, ...]:
        """Return the report of an import in the order of its files."""
        return self._store.import_rows(import_id)

    def repeated_passages(self, import_id: int | None = None) -> tuple[RepeatedPassage, ...]:
        """Return the passages that recur in an outlet's stories: those an import made known, or all."""
        return tuple(self._store.repetition.repeated(import_id))

    def stories_with(self, outlet: str, passage: int, limit: int = 100) -> tuple[ArticleId, ...]:
        """Return stories of an outlet that have a repeated passage."""
        outlet_id = self._store.repetition.outlet_id(outlet)
        return () if outlet_id is None else self._store.repetition.stories_with(outlet_id, passage, limit)

    def dry_run(self, wish: RemovePassage, cancel: CancelToken | None = None) -> tuple[LosingStory, ...]:
        """Return every story that a rule of the reader's would change, with the words that would go."""
        return dry_run(self._store, wish, cancel)

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        """Return what the reader wants removed, newest first."""
        return self._store.reader_rules.rules()

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong with the database, the originals and the index; reads all of them, so it takes time."""
        try:
            yield from self._store.verify()
        except LibraryDamagedError as error:
            yield Fault(str(error), mendable=False)
        try:
            yield from self._verify_index()
        except IndexDamagedError as error:
            yield Fault(f"The search index cannot be used: {error}", mendable=True)

    def _verify_index(self) -> Iterator[Fault]:
        """Compare the index with the store; its checksums too, unless a worker is writing it. IndexDamagedError."""
        index = self._package.open_reader(self._index_folder)
        try:
            indexed, stories = index.size(), self._store.count()
        finally:
            index.close()
        if indexed != stories:
            yield Fault(f"The search index has {indexed} stories, the library {stories}.", mendable=True)
        lock = lock_file(self._store.folder, self._index_folder, read_only=self._store.is_immutable)
        with suppress(LibraryLockedError, LibraryReadOnlyError), held(lock):
            writer = self._package.open_writer(self._index_folder)
            try:
                writer.verify()
            finally:
                writer.close()

    def _open_index(self) -> None:
        self._drop_index()
        try:
            is_built = any(self._index_folder.iterdir())
        except FileNotFoundError:  # the worker is putting a new one in its place this very moment
            is_built = False
        if is_built:
            self._generation = generation(self._index_folder)
            self._index = self._package.open_reader(self._index_folder)

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None


def _with_note(answer: SearchAnswer, note: str) -> SearchAnswer:
    return replace(answer, notes=(*answer.notes, note))
