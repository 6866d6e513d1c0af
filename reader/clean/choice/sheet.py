"""A page as arrays, and the sheet of named columns that the model reads: a row per piece."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.apart import HIDDEN, SHOWN, kinds_apart
from reader.clean.choice.declared import Declared
from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Flags, Floats, Ints, Letters, letters
from reader.core.model import Page

Matrix = NDArray[np.float32]
_ROOM = 256


class View:
    """The pieces of a page that may be story, and its elements, as arrays shared by everything that measures them.

    ``numbers`` are the places of these pieces in ``page.pieces``: those in containers that are plainly apart (see
    ``apart``; ``kinds`` holds that of every piece of the page) are left out, which also leaves their prose out of all
    comparisons. ``element`` is each piece's innermost element, ``block`` the nearest that is not inline, ``up``,
    ``up2``, ``up3`` the blocks around it. ``headline`` is the index of the likely headline among ``numbers``, or -1.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.layout = Layout(page.elements)
        spans = [piece.span for piece in page.pieces]
        starts: Ints = np.array([span.start for span in spans], dtype=np.int64)
        ends: Ints = np.array([span.end for span in spans], dtype=np.int64)
        links: Ints = np.array([piece.link_chars for piece in page.pieces], dtype=np.int64)
        element: Ints = np.array([piece.element for piece in page.pieces], dtype=np.int64)
        read = letters(page.text, starts, ends, links)
        self.declared = Declared(page)
        headline = self.declared.headline_number(page, self.layout, element, ends - starts)
        row = int(element[headline]) if headline >= 0 else -1
        unlinked: Floats = np.where(read.link_share < 0.35, read.words, 0.0)
        self.kinds: Ints = kinds_apart(self.layout, element, row, read.prose, unlinked)
        may_be = (self.kinds == SHOWN) | (self.kinds == HIDDEN)
        self.numbers: Ints = np.flatnonzero(may_be)
        self.size = len(self.numbers)
        self.headline = int(np.searchsorted(self.numbers, headline)) if headline >= 0 and may_be[headline] else -1
        self.starts: Ints = starts[self.numbers]
        self.letters: Letters = read.of(self.numbers)
        self.element: Ints = element[self.numbers]
        self.block: Ints = self.layout.block[self.element]
        self.up: Ints = self.layout.up[self.block]
        self.up2: Ints = self.layout.up[self.up]
        self.up3: Ints = self.layout.up[self.up2]
        self.is_hidden: Flags = self.kinds[self.numbers] == HIDDEN
        self.prose: Floats = np.where(self.is_hidden, 0.0, self.letters.prose)
        self.pieces = [page.pieces[number] for number in self.numbers.tolist()]
        self.texts = [page.text[piece.span.start : piece.span.end] for piece in self.pieces]


class Sheet:
    """Named columns of equal height, in the order they were added; ``_ROOM`` of them at most."""

    def __init__(self, height: int) -> None:
        self.height = height
        self._names: list[str] = []
        # One block for all columns: to make an array of each and join them at the end costs more than filling them.
        self._columns: Floats = np.empty((_ROOM, height))

    def add(self, name: str, column: NDArray[np.generic] | float) -> None:
        """Add a column; a number fills it."""
        self._columns[len(self._names)] = column
        self._names.append(name)

    def add_all(self, names: Sequence[str], columns: NDArray[np.generic] | Sequence[NDArray[np.generic]]) -> None:
        """Add as many columns as there are names, one after the other."""
        first = len(self._names)
        self._columns[first : first + len(names)] = columns
        self._names.extend(names)

    def __getitem__(self, name: str) -> Floats:
        column: Floats = self._columns[self._names.index(name)]
        return column

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._names)

    def matrix(self) -> Matrix:
        """Return the sheet as pieces x columns."""
        return self._columns[: len(self._names)].astype(np.float32).T
