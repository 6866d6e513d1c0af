"""The search package with merges that never end while a file named ``hold`` lies beside the library's folders."""

import time
from pathlib import Path

from reader.search import IndexWriter, SearchIndex, erase
from reader.service.ports import SearchPackage

HOLD = "hold"


class SlowWriter(IndexWriter):
    """A writer that thinks merging urgent, begins it, and then gets nowhere."""

    @property
    def is_crowded(self) -> bool:
        """Whether anything can be merged."""
        return self.is_untidy

    def tidy(self, seconds: float) -> None:
        """Take the time that is given; go on by a single step, and not even that once a merge is under way."""
        if self._merging is None or not _is_held(self._folder):
            super().tidy(0)
        time.sleep(seconds)


def _is_held(folder: Path) -> bool:
    return any((parent / HOLD).exists() for parent in folder.parents)


def slow_search() -> SearchPackage:
    """Return the search package with slow merges."""
    return SearchPackage(SearchIndex.open, SlowWriter.open, erase)
