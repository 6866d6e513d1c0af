"""How a query was read and run, for people: its tree line by line, what its wildcards stood for."""

from collections.abc import Iterator
from time import perf_counter

from whoosh.query import Prefix, Query

from reader.core.query import Expansion
from reader.search.compile import MOST_TERMS, Compiler
from reader.search.language import tree
from reader.search.language.describe import describe
from reader.search.language.fields import IN_WORDS
from reader.search.language.tree import Node
from reader.search.nodes import TermSet
from reader.search.run import IndexLexicon

MOST_SHOWN = 20
"""Words shown of an expansion."""
_INDENT = "  "


class Steps:
    """A stop-watch: milliseconds by step."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, float]] = []
        self._last = perf_counter()

    def done(self, name: str) -> None:
        """Note that a step is done."""
        now = perf_counter()
        self._steps.append((name, (now - self._last) * 1000))
        self._last = now

    def all(self) -> tuple[tuple[str, float], ...]:
        """Return the steps in order."""
        return tuple(self._steps)


def outline(node: Node) -> str:
    """Return the tree of a query, a line for each node, indented by how deep it is."""
    return "\n".join(_lines(node, 0))


def _lines(node: Node, depth: int) -> Iterator[str]:
    below = _below(node)
    yield _INDENT * depth + (_heading(node) if below else describe(node))
    for part in below:
        yield from _lines(part, depth + 1)


def _below(node: Node) -> tuple[Node, ...]:
    match node:
        case tree.And() | tree.Or():
            return node.parts
        case tree.Near() | tree.Together():
            return (node.left, node.right)
        case tree.Not() | tree.InZone() | tree.AtLeast() | tree.Cased():
            return (node.part,)
        case _:
            return ()


def _heading(node: Node) -> str:
    match node:
        case tree.And():
            return "and"
        case tree.Or():
            return "or"
        case tree.Not():
            return "not"
        case tree.InZone():
            return IN_WORDS[node.zone]
        case tree.AtLeast():
            return f"at least {node.count} times"
        case tree.Cased():
            return node.letters.value
        case tree.Near() | tree.Together():
            reach = f"within {node.distance} words" if isinstance(node, tree.Near) else f"in one {node.unit.value}"
            return f"{'first without second' if node.negated else 'in this order' if node.ordered else 'both'} {reach}"
        case _:
            return ""


def expansions(compiler: Compiler, lexicon: IndexLexicon) -> tuple[Expansion, ...]:
    """Return what the wildcards and the words with edits of a compiled query stood for."""
    found = []
    for (fieldname, leaf), query in compiler.expanded.items():
        words = _words(fieldname, query, lexicon)
        written = f"{leaf.written}~{leaf.most}" if isinstance(leaf, tree.Edits) else leaf.written
        found.append(Expansion(written, len(words), words[:MOST_SHOWN]))
    return tuple(found)


def _words(fieldname: str, query: Query, lexicon: IndexLexicon) -> tuple[str, ...]:
    if isinstance(query, TermSet):
        return query.terms_of_set
    if isinstance(query, Prefix):
        return tuple(word for word, _ in lexicon.beginning(fieldname, str(query.text), MOST_TERMS))
    return ()
