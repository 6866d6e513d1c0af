"""How far stories have been read, and the wish to remember it."""

from dataclasses import dataclass

from reader.core.model import ArticleId

WORDS_CHARS = 60
"""How much of a paragraph is kept to know it again."""


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """The paragraph at the top of the window, counted from 0 as the story is shown, and how far down in it (0 to 1).

    ``words`` are its first ones, by which it is known again where paragraphs were added before it or taken away.
    """

    paragraph: int
    fraction: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """Remember how far a story has been read."""

    article_id: ArticleId
    place: ReadingPlace
