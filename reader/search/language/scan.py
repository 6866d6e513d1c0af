"""A query's text to lexemes. Whatever is no operator is a word, so scanning never fails."""

import re
from dataclasses import dataclass
from enum import Enum

from reader.search.language.fields import DATES, LENGTHS, ZONES


class Kind(Enum):
    """What a lexeme is."""

    WORD = "word"
    EXACT = "exact"
    PHRASE = "phrase"
    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"
    MINUS = "-"
    NEAR = "near"
    ORDERED = "ordered near"
    NOT_NEAR = "not near"
    TOGETHER = "in one sentence or paragraph"
    SAME = "same"
    FIELD = "field"
    DATE = "date"
    LENGTH = "length"
    STATE = "state"
    AT_LEAST = "at least"
    CASE = "letter case"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query: its kind, the text that counts (a name, a number, a word), and where it stands.

    ``relation`` is how a date or length is compared (``:``, ``>``, ``after`` …), or how a proximity is meant (``not``,
    ``pre``); ``closed`` whether a phrase has its end.
    """

    kind: Kind
    text: str
    start: int
    end: int
    relation: str = ""
    closed: bool = True


QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_ENDS = r"(?=[\s()]|$)"
_VALUE = rf"[{QUOTES}]?[^\s(){QUOTES}]+[{QUOTES}]?"
_NUMBER = r"\d+(?:,\d{3})*"
_NAMES = "|".join(sorted(ZONES, key=len, reverse=True))
_DATES = "|".join(DATES)
_RULES = (
    rf"(?P<phrase>[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<closing>[{QUOTES}](?:~(?P<slop>\d{{1,3}}))?)?)",
    r"(?P<open>\()",
    r"(?P<close>\))",
    rf"(?P<not_near>(?:(?:and|but)\s+)?not\s+(?:(?:w|near)?/(?P<not_near_n>\d{{1,4}})|near(?P<not_near_m>\d{{1,4}})){_ENDS})",
    rf"(?P<together>(?:(?P<together_not>(?:(?:and|but)\s+)?not)\s+)?(?:(?:w|near)?|(?P<together_pre>pre|onear))"
    rf"/(?P<unit>s|p|sent|para){_ENDS})",
    rf"(?P<same>same{_ENDS})",
    rf"(?P<near>(?:(?:w|near)?/(?P<near_n>\d{{1,4}})|near(?P<near_m>\d{{1,4}})){_ENDS})",
    rf"(?P<ordered>(?:(?:pre|onear)/(?P<ordered_n>\d{{1,4}})|adj(?P<ordered_m>\d{{1,4}})|\+(?P<ordered_k>\d{{1,3}})){_ENDS})",
    rf"(?P<not>(?:(?:and|but)\s+)?not{_ENDS})",
    rf"(?P<and>(?:and|&&?){_ENDS})",
    rf"(?P<or>(?:or|\|\|?){_ENDS})",
    r"(?P<at_least>atleast/?(?P<count>\d{1,4})(?=\())",
    r"(?P<case>(?:all|no)?caps(?=\())",
    r"(?P<state>(?:is|has):(?P<state_name>[a-z]+)(?=[\s()]|$))",
    rf"(?P<bound>(?P<bound_name>after|before|until|since):(?P<bound_value>{_VALUE}))",
    rf"(?P<date>(?P<date_name>{_DATES})(?:\s+(?P<date_verb>aft|after|since|bef|before|until|is)\s+"
    rf"|\s*:?(?P<date_sign>>=|<=|>|<|=|(?<=:))\s*)(?P<date_value>{_VALUE}))",
    rf"(?P<length>(?:{'|'.join(LENGTHS)})\s*:?(?P<length_sign>>=|<=|>|<|=|(?<=:))\s*"
    rf"(?P<length_value>{_NUMBER}(?:\.\.(?:{_NUMBER})?)?|\.\.{_NUMBER}))",
    rf"(?P<field>(?P<field_name>{_NAMES})(?::(?=\S)|(?=\()))",
    r"(?P<minus>(?<![^\s(])-(?=[^\s)-]))",
    rf"(?P<exact>=(?P<form>[^\s(){QUOTES}]+))",
    rf'(?P<word>(?:[^\s(){QUOTES}]|(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea]))+)',
)
_LEXEME = re.compile(r"\s*(?:" + "|".join(_RULES) + ")", re.IGNORECASE)
_PLAIN = {
    "open": Kind.OPEN, "close": Kind.CLOSE, "not": Kind.NOT, "and": Kind.AND, "or": Kind.OR, "minus": Kind.MINUS,
    "same": Kind.SAME, "case": Kind.CASE, "word": Kind.WORD,
}  # fmt: skip
_VALUED = {
    "not_near": (Kind.NOT_NEAR, ("not_near_n", "not_near_m")),
    "near": (Kind.NEAR, ("near_n", "near_m")),
    "ordered": (Kind.ORDERED, ("ordered_n", "ordered_m", "ordered_k")),
    "at_least": (Kind.AT_LEAST, ("count",)),
    "state": (Kind.STATE, ("state_name",)),
    "field": (Kind.FIELD, ("field_name",)),
    "exact": (Kind.EXACT, ("form",)),
}


def scan(query: str) -> list[Lexeme]:
    """Return the lexemes of ``query`` in order."""
    found: list[Lexeme] = []
    at = 0
    while match := _LEXEME.match(query, at):
        found.append(_lexeme(match))
        at = match.end()
    return found


def _lexeme(match: re.Match[str]) -> Lexeme:
    rule = next(name for name in _GROUPS if match[name] is not None)
    start, end = match.span(rule)
    if rule in _PLAIN:
        return Lexeme(_PLAIN[rule], match[rule], start, end)
    if rule in _VALUED:
        kind, groups = _VALUED[rule]
        value = next(match[group] for group in groups if match[group] is not None)
        return Lexeme(kind, value.lower() if kind is not Kind.EXACT else value, start, end)
    if rule == "phrase":
        return Lexeme(Kind.PHRASE, match["quoted"], start, end, match["slop"] or "", match["closing"] is not None)
    if rule == "together":
        relation = "not" if match["together_not"] else "pre" if match["together_pre"] else ""
        return Lexeme(Kind.TOGETHER, match["unit"][0].lower(), start, end, relation)
    if rule == "bound":
        return Lexeme(Kind.DATE, match["bound_value"].strip(QUOTES), start, end, f"date {match['bound_name'].lower()}")
    if rule == "date":
        relation = (match["date_verb"] or match["date_sign"]).lower()
        value = match["date_value"].strip(QUOTES)
        return Lexeme(Kind.DATE, value, start, end, f"{match['date_name'].lower()} {relation}".strip())
    return Lexeme(Kind.LENGTH, match["length_value"].replace(",", ""), start, end, match["length_sign"])


_GROUPS = (*_PLAIN, *_VALUED, "phrase", "together", "bound", "date", "length")
