"""Containers whose own name or tag says that they are not the story: comments, sidebars, navigation, hidden parts."""

import re
from functools import reduce
from operator import or_

import numpy as np

from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.tags import flags_of, table_of
from reader.clean.choice.words import BITS

SHOWN, HIDDEN, NAVIGATION, SIDEBAR, COMMENTS, CONSENT, FORM, CAPTION, SHARE = range(9)
# The kinds by strength of evidence: where containers nest, the largest number stands.
_KINDS_OF_TAGS = table_of(
    {
        "nav": NAVIGATION,
        "footer": NAVIGATION,
        "aside": SIDEBAR,
        "form": FORM,
        "dialog": CONSENT,
        "figcaption": CAPTION,
        "caption": CAPTION,
    }
).astype(np.int64)
_NAMES = (
    (BITS["comment"] | BITS["comments"], COMMENTS),
    (BITS["sidebar"], SIDEBAR),
    (BITS["navigation"], NAVIGATION),
    (BITS["consent"], CONSENT),
    (BITS["caption"], CAPTION),
    (BITS["share"], SHARE),
)
_ANY_NAME = reduce(or_, (names for names, _ in _NAMES))
_WHOLE_PAGE = flags_of(("html", "body", "main", "article"))
_ARTICLE = flags_of(("article",))
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
    kinds: Ints = layout.inherited(own, np.maximum)[element]
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
    by_hiding = np.where(layout.hidden, HIDDEN, SHOWN)
    by_tag = _KINDS_OF_TAGS[layout.codes]
    kinds: Ints = np.where(by_tag, by_tag, by_hiding)
    named = np.flatnonzero(layout.own & _ANY_NAME)
    own = layout.own[named]
    for names, kind in reversed(_NAMES):
        is_named = own & names != 0
        if kind == SHARE:
            is_named &= own & BITS["embed"] == 0
        kinds[named[is_named]] = kind
    whole = np.flatnonzero(_WHOLE_PAGE[layout.codes])
    is_comment = (layout.own[whole] & BITS["comment"] != 0) & _ARTICLE[layout.codes[whole]]
    kinds[whole] = np.where(is_comment, COMMENTS, by_hiding[whole])
    return kinds
