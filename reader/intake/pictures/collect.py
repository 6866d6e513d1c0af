"""Finds the bytes of a story's figures where they were saved, and makes kept pictures of them."""

import hashlib
import logging
from collections.abc import Iterator, Sequence

from reader.core.errors import ReaderError
from reader.core.model import Attached
from reader.core.pictures import Figure, FoundPicture, KeptPicture
from reader.intake.pictures.redraw import MOST_BYTES, Redrawn, dots_of, redrawn

log = logging.getLogger(__name__)

MOST_PICTURES = 50
MOST_STORY_BYTES = 30_000_000
MOST_STORY_DOTS = 300_000_000
"""What is decoded for one story at most; a computer of 2020 decodes that in some seconds."""

_LEAST_BARE_PX = 100
"""A picture without a caption that is smaller than this both ways is a sign, a face or a thumbnail."""


def collected(figures: Sequence[Figure], ways: Sequence[Attached]) -> tuple[FoundPicture, ...]:
    """Return the pictures of a story that were saved with it, at most so many and so large, each once.

    ``ways`` are asked in turn for the bytes behind each reference; nothing else is opened.
    """
    found: list[FoundPicture] = []
    seen: set[str] = set()
    size_bytes = 0
    dots_left = MOST_STORY_DOTS
    for figure in figures:
        for reference, content in _candidates(figure, ways):
            dots = dots_of(content)
            if not 0 < dots <= dots_left:
                continue
            dots_left -= dots
            drawn = redrawn(content)
            if drawn is None or _is_sign(drawn, figure):
                continue
            picture = _kept(figure, reference, drawn)
            if picture.kept.sha256 not in seen and size_bytes + len(drawn.content) <= MOST_STORY_BYTES:
                seen.add(picture.kept.sha256)
                size_bytes += len(drawn.content)
                found.append(picture)
            break
        if len(found) == MOST_PICTURES:
            break
    return tuple(found)


def _candidates(figure: Figure, ways: Sequence[Attached]) -> Iterator[tuple[str, bytes]]:
    """Yield the references of a figure that lead to bytes, with them."""
    for reference in figure.references:
        for way in ways:
            content = _content(way, reference)
            if content is not None and len(content) <= MOST_BYTES:
                yield reference, content
                break


def _content(way: Attached, reference: str) -> bytes | None:
    try:
        return way(reference)
    except (ReaderError, OSError) as error:
        log.debug("A picture's bytes could not be read: %s", type(error).__name__)
        return None


def _is_sign(drawn: Redrawn, figure: Figure) -> bool:
    return not figure.captions and max(drawn.width, drawn.height) < _LEAST_BARE_PX


def _kept(figure: Figure, reference: str, drawn: Redrawn) -> FoundPicture:
    kept = KeptPicture(
        before=figure.before,
        sha256=hashlib.sha256(drawn.content).hexdigest(),
        reference=reference,
        width=drawn.width,
        height=drawn.height,
        size_bytes=len(drawn.content),
        alt=figure.alt,
        captions=figure.captions,
    )
    return FoundPicture(kept, drawn.content)
