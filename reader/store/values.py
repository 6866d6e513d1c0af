"""Small values that the store answers with."""

from dataclasses import dataclass

from reader.core.model import ArticleId


@dataclass(frozen=True, slots=True)
class StoreChanges:
    """Stories that are new or changed, and ids that are gone, up to the change number ``newest``."""

    changed: tuple[ArticleId, ...]
    removed: tuple[ArticleId, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class ListedStory:
    """The columns a list shows of a story without the search index; ``published`` is ISO 8601 or ""."""

    article_id: ArticleId
    headline: str
    outlet: str
    published: str
    words: int
    standfirst: str
