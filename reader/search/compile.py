"""A query's tree to a Whoosh query over the fields of the schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from whoosh.query import And, Every, NullQuery, Or, Query, Term

from reader.search.language import tree
from reader.search.language.tree import Node, Zone
from reader.search.marking import pattern_regex
from reader.search.nodes import Apart, Bounds, Consecutive, Inside, Named, Numbered, Repeated, TermSet, Within, Without
from reader.search.schema import CAPTION_STEM, RANGES, STEM, TEXT, stem_term
from reader.search.stems import Stems, language_code
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


@dataclass
class Compiler:
    """Makes Whoosh queries.

    ``codes`` are the stem codes of the languages in the index, ``states`` the ids behind ``is:`` names. Sentences for
    the user are appended to ``notes``; what a wildcard stands for is looked up once and kept in ``expanded``.
    """

    lexicon: Lexicon
    stems: Stems
    codes: frozenset[str]
    states: Mapping[str, frozenset[int]]
    notes: list[str] = field(default_factory=list)
    expanded: dict[tuple[str, tree.Pattern], Query] = field(default_factory=dict)

    def places(self, node: Node) -> Query:
        """Return the query whose places in the text are those of a word, a pattern or what is made of them."""
        return self._places(node, TEXT)

    def compile(self, node: Node) -> Query:
        """Return the query that finds what ``node`` means."""
        return self._query(node, Zone.TEXT)

    def _query(self, node: Node, zone: Zone) -> Query:
        match node:
            case tree.And():
                return And([self._query(part, zone) for part in self._known(node.parts)])
            case tree.Or():
                return Or([self._query(part, zone) for part in node.parts])
            case tree.Not():
                return Without(self._query(node.part, zone))
            case tree.InZone():
                return self._query(node.part, node.zone)
            case tree.Between():
                return Bounds(node.column.value, node.low, node.high)
            case tree.State():
                return self._state(node)
            case _:
                return self._positional(node, zone)

    def _known(self, parts: tuple[Node, ...]) -> Iterator[Node]:
        yield from (part for part in parts if not isinstance(part, tree.State) or part.name in self.states)
        for part in parts:
            if isinstance(part, tree.State) and part.name not in self.states:
                self._state(part)

    def _state(self, node: tree.State) -> Query:
        if node.name in self.states:
            return Numbered(self.states[node.name])
        self.notes.append(f"“{node.name}” is not known here and was passed over.")
        return Every()

    def _positional(self, node: Node, zone: Zone) -> Query:
        if isinstance(node, tree.Everything):
            return Every()
        if zone is Zone.LANGUAGE:
            return self._language(node)
        fieldname = _FIELDS.get(zone, TEXT)
        query = self._places(node, fieldname)
        return Inside(query, *RANGES[zone]) if zone in RANGES else query

    def _language(self, node: Node) -> Query:
        match node:
            case tree.Word():
                return Named("language", language_code(node.text).__eq__)
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
            case tree.Word():
                return self._word(node, fieldname)
            case tree.Pattern():
                return self._pattern(node, fieldname)
            case tree.Sequence():
                return Consecutive([self._exact(item, fieldname) for item in node.items])
            case tree.Or():
                return Or([self._places(part, fieldname) for part in node.parts])
            case tree.AtLeast():
                return Repeated(self._places(node.part, fieldname), node.count)
            case tree.Near():
                left, right = self._places(node.left, fieldname), self._places(node.right, fieldname)
                if node.negated:
                    return Apart(left, right, node.distance)
                return Within(left, right, node.distance, ordered=node.ordered)
            case _:
                return NullQuery

    def _exact(self, item: tree.Word | tree.Pattern, fieldname: str) -> Query:
        if isinstance(item, tree.Word):
            return Term(fieldname, item.text)
        return self._expand(item, fieldname)

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

    def _expand(self, pattern: tree.Pattern, fieldname: str) -> Query:
        key = (fieldname, pattern)
        if key not in self.expanded:
            self.expanded[key] = self._expanded(pattern, fieldname)
        return self.expanded[key]

    def _expanded(self, pattern: tree.Pattern, fieldname: str) -> Query:
        if pattern.loose:
            return self.lexicon.begin(fieldname, pattern.text.rstrip("*"))
        query, cut = self.lexicon.expand(fieldname, pattern.text, MOST_TERMS)
        if cut:
            self.notes.append(
                f"“{pattern.written}” stands for more than {MOST_TERMS:,} words: the most frequent were searched."
            )
        return query


def _any_of(fieldname: str, terms: list[str]) -> Query:
    return Term(fieldname, terms[0]) if len(terms) == 1 else TermSet(fieldname, terms)
