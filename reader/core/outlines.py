"""The structure of a page as it was saved, and the wish to have it worked out."""

from dataclasses import dataclass

from reader.core.model import ArticleId, Block, Mark
from reader.core.reading_places import KeepPlace


@dataclass(frozen=True, slots=True)
class Outline:
    """All visible text of a saved page in its order, with its headings, lists, quotes, tables and links.

    The spans of ``blocks`` and ``marks`` are of ``text``.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineOriginal:
    """Work out the structure of the page that a story was saved as; an ``OriginalOutlined`` answers, if it can be."""

    article_id: ArticleId


@dataclass(frozen=True, slots=True)
class OriginalOutlined:
    """The structure of a story's saved page is known."""

    article_id: ArticleId
    outline: Outline


ReadingWish = KeepPlace | OutlineOriginal
"""Wishes of somebody who only reads."""
