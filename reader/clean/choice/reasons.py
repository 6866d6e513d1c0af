"""Names for what the model leaves out: the rule and a reason that a person understands, from the strongest evidence."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

import numpy as np

from reader.clean.choice.apart import CAPTION, COMMENTS, CONSENT, FORM, HIDDEN, NAVIGATION, SHARE, SIDEBAR
from reader.clean.choice.letters import Flags
from reader.clean.choice.sheet import View
from reader.clean.choice.words import BITS
from reader.core.model import Role

Why = tuple[str, str]
WHY_APART: dict[int, Why] = {
    HIDDEN: ("hidden", "hidden on the page"),
    NAVIGATION: ("navigation", "navigation or page footer"),
    SIDEBAR: ("sidebar", "sidebar"),
    COMMENTS: ("comments", "comments by readers"),
    CONSENT: ("notice", "notice laid over the page"),
    FORM: ("form", "form or control"),
    CAPTION: ("caption", "caption of a picture or video"),
    SHARE: ("share", "sharing links"),
}
# By names of containers, near ones only; the first that fits speaks.
_NAMED: tuple[tuple[int, Why], ...] = (
    (BITS["caption"], ("caption", "caption of a picture or video")),
    (BITS["share"], ("share", "sharing links")),
    (BITS["offer"], ("offer", "newsletter, subscription or sign-in offer")),
    (BITS["ad"], ("advertisement", "advertisement")),
    (BITS["related"], ("related", "links to other stories")),
    (BITS["tags"], ("tags", "topics, sections or labels")),
    (BITS["author"], ("author", "byline or about the author")),
    (BITS["date"], ("date", "date line")),
    (BITS["credit"], ("credit", "credit or copyright")),
    (BITS["teaser"], ("teaser", "teasers of other stories")),
    (BITS["nav"] | BITS["footer"], ("navigation", "navigation or page footer")),
)
_ANY_NAMED = reduce(or_, (bits for bits, _ in _NAMED))
_LINK_LIST = ("link-list", "outside the story: list of links")
_HEADER = ("page-header", "page header, before the story")
_AFTER = ("after-story", "after the end of the story")
_CAPTION = ("caption", "caption of a picture or video")
_BESIDE = ("outside", "outside the story's part of the page")
_WITHIN = ("not-story", "does not read like the story around it")
_LINKED = 0.6


@dataclass(frozen=True, slots=True)
class Bounds:
    """The rows of the first and last kept piece in the view, -1 if none."""

    first: int
    last: int


def bounds_of(kept: Flags) -> Bounds:
    """Return where the story begins and ends."""
    rows = np.flatnonzero(kept)
    return Bounds(int(rows[0]), int(rows[-1])) if len(rows) else Bounds(-1, -1)


def names_near(view: View) -> list[int]:
    """Return for each piece of the view what the names of its element and of the two blocks around it say."""
    own = view.layout.own
    near: list[int] = (own[view.element] | own[view.block] | own[view.up]).tolist()
    return near


def why_not(view: View, row: int, near: int, bounds: Bounds) -> Why:
    """Return the rule and reason for leaving out a piece of the view, which does not stand apart.

    ``row`` is its place in the view, ``near`` the names around it.
    """
    piece = view.pieces[row]
    if piece.role is Role.CAPTION:
        return _CAPTION
    if near & _ANY_NAMED:
        return next(why for bits, why in _NAMED if near & bits)
    if piece.link_chars > _LINKED * len(piece.span):
        return _LINK_LIST
    if row < bounds.first:
        return _HEADER
    if row > bounds.last:
        return _AFTER
    around = view.up[bounds.first] if bounds.first >= 0 else 0
    return _WITHIN if view.up[row] == around else _BESIDE
