"""Names for what the model leaves out: the rule and a reason that a person understands, from the strongest evidence."""

from dataclasses import dataclass

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
_LINK_LIST = ("link-list", "outside the story: list of links")
_HEADER = ("page-header", "page header, before the story")
_AFTER = ("after-story", "after the end of the story")
_CAPTION = ("caption", "caption of a picture or video")
_BESIDE = ("outside", "outside the story's part of the page")
_WITHIN = ("not-story", "does not read like the story around it")
_LINKED = 0.6


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers of the first and last kept piece, -1 if none."""

    first: int
    last: int


def bounds_of(kept: Flags) -> Bounds:
    """Return where the story begins and ends."""
    numbers = np.flatnonzero(kept)
    return Bounds(int(numbers[0]), int(numbers[-1])) if len(numbers) else Bounds(-1, -1)


def why_not(view: View, number: int, bounds: Bounds) -> Why:
    """Return the rule and reason for leaving out piece ``number`` of the page, which does not stand apart."""
    piece = view.page.pieces[number]
    if piece.role is Role.CAPTION:
        return _CAPTION
    layout = view.layout
    block = int(layout.block[piece.element])
    near = int(layout.own[piece.element] | layout.own[block] | layout.own[layout.up[block]])
    for bits, why in _NAMED:
        if near & bits:
            return why
    if piece.link_chars > _LINKED * len(piece.span):
        return _LINK_LIST
    if number < bounds.first:
        return _HEADER
    if number > bounds.last:
        return _AFTER
    around = layout.up[layout.block[view.page.pieces[bounds.first].element]] if bounds.first >= 0 else 0
    return _WITHIN if layout.up[block] == around else _BESIDE
