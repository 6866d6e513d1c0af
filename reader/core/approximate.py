"""Finds a pattern in a text with some edits. Pure.

After G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 46
(1999), on integers of any length, so that a pattern is one word.
"""

from typing import NamedTuple


class Match(NamedTuple):
    """A part of a text, half-open, and how many edits make the pattern of it."""

    start: int
    end: int
    edits: int


def nearest_match(text: str, pattern: str, most_edits: int, near: int) -> Match | None:
    """Return the match with the fewest edits, and of these the one that begins nearest to ``near``.

    None where all have more than ``most_edits``. Time is that of the text, for patterns of some hundred characters.
    """
    best: tuple[int, int, int] | None = None
    for end, edits in enumerate(_edits_at_ends(text, pattern), 1):
        if edits <= most_edits:
            rank = (edits, abs(end - len(pattern) - near), end)
            if best is None or rank < best:
                best = rank
    if best is None:
        return None
    edits, _, end = best
    # Backwards from there: the shortest way back with as many edits is where the match begins.
    back = text[max(0, end - len(pattern) - edits) : end][::-1]
    lengths = [
        at for at, found in enumerate(_edits_at_ends(back, pattern[::-1], is_anchored=True), 1) if found == edits
    ]
    length = min(lengths, key=lambda length: abs(length - len(pattern)), default=min(len(pattern), end))
    return Match(end - length, end, edits)


def _edits_at_ends(text: str, pattern: str, *, is_anchored: bool = False) -> list[int]:
    """Return, for each end in the text, the edits of the best match of the pattern that ends there.

    An anchored match begins at the beginning of the text.
    """
    size = len(pattern)
    if not size:
        return [0] * len(text)
    full = (1 << size) - 1
    last = 1 << (size - 1)
    masks: dict[str, int] = {}
    for at, char in enumerate(pattern):
        masks[char] = masks.get(char, 0) | (1 << at)
    plus, minus, edits = full, 0, size
    found: list[int] = []
    carry = 1 if is_anchored else 0
    for char in text:
        same = masks.get(char, 0)
        vertical = same | minus
        horizontal = (((same & plus) + plus) ^ plus) | same
        more = minus | (~(horizontal | plus) & full)
        less = plus & horizontal
        if more & last:
            edits += 1
        if less & last:
            edits -= 1
        more = ((more << 1) | carry) & full
        less = (less << 1) & full
        plus = less | (~(vertical | more) & full)
        minus = more & vertical
        found.append(edits)
    return found
