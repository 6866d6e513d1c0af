"""Comparing titles and names without regard to case, punctuation and typography."""

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"\W+")


def folded(text: str) -> str:
    """Return the words of ``text`` in lower case with single blanks between them; marks and punctuation go."""
    return _BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a table that is written as one string."""
    return frozenset(words.split())
