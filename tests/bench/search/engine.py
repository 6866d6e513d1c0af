"""What every engine of the comparison can do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from tests.bench.search.corpus import Story
from tests.bench.search.queries import Ask

ROWS = 50
"""Rows of a page: headline, date, outlet and marked snippet."""

Run = Callable[[], int]
"""Asks once and returns how many stories match, or how many rows came where an engine does not count."""


class Engine(Protocol):
    """An engine with an open index of the made stories. ``None`` says that it has no such query."""

    name: ClassVar[str]

    @classmethod
    def build(cls, folder: Path, corpus: Path) -> None:
        """Build an index of a whole corpus in an empty folder, durable on return."""
        ...

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder."""
        ...

    def match(self, ask: Ask) -> Run | None:
        """Return a call that finds and ranks, the query being prepared before."""
        ...

    def page(self, ask: Ask) -> Run | None:
        """Return a call that does all from the query to rows."""
        ...

    def add(self, stories: Sequence[Story]) -> None:
        """Add stories; on return they are found."""
        ...

    def close(self) -> None:
        """Close the files."""
        ...
