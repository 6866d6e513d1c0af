"""Where pictures stand to the pieces: what shares a small container with one is likely its caption or a teaser."""

import numpy as np

from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.sheet import Sheet, View

_PICTURES = frozenset({"img", "video", "iframe"})
_FARTHEST = 6


def add_pictures(sheet: Sheet, view: View) -> None:
    """Add the columns about pictures."""
    layout = view.layout
    rows: Ints = np.array([row for row, tag in enumerate(layout.tags) if tag in _PICTURES], dtype=np.int64)
    pictures = layout.total(rows, np.ones(len(rows)))
    pieces = layout.total(view.element, np.ones(view.size))
    words = layout.total(view.element, view.letters.words)
    here = view.block.copy()
    steps = np.zeros(view.size)
    parents = np.maximum(layout.parents, 0)
    for _ in range(_FARTHEST):
        is_without = pictures[here] == 0
        if not is_without.any():
            break
        steps += is_without
        here = np.where(is_without, parents[here], here)
    sheet.add("steps_to_picture", steps)
    sheet.add("pieces_at_picture", pieces[here])
    sheet.add("pictures_at_picture", pictures[here])
    sheet.add("words_at_picture", np.log1p(words[here]))
    before = np.searchsorted(rows, view.element)
    previous = np.concatenate(([0], before[:-1]))
    sheet.add("picture_before", np.minimum(np.maximum(before - previous, 0), 5))
    sheet.add("since_picture", _since(before - previous > 0))
    sheet.add("page_pictures", len(rows) / view.size)


def _since(flags: "np.typing.NDArray[np.bool_]") -> Floats:
    """Return how many rows back the last flagged row is, itself included, at most 20."""
    number = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, number, -100))
    result: Floats = np.minimum(number - last, 20).astype(np.float64)
    return result
