"""Which languages' phrases a page needs: what it declares, and what its words and script say."""

from functools import cache
from heapq import nlargest

from reader.clean.phrases import phrase_files
from reader.core.language import detect_language
from reader.core.model import Page
from reader.core.months import MONTH_NAMES

_SAMPLE = 2_400
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}


def spoken_language(page: Page) -> str:
    """Return the code of the language that the page's running text is in, "" when it does not say."""
    guess = detect_language(_sample(page))
    return guess.code if guess else ""


def languages(page: Page, spoken: str) -> tuple[str, ...]:
    """Return the codes whose phrases apply: spoken, declared, and English, which stands on pages of all languages.

    All languages there are, when neither the text nor the page says which.
    """
    declared = page.metadata.language.value if page.metadata.language else ""
    codes = [code for code in map(_code, (spoken, declared)) if code in phrase_files()]
    return tuple(dict.fromkeys((*codes, "en"))) if codes else tuple(phrase_files())


def _code(tag: str) -> str:
    first = tag.lower().replace("_", "-").split("-")[0]
    return _SAME.get(first, first)


def _sample(page: Page) -> str:
    """Return the longest pieces' beginnings, up to some thousand characters: running text rather than menus."""
    spans = [piece.span for piece in page.pieces[:2_000]]
    lengths = [span.end - span.start for span in spans]
    longest = nlargest(12, range(len(spans)), key=lengths.__getitem__)
    starts = [spans[number].start for number in longest]
    return "\n".join([page.text[start : start + _SAMPLE // 8] for start in starts])[:_SAMPLE]


@cache
def month_words() -> frozenset[str]:
    """Return the names of the months in all languages, folded."""
    return frozenset(word for months in MONTH_NAMES.values() for word in months.replace("|", " ").split())
