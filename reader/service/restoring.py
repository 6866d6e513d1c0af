"""Names a passage for the wishes that restore or remove it."""

from reader.clean.folding import passage_key
from reader.clean.parts import LONGEST, part_key
from reader.core.model import Article, Removal

LONGEST_PART = LONGEST
"""Characters that words within a paragraph may have together."""


def key_of(article: Article, removal: Removal) -> int:
    """Return the key of a removal of an article, whatever rule made it."""
    return passage_key(removal.span.of(article.text)) if removal.passage is None else removal.passage


def key_of_text(text: str) -> int:
    """Return the key of a passage of this wording."""
    return passage_key(text)


def key_of_part(words: str) -> int:
    """Return the key of words within a paragraph."""
    return part_key(words)
