"""Fulfils wishes about tags, and works out what takes each of them back."""

from collections.abc import Callable

from reader.core.changes import (
    AddTags,
    DeleteTag,
    Event,
    LibraryChanged,
    RemoveTags,
    RenameTag,
    TagsChanged,
    TagWish,
)
from reader.core.model import ArticleId
from reader.store import Store


def change_tags(store: Store, wish: TagWish, tell: Callable[[Event], None]) -> None:
    """Fulfil a wish in a transaction of its own, then tell the stories concerned and what undoes it."""
    with store.transaction():
        ids, undo = _fulfil(store, wish)
    tell(LibraryChanged(updated=ids))
    tell(TagsChanged(wish, undo))


def _fulfil(store: Store, wish: TagWish) -> tuple[tuple[ArticleId, ...], tuple[TagWish, ...]]:
    tags = store.tags
    match wish:
        case AddTags(ids, names):
            fresh = [(name, _others(ids, tags.stories(name))) for name in names]
            store.curation.tag(ids, names)
            return ids, tuple(RemoveTags(without, (name,)) for name, without in fresh if without)
        case RemoveTags(ids, names):
            had = [(tags.spelled(name), _both(ids, tags.stories(name))) for name in names]
            tags.untag(ids, names)
            return ids, tuple(AddTags(with_it, (name,)) for name, with_it in had if with_it)
        case RenameTag(old, new):
            return _rename(store, old, new)
        case DeleteTag(name):
            ids, spelled = tags.stories(name), tags.spelled(name)
            tags.delete(name)
            return ids, (AddTags(ids, (spelled,)),) if ids else ()


def _rename(store: Store, old: str, new: str) -> tuple[tuple[ArticleId, ...], tuple[TagWish, ...]]:
    tags = store.tags
    ids, spelled, other = tags.stories(old), tags.spelled(old), tags.spelled(new)
    is_merge = bool(other) and other != spelled
    merged = _others(ids, tags.stories(new)) if is_merge else ()
    tags.rename(old, new)
    store.tag_rules.rename_tag(old, new)
    if not spelled:
        return (), ()
    if not is_merge:
        return ids, (RenameTag(new, spelled),)
    undo: tuple[TagWish, ...] = (AddTags(ids, (spelled,)),)
    return ids, (*undo, RemoveTags(merged, (other,))) if merged else undo


def _others(ids: tuple[ArticleId, ...], those: tuple[ArticleId, ...]) -> tuple[ArticleId, ...]:
    known = set(those)
    return tuple(each for each in ids if each not in known)


def _both(ids: tuple[ArticleId, ...], those: tuple[ArticleId, ...]) -> tuple[ArticleId, ...]:
    known = set(those)
    return tuple(each for each in ids if each in known)
