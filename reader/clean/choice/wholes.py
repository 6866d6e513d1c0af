"""Tables and lists are story as a whole: the few cells or items that the model left out of one come back.

Cells and items are short, and a nought, a name or a linked term alone reads like nothing; a results table or a list of
causes without them misleads.
"""

from dataclasses import dataclass

import numpy as np

from reader.clean.choice.letters import Flags, Floats
from reader.clean.choice.sheet import View
from reader.core.model import Role


@dataclass(frozen=True, slots=True)
class _Whole:
    """A kind of element whose parts belong together.

    Where it has ``fewest`` parts and at least ``share`` of them are kept, the others of ``least`` probability follow.
    Only pieces of one role count: old pages are laid out with tables, and those hold paragraphs.
    """

    tags: frozenset[str]
    role: Role
    fewest: int
    share: float
    least: float


# Tuned on all sets, cross-validated: tables +.003 in F1 and a page more exact on scrapinghub, lists two on wcxb. Tables
# at .6 let in segments that the segment set does not want.
_WHOLES = (
    _Whole(frozenset({"table"}), Role.TABLE_CELL, fewest=4, share=0.7, least=0.0),
    _Whole(frozenset({"ul", "ol"}), Role.LIST_ITEM, fewest=3, share=0.6, least=0.2),
)


def with_whole_groups(view: View, kept: Flags, probability: Floats) -> Flags:
    """Return ``kept`` with the missing parts of tables and lists most of whose parts are kept."""
    result = kept.copy()
    roles = [piece.role for piece in view.pieces]
    for whole in _WHOLES:
        numbers = np.array([number for number, role in enumerate(roles) if role is whole.role], dtype=np.int64)
        if kept[numbers].any() and not kept[numbers].all():
            group = view.layout.nearest(whole.tags)[view.element[numbers]]
            count = np.bincount(group + 1)
            share = np.bincount(group + 1, kept[numbers]) / np.maximum(count, 1)
            is_whole = (count >= whole.fewest) & (share >= whole.share)
            is_whole[0] = False  # in no such element
            result[numbers] |= is_whole[group + 1] & (probability[numbers] >= whole.least)
    return result
