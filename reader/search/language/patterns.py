"""Words with wildcards as regular expressions whose time grows with the length of the word, whatever it is."""

import re


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a folded word with ``*`` and ``?``, to be matched in full."""
    return re.compile(expression(pattern), re.DOTALL)


def expression(pattern: str, any_sign: str = ".") -> str:
    """Return the source of the expression; ``any_sign`` stands for any character.

    Each piece between two stars is taken where it first stands, for good: trying later places could not help, and would
    take time that grows with a power of the number of stars.
    """
    pieces = ["".join(any_sign if sign == "?" else re.escape(sign) for sign in part) for part in pattern.split("*")]
    if len(pieces) == 1:
        return pieces[0]
    first, *between, last = pieces
    return first + "".join(f"(?>{any_sign}*?{piece})" for piece in between if piece) + f"{any_sign}*{last}"
