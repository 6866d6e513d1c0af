"""What the service needs of the search package, so that tests can stand in for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId, Span
from reader.core.query import (
    Completions,
    Explanation,
    HitPage,
    QueryToken,
    Ranked,
    SearchAnswer,
    SearchDocument,
    SearchRequest,
    StoryHead,
    Width,
    WordTotals,
)
from reader.core.timeline import Timeline, TimelineRequest


class IndexReaderPort(Protocol):
    """Searches an index."""

    def search(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> SearchAnswer:
        """Answer a query; ``restrict`` has the ids of the stories that ``is:`` names mean.

        Raises IndexDamagedError, SearchCancelledError.
        """

    def forget(self) -> None:
        """Let go of the memory that reading the index's files has filled; nothing is lost."""

    def rank(
        self,
        request: SearchRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> Ranked:
        """Return the ids of the asked page, as ``search`` orders it. Raises IndexDamagedError, SearchCancelledError."""

    def explain(
        self, request: SearchRequest, restrict: Mapping[str, frozenset[int]] = {}, deadline_ms: int = 2000
    ) -> Explanation:
        """Run a request and return how it was read and what took how long. Raises IndexDamagedError."""

    def contexts(
        self,
        request: SearchRequest,
        width: Width = ...,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
        *,
        stories: Sequence[ArticleId] | None = None,
    ) -> HitPage:
        """Return every hit of the stories of a page, or of some ``stories``, in its context.

        Raises IndexDamagedError, SearchCancelledError.
        """

    def timeline(
        self,
        request: TimelineRequest,
        cancel: CancelToken | None = None,
        deadline_ms: int = 2000,
        restrict: Mapping[str, frozenset[int]] = {},
    ) -> Timeline:
        """Count the stories of several queries over time. Raises IndexDamagedError, SearchCancelledError."""

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return the heads of the stories that are indexed, in their order. Raises IndexDamagedError."""

    def words(self, text: str) -> list[str]:
        """Return the words of a text, cut and folded as in the index."""

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Return how often words, folded as ``words`` does, stand in all texts. Raises IndexDamagedError."""

    def tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return the pieces of a query and what each is taken for."""

    def completions(
        self, query: str, cursor: int, restrict: Mapping[str, frozenset[int]] = {}, most: int = 12
    ) -> Completions:
        """Return what could complete the word at whose end the cursor stands. Raises IndexDamagedError."""

    def hits(self, query: str, texts: Sequence[str], language: str) -> tuple[tuple[Span, ...], ...]:
        """Return, for each text, the spans that the query means."""

    def refresh(self) -> None:
        """See the newest commit."""

    def size(self) -> int:
        """Return how many stories are indexed."""

    def close(self) -> None:
        """Let go of files."""


class IndexWriterPort(Protocol):
    """Writes an index; there is one writer at a time."""

    @property
    def sequence(self) -> int:
        """The store's change number up to which the index is complete."""

    def write(self, add: Iterable[SearchDocument], remove: Iterable[ArticleId], sequence: int) -> None:
        """Add or replace, and remove; durable on return. Raises IndexDamagedError, OSError."""

    @property
    def is_untidy(self) -> bool:
        """Whether ``tidy`` would do something that makes searches faster."""

    @property
    def is_crowded(self) -> bool:
        """Whether that should not wait for a quiet moment."""

    def tidy(self, seconds: float) -> None:
        """Tidy up for about so long, and go on from there at the next call. Raises StorageFullError, OSError."""

    def verify(self) -> None:
        """Check every file; raises IndexDamagedError."""

    def close(self) -> None:
        """Let go of files and of the lock."""


@dataclass(frozen=True, slots=True)
class SearchPackage:
    """The three doors of a search package: a reader, a writer, and the end of an index."""

    open_reader: Callable[[Path], IndexReaderPort]
    open_writer: Callable[[Path], IndexWriterPort]
    erase: Callable[[Path], None]
