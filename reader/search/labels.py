"""What the index does not hold of a story but its caller knows: states, tags, notes.

The caller hands over a mapping from names to ids of stories: ``unread`` for ``is:unread``, ``tag:Sea level`` for a tag,
``note:Ask the harbour master`` for a note, a name each. ``tag:`` or ``note:`` alone says that there are none.
"""

from collections.abc import Callable, Mapping

from reader.search.language import tree
from reader.search.language.tree import Node, Zone
from reader.search.marking import Marker
from reader.search.stems import Stems
from reader.search.words import Cutter

_PREFIXES = {Zone.TAG: "tag:", Zone.NOTE: "note:"}
_PLURALS = {Zone.TAG: "Tags", Zone.NOTE: "Notes"}

States = Mapping[str, frozenset[int]]


class Labels:
    """The tags or the notes of a library."""

    def __init__(self, states: States, zone: Zone) -> None:
        self._ids = labels_of(states, zone)

    def all(self) -> frozenset[int]:
        """Return the stories with any label."""
        return frozenset().union(*self._ids.values())

    def ids(self, node: Node) -> frozenset[int]:
        """Return the stories with a label in which ``node`` stands: its words in this very form, as in a phrase."""
        marker = Marker(node, Cutter(), Stems())
        found = (ids for label, ids in self._ids.items() if marker.spans(label, ""))
        return frozenset().union(*found)


def labels_of(states: States, zone: Zone) -> dict[str, frozenset[int]]:
    """Return the tags or the notes that the caller knows, with the stories they are of."""
    prefix = _PREFIXES[zone]
    found = {name[len(prefix) :]: ids for name, ids in states.items() if name.startswith(prefix)}
    return {label: ids for label, ids in found.items() if label}


def known_to(states: States, notes: list[str]) -> Callable[[Node], bool]:
    """Return what tells whether a node can be looked up; where it cannot, a note says so."""

    def is_known(node: Node) -> bool:
        if isinstance(node, tree.State) and node.name not in states:
            notes.append(f"“{node.name}” is not known here and was passed over.")
            return False
        if isinstance(node, tree.InZone) and node.zone in _PREFIXES:
            prefix = _PREFIXES[node.zone]
            if not any(name.startswith(prefix) for name in states):
                notes.append(f"{_PLURALS[node.zone]} are not known here: “{prefix}” was passed over.")
                return False
        return True

    return is_known
