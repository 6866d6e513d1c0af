"""Containers whose own name or tag says that they are not the story: comments, sidebars, navigation, hidden parts."""

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
_MOST_SHARE = {
    HIDDEN: 0.25,
    NAVIGATION: 0.5,
    SIDEBAR: 1.0,
    COMMENTS: 1.0,
    CONSENT: 0.3,
    FORM: 0.3,
    CAPTION: 0.3,
    SHARE: 0.2,
}
# A page that hides this much of its prose shows it by a script: accordions, "read on", late loading.
_MOST_HIDDEN = 0.3
_LEAST_WORDS = 40


def kinds_apart(layout: Layout, element: Ints, headline: int, prose: Floats, text: Floats) -> Ints:
    """Return for each piece what its containers say it is, ``SHOWN`` if nothing.

    ``element`` is the row of each piece, ``headline`` the row of the page's headline or -1: what holds the headline is
    not apart. ``text`` is the number of words of each piece that is not links, else 0: where believing the names would
    leave fewer than 40, they are not believed.
    """
    share = layout.total(element, prose) / max(1.0, float(prose.sum()))
    on_path = set(layout.path(headline)) if headline >= 0 else set()
    own = [0] * layout.rows
    for row in range(layout.rows):
        kind = _kind_of(layout, row)
        if kind and row not in on_path and share[row] <= _MOST_SHARE[kind]:
            own[row] = kind
    around: list[int] = []
    for row, parent in enumerate(layout.parents.tolist()):
        around.append(max(own[row], around[parent] if parent >= 0 else 0))
    kinds = np.array(around, dtype=np.int64)[element]
    if float(prose[kinds == HIDDEN].sum()) > _MOST_HIDDEN * float(prose.sum()):
        kinds[kinds == HIDDEN] = SHOWN
    if float(text[kinds == SHOWN].sum()) < _LEAST_WORDS:
        return np.zeros(len(element), dtype=np.int64)
    return kinds


def _kind_of(layout: Layout, row: int) -> int:
    hidden = HIDDEN if layout.hidden[row] else SHOWN
    tag = layout.tags[row]
    if tag in _WHOLE_PAGE:
        return COMMENTS if tag == "article" and layout.own[row] & BITS["comment"] else hidden
    mask = int(layout.own[row])
    if mask:
        for names, kind in _NAMES:
            if mask & names and not (kind == SHARE and mask & BITS["embed"]):
                return kind
    return _TAGS.get(tag, hidden)
