"""A query's tree made simpler: letter case moved down to single words, and parts left out that cannot be looked up."""

from collections.abc import Callable
from dataclasses import replace

from reader.search.language import tree
from reader.search.language.tree import Cased, Leaf, Letters, Node, Nothing, Or, Sequence, either, joined

LONGEST_CASED = 12
"""Of a phrase with more words than this only the first so many are looked at for a capital."""


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the node with each of the nodes right below it changed."""
    match node:
        case tree.And() | tree.Or():
            return replace(node, parts=tuple(change(part) for part in node.parts))
        case tree.Not() | tree.InZone() | tree.AtLeast() | tree.Cased():
            return replace(node, part=change(node.part))
        case tree.Near() | tree.Together():
            return replace(node, left=change(node.left), right=change(node.right))
        case _:
            return node


def lowered(node: Node) -> Node:
    """Return the tree with letter case asked of single words only, meaning the same."""
    below = rebuilt(node, lowered)
    return _cased(below.part, below.letters) if isinstance(below, Cased) else below


def _cased(node: Node, letters: Letters) -> Node:
    """Return a lowered tree with a letter case asked of all its words; the innermost request wins."""
    match node:
        case tree.Word() | tree.Pattern() | tree.Edits():
            return Cased(node, letters)
        case tree.Sequence():
            return _cased_sequence(node, letters)
        case tree.Cased():
            return node
        case _:
            return rebuilt(node, lambda part: _cased(part, letters))


def _cased_sequence(node: Sequence, letters: Letters) -> Node:
    """Return a phrase with a letter case: of every word of it, or of any of them, one alternative for each."""
    if any(isinstance(item, Cased) for item in node.items):
        return node
    if letters is not Letters.SOME_CAPITALS:
        return replace(node, items=tuple(Cased(item, letters) for item in node.items))
    alternatives: list[Node] = []
    for place in range(min(len(node.items), LONGEST_CASED)):
        items: list[Leaf] = list(node.items)
        items[place] = Cased(items[place], letters)
        alternatives.append(replace(node, items=tuple(items)))
    return Or(tuple(alternatives))


def pruned(node: Node, is_known: Callable[[Node], bool]) -> Node:
    """Return the tree without the parts that are not known, ``Nothing`` when none is left.

    A condition that is left out narrows nothing, an alternative widens nothing.
    """
    if not is_known(node):
        return Nothing()
    below = rebuilt(node, lambda part: pruned(part, is_known))
    match below:
        case tree.And() | tree.Or():
            kept: list[Node] = [part for part in below.parts if not isinstance(part, Nothing)]
            return joined(kept) if isinstance(below, tree.And) else either(kept)
        case tree.Not() | tree.InZone() | tree.AtLeast() | tree.Cased():
            return Nothing() if isinstance(below.part, Nothing) else below
        case tree.Near() | tree.Together():
            if isinstance(below.left, Nothing):
                return below.right
            return below.left if isinstance(below.right, Nothing) else below
        case _:
            return below


def leaves(node: Node) -> "list[Leaf]":
    """Return the single words of a tree, those of phrases too, in the form that is looked for."""
    match node:
        case tree.Word() | tree.Pattern() | tree.Edits() | tree.Cased():
            return [node]
        case tree.Sequence():
            return [exactly(item) for item in node.items]
        case tree.And() | tree.Or():
            return [leaf for part in node.parts for leaf in leaves(part)]
        case tree.Near() | tree.Together():
            return [*leaves(node.left), *leaves(node.right)]
        case tree.Not() | tree.InZone() | tree.AtLeast():
            return leaves(node.part)
        case _:
            return []


def exactly(item: Leaf) -> Leaf:
    """Return a word of a phrase as it is looked for: in this very form."""
    match item:
        case tree.Word():
            return tree.Word(item.text, item.written, exact=True)
        case tree.Cased(part=tree.Word() as word):
            return Cased(tree.Word(word.text, word.written, exact=True), item.letters)
        case _:
            return item
