"""What the choice of content says about one piece of a page."""

from typing import NamedTuple


class Verdict(NamedTuple):
    """Whether a piece is part of the story, and why not.

    ``probability`` is that of being story text, 0 to 1. ``rule`` names what decided (kebab-case, "" when kept) and
    ``reason`` says it to people, in lower-case ("" when kept).
    """

    kept: bool
    probability: float
    rule: str = ""
    reason: str = ""
