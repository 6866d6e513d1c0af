"""A query's tree to a Whoosh query over the fields of the schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from whoosh.query import And, Every, NullQuery, Or, Prefix, Query, Term

from reader.search.labels import Labels
from reader.search.language import tree
from reader.search.language.lower import exactly, lowered
from reader.search.language.patterns import pattern_regex
from reader.search.language.tree import Node, Zone
from reader.search.nodes import Apart, Bounds, Consecutive, Inside, Named, Numbered, Repeated, TermSet, Within, Without
from reader.search.schema import CAPTION_STEM, RANGES, STEM, TEXT, stem_term
from reader.search.stems import Stems, language_code
from reader.search.textnodes import Alone, InCase, Shared
from reader.search.words import is_paired

MOST_TERMS = 2_000
_FIELDS = {
    Zone.CAPTION: "caption",
    Zone.BYLINE: "byline",
    Zone.OUTLET: "outlet_words",
    Zone.SECTION: "section_words",
    Zone.URL: "url",
    Zone.SITE: "site",
}
_STEMMED = {TEXT: STEM, "caption": CAPTION_STEM}
_WHOLE_FIELD = 2**31 - 1
_NO_CASES = "Letter case is known in headline, standfirst and body only: elsewhere it was passed over."
_NO_UNITS = (
    "Sentences are told apart in headline, standfirst and body only: elsewhere “w/s” and “w/p” were read as “and”."
)


class Lexicon(Protocol):
    """The words of an index."""

    def expand(self, fieldname: str, pattern: str, most: int) -> tuple[Query, bool]:
        """Return a query for the terms that match a wildcard pattern, the ``most`` most frequent of them.

        The flag says whether some were cut.
        """
        ...

    def begin(self, fieldname: str, beginning: str) -> Query:
        """Return a query for the terms that begin so; the most frequent ones alone where they are very many."""
        ...

    def near(self, fieldname: str, word: str, edits: int, most: int) -> tuple[Query, bool]:
        """Return a query for the ``most`` most frequent terms within some edits, and whether some were cut."""
        ...


@dataclass
class Compiler:
    """Makes Whoosh queries.

    ``codes`` are the stem codes of the languages in the index, ``states`` the ids behind names of states, tags and
    notes (see ``labels``). Sentences for the user are appended to ``notes``; what a wildcard stands for is looked up
    once and kept in ``expanded``.
    """

    lexicon: Lexicon
    stems: Stems
    codes: frozenset[str]
    states: Mapping[str, frozenset[int]]
    notes: list[str] = field(default_factory=list)
    expanded: dict[tuple[str, tree.Pattern | tree.Edits], Query] = field(default_factory=dict)

    def places(self, node: Node) -> Query:
        """Return the query whose places in the text are those of a word, a pattern or what is made of them."""
        return self._places(node, TEXT)

    def compile(self, node: Node) -> Query:
        """Return the query that finds what ``node`` means."""
        return self._query(lowered(node), Zone.TEXT)

    def _query(self, node: Node, zone: Zone) -> Query:
        match node:
            case tree.And():
                return And([self._query(part, zone) for part in node.parts])
            case tree.Or():
                return Or([self._query(part, zone) for part in node.parts])
            case tree.Not():
                return Without(self._query(node.part, zone))
            case tree.InZone():
                return self._query(node.part, node.zone)
            case tree.Between():
                return Bounds(node.column.value, node.low, node.high)
            case tree.State():
                return Numbered(self.states.get(node.name, frozenset()))
            case tree.Everything():
                return self._anything(zone)
            case _:
                return self._positional(node, zone)

    def _anything(self, zone: Zone) -> Query:
        """Return the query for all stories that have something in a zone; a text of some kind has every story."""
        if zone in (Zone.TAG, Zone.NOTE):
            return Numbered(Labels(self.states, zone).all())
        if zone is Zone.LANGUAGE:
            return Named("language", bool)
        return Prefix(_FIELDS[zone], "") if zone in _FIELDS else Every()

    def _positional(self, node: Node, zone: Zone) -> Query:
        if zone is Zone.LANGUAGE:
            return self._language(node)
        if zone in (Zone.TAG, Zone.NOTE):
            return Numbered(Labels(self.states, zone).ids(node))
        fieldname = _FIELDS.get(zone, TEXT)
        query = self._places(node, fieldname)
        return Inside(query, *RANGES[zone]) if zone in RANGES else query

    def _language(self, node: Node) -> Query:
        match node:
            case tree.Word():
                return Named("language", language_code(node.text).__eq__)
            case tree.Cased():
                return self._language(node.part)
            case tree.Sequence():
                return Named("language", language_code(node.items[0].text).__eq__)
            case tree.Pattern():
                fits = pattern_regex(node.text).fullmatch
                return Named("language", lambda code: fits(code) is not None)
            case tree.Or():
                return Or([self._language(part) for part in node.parts])
            case _:
                return NullQuery

    def _places(self, node: Node, fieldname: str) -> Query:
        """Return a query whose matchers have spans."""
        match node:
            case tree.Word() | tree.Pattern() | tree.Edits() | tree.Cased():
                return self._leaf(node, fieldname)
            case tree.Sequence():
                return Consecutive([self._item(exactly(item), fieldname) for item in node.items])
            case tree.Or():
                return Or([self._places(part, fieldname) for part in node.parts])
            case tree.AtLeast():
                return Repeated(self._places(node.part, fieldname), node.count)
            case tree.Near() | tree.Together():
                return self._pair(node, fieldname)
            case _:
                return NullQuery

    def _pair(self, node: tree.Near | tree.Together, fieldname: str) -> Query:
        left, right = self._places(node.left, fieldname), self._places(node.right, fieldname)
        if isinstance(node, tree.Together) and fieldname == TEXT:
            return (
                Alone(left, right, node.unit) if node.negated else Shared(left, right, node.unit, ordered=node.ordered)
            )
        if isinstance(node, tree.Together):
            self.notes.append(_NO_UNITS)
        distance = node.distance if isinstance(node, tree.Near) else _WHOLE_FIELD
        return Apart(left, right, distance) if node.negated else Within(left, right, distance, ordered=node.ordered)

    def _leaf(self, leaf: tree.Leaf, fieldname: str) -> Query:
        match leaf:
            case tree.Word():
                return self._word(leaf, fieldname)
            case tree.Pattern():
                return self._pattern(leaf, fieldname)
            case tree.Edits():
                return self._expand(leaf, fieldname)
            case tree.Cased():
                return self._cased(leaf, fieldname)

    def _item(self, leaf: tree.Leaf, fieldname: str) -> Query:
        """Return the query for a word of a phrase: one that is being typed may go on, but in no other form."""
        match leaf:
            case tree.Pattern():
                return self._expand(leaf, fieldname)
            case tree.Cased(part=tree.Pattern() as pattern) if fieldname == TEXT:
                return InCase(self._expand(pattern, fieldname), fieldname, leaf.letters)
            case _:
                return self._leaf(leaf, fieldname)

    def _cased(self, cased: tree.Cased, fieldname: str) -> Query:
        inner = self._places(cased.part, fieldname)
        if fieldname != TEXT:
            self.notes.append(_NO_CASES)
            return inner
        parts = list(inner.subqueries) if isinstance(inner, Or) else [inner]
        made: list[Query] = [InCase(part, fieldname, cased.letters) for part in parts]
        return made[0] if len(made) == 1 else Or(made)

    def _word(self, word: tree.Word, fieldname: str) -> Query:
        stemmed = _STEMMED.get(fieldname)
        if word.exact or stemmed is None or is_paired(word.text):
            return Term(fieldname, word.text)
        return _any_of(stemmed, self._stem_terms(word.text))

    def _stem_terms(self, text: str) -> list[str]:
        return sorted({stem_term(code, self.stems.stem(code, text)) for code in self.codes})

    def _pattern(self, pattern: tree.Pattern, fieldname: str) -> Query:
        begun = self._expand(pattern, fieldname)
        stemmed = _STEMMED.get(fieldname)
        if not pattern.loose or stemmed is None:
            return begun
        return Or([begun, _any_of(stemmed, self._stem_terms(pattern.text.rstrip("*")))])

    def _expand(self, leaf: tree.Pattern | tree.Edits, fieldname: str) -> Query:
        key = (fieldname, leaf)
        if key not in self.expanded:
            self.expanded[key] = self._expanded(leaf, fieldname)
        return self.expanded[key]

    def _expanded(self, leaf: tree.Pattern | tree.Edits, fieldname: str) -> Query:
        if isinstance(leaf, tree.Edits):
            query, cut = self.lexicon.near(fieldname, leaf.text, leaf.most, MOST_TERMS)
        elif leaf.loose:
            return self.lexicon.begin(fieldname, leaf.text.rstrip("*"))
        else:
            query, cut = self.lexicon.expand(fieldname, leaf.text, MOST_TERMS)
        if cut:
            self.notes.append(
                f"“{leaf.written}” stands for more than {MOST_TERMS:,} words: the most frequent were searched."
            )
        return query


def _any_of(fieldname: str, terms: list[str]) -> Query:
    return Term(fieldname, terms[0]) if len(terms) == 1 else TermSet(fieldname, terms)
