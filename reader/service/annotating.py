"""Writes what the reader marked and noted into the library."""

from reader.core.changes import LibraryChanged
from reader.core.errors import LibraryError
from reader.core.highlights import (
    AddHighlight,
    AnnotationWish,
    ChangeHighlight,
    DeleteHighlight,
    MoveHighlight,
    PutBackHighlight,
    PutBackNote,
    SetNote,
)
from reader.core.model import Article, ArticleId
from reader.store import Store
from reader.store.highlights import GONE_HIGHLIGHT


def annotate(store: Store, wish: AnnotationWish) -> LibraryChanged:
    """Fulfil a wish durably and return what there is to tell. Raises LibraryError."""
    highlights = store.curation.highlights
    match wish:
        case AddHighlight(article_id):
            article = _article(store, article_id)
            with store.transaction():
                highlights.add(wish, article)
        case PutBackHighlight(highlight):
            article_id = highlight.article_id
            article = _article(store, article_id)
            with store.transaction():
                highlights.put_back(highlight, article)
        case ChangeHighlight():
            with store.transaction():
                article_id = highlights.change(wish)
        case MoveHighlight(highlight_id, anchor):
            moved = highlights.one(highlight_id)
            if moved is None:
                raise LibraryError(GONE_HIGHLIGHT)
            article_id = moved.article_id
            article = _article(store, article_id)
            with store.transaction():
                highlights.move(moved, anchor, article)
        case PutBackNote(article_id, note):
            _article(store, article_id)
            with store.transaction():
                highlights.put_back_note(article_id, note)
        case DeleteHighlight(highlight_id):
            with store.transaction():
                article_id = highlights.delete(highlight_id)
        case SetNote(article_id, text, note_id):
            _article(store, article_id)
            with store.transaction():
                highlights.set_note(article_id, note_id, text)
    return LibraryChanged(updated=(article_id,))


def _article(store: Store, article_id: ArticleId) -> Article:
    story = store.story(article_id)
    if story is None:
        raise LibraryError("The story is no longer in the library.")
    return story.article
