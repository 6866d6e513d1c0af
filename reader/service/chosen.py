"""Stories that the reader has chosen from a result: by their ids, or as rows of it that need not have been fetched."""

from dataclasses import dataclass, replace
from typing import Protocol

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.core.query import Ranked, SearchRequest

ALL_ROWS = 2**31
"""More rows than a result has."""


class ChosenError(ReaderError):
    """What was chosen cannot be told any more."""


class Ranking(Protocol):
    """What knows the order of a result."""

    def rank(self, request: SearchRequest, cancel: CancelToken | None = None) -> Ranked:
        """Return the ids of the asked page of a result."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``count`` stories: ``ids`` where these are known, else the rows ``spans`` (first and last) of ``request``.

    The result had ``total`` stories when they were chosen. Choosing all of them means whatever the query finds.
    """

    count: int
    ids: tuple[ArticleId, ...] = ()
    request: SearchRequest | None = None
    spans: tuple[tuple[int, int], ...] = ()
    total: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether these are all stories of the result."""
        return self.request is not None and self.count == self.total

    def read(self, library: Ranking, cancel: CancelToken | None = None) -> tuple[ArticleId, ...]:
        """Return the ids in the order of the result; raises ChosenError where the result is another one by now."""
        if self.request is None:
            return self.ids
        ranked = ids_of(library, self.request, cancel)
        if self.is_whole:
            return ranked
        if len(ranked) != self.total:
            raise ChosenError("The result has changed since these stories were chosen. Choose them again.")
        return tuple(each for first, last in self.spans for each in ranked[first : last + 1])


def ids_of(library: Ranking, request: SearchRequest, cancel: CancelToken | None = None) -> tuple[ArticleId, ...]:
    """Return the stories of a whole result in its order."""
    return library.rank(replace(request, limit=ALL_ROWS, offset=0, facets=False, histogram=False), cancel).ids
