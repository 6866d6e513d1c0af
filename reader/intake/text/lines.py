"""A plain text to its lines. Blank lines stay in the text, so that the cleaner sees where paragraphs end."""

import re
from dataclasses import dataclass

from reader.core.errors import TooLargeError
from reader.core.model import Piece, Role, Span

MOST_LINES = 500_000
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class TextTree:
    """``text`` with line feeds as line ends and no blanks at line ends; a LINE piece per line that is not blank.

    A piece's span leaves out the blanks that indent its line.
    """

    text: str
    pieces: tuple[Piece, ...]


def read_text(text: str) -> TextTree:
    """Return the lines of ``text``; blank lines at its beginning and end are dropped, those inside are kept empty.

    Raises TooLargeError.
    """
    normal = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    if normal.count("\n") > MOST_LINES:
        raise TooLargeError(
            f"The file has more than {MOST_LINES:,} lines, too many for a news story. "
            "Cut out the part that is wanted and import that."
        )
    lines = [line.rstrip() for line in normal.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    first = next((i for i, line in enumerate(lines) if line), len(lines))
    pieces: list[Piece] = []
    start = 0
    for line in lines[first:]:
        if line:
            indent = len(line) - len(line.lstrip())
            pieces.append(Piece(Span(start + indent, start + len(line)), Role.LINE))
        start += len(line) + 1
    return TextTree("\n".join(lines[first:]), tuple(pieces))
