"""Comparing titles and names without regard to case, punctuation and typography."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_ASCII_GAPS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


@lru_cache(maxsize=1_024)
def folded(text: str) -> str:
    """Return the words of ``text`` in lower case with single blanks between them; marks and punctuation go.

    The same titles are compared again and again while a page is read, so the latest answers are kept.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII_GAPS).split()).lower()
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text))).casefold()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table that is written as one string."""
    return frozenset(words.split())
