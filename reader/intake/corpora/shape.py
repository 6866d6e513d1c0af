"""Where the records of a JSON file are, told by its beginning: on lines, in a list, one after the other, or one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from reader.intake.corpora.scan import CutOffError, JsonText, OverlongError

_START = re.compile(
    r'[\s\x1e]*(?:\{\s*(?:"(?:[^"\\]|\\.){0,300}"\s*:|\}\s*\Z)|\[\s*(?:\{\s*(?:"|\}\s*[,\]])|\]\s*\Z))', re.DOTALL
)
_START_OF_LINE = re.compile(r'\s*\{\s*"(?:[^"\\]|\\.){0,300}"\s*:')
_GLANCE_LINES = 40
_DEEPEST_LIST = 4


class Order(Enum):
    """How records follow each other."""

    LINES = "a line each"
    LIST = "in a list"
    VALUES = "one after the other"
    WHOLE = "to be looked for in the one value"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records lie; ``path`` are the keys that lead to the list."""

    order: Order
    path: tuple[str, ...] = ()


def looks_like_json(head: str, *, has_lines: bool = False) -> bool:
    """Tell whether a text begins like a JSON object or a list of such; ``has_lines`` allows for a broken first line."""
    if _START.match(head):
        return True
    return has_lines and any(_is_record(line) for line in _whole_lines(head))


def shape_of(beginning: str, *, is_all: bool) -> Shape:
    """Return the shape of a file that begins so; ``is_all`` tells that this is all of it."""
    lines = list(_whole_lines(beginning, is_all=is_all))
    first = beginning.lstrip("\ufeff\x1e \t\r\n")[:1]
    if first != "[" and sum(map(_is_record, lines)) >= min(2, len(lines)) and len(lines) > 1:
        return Shape(Order.LINES)
    if first == "[":
        return Shape(Order.LIST)
    text = JsonText(_Text(beginning), len(beginning))
    try:
        text.skip()
    except (CutOffError, OverlongError):
        path = None if is_all else _path_of_list(beginning)
        return Shape(Order.LIST, path) if path else Shape(Order.WHOLE)
    return Shape(Order.VALUES) if text.peek() in {"{", ","} and text.peek() else Shape(Order.WHOLE)


class _Text:
    """A text as a stream."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read(self, _size: int) -> str:
        """Return all of it, once."""
        text, self._text = self._text, ""
        return text


def _whole_lines(text: str, *, is_all: bool = False) -> Iterator[str]:
    lines = text.split("\n", _GLANCE_LINES + 1)
    for line in lines[: _GLANCE_LINES if is_all or len(lines) > _GLANCE_LINES else len(lines) - 1]:
        if line.strip(" \t\r\x1e\ufeff"):
            yield line


def _is_record(line: str) -> bool:
    plain = line.strip(" \t\r\x1e\ufeff").removesuffix(",")
    if not (_START_OF_LINE.match(plain) and plain.endswith("}")):
        return False
    try:
        return isinstance(json.loads(plain), dict)
    except (ValueError, RecursionError):
        return False


def _path_of_list(beginning: str) -> tuple[str, ...] | None:
    """Return the keys to the first list of objects in an object that goes on behind ``beginning``."""
    text = JsonText(_Text(beginning), len(beginning))
    path: list[str] = []
    try:
        text.take("{")
        while text.peek() and len(path) < _DEEPEST_LIST:
            if text.take("}"):
                if not path:
                    return None
                path.pop()
            elif not text.take(","):
                key = str(json.loads(text.value()))
                text.take(":")
                if text.peek() == "{":
                    path.append(key)
                    text.drop()
                elif text.peek() == "[":
                    if text.begins_list_of_objects():
                        return (*path, key)
                    text.skip()
                else:
                    text.skip()
    except (CutOffError, OverlongError, ValueError):
        return None
    return None
