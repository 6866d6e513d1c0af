"""A query's tree in words: the “reads as” line."""

from reader.search.language.fields import COLUMN_WORDS, IN_WORDS, STATES
from reader.search.language.tree import (
    And,
    AtLeast,
    Between,
    Cased,
    Edits,
    Everything,
    InZone,
    Letters,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Sequence,
    State,
    Together,
    Word,
)

_LOOSEST = 0
_AND = 1
_NEAR = 2
_OR = 3
_TIGHTEST = 4
_CASES = {
    Letters.SOME_CAPITALS: "with a capital",
    Letters.ALL_CAPITALS: "in capitals",
    Letters.NO_CAPITALS: "without capitals",
}


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
        case InZone():
            part = "anything" if isinstance(node.part, Everything) else _say(node.part, _TIGHTEST)
            return f"{part} {IN_WORDS[node.zone]}", _AND
        case Near() | Together() | Cased() | AtLeast() | Edits():
            return _about_places(node), _NEAR
        case _:
            return _leaf(node), _TIGHTEST


def _about_places(node: Near | Together | Cased | AtLeast | Edits) -> str:
    match node:
        case Near():
            return _near(node)
        case Together():
            return _together(node)
        case Cased():
            return f"{_say(node.part, _TIGHTEST)} {_CASES[node.letters]}"
        case AtLeast():
            return f"{_say(node.part, _TIGHTEST)} at least {node.count} times"
        case Edits():
            return f"words within {'1 edit' if node.most == 1 else f'{node.most} edits'} of {node.written}"


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


def _together(node: Together) -> str:
    left, right = _say(node.left, _TIGHTEST), _say(node.right, _TIGHTEST)
    unit = f"in the same {node.unit.value}"
    if node.negated:
        return f"{left} without {right} {unit}"
    return f"{left} followed by {right} {unit}" if node.ordered else f"{left} {unit} as {right}"


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
            return STATES.get(node.name, f"marked {node.name}")
        case _:
            return "no story" if isinstance(node, Nothing) else "all stories"
