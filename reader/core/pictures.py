"""Pictures as values: as a page names them, as parts of a story, and as the library keeps them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_REFERENCES = 16
MOST_SOURCES = 8
LONGEST_REFERENCE = 4_096
WIDEST_PX = 2_000
"""What is wider than this is scaled down, so a candidate of this width is as good as any wider one."""

_WIDTH = re.compile(r"(\d{1,6})w$")
_DENSITY = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)x$")
_EMPTY = frozenset({"", "data:,", "about:blank", "#"})
_LONGEST_SET = 100_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page. ``offset`` is its place in the page's text, ``element`` its row in the ElementTable.

    ``sources`` are references as the page writes them (attributes that lazy loading fills in come first, then
    ``src``), ``sets`` are values of srcset attributes. ``width`` and ``height`` are declared, in CSS pixels, 0 where
    they are not.
    """

    offset: int
    element: int
    sources: tuple[str, ...]
    sets: tuple[str, ...] = ()
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that belongs to a story. It stands before the article's block number ``before``, or behind the last.

    ``references`` are ways to its bytes, best first; ``captions`` numbers those of the article's captions that are
    about it.
    """

    before: int
    references: tuple[str, ...]
    alt: str = ""
    captions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture of a story as the library keeps it: decoded, bounded and written anew under its ``sha256``.

    ``before`` and ``captions`` are those of its ``Figure``; ``reference`` is the one that led to the bytes; ``width``
    and ``height`` are in pixels.
    """

    before: int
    sha256: str
    reference: str
    width: int
    height: int
    size_bytes: int
    alt: str = ""
    captions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture of a story with its bytes, ready to be kept."""

    kept: KeptPicture
    content: bytes


def references(picture: Picture) -> tuple[str, ...]:
    """Return the ways to a picture's bytes, best first: the wide candidates of its sets, then its sources."""
    ranked = sorted((one for value in picture.sets for one in _candidates(value)), key=lambda one: -one[0])
    # Most of a long set are widths of the same picture: the sources must keep their places.
    sources = list(_usable(picture.sources))[:MOST_SOURCES]
    candidates = list(_usable(reference for _, reference in ranked))[: MOST_REFERENCES - len(sources)]
    return tuple(dict.fromkeys([*candidates, *sources]))


def _usable(found: Iterable[str]) -> Iterator[str]:
    """Yield the references that may lead to bytes, once each."""
    for one in dict.fromkeys(map(str.strip, found)):
        if one not in _EMPTY and len(one) <= LONGEST_REFERENCE:
            yield one


def _candidates(value: str) -> Iterator[tuple[float, str]]:
    """Yield the rank and reference of each candidate of a srcset (HTML Standard, srcset attributes), in its order.

    A comma may be part of an address: one ends a candidate only behind a descriptor or before white space.
    """
    reference, descriptor = "", ""
    for word in value[:_LONGEST_SET].split():
        if reference:
            own, comma, following = word.partition(",")
            descriptor = descriptor or own
            if not comma:
                continue
            yield _rank(descriptor), reference
            word = following  # noqa: PLW2901 - what follows a comma without white space begins a candidate
        descriptor, reference = "", word.lstrip(",")
        if reference.endswith(","):
            yield 1.0, reference.rstrip(",")
            reference = ""
    if reference:
        yield _rank(descriptor), reference


def _rank(descriptor: str) -> float:
    width, density = _WIDTH.match(descriptor), _DENSITY.match(descriptor)
    if width:
        return min(float(width[1]), WIDEST_PX)
    return float(density[1]) if density else 1.0
