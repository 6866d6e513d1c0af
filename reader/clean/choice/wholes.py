"""Tables and lists are story as a whole: the few cells or items that the model left out of one come back.

So does a short list or table without links that stands between paragraphs of the story.

Cells and items are short, and a nought, a name or a linked term alone reads like nothing; a results table or a list of
causes without them misleads.
"""

from dataclasses import dataclass

import numpy as np

from reader.clean.choice.letters import Flags, Floats, Ints
from reader.clean.choice.sheet import View
from reader.clean.choice.tags import flags_of
from reader.core.model import Role


@dataclass(frozen=True, slots=True)
class _Whole:
    """A kind of element whose parts belong together.

    Where it has ``fewest`` parts and at least ``share`` of them are kept, the others of ``least`` probability follow.
    ``is_one`` tells for each number of a tag whether it is such an element. Only pieces of one role count: old pages
    are laid out with tables, and those hold paragraphs.
    """

    is_one: Flags
    role: Role
    fewest: int
    share: float
    least: float


# Tuned on all sets, cross-validated: tables +.003 in F1 and a page more exact on scrapinghub, lists two on wcxb. Tables
# at .6 let in segments that the segment set does not want.
_WHOLES = (
    _Whole(flags_of({"table"}), Role.TABLE_CELL, fewest=4, share=0.7, least=0.0),
    _Whole(flags_of({"ul", "ol"}), Role.LIST_ITEM, fewest=3, share=0.6, least=0.2),
)

_FEWEST_PARTS = 2
"""Fewest cells or items of a table or list that is known as story by where it stands."""


def with_whole_groups(view: View, kept: Flags, probability: Floats) -> Flags:
    """Return ``kept`` with the missing parts of tables and lists most of whose parts are kept, or that stand in it."""
    result = kept.copy()
    roles = [piece.role for piece in view.pieces]
    for whole in _WHOLES:
        numbers: Ints = np.array([number for number, role in enumerate(roles) if role is whole.role], dtype=np.int64)
        if not len(numbers) or kept[numbers].all():
            continue
        group = view.layout.nearest(whole.is_one[view.layout.codes])[view.element[numbers]]
        count = np.bincount(group + 1)
        share = np.bincount(group + 1, kept[numbers]) / np.maximum(count, 1)
        is_whole = (count >= whole.fewest) & (share >= whole.share)
        is_whole[0] = False  # in no such element
        result[numbers] |= is_whole[group + 1] & (probability[numbers] >= whole.least)
        for row in np.unique(group[~result[numbers]]).tolist():
            if row >= 0 and _stands_in_story(view, kept, row, numbers[group == row]):
                result[numbers[group == row]] = True
    return result


def _stands_in_story(view: View, kept: Flags, row: int, parts: Ints) -> bool:
    """Whether an element stands between paragraphs of the story, in the same container, and none of it is a link."""
    if len(parts) < _FEWEST_PARTS or view.letters.link_share[parts].any():
        return False
    beside = np.flatnonzero(kept & (view.prose > 0) & (view.up == view.layout.up[row]))
    return bool(len(beside)) and bool(beside[0] < parts[0]) and bool(beside[-1] > parts[-1])
