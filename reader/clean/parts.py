"""Parts of paragraphs that the reader wants removed: how they are named and found. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reader.clean.folding import digest, is_dense_script, level
from reader.core.model import Span

LONGEST = 2_000
"""Characters of a part at most."""


def part_key(words: str) -> int:
    """Return the key of a part: equal for texts that differ in case, spacing and kind of quotes alone."""
    return digest("part\n" + " ".join(level(words).split()))


def places(text: str, words: str) -> Iterator[Span]:
    """Yield where a part stands in a text as whole words, whatever the case, the spaces and the kind of quotes."""
    pattern = _pattern(words)
    if pattern is not None:
        for found in pattern.finditer(level(text)):
            yield Span(*found.span())


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str] | None:
    tokens = level(words[:LONGEST]).split()
    if not tokens:
        return None
    before = r"(?<!\w)" if _joins(tokens[0][0]) else ""
    behind = r"(?!\w)" if _joins(tokens[-1][-1]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, tokens)) + behind)


def _joins(char: str) -> bool:
    """Whether a letter beside this one would belong to the same word."""
    return char.isalnum() and not is_dense_script(char)
