"""Lines known by their shape: rows of buttons, tags, bare addresses, kickers above the headline, what is no text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import REPEATED_LOOKS, WORD, has_words
from reader.clean.phrases import Phrasebook
from reader.clean.rules.rule import whole
from reader.core.model import BlockKind, Role

_LONGEST_ROW = 160
_LONGEST_CODE = 400
_WHOLLY = 0.97
_ORNAMENTS = frozenset("*•·●○◦■□▪▫◆◇★☆✱⁂~-–—=+.…|»«><→←▲▼►◄✦ \u00a0")
_PIECE = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")


def find_buttons(draft: Draft) -> Iterator[Cut]:
    """Yield lines made of share words alone, glued or not: "ShareTweetEmail", "Facebook Twitter 128"."""
    for number, line in enumerate(draft.lines):
        if line.kind is None and not line.is_long and _is_button_row(line, draft.book):
            yield whole(number, line, "share", "share or page button")


def _is_button_row(line: Line, book: Phrasebook) -> bool:
    if len(line.text) > _LONGEST_ROW or line.is_sentence or line.role is Role.TABLE_CELL:
        return False
    return _are_share_words(line.text, line.folded, book)


@lru_cache(maxsize=REPEATED_LOOKS)
def _are_share_words(text: str, folded: str, book: Phrasebook) -> bool:
    known = _share_words(book)
    words = WORD.findall(folded)
    if len(words) > 1 and all(w in known or w.isdigit() for w in words):
        return any(len(w) > 1 and not w.isdigit() for w in words)
    first = _PIECE.search(text)
    if first is None or (first.group().casefold() not in known and not first.group().isdigit()):
        return False
    pieces = [piece.casefold() for piece in _PIECE.findall(text)]
    return len(pieces) > 1 and all(p in known or p.isdigit() for p in pieces) and len(words) < len(pieces)


@lru_cache(maxsize=64)
def _share_words(book: Phrasebook) -> frozenset[str]:
    return book.group("share") | book.group("brands")


def find_addresses(draft: Draft) -> Iterator[Cut]:
    """Yield lines that are nothing but a mail address or an account's name."""
    for number, line in enumerate(draft.lines):
        is_one = line.kind is None and not line.is_long and " " not in line.text and len(line.text) < _LONGEST_ROW
        if is_one and "@" in line.text and has_words(line.text):
            yield whole(number, line, "address", "bare address")


def find_ornaments(draft: Draft) -> Iterator[Cut]:
    """Yield lines of stars, bullets and dashes alone. Underscores stay: agencies part sections with them."""
    for number, line in enumerate(draft.lines):
        if line.role is not Role.PREFORMATTED and len(line.text) <= _LONGEST_ROW and _ORNAMENTS.issuperset(line.text):
            yield whole(number, line, "ornament", "no words")


def find_template_code(draft: Draft) -> Iterator[Cut]:
    """Yield lines that are a placeholder of the site's own system: "[button link=…]…[/button]", "{{banner}}"."""
    for number, line in enumerate(draft.lines):
        text = line.text
        is_short = line.role is not Role.PREFORMATTED and len(text) <= _LONGEST_CODE
        is_shortcode = (
            text.startswith("[") and text.endswith("]") and ("[/" in text or ("_" in text and text.isupper()))
        )
        if is_short and (is_shortcode or (text.startswith("{{") and text.endswith("}}"))):
            yield whole(number, line, "template-code", "placeholder of the site's system")


def find_kickers(draft: Draft) -> Iterator[Cut]:
    """Yield short lines above the headline: the section, the outlet, a date, the way through the site."""
    at = next((n for n, line in enumerate(draft.lines) if line.kind is BlockKind.HEADLINE), 0)
    for number, line in enumerate(draft.lines[:at]):
        if not line.is_long and line.words <= 8 and not line.is_sentence:
            yield whole(number, line, "kicker", "section or outlet above the headline")


def find_link_lines(draft: Draft) -> Iterator[Cut]:
    """Yield paragraphs that are one link and no sentence, between sentences of the story: headlines of others."""
    prose = [number for number, line in enumerate(draft.lines) if line.words >= 12 and line.is_sentence]
    if not prose:
        return
    for number, line in enumerate(draft.lines):
        is_plain = line.kind is None and line.role in (Role.PARAGRAPH, Role.LOOSE) and not line.is_sentence
        if not is_plain or number < prose[0] or line.link_share < _WHOLLY:
            continue
        if (4 if line.text.isupper() else 6) <= len(line.text.split()) <= 30:
            yield whole(number, line, "related", "link to another story")
