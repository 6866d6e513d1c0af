"""What the worker is made of, as names that a spawned process can import."""

import os
import pkgutil
from dataclasses import dataclass
from typing import Self

from reader.core.terms import STANDARD, Terms
from reader.service.ports import SearchPackage


def shipped_search() -> SearchPackage:
    """Return the program's own search package."""
    from reader.search import IndexWriter, SearchIndex, erase  # noqa: PLC0415 - 0.2 s that extraction need not pay

    return SearchPackage(SearchIndex.open, IndexWriter.open, erase)


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts a worker uses, by import name (``module:attribute``), and its limits.

    ``extractor`` names an ``Extractor``, ``search`` a ``Callable[[], SearchPackage]``. ``children``
    is the number of extraction processes, ``timeout_s`` and ``memory_bytes`` what one file may cost, ``terms`` those on
    which files are read.
    """

    extractor: str = "reader.service.extraction:extract"
    search: str = "reader.service.wiring:shipped_search"
    children: int = max(1, (os.cpu_count() or 2) - 1)
    timeout_s: float = 30.0
    memory_bytes: int = 2 << 30
    terms: Terms = STANDARD

    @classmethod
    def of(cls, workers: int, terms: Terms = STANDARD) -> Self:
        """Return the program's own parts with so many extraction processes (0: as many as suit), on these terms."""
        return cls(children=workers, terms=terms) if workers else cls(terms=terms)

    def search_package(self) -> SearchPackage:
        """Return the search package that ``search`` names; raises TypeError if it names something else."""
        package = pkgutil.resolve_name(self.search)()
        if not isinstance(package, SearchPackage):
            raise TypeError(f"{self.search} does not return a SearchPackage")
        return package
