"""Containers whose own name or tag says that they are not the story: comments, sidebars, navigation, hidden parts."""

import re

import numpy as np

from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.words import BITS

SHOWN, HIDDEN, NAVIGATION, SIDEBAR, COMMENTS, CONSENT, FORM, CAPTION, SHARE = range(9)
# The kinds by strength of evidence: where containers nest, the largest number stands.
_TAGS = {"nav": NAVIGATION, "footer": NAVIGATION, "aside": SIDEBAR, "form": FORM, "dialog": CONSENT}
_TAGS |= {"figcaption": CAPTION, "caption": CAPTION}
_NAMES = (
    (BITS["comment"] | BITS["comments"], COMMENTS),
    (BITS["sidebar"], SIDEBAR),
    (BITS["navigation"], NAVIGATION),
    (BITS["consent"], CONSENT),
    (BITS["caption"], CAPTION),
    (BITS["share"], SHARE),
)
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
# How much of the prose a container may hold and still be believed, by kind: a page may have more comments than story.
_SHARES = {HIDDEN: 0.25, NAVIGATION: 0.5, CONSENT: 0.3, FORM: 0.3, CAPTION: 0.3, SHARE: 0.2}
_MOST_SHARE = np.array([_SHARES.get(kind, 1.0) for kind in range(9)])
# A page that hides this much of its prose shows it by a script: accordions, "read on", late loading.
_MOST_HIDDEN = 0.3
# A gallery tells its story in the captions.
_MOST_CAPTIONED = 0.7
_LEAST_WORDS = 40
# Names that the common tools for consent give their panels, which can be longer than a story.
_CONSENT_TOOLS = re.compile(
    r"(?:^| )(?:onetrust|ot-sdk|didomi|usercentrics|cybotcookiebot|qc-cmp|truste-|fc-consent|sp_message|cmplz|cky-)"
)


def kinds_apart(layout: Layout, element: Ints, headline: int, prose: Floats, text: Floats) -> Ints:
    """Return for each piece what its containers say it is, ``SHOWN`` if nothing.

    ``element`` is the row of each piece, ``headline`` the row of the page's headline or -1: what holds the headline is
    not apart. ``text`` is the number of words of each piece that is not links, else 0: where believing the names would
    leave fewer than 40, they are not believed.
    """
    share = layout.total(element, prose) / max(1.0, float(prose.sum()))
    own = _own_kinds(layout)
    doubted = share > _MOST_SHARE[own]
    doubted[_consent_tools(layout, own)] = False
    own[doubted] = SHOWN
    if headline >= 0:
        own[layout.path(headline)] = SHOWN
    around = np.zeros(layout.rows, dtype=np.int64)
    for row in np.flatnonzero(own).tolist():
        below = around[row : layout.end[row]]
        np.maximum(below, own[row], out=below)
    kinds: Ints = around[element]
    if float(prose[kinds == HIDDEN].sum()) > _MOST_HIDDEN * float(prose.sum()):
        kinds[kinds == HIDDEN] = SHOWN
    if float(prose[kinds == CAPTION].sum()) > _MOST_CAPTIONED * float(prose.sum()):
        kinds[kinds == CAPTION] = SHOWN
    if float(text[kinds == SHOWN].sum()) < _LEAST_WORDS:
        return np.zeros(len(element), dtype=np.int64)
    return kinds


def _consent_tools(layout: Layout, own: Ints) -> list[int]:
    """Return the rows of panels that a known tool for consent has put on the page."""
    return [row for row in np.flatnonzero(own == CONSENT).tolist() if _CONSENT_TOOLS.search(layout.labels[row])]


def _own_kinds(layout: Layout) -> Ints:
    """Return what each element says of itself: by name before by tag, by tag before by being hidden."""
    kinds = np.where(layout.hidden, HIDDEN, SHOWN)
    for tag, kind in _TAGS.items():
        kinds[layout.rows_of(tag)] = kind
    for names, kind in reversed(_NAMES):
        is_named = layout.own & names != 0
        if kind == SHARE:
            is_named &= layout.own & BITS["embed"] == 0
        kinds[is_named] = kind
    for tag in _WHOLE_PAGE:
        rows = layout.rows_of(tag)
        is_comment = (layout.own[rows] & BITS["comment"] != 0) & (tag == "article")
        kinds[rows] = np.where(is_comment, COMMENTS, np.where(layout.hidden[rows], HIDDEN, SHOWN))
    return kinds
