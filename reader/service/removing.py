"""Which stories a rule of the reader's would change, and how."""

import re
from collections.abc import Iterator

from reader.clean.parts import places
from reader.core.cancel import CancelToken
from reader.core.changes import RemovePassage
from reader.core.evidence import LosingStory
from reader.core.model import Article, ArticleId, BlockKind
from reader.store import Store

CONTEXT_CHARS = 80
"""How much is shown around words that would go."""

_LETTERS = re.compile("[A-Za-z0-9]+")


def dry_run(store: Store, wish: RemovePassage, cancel: CancelToken | None = None) -> tuple[LosingStory, ...]:
    """Return every story that a wish would change, with the words in question; a part of one for each story."""
    outlet_id = store.recleaning.outlet_of(wish.article_id)
    if outlet_id is None:
        return ()
    if not wish.is_part:
        found = store.reader_rules.wordings(outlet_id, wish.passage)
        return tuple(one for one in found if wish.everywhere or one.article_id == wish.article_id)
    ids = having(store, outlet_id, wish.text) if wish.everywhere else (wish.article_id,)
    losing: list[LosingStory] = []
    for article_id in ids:
        if cancel is not None and cancel.is_cancelled:
            break
        story = store.story(article_id)
        if story is not None:
            losing += _losing(article_id, story.article, wish.text)
    return tuple(losing)


def having(store: Store, outlet_id: int, words: str) -> tuple[ArticleId, ...]:
    """Return the stories of an outlet whose page may have these words, kept or removed."""
    return store.reader_rules.having(outlet_id, max(_LETTERS.findall(words), key=len, default=""))


def _losing(article_id: ArticleId, article: Article, words: str) -> Iterator[LosingStory]:
    """Yield the first place of the words in a story, if they stand in what is kept of it."""
    for block in article.blocks:
        if block.kind is BlockKind.HEADLINE:
            continue
        text = article.block_text(block)
        for span in places(text, words):
            headline = article.headline.value if article.headline else ""
            published = article.published.iso if article.published else ""
            before = text[max(0, span.start - CONTEXT_CHARS) : span.start]
            behind = text[span.end : span.end + CONTEXT_CHARS]
            yield LosingStory(article_id, headline, published, span.of(text), before, behind)
            return
