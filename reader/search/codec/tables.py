"""Queries about columns of a segment: numbers between bounds, names, ids. They add nothing to scores."""

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.columns import SegmentColumns
from reader.search.codec.segment import Integers
from reader.search.nodes import Bounds, Named, Numbered

Table = Bounds | Named | Numbered


def accepted(columns: SegmentColumns, query: Table, documents: Integers | None = None) -> NDArray[np.bool_]:
    """Return which of some documents a query accepts, or which of all."""
    match query:
        case Bounds():
            numbers = _of(columns.numbers(query.column), documents)
            found: NDArray[np.bool_] = (numbers >= query.low) & (numbers <= query.high)
            return found
        case Named():
            accepts = np.array([query.accepts(name) for name in columns.names(query.column)] or [False])
            return accepts[_of(columns.codes(query.column), documents)]
        case Numbered():
            ids = np.fromiter(query.ids, np.int64, len(query.ids))
            return np.isin(_of(columns.numbers("id"), documents), ids)


def _of(column: Integers, documents: Integers | None) -> Integers:
    return column if documents is None else column[documents]
