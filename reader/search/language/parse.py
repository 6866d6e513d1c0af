"""A query's text to its tree. Never fails: what is not understood is searched as plain words, with a note.

Tightest first: brackets, phrases and words; ``or``; proximity, the smallest distance first; ``and`` and ``and not``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from reader.search.language.chunks import edited, exact, leaf, phrase
from reader.search.language.conditions import date_condition, length_condition
from reader.search.language.describe import describe
from reader.search.language.fields import STATES, ZONES
from reader.search.language.proximity import FARTHEST, distance_of, is_positional, is_proximity, related
from reader.search.language.scan import Kind, Lexeme, scan
from reader.search.language.tokens import tokens_of
from reader.search.language.tree import (
    AtLeast,
    Cased,
    Everything,
    InZone,
    Letters,
    Near,
    Node,
    Not,
    Nothing,
    Parsed,
    Sequence,
    State,
    Word,
    either,
    joined,
)
from reader.search.words import Cutter

LONGEST_QUERY = 4000
MOST_CLAUSES = 200
DEEPEST = 20
_STARTERS = (Kind.OPEN, Kind.MINUS, Kind.FIELD, Kind.AT_LEAST, Kind.CASE)


def parse(query: str, cutter: Cutter, today: date, *, typing: bool = False) -> Parsed:
    """Return the tree of ``query``, its sentence and notes; an empty query is all stories."""
    notes: list[str] = []
    text = query
    if len(query) > LONGEST_QUERY:
        text = query[:LONGEST_QUERY]
        notes.append(f"Only the first {LONGEST_QUERY:,} characters were read.")
    if not text.strip():
        return Parsed(Everything(), describe(Everything()), tuple(notes), tokens_of([], set(), set(), query))
    lexemes = scan(text)
    parser = _Parser(lexemes, cutter, today, typing=typing and not text[-1].isspace(), notes=notes)
    tree = parser.read()
    if isinstance(tree, Nothing):
        tree = _as_plain_words(text, cutter)
        parser.passed.clear()
    tokens = tokens_of(lexemes, parser.passed, parser.plain, query)
    return Parsed(tree, describe(tree), tuple(dict.fromkeys(notes)), tokens)


def _as_plain_words(query: str, cutter: Cutter) -> Node:
    leaves = [leaf(token.text, cutter) for token in cutter.tokens(query)[:MOST_CLAUSES]]
    return joined([node for node in leaves if not isinstance(node, Nothing)])


@dataclass
class _Parser:
    """Reads lexemes once, from left to right; ``depth`` counts open brackets, ``clauses`` the leaves so far.

    ``passed`` has the numbers of the lexemes that were passed over, ``plain`` of those read as plain words.
    """

    lexemes: list[Lexeme]
    cutter: Cutter
    today: date
    typing: bool
    notes: list[str]
    at: int = 0
    depth: int = 0
    clauses: int = 0
    passed: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)
    primaries: dict[Kind, Callable[[Lexeme], Node]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.primaries = {
            Kind.WORD: self._word,
            Kind.SAME: self._word,
            Kind.EXACT: lambda lexeme: exact(lexeme.text, self.cutter),
            Kind.PHRASE: self._phrase,
            Kind.DATE: self._date,
            Kind.LENGTH: length_condition,
            Kind.STATE: self._state,
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
                self._pass_over()
                self._note("A closing bracket without an opening one was passed over.")
        return joined(parts)

    def _peek(self, ahead: int = 0) -> Kind | None:
        return self.lexemes[self.at + ahead].kind if self.at + ahead < len(self.lexemes) else None

    def _take(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _pass_over(self) -> Lexeme:
        self.passed.add(self.at)
        return self._take()

    def _note(self, sentence: str) -> None:
        self.notes.append(sentence)

    def _conjunction(self) -> Node:
        parts: list[Node] = []
        while (kind := self._peek()) is not None and kind is not Kind.CLOSE:
            negated = False
            if kind is Kind.AND:
                self._take()
                continue
            if kind is Kind.OR or is_proximity(kind):
                self._take()
                self._dangling(self.at - 1)
                continue
            if kind is Kind.NOT:
                negated = self._negations()
            part = self._proximity()
            if not isinstance(part, Nothing):
                parts.append(Not(part) if negated else part)
        return joined(parts)

    def _dangling(self, number: int) -> None:
        self.passed.add(number)
        if not (self.typing and self.at == len(self.lexemes)):
            self._note(f"“{self.lexemes[number].text}” stands between no two words and was passed over.")

    def _negations(self) -> bool:
        negated = False
        while self._peek() in (Kind.NOT, Kind.AND):
            negated ^= self._take().kind is Kind.NOT
        return negated

    def _operator(self) -> Lexeme | None:
        """Return the proximity that comes next; ``same`` is one only between two operands."""
        kind = self._peek()
        if kind is Kind.SAME and self._peek(1) in (*self.primaries, *_STARTERS):
            return self.lexemes[self.at]
        return self.lexemes[self.at] if is_proximity(kind) else None

    def _proximity(self) -> Node:
        operands = [self._alternatives()]
        operators: list[Lexeme] = []
        while (operator := self._operator()) and not isinstance(operands[0], Nothing):
            self._take()
            number = self.at - 1
            if len(operators) == DEEPEST:
                self.passed.add(number)
                self._note(f"Only the first {DEEPEST} proximities in a row were read: the rest as “and”.")
                break
            right = self._alternatives()
            if isinstance(right, Nothing):
                self._dangling(number)
                break
            operands.append(right)
            operators.append(operator)
        while operators:
            tightest = min(range(len(operators)), key=lambda k: distance_of(operators[k]))
            near = related(operands[tightest], operators.pop(tightest), operands.pop(tightest + 1), self.notes)
            operands[tightest] = near
        return operands[0]

    def _alternatives(self) -> Node:
        parts = [self._primary()]
        while self._peek() is Kind.OR:
            self._take()
            number = self.at - 1
            negated = self._negations() if self._peek() is Kind.NOT else False
            part = self._primary()
            if isinstance(part, Nothing):
                self._dangling(number)
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
        if self.clauses > MOST_CLAUSES:
            self._pass_over()
            self._note(f"Only the first {MOST_CLAUSES} parts were read.")
            return Nothing()
        return self.primaries[kind](self._take())

    def _brackets(self) -> Node:
        opened = 0
        while self._peek() is Kind.OPEN:
            if opened:
                self._pass_over()
                self._note(f"Brackets deeper than {DEEPEST} levels were passed over.")
                continue
            self._take()
            opened += 1
            if self.depth + 1 <= DEEPEST:
                break
        self.depth += 1
        part = self._conjunction() if self.depth <= DEEPEST else self._flat()
        self.depth -= 1
        if self._peek() is Kind.CLOSE:
            self._take()
        return part

    def _flat(self) -> Node:
        """Return the next word below the deepest level, without going deeper."""
        self._note(f"Brackets deeper than {DEEPEST} levels were passed over.")
        while self._peek() in _STARTERS:
            self._pass_over()
        kind = self._peek()
        return self._primary() if kind in self.primaries else Nothing()

    def _word(self, lexeme: Lexeme) -> Node:
        typed = self.typing and self.at == len(self.lexemes)
        if "~" in lexeme.text:
            return edited(lexeme.text, self.cutter, self.notes)
        return leaf(lexeme.text, self.cutter, typing=typed)

    def _phrase(self, lexeme: Lexeme) -> Node:
        typed = self.typing and self.at == len(self.lexemes) and not lexeme.closed
        if not lexeme.closed and not typed:
            self._note("A quotation mark has no partner: the phrase runs to the end.")
        found = self._bounded(phrase(lexeme.text, self.cutter, self.notes, typing=typed))
        if not lexeme.relation or not isinstance(found, Sequence):
            return found
        near: Node = found.items[0]
        for item in found.items[1 : DEEPEST + 1]:
            near = Near(near, item, max(1, min(int(lexeme.relation), FARTHEST)))
        if len(found.items) > DEEPEST + 1:
            self._note(f"Only the first {DEEPEST + 1} words of “{found.written}” were read.")
        return near

    def _bounded(self, found: Node) -> Node:
        """Return a phrase up to as many wildcards as may still be read: each counts as a part of the query."""
        if not isinstance(found, Sequence):
            return found
        for place, item in enumerate(found.items):
            self.clauses += not isinstance(item, Word)
            if self.clauses > MOST_CLAUSES and place > 1:
                self._note(f"Only the first {MOST_CLAUSES} parts were read.")
                return Sequence(found.items[:place], " ".join(each.text for each in found.items[:place]), found.quoted)
        return found

    def _date(self, lexeme: Lexeme) -> Node:
        return date_condition(lexeme, self.today) or self._misunderstood(lexeme)

    def _state(self, lexeme: Lexeme) -> Node:
        if lexeme.text in STATES:
            return State(lexeme.text)
        names = ", ".join(STATES)
        self.passed.add(self.at - 1)
        self._note(f"“{lexeme.text}” is no state of a story and was passed over; there are {names}.")
        return Nothing()

    def _field(self, lexeme: Lexeme) -> Node:
        if self.depth >= DEEPEST:
            self.passed.add(self.at - 1)
            return self._flat()
        self.depth += 1
        part = self._primary()
        self.depth -= 1
        if isinstance(part, Nothing):
            return part if self.clauses > MOST_CLAUSES else leaf(lexeme.text, self.cutter)
        return InZone(ZONES[lexeme.text], part)

    def _at_least(self, lexeme: Lexeme) -> Node:
        part = self._brackets()
        if isinstance(part, Nothing) or is_positional(part):
            return part if isinstance(part, Nothing) else AtLeast(part, max(1, int(lexeme.text)))
        self._note("“atleast” counts words and phrases: the count was passed over.")
        return part

    def _case(self, lexeme: Lexeme) -> Node:
        part = self._brackets()
        return part if isinstance(part, Nothing) else Cased(part, Letters(lexeme.text.lower()))

    def _misunderstood(self, lexeme: Lexeme) -> Node:
        self.plain.add(self.at - 1)
        self._note(f"“{lexeme.text}” is no date: searched as words.")
        words = [leaf(chunk, self.cutter) for chunk in f"{lexeme.relation} {lexeme.text}".split()]
        return joined([word for word in words if not isinstance(word, Nothing)])
