"""Words with wildcards as regular expressions whose time grows with the length of the word, whatever it is."""

import re


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a folded word with ``*`` and ``?``, to be matched in full."""
    return re.compile(expression(pattern), re.DOTALL)


def expression(pattern: str, one: str = ".", some: str = ".") -> str:
    """Return the source of the expression: ``one`` stands for a character, any number of ``some`` for any characters.

    Each piece between two stars is taken where it first stands, for good: trying later places could not help, and would
    take time that grows with a power of the number of stars.
    """
    pieces = ["".join(one if sign == "?" else re.escape(sign) for sign in part) for part in pattern.split("*")]
    if len(pieces) == 1:
        return pieces[0]
    first, *between, last = pieces
    return first + "".join(f"(?>{some}*?{piece})" for piece in between if piece) + f"{some}*{last}"
