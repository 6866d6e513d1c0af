"""Pages whose story stands only in their data: its paragraphs, at the end of the page, are the story.

There is nothing to learn from their structure, so the model is not asked about them.
"""

from collections.abc import Callable
from dataclasses import replace

from reader.clean.verdict import Verdict
from reader.core.model import Page, Role

DATA_TAGS = frozenset({"script", "template", "noscript"})
"""Elements whose text nobody sees: a piece in one was taken from the page's data."""

_CAPTION = ("caption", "caption of a picture or video")
_SHOWN_BESIDE = ("beside-data", "shown on a page whose story is only in its data")


def first_from_data(page: Page) -> int:
    """Return the number of the first piece that was taken from the page's data, the number of pieces if none was."""
    tags = page.elements.tags
    number = len(page.pieces)
    while number and page.pieces[number - 1].element >= 0 and tags[page.pieces[number - 1].element] in DATA_TAGS:
        number -= 1
    return number


def verdicts_with_data(page: Page, first: int, choice: Callable[[Page], tuple[Verdict, ...]]) -> tuple[Verdict, ...]:
    """Return the verdicts of a page whose pieces from ``first`` on are its story; ``choice`` gives reasons above it."""
    above = choice(replace(page, pieces=page.pieces[:first]))
    verdicts = [Verdict(False, v.probability, *_SHOWN_BESIDE) if v.kept else v for v in above]
    for piece in page.pieces[first:]:
        is_caption = piece.role is Role.CAPTION
        verdicts.append(Verdict(False, 0.0, *_CAPTION) if is_caption else Verdict(kept=True, probability=1.0))
    return tuple(verdicts)
