"""Help while a query is written: completions at the cursor, and words to try where a word finds nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reader.core.model import Span
from reader.core.query import Completion, CompletionKind, Completions, Suggestion
from reader.search.columns import Columns
from reader.search.compile import Compiler
from reader.search.labels import States, labels_of
from reader.search.language import tree
from reader.search.language.complete import Typed, Wanted, names_beginning, quoted, states_beginning, typed_at
from reader.search.language.scan import Kind, scan
from reader.search.language.tree import Node, Zone
from reader.search.run import IndexLexicon
from reader.search.schema import TEXT
from reader.search.words import Cutter, fold, is_paired

_MOST_SUGGESTIONS = 3
_SHORTEST_CORRECTED = 3
"""A shorter word is near to too many."""
_FIELDS = {Zone.BYLINE: "byline", Zone.CAPTION: "caption", Zone.URL: "url", Zone.SITE: "site"}
_COLUMNS = {Zone.OUTLET: "outlet", Zone.SECTION: "section", Zone.LANGUAGE: "language"}


@dataclass(frozen=True, slots=True)
class Assistant:
    """Knows the words and the values of an index, and the tags its caller knows."""

    lexicon: IndexLexicon
    columns: Columns
    cutter: Cutter

    def completions(self, query: str, cursor: int, states: States, most: int) -> Completions:
        """Return at most ``most`` completions of what is typed where the cursor stands, the best first."""
        typed = typed_at(query, cursor)
        match typed.wanted:
            case Wanted.STATE:
                had = query[: typed.span.start].lower().endswith("has:")
                names = states_beginning(typed.beginning, had=had)
                found = iter([Completion(name, CompletionKind.VALUE) for name in names])
            case Wanted.VALUE:
                found = self._values(typed, states)
            case Wanted.WORD:
                found = self._words(typed, most)
            case _:
                found = iter(())
        return Completions(typed.span, tuple(islice(found, most)))

    def _values(self, typed: Typed, states: States) -> Iterator[Completion]:
        """Yield the values of a field in which a word begins so; those that begin so themselves first."""
        wanted = fold(typed.beginning)
        values = self._counted(typed.zone, states)
        fitting = [
            (not fold(value).startswith(wanted), -stories, value)
            for value, stories in values
            if value and (fold(value).startswith(wanted) or f" {wanted}" in fold(value))
        ]
        for _, stories, value in sorted(fitting):
            yield Completion(quoted(value), CompletionKind.VALUE, -stories)

    def _counted(self, zone: Zone, states: States) -> list[tuple[str, int]]:
        if zone is Zone.TAG:
            return [(tag, len(ids)) for tag, ids in labels_of(states, zone).items()]
        return self.columns.counted(_COLUMNS[zone])

    def _words(self, typed: Typed, most: int) -> Iterator[Completion]:
        """Yield fields, where they may begin, and the words of the index that begin so, the most frequent first."""
        if typed.zone is Zone.TEXT and not typed.is_quoted:
            for name in names_beginning(typed.beginning):
                yield Completion(name, CompletionKind.FIELD)
        tokens = self.cutter.tokens(typed.beginning)
        if len(tokens) != 1 or tokens[0].end != len(typed.beginning):
            return
        fieldname = _FIELDS.get(typed.zone, TEXT)
        for word, stories in self.lexicon.beginning(fieldname, tokens[0].text, most):
            yield Completion(word, CompletionKind.WORD, stories)

    def suggestions(self, query: str, root: Node, compiler: Compiler) -> tuple[Suggestion, ...]:
        """Return what to try for the words of a query, at most three, that stand nowhere in the texts of the index."""
        found: list[Suggestion] = []
        for word in dict.fromkeys(_plain_words(root)):
            if len(found) == _MOST_SUGGESTIONS:
                break
            if len(word.text) < _SHORTEST_CORRECTED or is_paired(word.text) or not word.text.isalpha():
                continue
            if self.lexicon.has_any(compiler.places(word)):
                continue
            span = _span_of(query, word, self.cutter)
            nearest = self.lexicon.nearest(TEXT, word.text)
            if span is not None and nearest is not None:
                instead, stories = nearest
                corrected = query[: span.start] + instead + query[span.end :]
                found.append(Suggestion(span, instead, stories, corrected))
        return tuple(found)


def _plain_words(node: Node, zone: Zone = Zone.TEXT) -> Iterator[tree.Word]:
    """Yield the words of a tree that are looked for in the text, and not to be kept away."""
    match node:
        case tree.Word() if zone not in (*_FIELDS, *_COLUMNS, Zone.TAG, Zone.NOTE):
            yield node
        case tree.Sequence():
            for item in node.items:
                yield from _plain_words(item, zone)
        case tree.InZone():
            yield from _plain_words(node.part, node.zone)
        case tree.And() | tree.Or():
            for part in node.parts:
                yield from _plain_words(part, zone)
        case tree.Near() | tree.Together():
            yield from _plain_words(node.left, zone)
            if not node.negated:
                yield from _plain_words(node.right, zone)
        case tree.AtLeast() | tree.Cased():
            yield from _plain_words(node.part, zone)
        case _:
            return


def _span_of(query: str, word: tree.Word, cutter: Cutter) -> Span | None:
    """Return where a word stands in a query."""
    for lexeme in scan(query):
        if lexeme.kind in (Kind.WORD, Kind.EXACT, Kind.PHRASE, Kind.SAME):
            for token in cutter.tokens(query[lexeme.start : lexeme.end]):
                if token.text == word.text:
                    return Span(lexeme.start + token.start, lexeme.start + token.end)
    return None
