"""How much of a context is shown, and which way it is written."""

import re
import unicodedata

from reader.core.query import Measure, Width

_SINGLE = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WORD = re.compile(rf"[{_SINGLE}]|[^\s{_SINGLE}]+")
"""What stands between blanks; of Chinese and Japanese, which are written without, every character."""

_RIGHT_TO_LEFT = ("R", "AL")


def left_part(context: str, width: Width) -> str:
    """Return the end of a left context, as wide as is wanted."""
    if width.measure is Measure.CHARACTERS:
        return context.strip()[-width.size :]
    words = list(_WORD.finditer(context))[-width.size :]
    return context[words[0].start() :].strip() if words else ""


def right_part(context: str, width: Width) -> str:
    """Return the beginning of a right context, as wide as is wanted; punctuation stays at the hit."""
    if width.measure is Measure.CHARACTERS:
        return context.rstrip()[: width.size]
    words = list(_WORD.finditer(context))[: width.size]
    return context[: words[-1].end()].strip() if words else ""


def is_right_to_left(text: str) -> bool:
    """Tell whether the first character of a text that has a direction is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT_TO_LEFT:
            return True
        if direction == "L":
            return False
    return False
