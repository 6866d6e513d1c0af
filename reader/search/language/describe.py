"""A query's tree in words: the “reads as” line."""

from reader.search.language.fields import COLUMN_WORDS, IN_WORDS
from reader.search.language.tree import (
    And,
    AtLeast,
    Between,
    Everything,
    InZone,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Sequence,
    State,
    Word,
)

_LOOSEST = 0
_AND = 1
_NEAR = 2
_OR = 3
_TIGHTEST = 4


def describe(tree: Node) -> str:
    """Return a sentence fragment that says which stories the tree finds."""
    return _say(tree, _LOOSEST)


def _say(node: Node, around: int) -> str:
    if around == _LOOSEST and isinstance(node, Not):
        node = And((node,))
    words, strength = _words(node)
    return f"({words})" if strength < around else words


def _words(node: Node) -> tuple[str, int]:
    match node:
        case And():
            return _conjunction(node), _AND
        case Or():
            return " or ".join(_say(part, _TIGHTEST) for part in node.parts), _OR
        case Not():
            return f"not {_say(node.part, _TIGHTEST)}", _AND
        case Near():
            return _near(node), _NEAR
        case InZone():
            return f"{_say(node.part, _TIGHTEST)} {IN_WORDS[node.zone]}", _AND
        case AtLeast():
            return f"{_say(node.part, _TIGHTEST)} at least {node.count} times", _NEAR
        case _:
            return _leaf(node), _TIGHTEST


def _conjunction(node: And) -> str:
    wanted = [part for part in node.parts if not isinstance(part, Not)]
    unwanted = [part.part for part in node.parts if isinstance(part, Not)]
    said = " and ".join(_say(part, _AND if isinstance(part, InZone) else _TIGHTEST) for part in wanted) or "all stories"
    return "".join([said, *(f" but not {_say(part, _TIGHTEST)}" for part in unwanted)])


def _near(node: Near) -> str:
    left, right = _say(node.left, _TIGHTEST), _say(node.right, _TIGHTEST)
    count = "1 word" if node.distance == 1 else f"{node.distance} words"
    if node.negated:
        return f"{left} without {right} within {count}"
    if node.ordered:
        return f"{left} followed by {right} within {count}"
    return f"{left} within {count} of {right}"


def _leaf(node: Node) -> str:
    match node:
        case Word():
            return f"exactly “{node.written}”" if node.exact else node.written
        case Pattern():
            return f"{node.written}…" if node.loose else f"words like {node.text}"
        case Sequence():
            return f"“{node.written}”" if node.quoted else node.written
        case Between():
            return f"{COLUMN_WORDS[node.column]} {node.words}"
        case State():
            return f"marked {node.name}"
        case Nothing():
            return "no story"
        case Everything():
            return "all stories"
        case _:
            return ""
