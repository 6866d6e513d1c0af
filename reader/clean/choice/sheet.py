"""A page as arrays, and the sheet of named columns that the model reads: a row per piece."""

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.apart import SHOWN, kinds_apart
from reader.clean.choice.declared import Declared
from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Floats, Ints, Letters, letters
from reader.core.model import Page

Matrix = NDArray[np.float32]


class View:
    """A page's pieces and elements as arrays, shared by everything that measures them.

    ``element`` is each piece's innermost element, ``block`` the nearest that is not inline, ``up``, ``up2``, ``up3``
    the blocks around it. ``headline`` is the number of the piece that is most likely the headline, or -1; ``apart``
    what the containers' names say (see ``apart``), ``prose`` the weight of prose that does not stand apart.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.size = len(page.pieces)
        self.starts: Ints = np.array([piece.span.start for piece in page.pieces], dtype=np.int64)
        self.ends: Ints = np.array([piece.span.end for piece in page.pieces], dtype=np.int64)
        links: Ints = np.array([piece.link_chars for piece in page.pieces], dtype=np.int64)
        self.letters: Letters = letters(page.text, self.starts, self.ends, links)
        self.layout = Layout(page.elements)
        self.element: Ints = np.array([piece.element for piece in page.pieces], dtype=np.int64)
        self.block: Ints = self.layout.block[self.element]
        self.up: Ints = self.layout.up[self.block]
        self.up2: Ints = self.layout.up[self.up]
        self.up3: Ints = self.layout.up[self.up2]
        self.texts = [page.text[piece.span.start : piece.span.end] for piece in page.pieces]
        self.declared = Declared(page, self.texts)
        self.headline = self.declared.headline_number(page, self.layout)
        headline_row = int(self.element[self.headline]) if self.headline >= 0 else -1
        self.apart: Ints = kinds_apart(self.layout, self.element, headline_row, self.letters.prose)
        self.prose: Floats = np.where(self.apart == SHOWN, self.letters.prose, 0.0)


class Sheet:
    """Named columns of equal height, in the order they were added."""

    def __init__(self, height: int) -> None:
        self.height = height
        self._columns: dict[str, Floats] = {}

    def add(self, name: str, column: NDArray[np.generic] | float) -> None:
        """Add a column; a number fills it."""
        values = np.asarray(column, dtype=np.float64)
        self._columns[name] = np.broadcast_to(values, (self.height,))

    def __getitem__(self, name: str) -> Floats:
        return self._columns[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)

    def matrix(self) -> Matrix:
        """Return the sheet as pieces x columns."""
        return np.array(list(self._columns.values()), dtype=np.float32).T
