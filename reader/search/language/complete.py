"""What is being typed at a cursor in a query: the beginning of a field's name, of a field's value, or of a word."""

from dataclasses import dataclass
from enum import Enum

from reader.core.model import Span
from reader.search.language.fields import DATES, LENGTHS, STATES, ZONES
from reader.search.language.scan import QUOTES, Kind, Lexeme, scan
from reader.search.language.tree import Zone

NAMES = (
    *("headline", "standfirst", "body", "lead", "hlead", "caption", "byline", "outlet", "section", "lang", "site"),
    *("url", "tag", "note", "date", "after", "before", "saved", "imported", "length", "is", "has"),
)
"""One name for each field, in the order in which they are offered; aliases are not."""
_STATES = ("is", "has")
_HAD = ("note", "image")
"""What a story has; the other states are what it is."""


class Wanted(Enum):
    """What could complete what is typed."""

    NOTHING = "nothing"
    WORD = "word"
    VALUE = "value"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Typed:
    """What is being typed: ``beginning`` of it, which ``span`` of the query a completion replaces, what it may be.

    ``zone`` is where it is looked for. ``is_quoted`` when it stands in a phrase that has begun.
    """

    wanted: Wanted
    beginning: str
    span: Span
    zone: Zone = Zone.TEXT
    is_quoted: bool = False


def typed_at(query: str, cursor: int) -> Typed:
    """Return what is being typed where the cursor stands, which is at the end of it."""
    cursor = max(0, min(cursor, len(query)))
    lexemes = scan(query[:cursor])
    nothing = Typed(Wanted.NOTHING, "", Span(cursor, cursor))
    if not lexemes or lexemes[-1].end != cursor:
        return nothing
    last = lexemes[-1]
    before = lexemes[:-1]
    if last.kind is Kind.STATE or (last.kind is Kind.WORD and _is_state(last.text)):
        name = query[last.start : cursor].partition(":")[2]
        return Typed(Wanted.STATE, name.lower(), Span(cursor - len(name), cursor))
    if last.kind is Kind.FIELD:
        return Typed(_wanted_in(ZONES[last.text]), "", Span(cursor, cursor), ZONES[last.text])
    if last.kind is Kind.WORD and last.text.endswith(":") and last.text[:-1].lower() in ZONES:
        zone = ZONES[last.text[:-1].lower()]
        return Typed(_wanted_in(zone), "", Span(cursor, cursor), zone)
    if last.kind is Kind.PHRASE and not last.closed:
        return _in_phrase(last, _zone_at(before), cursor)
    if last.kind in (Kind.WORD, Kind.EXACT, Kind.SAME, Kind.AND, Kind.OR, Kind.NOT):
        beginning = last.text if last.kind is Kind.EXACT else query[last.start : cursor]
        zone = _zone_at(before)
        return Typed(_wanted_in(zone), beginning, Span(cursor - len(beginning), cursor), zone)
    return nothing


def names_beginning(beginning: str) -> list[str]:
    """Return the names of fields that begin so, with their colon; an alias stands for its field."""
    folded = beginning.lower()
    found = [name for name in NAMES if name.startswith(folded)]
    aliases = [*ZONES, *DATES, *LENGTHS]
    return [f"{name}:" for name in found or [each for each in aliases if each.startswith(folded)]]


def states_beginning(beginning: str, *, had: bool) -> list[str]:
    """Return the states that begin so: those that a story has, or those that it is."""
    return [name for name in STATES if name.startswith(beginning) and (name in _HAD) == had]


def _is_state(text: str) -> bool:
    return text.lower().partition(":")[0] in _STATES and ":" in text


def _wanted_in(zone: Zone) -> Wanted:
    return Wanted.VALUE if zone in (Zone.OUTLET, Zone.SECTION, Zone.LANGUAGE, Zone.TAG) else Wanted.WORD


def _in_phrase(last: Lexeme, zone: Zone, cursor: int) -> Typed:
    """Return what is typed in an open phrase: all of it where values are wanted, else its last word."""
    wanted = _wanted_in(zone)
    if wanted is Wanted.VALUE:
        return Typed(wanted, last.text, Span(last.start, cursor), zone, is_quoted=True)
    beginning = last.text.split(" ")[-1]
    found = wanted if beginning else Wanted.NOTHING
    return Typed(found, beginning, Span(cursor - len(beginning), cursor), zone, is_quoted=True)


def _zone_at(before: list[Lexeme]) -> Zone:
    """Return the zone that a part behind these lexemes is confined to: of its field, or of the brackets it is in."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        lexeme = before[place]
        if lexeme.kind is Kind.CLOSE:
            depth += 1
        elif lexeme.kind is Kind.OPEN and depth:
            depth -= 1
        elif (
            lexeme.kind is Kind.FIELD
            and not depth
            and (place == len(before) - 1 or before[place + 1].kind is Kind.OPEN)
        ):
            return ZONES[lexeme.text]
    return Zone.TEXT


def quoted(value: str) -> str:
    """Return a value as it is written in a query: in quotation marks when it is more than a word."""
    bare = "".join(sign for sign in value if sign not in QUOTES)
    return bare if bare.isalnum() else f'"{bare}"'
