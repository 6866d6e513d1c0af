"""Remembers how far stories have been read."""

import logging

from reader.core.errors import LibraryError
from reader.core.reading_places import KeepPlace
from reader.store import Store

log = logging.getLogger(__name__)


def keep_place(store: Store, wish: KeepPlace) -> None:
    """Remember a place, durably on return. One that cannot be kept is let go: nobody asked for it."""
    try:
        with store.transaction():
            store.reading_places.keep(wish.article_id, wish.place)
    except LibraryError as error:
        log.info("A place in a story was not remembered: %s", error)
