"""Which words of a text a query means: the same tree, evaluated on one text, gives the spans to mark.

A phrase or proximity marks only the words that take part in a match; what a query excludes is never marked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.core.model import Span
from reader.search.edits import is_within
from reader.search.language import tree
from reader.search.language.lower import exactly, leaves, lowered
from reader.search.language.patterns import pattern_regex
from reader.search.language.tree import Letters, Node, Unit, Zone
from reader.search.letter_case import is_written
from reader.search.places import APART, Place, consecutive, in_units, lonely, near, out_of_units, takes_part, undivided
from reader.search.schema import LEAD_WORDS
from reader.search.stems import Stems, stem_code
from reader.search.words import Cutter, Token, is_paired

_TEXT_ZONES = frozenset({Zone.TEXT, Zone.HEADLINE, Zone.STANDFIRST, Zone.LEAD, Zone.HEAD_AND_LEAD, Zone.BODY})
_SEEN_IN = {
    Zone.HEADLINE: (Zone.HEADLINE, Zone.HEAD_AND_LEAD),
    Zone.STANDFIRST: (Zone.STANDFIRST, Zone.HEAD_AND_LEAD),
    Zone.BODY: (Zone.BODY, Zone.LEAD, Zone.HEAD_AND_LEAD),
}
_CACHE_LIMIT = 50_000

Leaf = tree.Leaf

Starts = Callable[[str], Mapping[Unit, Sequence[int]]]
"""Tells at which words of a text its sentences and its paragraphs begin."""


class Range(NamedTuple):
    """Words of a text to mark as one, by their positions, both inclusive.

    ``wide``: the last is a pair of characters, which reaches into the next word; ``single``: only its first character.
    """

    first: int
    last: int
    wide: bool = False
    single: bool = False


class Marker:
    """Marks texts for one query.

    ``parts`` are the parts of the query that mark words, each with the zone it is confined to; ``leaves`` the words
    and patterns whose positions are needed for that. ``starts`` is asked when sentences or paragraphs matter.
    """

    def __init__(self, root: Node, cutter: Cutter, stems: Stems, starts: Starts | None = None) -> None:
        self._cutter = cutter
        self._stems = stems
        self._starts = starts
        self.parts = tuple(_wanted(lowered(root), Zone.TEXT))
        self.leaves = tuple(dict.fromkeys(leaf for part, _ in self.parts for leaf in leaves(part)))
        self.has_units = any(_has_units(part) for part, _ in self.parts)
        self._tests: dict[str, _Tests] = {}

    def spans(self, text: str, language: str, zone: Zone = Zone.TEXT) -> tuple[Span, ...]:
        """Return the spans of ``text`` to mark, in order and disjoint.

        ``zone`` says which part of a story the text is (headline, standfirst or body), or ``TEXT`` for any part: then
        what a query wants in a headline is marked everywhere.
        """
        if not self.parts:
            return ()
        tokens = self._cutter.tokens(text)
        starts = self._starts(text) if self.has_units and self._starts is not None else {}
        code = stem_code(language)
        tests = self._tests.get(code)
        if tests is None:
            tests = self._tests[code] = _Tests(self.leaves, self._stems, code)
        return tuple(span_of(each, tokens, 0) for each in self.ranges(tests.places(tokens, text), zone, starts))

    def ranges(
        self, places: dict[Leaf, list[int]], zone: Zone, starts: Mapping[Unit, Sequence[int]] | None = None
    ) -> list[Range]:
        """Return what to mark in a text, in order and disjoint, given the ascending positions of each leaf in it."""
        marked: set[Range] = set()
        if not places:
            return []
        for part, part_zone in self.parts:
            if zone is Zone.TEXT or part_zone is Zone.TEXT or part_zone in _SEEN_IN[zone]:
                last = LEAD_WORDS - 1 if part_zone in (Zone.LEAD, Zone.HEAD_AND_LEAD) and zone is Zone.BODY else None
                marked.update(_Evaluation(places, last, starts or {}).marks(part))
        return _merged(marked)


def span_of(marked: Range, tokens: list[Token], base: int) -> Span:
    """Return the characters of a range; ``base`` is the position of the first of the ``tokens``."""
    place = marked.last - base
    last = tokens[place]
    end = last.end
    if marked.single and place + 1 < len(tokens):
        end = min(end, max(tokens[place + 1].start, last.start + 1))
    return Span(tokens[marked.first - base].start, end)


class _Tests:
    """Which leaves of the query a word matches, in stories of one language; remembered per word."""

    def __init__(self, leaves: tuple[Leaf, ...], stems: Stems, code: str) -> None:
        self._tests = tuple((leaf, _test(leaf, stems, code)) for leaf in leaves)
        self._known: dict[str, tuple[tuple[Leaf, Letters | None], ...]] = {}

    def places(self, tokens: list[Token], text: str) -> dict[Leaf, list[int]]:
        """Return the positions of the tokens that match each leaf; leaves without any are left out."""
        found: dict[Leaf, list[int]] = {}
        known = self._known
        for position, token in enumerate(tokens):
            wanted = known.get(token.text)
            if wanted is None:
                wanted = self._learn(token.text)
            for leaf, letters in wanted:
                if letters is None or is_written(text[token.start : token.end], letters):
                    found.setdefault(leaf, []).append(position)
        return found

    def _learn(self, word: str) -> tuple[tuple[Leaf, Letters | None], ...]:
        """Return the leaves that a word matches, with the letter case it must be in."""
        if len(self._known) >= _CACHE_LIMIT:
            self._known.clear()
        found = tuple(
            (leaf, leaf.letters if isinstance(leaf, tree.Cased) else None) for leaf, test in self._tests if test(word)
        )
        self._known[word] = found
        return found


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """The positions of every leaf in one text; ``last`` cuts the text off after that position.

    ``starts`` has the positions at which its sentences and paragraphs begin.
    """

    positions: dict[Leaf, list[int]]
    last: int | None
    starts: Mapping[Unit, Sequence[int]]

    def marks(self, node: Node) -> Iterator[Range]:
        """Yield the ranges of words that ``node`` marks."""
        match node:
            case tree.Or() | tree.And():
                for part in node.parts:
                    yield from self.marks(part)
            case tree.AtLeast():
                yield from self.marks(node.part)
            case tree.Near() | tree.Together():
                yield from self._near_marks(node)
            case _:
                yield from self._place_marks(node, self.places(node))

    def places(self, node: Node) -> list[Place]:
        """Return where ``node`` stands, as positions of words."""
        match node:
            case tree.Word() | tree.Pattern() | tree.Edits() | tree.Cased():
                return [(p, p) for p in self.positions.get(node, ()) if self.last is None or p <= self.last]
            case tree.Sequence():
                return consecutive([self.places(exactly(item)) for item in node.items])
            case tree.Or():
                return sorted({place for part in node.parts for place in self.places(part)})
            case tree.Near():
                return near(self.places(node.left), self.places(node.right), node.distance, ordered=node.ordered)
            case tree.Together():
                left, right = (undivided(each) for each in self._in_units(node))
                return out_of_units(near(left, right, APART, ordered=node.ordered))
            case _:
                return []

    def _in_units(self, node: tree.Together) -> tuple[list[Place], list[Place]]:
        starts = self.starts.get(node.unit, ())
        return in_units(self.places(node.left), starts), in_units(self.places(node.right), starts)

    def _near_marks(self, node: tree.Near | tree.Together) -> Iterator[Range]:
        if isinstance(node, tree.Near):
            yield from self._pair_marks(node, self.places(node.left), self.places(node.right), node.distance)
            return
        left, right = self._in_units(node)
        if not node.negated:
            left, right = undivided(left), undivided(right)
        yield from self._pair_marks(node, left, right, APART)

    def _pair_marks(
        self, node: tree.Near | tree.Together, left: list[Place], right: list[Place], distance: int
    ) -> Iterator[Range]:
        """Yield the ranges of the places of both sides that take part; those of a unit are moved (``in_units``)."""
        if node.negated:
            yield from self._place_marks(node.left, out_of_units(lonely(left, right, distance)))
            return
        both = not node.ordered
        lefts = out_of_units(takes_part(left, right, distance, before=both, after=True))
        rights = out_of_units(takes_part(right, left, distance, before=True, after=both))
        yield from self._place_marks(node.left, lefts)
        yield from self._place_marks(node.right, rights)

    def _place_marks(self, node: Node, places: list[Place]) -> Iterator[Range]:
        if isinstance(node, tree.Or):
            allowed = set(places)
            for part in node.parts:
                yield from self._place_marks(part, [place for place in self.places(part) if place in allowed])
        elif isinstance(node, tree.Near | tree.Together):
            yield from self.marks(node)
        elif isinstance(node, tree.Sequence) and not node.quoted:
            wide = is_paired(node.items[-1].text)
            yield from (Range(first, last, wide) for first, last in places)
        elif isinstance(node, tree.Sequence):
            for first, _ in places:
                yield from (_range(first + step, item) for step, item in enumerate(node.items))
        elif isinstance(node, Leaf):
            yield from (_range(first, node) for first, _ in places)


def _range(position: int, leaf: Leaf) -> Range:
    paired = is_paired(leaf.text)
    bare = leaf.part if isinstance(leaf, tree.Cased) else leaf
    single = paired and isinstance(bare, tree.Pattern)
    return Range(position, position, wide=paired and not single, single=single)


def _wanted(node: Node, zone: Zone) -> Iterator[tuple[Node, Zone]]:
    """Yield the parts of a query that mark words of the text, with the zone they are confined to."""
    match node:
        case tree.And() | tree.Or():
            for part in node.parts:
                yield from _wanted(part, zone)
        case tree.InZone():
            yield from _wanted(node.part, node.zone)
        case tree.Not() | tree.Between() | tree.State() | tree.Everything() | tree.Nothing():
            return
        case _:
            if zone in _TEXT_ZONES:
                yield node, zone


def _has_units(node: Node) -> bool:
    match node:
        case tree.Together():
            return True
        case tree.Near():
            return _has_units(node.left) or _has_units(node.right)
        case tree.Or():
            return any(_has_units(part) for part in node.parts)
        case tree.AtLeast():
            return _has_units(node.part)
        case _:
            return False


def _test(leaf: Leaf, stems: Stems, code: str) -> Callable[[str], bool]:
    if isinstance(leaf, tree.Cased):
        return _test(leaf.part, stems, code) if isinstance(leaf.part, Leaf) else lambda _: False
    if isinstance(leaf, tree.Edits):
        text, most = leaf.text, leaf.most
        return lambda word: is_within(text, word, most) and not is_paired(word)
    if isinstance(leaf, tree.Word):
        if leaf.exact or is_paired(leaf.text):
            return leaf.text.__eq__
        wanted = stems.stem(code, leaf.text)
        return lambda word: stems.stem(code, word) == wanted
    fits = pattern_regex(leaf.text).fullmatch
    if not leaf.loose:
        return lambda word: fits(word) is not None
    stem = stems.stem(code, leaf.text.rstrip("*"))
    return lambda word: fits(word) is not None or stems.stem(code, word) == stem


def _merged(marked: set[Range]) -> list[Range]:
    """Return the ranges in order, overlapping ones as one."""
    merged: list[Range] = []
    for each in sorted(marked):
        if merged and each.first <= merged[-1].last + merged[-1].wide:
            before = merged[-1]
            further = each if (each.last, each.wide) >= (before.last, before.wide) else before
            merged[-1] = Range(before.first, further.last, further.wide, further.single)
        else:
            merged.append(each)
    return merged
