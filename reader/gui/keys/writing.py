"""Keys as text: as files have them, as they stand on the keyboard, and which of them type something. Pure."""

import re
from collections.abc import Iterable

from PySide6.QtGui import QKeySequence

_PARTS = re.compile(r"((?:(?:Ctrl|Alt|Meta|Shift|Num)\+)*)(.|[^\W_][\w ]+)")


def parts(key: str) -> tuple[frozenset[str], str] | None:
    """Return what is held and what is pressed; None for what is not a single key."""
    found = _PARTS.fullmatch(key)
    return (frozenset(found[1].split("+")) - {""}, found[2]) if found else None


def is_letter(key: str) -> bool:
    """Tell whether a key would type something, with Shift or without."""
    found = parts(key)
    if found is None:
        return False
    held, pressed = found
    return (len(pressed) == 1 or pressed == "Space") and not held & {"Ctrl", "Alt", "Meta"}


def normal(key: str) -> str:
    """Return a key in the one way it is written in files, "" for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(keys: Iterable[str]) -> str:
    """Return keys as they are written on the keyboard."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
