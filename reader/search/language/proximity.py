"""Proximity operators: which there are, how tightly they bind, and what may stand on either side."""

from reader.search.language import tree
from reader.search.language.scan import Kind, Lexeme
from reader.search.language.tree import And, Near, Node, Not, Nothing, Together, Unit

FARTHEST = 255
_KINDS = (Kind.NEAR, Kind.ORDERED, Kind.NOT_NEAR, Kind.TOGETHER)
_UNITS = {"s": Unit.SENTENCE, "p": Unit.PARAGRAPH}


def is_proximity(kind: Kind | None) -> bool:
    """Whether a lexeme relates the places of what stands left and right of it."""
    return kind in _KINDS


def distance_of(operator: Lexeme) -> int:
    """Return how far apart the operands may be: the smaller, the tighter it binds."""
    if operator.kind is Kind.SAME:
        return FARTHEST + 2
    if operator.kind is Kind.TOGETHER:
        return FARTHEST + 1 + (operator.text == "p")
    return max(1, min(int(operator.text), FARTHEST))


def related(left: Node, operator: Lexeme, right: Node, notes: list[str]) -> Node:
    """Return both operands as the operator relates them."""
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        return right if isinstance(left, Nothing) else left
    negated = operator.kind is Kind.NOT_NEAR or operator.relation == "not"
    if not (is_positional(left) and is_positional(right)):
        notes.append("Proximity holds between words, phrases and brackets of alternatives: read as “and”.")
        return And((left, Not(right))) if negated else And((left, right))
    if operator.kind is Kind.SAME:
        return Together(left, right, Unit.PARAGRAPH)
    if operator.kind is Kind.TOGETHER:
        return Together(left, right, _UNITS[operator.text], operator.relation == "pre", negated)
    if int(operator.text) > FARTHEST:
        notes.append(f"Words can be at most {FARTHEST} apart: {operator.text} was read as {FARTHEST}.")
    return Near(left, right, distance_of(operator), operator.kind is Kind.ORDERED, negated)


def is_positional(node: Node) -> bool:
    """Whether a node matches places in the text, so that a distance to it means something."""
    match node:
        case tree.Or():
            return all(is_positional(part) for part in node.parts)
        case tree.Near() | tree.Together():
            return not node.negated
        case tree.Cased():
            return is_positional(node.part)
        case _:
            return isinstance(node, tree.Word | tree.Pattern | tree.Edits | tree.Sequence)
