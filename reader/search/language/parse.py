"""A query's text to its tree. Never fails: what is not understood is searched as plain words, with a note.

Tightest first: brackets, phrases and words; ``or``; proximity, the smallest distance first; ``and`` and ``and not``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reader.search.dates import DateRange, after, before, later, parse_range, until
from reader.search.language.chunks import exact, leaf, phrase
from reader.search.language.describe import describe
from reader.search.language.fields import DATES, ZONES
from reader.search.language.scan import Kind, Lexeme, scan
from reader.search.language.tree import (
    And,
    AtLeast,
    Between,
    Column,
    Everything,
    InZone,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Parsed,
    Pattern,
    Sequence,
    State,
    Word,
    either,
    joined,
)
from reader.search.words import Cutter

log = logging.getLogger(__name__)

LONGEST_QUERY = 4000
MOST_CLAUSES = 200
DEEPEST = 20
FARTHEST = 255
_MOST_WORDS = 2**31 - 1
_NEAR = (Kind.NEAR, Kind.ORDERED, Kind.NOT_NEAR, Kind.SENTENCE)
_RELATIONS: dict[str, Callable[[str], DateRange | None]] = {
    "aft": later, "after": later, ">": later, ">=": after, "since": after,
    "bef": before, "before": before, "<": before, "<=": until, "until": until,
}  # fmt: skip


def parse(query: str, cutter: Cutter, today: date, *, typing: bool = False) -> Parsed:
    """Return the tree of ``query``, its sentence and notes; an empty query is all stories."""
    notes: list[str] = []
    if len(query) > LONGEST_QUERY:
        query = query[:LONGEST_QUERY]
        notes.append(f"Only the first {LONGEST_QUERY:,} characters were read.")
    if not query.strip():
        return Parsed(Everything(), describe(Everything()), tuple(notes))
    parser = _Parser(scan(query), cutter, today, typing=typing and not query[-1].isspace(), notes=notes)
    tree = parser.read()
    if isinstance(tree, Nothing):
        tree = _as_plain_words(query, cutter)
    return Parsed(tree, describe(tree), tuple(dict.fromkeys(notes)))


def _as_plain_words(query: str, cutter: Cutter) -> Node:
    leaves = [leaf(token.text, cutter) for token in cutter.tokens(query)[:MOST_CLAUSES]]
    return joined([node for node in leaves if not isinstance(node, Nothing)])


@dataclass
class _Parser:
    """Reads lexemes once, from left to right; ``depth`` counts open brackets, ``clauses`` the leaves so far."""

    lexemes: list[Lexeme]
    cutter: Cutter
    today: date
    typing: bool
    notes: list[str]
    at: int = 0
    depth: int = 0
    clauses: int = 0
    primaries: dict[Kind, Callable[[Lexeme], Node]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.primaries = {
            Kind.WORD: self._word,
            Kind.EXACT: lambda lexeme: exact(lexeme.text, self.cutter),
            Kind.PHRASE: self._phrase,
            Kind.DATE: self._date,
            Kind.LENGTH: self._length,
            Kind.STATE: lambda lexeme: State(lexeme.text),
            Kind.FIELD: self._field,
            Kind.AT_LEAST: self._at_least,
            Kind.CASE: self._case,
        }

    def read(self) -> Node:
        """Return the tree of all lexemes; brackets without a partner are passed over."""
        parts: list[Node] = []
        while self.at < len(self.lexemes):
            part = self._conjunction()
            if not isinstance(part, Nothing):
                parts.append(part)
            if self.at < len(self.lexemes):
                self.at += 1  # a closing bracket that was never opened
                self._note("A closing bracket without an opening one was passed over.")
        return joined(parts)

    def _peek(self, ahead: int = 0) -> Kind | None:
        return self.lexemes[self.at + ahead].kind if self.at + ahead < len(self.lexemes) else None

    def _take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _note(self, sentence: str) -> None:
        self.notes.append(sentence)

    def _conjunction(self) -> Node:
        parts: list[Node] = []
        while (kind := self._peek()) is not None and kind is not Kind.CLOSE:
            if kind is Kind.AND:
                self._take()
            elif kind is Kind.NOT:
                negated = self._negations()
                part = self._proximity()
                if not isinstance(part, Nothing):
                    parts.append(Not(part) if negated else part)
            elif kind is Kind.OR or kind in _NEAR:
                self._dangling(self._take())
            else:
                part = self._proximity()
                if not isinstance(part, Nothing):
                    parts.append(part)
        return joined(parts)

    def _dangling(self, lexeme: Lexeme) -> None:
        if not (self.typing and self.at == len(self.lexemes)):
            self._note(f"“{lexeme.text}” stands between no two words and was passed over.")

    def _negations(self) -> bool:
        negated = False
        while self._peek() in (Kind.NOT, Kind.AND):
            negated ^= self._take().kind is Kind.NOT
        return negated

    def _proximity(self) -> Node:
        operands = [self._alternatives()]
        operators: list[Lexeme] = []
        while self._peek() in _NEAR:
            operator = self._take()
            if len(operators) == DEEPEST:
                self._note(f"Only the first {DEEPEST} proximities in a row were read: the rest as “and”.")
                break
            right = self._alternatives()
            if isinstance(right, Nothing):
                self._dangling(operator)
                break
            operands.append(right)
            operators.append(operator)
        while operators:
            tightest = min(range(len(operators)), key=lambda k: _distance(operators[k]))
            near = self._near(operands[tightest], operators.pop(tightest), operands.pop(tightest + 1))
            operands[tightest] = near
        return operands[0]

    def _near(self, left: Node, operator: Lexeme, right: Node) -> Node:
        if isinstance(left, Nothing) or isinstance(right, Nothing):
            return right if isinstance(left, Nothing) else left
        if operator.kind is Kind.SENTENCE:
            self._note("Sentences and paragraphs are not told apart yet: read as “and”.")
            return And((left, right))
        if not (_is_positional(left) and _is_positional(right)):
            self._note("Proximity holds between words, phrases and brackets of alternatives: read as “and”.")
            return And((left, Not(right))) if operator.kind is Kind.NOT_NEAR else And((left, right))
        distance = _distance(operator)
        return Near(left, right, distance, operator.kind is Kind.ORDERED, operator.kind is Kind.NOT_NEAR)

    def _alternatives(self) -> Node:
        parts = [self._primary()]
        while self._peek() is Kind.OR:
            operator = self._take()
            negated = self._negations() if self._peek() is Kind.NOT else False
            part = self._primary()
            if isinstance(part, Nothing):
                self._dangling(operator)
            else:
                parts.append(Not(part) if negated else part)
        return either([part for part in parts if not isinstance(part, Nothing)])

    def _primary(self) -> Node:
        kind = self._peek()
        if kind is Kind.OPEN:
            return self._brackets()
        if kind is Kind.MINUS:
            self._take()
            part = self._primary()
            return part if isinstance(part, Nothing) else Not(part)
        if kind is None or kind not in self.primaries:
            return Nothing()
        self.clauses += 1
        lexeme = self._take()
        if self.clauses > MOST_CLAUSES:
            self._note(f"Only the first {MOST_CLAUSES} parts were read.")
            return Nothing()
        return self.primaries[kind](lexeme)

    def _brackets(self) -> Node:
        opened = 0
        while self._peek() is Kind.OPEN:
            self._take()
            opened += 1
            if self.depth + 1 > DEEPEST:
                self._note(f"Brackets deeper than {DEEPEST} levels were passed over.")
                continue
            break
        self.depth += 1
        part = self._conjunction() if self.depth <= DEEPEST else self._flat()
        self.depth -= 1
        if self._peek() is Kind.CLOSE:
            self._take()
        return part

    def _flat(self) -> Node:
        """Return the next word below the deepest level, without going deeper."""
        while self._peek() in (Kind.OPEN, Kind.MINUS, Kind.FIELD, Kind.AT_LEAST, Kind.CASE):
            self._take()
        kind = self._peek()
        return self._primary() if kind in self.primaries else Nothing()

    def _word(self, lexeme: Lexeme) -> Node:
        typed = self.typing and self.at == len(self.lexemes)
        bare = lexeme.text.rstrip("~0123456789") if "~" in lexeme.text else lexeme.text
        if bare != lexeme.text:
            self._note("Words are not yet matched within some edits: “~” was passed over.")
        return leaf(bare, self.cutter, typing=typed)

    def _phrase(self, lexeme: Lexeme) -> Node:
        typed = self.typing and self.at == len(self.lexemes) and not lexeme.closed
        if not lexeme.closed and not typed:
            self._note("A quotation mark has no partner: the phrase runs to the end.")
        found = phrase(lexeme.text, self.cutter, typing=typed)
        if not lexeme.relation or not isinstance(found, Sequence):
            return found
        near: Node = found.items[0]
        for item in found.items[1:]:
            near = Near(near, item, max(1, min(int(lexeme.relation), FARTHEST)))
        return near

    def _date(self, lexeme: Lexeme) -> Node:
        name, relation = lexeme.relation.split()
        column = DATES[name]
        comparison = _RELATIONS.get(relation)
        found = comparison(lexeme.text) if comparison else parse_range(lexeme.text, self.today)
        if found is None:
            return self._misunderstood(lexeme, "is no date")
        return Between(column, found.first, found.last, found.words)

    def _length(self, lexeme: Lexeme) -> Node:
        low, joint, high = lexeme.text.partition("..")
        least = min(int(low or 0), _MOST_WORDS)
        most = min(int(high), _MOST_WORDS) if high else _MOST_WORDS
        if not joint:
            least, most = {
                ">": (least + 1, _MOST_WORDS),
                ">=": (least, _MOST_WORDS),
                "<": (0, least - 1),
                "<=": (0, least),
            }.get(lexeme.relation, (least, least))
        return Between(Column.WORDS, least, most, _length_words(least, most))

    def _field(self, lexeme: Lexeme) -> Node:
        if self.depth >= DEEPEST:
            return self._flat()
        self.depth += 1
        part = self._primary()
        self.depth -= 1
        if isinstance(part, Nothing):
            return leaf(lexeme.text, self.cutter)
        return InZone(ZONES[lexeme.text], part)

    def _at_least(self, lexeme: Lexeme) -> Node:
        part = self._brackets()
        if isinstance(part, Nothing) or _is_positional(part):
            return part if isinstance(part, Nothing) else AtLeast(part, max(1, int(lexeme.text)))
        self._note("“atleast” counts words and phrases: the count was passed over.")
        return part

    def _case(self, lexeme: Lexeme) -> Node:
        self._note(f"Letter case is not looked at yet: “{lexeme.text}” was passed over.")
        return self._brackets()

    def _misunderstood(self, lexeme: Lexeme, why: str) -> Node:
        self._note(f"“{lexeme.text}” {why}: searched as words.")
        words = [leaf(chunk, self.cutter) for chunk in f"{lexeme.relation} {lexeme.text}".split()]
        return joined([word for word in words if not isinstance(word, Nothing)])


def _distance(operator: Lexeme) -> int:
    return max(1, min(int(operator.text), FARTHEST)) if operator.kind is not Kind.SENTENCE else FARTHEST + 1


def _length_words(least: int, most: int) -> str:
    if least == most:
        return f"exactly {least} words"
    if most == _MOST_WORDS:
        return f"{least} words or more"
    return f"{least} to {most} words" if least else f"{most} words or fewer"


def _is_positional(node: Node) -> bool:
    """Whether a node matches places in the text, so that a distance to it means something."""
    if isinstance(node, Or):
        return all(_is_positional(part) for part in node.parts)
    if isinstance(node, Near):
        return not node.negated
    return isinstance(node, Word | Pattern | Sequence)
