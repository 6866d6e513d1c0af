"""JSON values one after the other out of a stream of text of any length, without holding more than one of them.

Where a value begins and ends is told by its brackets and strings alone; it is parsed when it is whole. So one broken
record costs itself and not the rest of the file, as with a parser that stops at the first fault.
"""

import re
from typing import Protocol

_CHUNK = 262_144
_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\]]', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}:{\[\"]+")
_LIST_START = re.compile(r"\[\s*\{?")
_NO_BLANK = re.compile("[^ \t\r\n\x1e\ufeff]")
_LONGEST_SCALAR = 10_000


class Readable(Protocol):
    """What text can be read from."""

    def read(self, size: int, /) -> str:
        """Return up to ``size`` characters, "" at the end."""


class CutOffError(ValueError):
    """The text ends within a value."""


class OverlongError(ValueError):
    """A value has more characters than allowed."""


class JsonText:
    """A stream of JSON text with a place in it. ``limit`` bounds a value that is kept, in characters."""

    def __init__(self, stream: Readable, limit: int) -> None:
        self._stream = stream
        self.limit = limit
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """Return the next character that is not white space, without going behind it; "" at the end."""
        while True:
            found = _NO_BLANK.search(self._text, self._at)
            self._at = found.start() if found else len(self._text)
            if found is not None:
                return found.group()
            if not self._fill():
                return ""

    def take(self, char: str) -> bool:
        """Go behind ``char`` if it comes next, and tell whether it did."""
        if self.peek() != char:
            return False
        self._at += 1
        return True

    def drop(self) -> None:
        """Go behind the next character, whatever it is."""
        self.peek()
        self._at += 1

    def begins_list_of_objects(self) -> bool:
        """Tell whether a list comes next whose first element is an object, without going behind it."""
        while (found := _LIST_START.match(self._text, self._at)) is None or found.end() == len(self._text):
            if not self._fill():
                break
        return found is not None and found.group().endswith("{")

    def value(self) -> str:
        """Return the next value as it is written and go behind it.

        Raises CutOffError and OverlongError, standing before the value still.
        """
        self.peek()
        end = self._end(is_kept=True)
        written = self._text[self._at : self._at + end]
        self._at += end
        return written

    def skip(self) -> None:
        """Go behind the next value, however long. Raises CutOffError."""
        self.peek()
        end = self._end(is_kept=False)  # which moves the place itself
        self._at += end

    def _end(self, *, is_kept: bool) -> int:
        """Return how far behind the place the value there ends; what is not kept is dropped on the way."""
        if self.peek() not in '{["':
            return self._end_of_scalar()
        depth = at = 0
        while True:
            match = _MARK.search(self._text, self._at + at)
            mark = match.group() if match else ""
            if match is None or mark == '"':  # a string that is not whole yet, or no mark at all
                at = (match.start() if match else len(self._text)) - self._at
                if not is_kept:
                    self._at, at = self._at + at, 0
                elif len(self._text) - self._at > self.limit:
                    raise OverlongError
                if not self._fill():
                    raise CutOffError
                continue
            at = match.end() - self._at
            depth += (mark in "{[") - (mark in "}]")
            if depth <= 0:
                return at
            if is_kept and at > self.limit:
                raise OverlongError

    def _end_of_scalar(self) -> int:
        while True:
            match = _SCALAR.match(self._text, self._at)
            if match is None or len(match.group()) > _LONGEST_SCALAR:
                raise CutOffError
            if match.end() < len(self._text) or not self._fill():
                return len(match.group())

    def _fill(self) -> bool:
        """Read on, ever more at a time, so that one long value costs time in proportion to its length."""
        self._text = self._text[self._at :]
        self._at = 0
        more = self._stream.read(max(_CHUNK, len(self._text)))
        self._text += more
        return bool(more)
