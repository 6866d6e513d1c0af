"""What the window needs of the library and of the worker, so that tests can stand in for both."""

from collections.abc import Callable, Sequence
from typing import Protocol

from reader.core.cancel import CancelToken
from reader.core.changes import Event, ImportRow, RemovePassage, Wish
from reader.core.evidence import LosingStory, ReaderRule, RepeatedPassage
from reader.core.highlights import AnnotationRow, Annotations
from reader.core.model import ArticleId, Span
from reader.core.queries import PastQuery, SavedSearch, TagRule
from reader.core.query import (
    Completions,
    HitPage,
    QueryToken,
    Ranked,
    SearchAnswer,
    SearchRequest,
    StoryHead,
    Width,
    WordTotals,
)
from reader.core.reading_places import ReadingPlace
from reader.core.records import ImportRecord, LibraryStats, MissingLink, Story, StoryRelative, StorySummary
from reader.core.timeline import Timeline, TimelineRequest


class LibraryPort(Protocol):
    """Reads of a library. All calls come from one thread and may raise ``ReaderError``."""

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer a query; an empty one answers all stories, newest first."""

    def rest(self) -> None:
        """Let go of the memory that reading has filled and that can be filled again."""

    def rank(self, request: SearchRequest, cancel: CancelToken | None = None) -> Ranked:
        """Return the ids of the asked page of a result, in its order, without rows."""

    def query_tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return the pieces of a query and what each is taken for."""

    def completions(self, query: str, cursor: int) -> Completions:
        """Return what could complete the word at whose end the cursor stands."""

    def past_queries(self) -> tuple[PastQuery, ...]:
        """Return the queries that were run, the last one first."""

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the reader's order."""

    def timeline(self, request: TimelineRequest, cancel: CancelToken | None = None) -> Timeline:
        """Count the stories of several queries over time."""

    def story(self, article_id: ArticleId) -> Story:
        """Return a story with its text."""

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the state of stories."""

    def hits(self, article_id: ArticleId, query: str, texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
        """Return, for each text, the spans that the query means."""

    def contexts(self, request: SearchRequest, width: Width = ..., cancel: CancelToken | None = None) -> HitPage:
        """Return every hit of the stories of a page in its context."""

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return headline, outlet, date and language of stories."""

    def words(self, text: str) -> list[str]:
        """Return the words of a text as the index cuts and folds them."""

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Return how often words stand in the texts of all stories."""

    def original_text(self, article_id: ArticleId) -> str:
        """Return the whole visible text of the saved page."""

    def original_bytes(self, article_id: ArticleId) -> bytes:
        """Return the kept file, byte for byte."""

    def picture(self, article_id: ArticleId, number: int) -> bytes | None:
        """Return the bytes of a picture of a story, None where they are not there or damaged."""

    def annotations(self, article_id: ArticleId) -> Annotations:
        """Return the highlights of a story and the notes on it."""

    def reading_place(self, article_id: ArticleId) -> ReadingPlace | None:
        """Return how far a story was read, None where it was left at its top."""

    def all_annotations(self) -> tuple[AnnotationRow, ...]:
        """Return all highlights and notes of the library."""

    def relatives(self, article_id: ArticleId) -> tuple[StoryRelative, ...]:
        """Return the copies of a story and the other versions of its address."""

    def tag_counts(self, article_ids: Sequence[ArticleId] | None = None) -> tuple[tuple[str, int], ...]:
        """Return all tags with the number of their stories, or the tags of some stories."""

    def tag_rules(self) -> tuple[TagRule, ...]:
        """Return the saved searches that tag what comes in."""

    def tag_colours(self) -> dict[str, int]:
        """Return the colours (1 to 8) of tags that have one, by their names in small letters."""

    def missing_links(self) -> tuple[MissingLink, ...]:
        """Return the links of imported lists whose stories are not here."""

    def stats(self) -> LibraryStats:
        """Return counts over the whole library."""

    def imports(self) -> tuple[ImportRecord, ...]:
        """Return the imports of the past."""

    def import_rows(self, import_id: int) -> tuple[ImportRow, ...]:
        """Return the report of one import."""

    def repeated_passages(self, import_id: int | None = None) -> tuple[RepeatedPassage, ...]:
        """Return the repeated passages that an import made known, or all."""

    def stories_with(self, outlet: str, passage: int, limit: int = 100) -> tuple[ArticleId, ...]:
        """Return stories of an outlet that have a repeated passage."""

    def dry_run(self, wish: RemovePassage, cancel: CancelToken | None = None) -> tuple[LosingStory, ...]:
        """Return every story that a rule of the reader's would change, with the words that would go."""

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        """Return what the reader wants removed."""

    def refresh(self) -> None:
        """See what the worker has written since."""

    def close(self) -> None:
        """Let go of files."""


class WorkerPort(Protocol):
    """The process that owns all writes."""

    def start(self) -> None:
        """Start the process; its events arrive from then on."""

    def send(self, wish: Wish) -> None:
        """Ask for a change."""

    def close(self, timeout_s: float = 5.0) -> None:
        """Let the process finish and end it."""


OpenLibrary = Callable[[], LibraryPort]
MakeWorker = Callable[[Callable[[Event], None]], WorkerPort]


class Shelf:
    """The library as the reading thread holds it: opened on first use, on that thread, and closed there."""

    def __init__(self, open_library: OpenLibrary) -> None:
        self._open_library = open_library
        self._library: LibraryPort | None = None

    def library(self) -> LibraryPort:
        """Return the open library, opening it if need be; raises ``ReaderError`` where it cannot be."""
        if self._library is None:
            self._library = self._open_library()
        return self._library

    def rest(self) -> None:
        """Let the library, if it is open, let go of memory while nothing is read."""
        if self._library is not None:
            self._library.rest()

    def close(self) -> None:
        """Close the library if it is open; the next use opens it anew."""
        if self._library is not None:
            self._library.close()
            self._library = None
