"""Where in a story the window stands: the paragraph at its top and how far down in that, however the text is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtWidgets import QTextBrowser

from reader.core.reading_places import WORDS_CHARS, ReadingPlace
from reader.gui.reading.html import Part

ABOVE = 4
"""Pixels below the top of the window where a paragraph counts as the one at the top."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph on a page of a story, and how far down in it (0 to 1)."""

    part: int
    block: int
    fraction: float


def top_spot(pane: QTextBrowser, part: int = 0) -> Spot:
    """Return what stands at the top of a pane that shows this page of a story."""
    document, value = pane.document(), pane.verticalScrollBar().value()
    if value <= 0:
        return Spot(part, 0, 0.0)
    layout = document.documentLayout()
    block = pane.cursorForPosition(pane.viewport().rect().topLeft()).block()
    if layout.blockBoundingRect(block).bottom() < value + ABOVE and block.next().isValid():
        block = block.next()
    place = layout.blockBoundingRect(block)
    inside = (value - place.top()) / place.height() if place.height() else 0.0
    return Spot(part, block.blockNumber(), min(1.0, max(0.0, inside)))


def go_to_spot(pane: QTextBrowser, spot: Spot) -> None:
    """Put a paragraph of the page that the pane shows at its top."""
    layout = pane.document().documentLayout()
    layout.documentSize()  # lays out what is not yet
    block = pane.document().findBlockByNumber(max(0, spot.block))
    if (spot.block <= 0 and spot.fraction <= 0) or not block.isValid():
        pane.verticalScrollBar().setValue(0)
        return
    place = layout.blockBoundingRect(block)
    pane.verticalScrollBar().setValue(round(place.top() + place.height() * spot.fraction))


def place_of_spot(parts: Sequence[Part], spot: Spot) -> ReadingPlace:
    """Return a spot as the library keeps it."""
    paragraph = sum(len(part.shown) for part in parts[: spot.part]) + spot.block
    words = parts[spot.part].shown[spot.block].text if spot.block < len(parts[spot.part].shown) else ""
    return ReadingPlace(paragraph, spot.fraction, words[:WORDS_CHARS])


def spot_of_place(parts: Sequence[Part], place: ReadingPlace) -> Spot:
    """Return where a kept place is now: by its number, or where that has other words, the nearest that has them."""
    texts = [shown.text for shown in chain.from_iterable(part.shown for part in parts)]
    if not texts:
        return Spot(0, 0, 0.0)
    at = min(max(0, place.paragraph), len(texts) - 1)
    if place.words and not texts[at].startswith(place.words):
        same = [number for number, text in enumerate(texts) if text.startswith(place.words)]
        at = min(same, key=lambda number: abs(number - at), default=at)
    for number, part in enumerate(parts):
        if at < len(part.shown):
            return Spot(number, at, min(1.0, max(0.0, place.fraction)))
        at -= len(part.shown)
    return Spot(0, 0, 0.0)
