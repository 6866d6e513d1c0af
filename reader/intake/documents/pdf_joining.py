"""Lines of a page become text again: hyphens at their ends, scripts without blanks, glyphs that stand for letters."""

import re
import unicodedata
from collections.abc import Iterable

_HYPHENS = r"\x02\u00ad\u2010\-"
_AT_BREAK = re.compile(rf"([^\W_]+)([{_HYPHENS}])\Z")
_INSIDE = re.compile(r"([^\W_]+)\x02\s?([^\W_]*)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_UNSPACED = re.compile(r"[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_PRESENTED = re.compile(r"[\u2e80-\u2fdf\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdf1\ufe70-\ufefc]")
"""Ligatures, radicals and forms of letters that a font's glyphs were called by."""
_HYPHENATED_SHARE = 0.03
"""From this share of lines on that end in a hyphen, the text was hyphenated; below, they are hyphens of the words."""


def plain_letters(text: str) -> str:
    """Return ``text`` with glyphs written as the letters that they show."""
    return _PRESENTED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


class Joiner:
    """Joins the lines of one document, whose other words tell which hyphens belong to a word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        count = hyphens = 0
        for line in lines:
            count += 1
            hyphens += line.count("\x02") + line.rstrip().endswith(("-", "\u00ad"))
            self._words.update(found.group().lower() for found in _WORDS.finditer(line))
        self._is_hyphenated = hyphens > max(3, _HYPHENATED_SHARE * count)

    def seam(self, text: str, line: str) -> tuple[int, str]:
        """Return how many characters to cut from the end of ``text``, and what to put before the next line."""
        end = _AT_BREAK.search(text[-60:])
        start = _FIRST_WORD.match(line)
        if end and start:
            return 1, self._hyphen(end.group(1), start.group(), end.group(2))
        return 0, glue(text, line)

    def within(self, line: str) -> str:
        """Return a line in which pdfium has joined the halves of a word itself."""
        line = plain_letters(line)
        if "\x02" not in line:
            return line
        last = line.rstrip()[-1:] == "\x02"
        line = _INSIDE.sub(self._resolved, line.rstrip() if last else line)
        return line.replace("\x02", "-")

    def _resolved(self, found: re.Match[str]) -> str:
        left, right = found.groups()
        return f"{left}{self._hyphen(left, right, chr(2))}{right}" if right else f"{left}-"

    def _hyphen(self, left: str, right: str, written: str) -> str:
        """Return what stands between two halves of a word: a hyphen of its own, or nothing."""
        whole, compound = f"{left}{right}".lower(), f"{left}-{right}".lower()
        if compound in self._words and whole not in self._words:
            return "-"
        if whole in self._words or written == "\u00ad":
            return ""
        if right[0].isupper() or right[0].isdigit() or left[-1].isdigit():
            return "-"
        return "" if self._is_hyphenated else "-"


def glue(before: str, behind: str) -> str:
    """Return what stands between two lines: a blank, or nothing in scripts that have none between words."""
    if _UNSPACED.match(before[-1:]) and _UNSPACED.match(behind[:1]):
        return ""
    return " "
