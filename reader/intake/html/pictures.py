"""The pictures of a page: what each image element says about where its bytes are, what it shows and how large it is."""

import re
from collections.abc import Iterable, Mapping

from selectolax.lexbor import LexborNode

from reader.core.pictures import Picture

MOST_PICTURES = 2_000
_LONGEST_ALT = 1_000
# Scripts that load pictures late keep the address here, and a placeholder in ``src``.
_LAZY_SOURCES = (
    "data-original data-src data-lazy-src data-lazy data-original-src data-full-src data-hi-res-src data-large-file "
    "data-orig-file data-image data-img-src data-url data-actualsrc data-srcurl file"
)
_LAZY_SETS = "data-srcset data-lazy-srcset data-original-set data-sizes-srcset"
_SOURCE_NAMES = (*_LAZY_SOURCES.split(), "src")
_SET_NAMES = ("srcset", *_LAZY_SETS.split())
_NAMES = frozenset((*_SOURCE_NAMES[:-1], *_SET_NAMES))
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d{1,20})?\s*(?:px)?\s*$")
_SHARED_FILE = re.compile(r"var\((--sf-img-\d{1,6})\)")
_REAL = ("http:", "https:", "file:", "cid:", "./", "../", "/")

Attributes = Mapping[str, str | None]


def pictures_of(found: Iterable[tuple[LexborNode, int, int]]) -> tuple[Picture, ...]:
    """Return the pictures of a walk's image nodes, each given with its row and its place in the text."""
    made: list[Picture] = []
    for node, row, offset in found:
        attributes = node.attributes
        sources, sets = _ways(node, attributes)
        if not sources and not sets:
            continue
        alt = attributes.get("alt")
        made.append(
            Picture(
                offset,
                row,
                sources,
                sets,
                " ".join(alt[: 4 * _LONGEST_ALT].split())[:_LONGEST_ALT] if alt else "",
                _pixels(attributes.get("width")),
                _pixels(attributes.get("height")),
            )
        )
        if len(made) == MOST_PICTURES:
            break
    return tuple(made)


def _ways(node: LexborNode, attributes: Attributes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources and the sets of an image, with those of its ``picture`` and of its fallback."""
    source = attributes.get("src")
    if _NAMES.isdisjoint(attributes):
        sources: tuple[str, ...] = (source,) if source else ()
        sets: tuple[str, ...] = ()
    else:
        sources = tuple([value for name in _SOURCE_NAMES if (value := attributes.get(name))])
        sets = tuple([value for name in _SET_NAMES if (value := attributes.get(name))])
    parent = node.parent
    if parent is not None and parent.tag == "picture":
        sets = _sets_around(parent) + sets
    if not sets and len(sources) <= 1 and not (source and source.startswith(_REAL)):
        style = attributes.get("style")
        shared = _SHARED_FILE.search(style) if style else None
        if shared:
            return (shared[0], *sources), sets
        fallback = _fallback(node)
        if fallback is not None:
            return (fallback, *sources), sets
    return sources, sets


def _sets_around(picture: LexborNode) -> tuple[str, ...]:
    """Return the sets of the ``source`` elements of a ``picture``."""
    found: list[str] = []
    child = picture.first_child
    while child is not None and len(found) < 20:
        if child.tag == "source":
            attributes = child.attributes
            value = attributes.get("srcset") or attributes.get("data-srcset")
            if value:
                found.append(value)
        child = child.next
    return tuple(found)


def _fallback(node: LexborNode) -> str | None:
    """Return the source of the image that a ``noscript`` behind this one has for readers without scripts."""
    beside = node.next
    if beside is not None and beside.tag == "-text" and not (beside.text_content or "").strip():
        beside = beside.next
    if beside is None or beside.tag != "noscript":
        return None
    image = beside.css_first("img")
    return image.attributes.get("src") if image is not None else None


def _pixels(value: str | None) -> int:
    """Return a declared length in CSS pixels, 0 where it is none."""
    if not value:
        return 0
    if value.isdecimal() and len(value) < 6:
        return int(value)
    match = _PIXELS.match(value)
    return int(match[1]) if match else 0
