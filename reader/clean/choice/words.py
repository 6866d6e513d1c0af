"""What the names of classes, ids and roles say an element is for, as a bit mask per label string."""

import re
from collections.abc import Iterable
from functools import lru_cache, reduce
from itertools import pairwise
from operator import or_

# Names that sites give their containers, in the languages of the development pages. Each is looked for in the words
# that a label falls into at hyphens, underscores, digits and spaces; "=" marks a whole word.
_GROUPS: tuple[tuple[str, str], ...] = (
    ("article", "article story post =entry news artikel articulo noticia nota page hentry"),
    ("body", "body text content copy paragraph prose cuerpo fliesstext richtext =rich inhalt =rte contenu corpo"),
    (
        "deck",
        "deck =dek standfirst subtitle subhead subline =lead =lede leadtext intro summary abstract excerpt chapo "
        "vorspann bajada sottotitolo preamble ingress perex synopsis description entradilla occhiello teasertext",
    ),
    ("caption", "caption legend bildunterschrift cutline didascalia leyenda"),
    ("credit", "credit copyright quelle rights license licence agency =source"),
    ("media", "image photo picture galler media video player slide figure thumb =img =imgs foto bild audio podcast"),
    (
        "related",
        "relat recommend =more similar popular trending =most mostread mostpop latest recent linked linklist recirc "
        "further outbrain taboola empfehl readmore =next =previous =prev =also seealso lire viewed =upnext",
    ),
    (
        "teaser",
        "teaser =card =cards cardlist carousel listitem =item =items grid tile feed promo swiper slider slick "
        "collection",
    ),
    ("share", "share sharing social facebook twitter whatsapp follow teilen =sns addtoany addthis"),
    (
        "offer",
        "newsletter subscri signup paywall premium =abo =regist register login signin =cta offer donat membership "
        "piano regwall appstore =app marketing",
    ),
    ("comment", "comment disqus discussion reply replies kommentar forum respond leserbrief"),
    (
        "ad",
        "=ad =ads =adv advert sponsor banner =dfp =gpt anzeige werbung commercial affiliate adslot adunit publicidad",
    ),
    ("author", "author byline =bio contributor writer autor profile reporter redact journalist"),
    ("date", "=date =dates dateline time publish updated datum fecha"),
    (
        "tags",
        "=tag =tags taglist tagcloud topic keyword categor breadcrumb label =meta kicker eyebrow overline rubri "
        "channel",
    ),
    ("nav", "=nav menu header toolbar masthead topbar =skip pagination pager navbar subnav navi"),
    ("footer", "foot colophon bottom imprint"),
    ("side", "sidebar aside =side widget =rail module =box complementary"),
    ("fact", "infobox =fact =facts factbox glossar keypoint takeaway highlight"),
    ("consent", "cookie consent gdpr privacy modal popup overlay dialog toast notice disclaimer alert message"),
    ("title", "title headline heading titre titel titulo =head =hed"),
    ("embed", "embed tweet instagram socialpost tiktok"),
    ("quote", "quote pullquote zitat citation"),
    ("hidden", "hidden =hide visually invisible offscreen collapse =sr"),
    ("button", "button =btn icon"),
    ("contents", "=toc =contents faq accordion =tab =tabs"),
    ("comments", "comments commentlist commentarea disqus commentthread"),
    ("sidebar", "sidebar rightrail rightcol rightcolumn rightbar complementary"),
    ("article_body", "articlebody reviewbody storybody postcontent entrycontent articletext articlecontent posttext"),
    ("main", "=main maincontent"),
    ("navigation", "=navigation =menubar =contentinfo =search =dialog =alertdialog"),
)
GROUP_NAMES = tuple(name for name, _ in _GROUPS)
BITS = {name: 1 << number for number, name in enumerate(GROUP_NAMES)}
# Two neighbouring words that mean a group which neither means alone.
_PAIRS = {
    ("article", "body"): BITS["article_body"],
    ("entry", "content"): BITS["article_body"],
    ("post", "content"): BITS["article_body"],
    ("story", "body"): BITS["article_body"],
    ("article", "content"): BITS["article_body"],
    ("article", "text"): BITS["article_body"],
    ("post", "body"): BITS["article_body"],
    ("side", "bar"): BITS["sidebar"] | BITS["side"],
    ("right", "rail"): BITS["sidebar"] | BITS["side"],
    ("right", "column"): BITS["sidebar"] | BITS["side"],
    ("read", "more"): BITS["related"],
    ("key", "points"): BITS["fact"],
    ("sub", "title"): BITS["deck"],
    ("sub", "headline"): BITS["deck"],
    ("comment", "list"): BITS["comments"],
}
_SECONDS = frozenset(second for _, second in _PAIRS)


def _united(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _exact_and_inner() -> tuple[dict[str, int], dict[str, int]]:
    exact: dict[str, int] = {}
    inner: dict[str, int] = {}
    for name, words in _GROUPS:
        for word in words.split():
            table = exact if word.startswith("=") else inner
            key = word.lstrip("=")
            table[key] = table.get(key, 0) | BITS[name]
    # A compound also means what its parts mean.
    whole = {key: _united(mask for part, mask in inner.items() if part in key) for key in inner}
    return exact, whole


_EXACT, _INNER = _exact_and_inner()
_HEAD = min(map(len, _INNER))


def _by_head() -> dict[str, tuple[str, ...]]:
    """Return the names by their first letters, longer ones first."""
    heads: dict[str, list[str]] = {}
    for name in sorted(_INNER, key=len, reverse=True):
        heads.setdefault(name[:_HEAD], []).append(name)
    return {head: tuple(names) for head, names in heads.items()}


_INNER_BY_HEAD = _by_head()
_AROUND_SIDEBAR = frozenset(
    {"has", "with", "no", "without", "grid", "layout", "enabled", "main", "content", "container", "page", "wrap", "not"}
)
_WORD = re.compile(r"[a-z]{2,}")
_LONGEST_WORD = 60


@lru_cache(maxsize=60_000)
def _mask_of_word(word: str) -> int:
    mask = _EXACT.get(word, 0)
    if 4 <= len(word) <= _LONGEST_WORD:
        at = 0
        while at <= len(word) - _HEAD:
            names = _INNER_BY_HEAD.get(word[at : at + _HEAD], ())
            name = next((name for name in names if word.startswith(name, at)), "")
            mask |= _INNER.get(name, 0)
            at += len(name) or 1
    return mask


@lru_cache(maxsize=20_000)
def mask_of(labels: str) -> int:
    """Return which groups of names ``labels`` belong to (lower-case), as bits of ``BITS``."""
    words = _WORD.findall(labels)
    mask = _united(map(_mask_of_word, words))
    if not _SECONDS.isdisjoint(words):
        mask |= _united(_PAIRS.get(pair, 0) for pair in pairwise(words))
    # "has-sidebar", "sidebar-grid": said of the page around a sidebar, not of the sidebar.
    if mask & BITS["sidebar"] and not _AROUND_SIDEBAR.isdisjoint(words):
        mask &= ~BITS["sidebar"]
    return mask
