"""Where pictures stand to the pieces: what shares a small container with one is likely its caption or a teaser."""

import numpy as np

from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.sheet import Sheet, View
from reader.clean.choice.tags import flags_of

_PICTURES = flags_of(("img", "video", "iframe"))
_FARTHEST = 6


def add_pictures(sheet: Sheet, view: View) -> None:
    """Add the columns about pictures."""
    layout = view.layout
    rows: Ints = np.flatnonzero(_PICTURES[layout.codes])
    pictures = layout.total(rows, np.ones(len(rows)))
    pieces, words = layout.totals(view.element, np.ones(view.size), view.letters.words)
    here, steps = layout.way_up(view.block, pictures > 0, _FARTHEST)
    sheet.add("steps_to_picture", steps)
    sheet.add("pieces_at_picture", pieces[here])
    sheet.add("pictures_at_picture", pictures[here])
    sheet.add("words_at_picture", np.log1p(words[here]))
    before = np.searchsorted(rows, view.element)
    passed = np.diff(before, prepend=0)
    sheet.add("picture_before", np.minimum(np.maximum(passed, 0), 5))
    sheet.add("since_picture", _since(passed > 0))
    sheet.add("page_pictures", len(rows) / view.size)


def _since(flags: "np.typing.NDArray[np.bool_]") -> Floats:
    """Return how many rows back the last flagged row is, itself included, at most 20."""
    number = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, number, -100))
    result: Floats = np.minimum(number - last, 20).astype(np.float64)
    return result
