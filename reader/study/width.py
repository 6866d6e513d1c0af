"""How much of a context is shown, and which way it is written."""

import unicodedata

from reader.core.query import Measure, Width

_RIGHT_TO_LEFT = ("R", "AL")


def left_part(context: str, width: Width) -> str:
    """Return the end of a left context, as wide as is wanted."""
    if width.measure is Measure.CHARACTERS:
        return context.strip()[-width.size :]
    return " ".join(context.split()[-width.size :])


def right_part(context: str, width: Width) -> str:
    """Return the beginning of a right context, as wide as is wanted; punctuation stays at the hit."""
    if width.measure is Measure.CHARACTERS:
        return context.rstrip()[: width.size]
    return " ".join(context.split()[: width.size])


def is_right_to_left(text: str) -> bool:
    """Tell whether the first character of a text that has a direction is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT_TO_LEFT:
            return True
        if direction == "L":
            return False
    return False
