"""Fulfils wishes about links whose stories are not here."""

from reader.core.links import DismissLinks, LinksChanged
from reader.store import Store


def dismiss_links(store: Store, wish: DismissLinks) -> LinksChanged:
    """Leave links out of the list or put them back, and return what to tell of it. Raises LibraryError."""
    with store.transaction():
        store.curation.dismiss_links(wish.urls, is_dismissed=wish.is_dismissed)
    return LinksChanged(wish.urls)
