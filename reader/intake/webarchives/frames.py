"""How much text a page shows, and pages of the frame age, whose text lies in one of their frames."""

import re
from collections.abc import Iterable
from typing import TypeVar

_FRAMES = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
_UNSEEN = re.compile(
    rb"<!--(?:(?!-->).)*+(?:-->)?|<(script|style|noframes|title)(?=[\s>])(?:(?!</\1).)*+(?:</\1\s*>)?|<[^>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_MOST_FRAMES = 40
_READ_BYTES = 2_000_000
_Key = TypeVar("_Key")


def text_bytes(page: bytes) -> int:
    """Return roughly how many bytes of visible text a page of markup begins with."""
    return len(b"".join(_UNSEEN.sub(b" ", page[:_READ_BYTES]).split()))


def has_frames(page: bytes) -> bool:
    """Tell whether a page is an arrangement of frames."""
    return _FRAMES.search(page[:65_536]) is not None


def story_of_frames(frames: Iterable[tuple[bytes, _Key]]) -> tuple[bytes, _Key] | None:
    """Return the frame with the most text, with what it was given with; None where there is none with any."""
    best: tuple[int, bytes, _Key] | None = None
    for i, (page, key) in enumerate(frames):
        if i >= _MOST_FRAMES:
            break
        length = text_bytes(page)
        if length and (best is None or length > best[0]):
            best = (length, page, key)
    return best[1:] if best else None
