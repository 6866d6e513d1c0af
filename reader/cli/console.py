"""Where commands write: answers on standard output, messages and progress on standard error."""

import io
import json
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from reader.core.model import Span

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a saved page could use to command the terminal or to turn a line's letters around."""
QUIET_S = 10.0
"""Where progress goes to a file or a pipe, a line this often is enough."""


class Console:
    """Writes JSON lines or readable text, never both, and a progress line that takes itself away."""

    def __init__(
        self,
        *,
        as_json: bool,
        out: TextIO | None = None,
        err: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._clock = clock
        self._shown = ""
        self._last_line = clock()
        for stream in (self._out, self._err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def answer(self, value: Mapping[str, object]) -> None:
        """Print one JSON value on a line of its own."""
        self._clear()
        self._out.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._out.flush()

    def line(self, text: str = "") -> None:
        """Print readable text; characters that would command the terminal are replaced."""
        self._clear()
        self._out.write(harmless(text) + "\n")

    def marked(self, text: str, marks: Sequence[Span], indent: str = "") -> None:
        """Print a line with these spans of it in bold, on a terminal; elsewhere plainly."""
        self._clear()
        if not self._out.isatty():
            self._out.write(f"{indent}{harmless(text)}\n")
            return
        pieces, at = [indent], 0
        for mark in sorted(marks):
            pieces += (harmless(text[at : mark.start]), "\x1b[1m", harmless(mark.of(text)), "\x1b[0m")
            at = mark.end
        self._out.write("".join(pieces) + harmless(text[at:]) + "\n")

    def message(self, text: str) -> None:
        """Print a sentence for the user on standard error."""
        self._clear()
        self._err.write(f"news-reader: {harmless(text)}\n")
        self._err.flush()

    def progress(self, text: str) -> None:
        """Show where a long command stands: one line kept up to date on a terminal, else a line now and then."""
        if self._err.isatty():
            self._err.write("\r" + text + " " * (len(self._shown) - len(text)))
            self._shown = text
        elif self._clock() - self._last_line >= QUIET_S:
            self._err.write(text + "\n")
            self._last_line = self._clock()
        self._err.flush()

    def close(self) -> None:
        """Take the progress line away and hand everything on."""
        self._clear()
        self._out.flush()
        self._err.flush()

    def _clear(self) -> None:
        if self._shown:
            self._err.write("\r" + " " * len(self._shown) + "\r")
            self._err.flush()
            self._shown = ""


def harmless(text: str) -> str:
    """Return the text with control characters replaced, line ends and tabs kept."""
    return CONTROLS.sub("�", text)
