"""What the index does not know of stories but queries ask for: states, tags and notes."""

from reader.store import Store

STATES = ("unread", "read", "starred", "check", "duplicate", "version", "annotated", "note", "image")


class States:
    """The states of one library; tags and notes are read again when they have changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._labels: dict[str, frozenset[int]] = {}
        self._labels_of = -1

    def of(self, query: str) -> dict[str, frozenset[int]]:
        """Return the stories behind each ``is:`` or ``has:`` name of a query and behind tags and notes."""
        lower = query.lower()
        named = (name for name in STATES if f"is:{name}" in lower or f"has:{name}" in lower)
        states = {name: self._store.ids_in_state(name) for name in named}
        turn = self._store.curation.turn
        if turn != self._labels_of:
            self._labels, self._labels_of = self._store.curation.labels(), turn
        return states | self._labels
