"""Documents of Nexis, whatever file they came in: where they begin and end, and what their parts are.

Two layouts. The classic one (nexis.com, LexisNexis Academic; TXT, HTML) begins a document with "3 of 10 DOCUMENTS",
outlet, date, headline and labels in capitals. The newer one (Nexis Uni, Lexis Advance, Nexis+; DOCX, RTF) has headline,
outlet, date, labels, "Body", the text, "Classification", and ends with "End of Document".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.core.dates import find_date
from reader.intake.databases.labels import Counter, Labels, labels
from reader.intake.databases.parts import Part
from reader.intake.databases.story import DATE_LANGUAGES

LABELS = "nexis"
_LONGEST_DATE_LINE = 160
_DATE_STARTS = 40
_LEAST_REST = 80
"""Fewer characters behind the last document are a footer."""


@dataclass(slots=True)
class Document:
    """The parts of one document; ``counter`` is what its first line said, ``is_classic`` the layout."""

    parts: list[Part] = field(default_factory=list)
    counter: Counter | None = None
    is_classic: bool = False
    has_end: bool = True


@dataclass(slots=True)
class Export:
    """An export taken apart. ``front`` are the parts of a cover, ``declared`` how many documents it names (0: none)."""

    documents: list[Document]
    front: list[Part]
    declared: int = 0
    footer: list[Part] = field(default_factory=list)


def take_apart(parts: Sequence[Part]) -> Export | None:
    """Return the documents among the parts of an export, or None where none can be told."""
    known = labels(LABELS)
    starts = [(n, counter) for n, part in enumerate(parts) if (counter := known.counter(part.text)) is not None]
    if starts:
        return _by_counters(parts, starts, known)
    ends = [number for number, part in enumerate(parts) if known.is_end(part.text)]
    return _by_ends(parts, ends, known) if ends else _by_bodies(parts, known)


def _by_counters(parts: Sequence[Part], starts: list[tuple[int, Counter]], known: Labels) -> Export:
    stops = [number for number, _ in starts[1:]] + [len(parts)]
    made = [
        Document([part for part in parts[number + 1 : stop] if not known.is_end(part.text)], counter, is_classic=True)
        for (number, counter), stop in zip(starts, stops, strict=True)
    ]
    return Export(made, list(parts[: starts[0][0]]))


def _by_ends(parts: Sequence[Part], ends: list[int], known: Labels) -> Export:
    begins = [0, *(end + 1 for end in ends)]
    made = [Document(list(parts[begin:end])) for begin, end in zip(begins, ends, strict=False)]
    front = cover_of(made[0].parts, known)
    made[0].parts = made[0].parts[len(front) :]
    rest = list(parts[ends[-1] + 1 :])
    footer: list[Part] = []
    if sum(len(part.text) for part in rest) >= _LEAST_REST:
        made.append(Document(rest, has_end=False))
    else:
        footer = rest
    return Export(made, front, _declared(front), footer)


def _by_bodies(parts: Sequence[Part], known: Labels) -> Export | None:
    """Return documents that nothing ends: each begins with headline, outlet and date above its line "Body"."""
    starts: list[int] = []
    for body in [number for number, part in enumerate(parts) if known.meaning(part.text) == "body"]:
        date = _date_above(parts, body, known, max(starts[-1] + 2 if starts else 0, body - _HEAD_PARTS))
        if date >= 1 and any(_is_below_date(part, known) for part in parts[date + 1 : body]):
            starts.append(max(0, date - 2))
    if not starts:
        return None
    made = [Document(list(parts[begin:end])) for begin, end in pairwise([*starts, len(parts)])]
    front = list(parts[: starts[0]])
    return Export(made, front, _declared(front))


_HEAD_PARTS = 20
"""So many parts stand between the headline of a document and its text at most."""


def _date_above(parts: Sequence[Part], below: int, known: Labels, first: int = 0) -> int:
    """Return where the date of a document stands, going up from ``below`` to ``first``, or -1."""
    for number in range(below - 1, first - 1, -1):
        part = parts[number]
        if is_date_part(part) and not _is_below_date(part, known) and not known.is_cover(part.text):
            return number
    return -1


def cover_of(parts: Sequence[Part], known: Labels) -> list[Part]:
    """Return the parts of a cover before the first document: what stands above its headline, if it looks like one."""
    if not any(known.is_cover(part.text) for part in parts):
        return []
    covers = [number for number, part in enumerate(parts) if known.is_cover(part.text)]
    below = next((n for n, part in enumerate(parts) if n > covers[0] and _is_below_date(part, known)), len(parts))
    below = next((n for n, part in enumerate(parts) if known.meaning(part.text) == "body"), below)
    date = _date_above(parts, below, known, covers[0] + 1)
    return list(parts[: max(0, date - 2)] if date >= 0 else parts[: covers[-1] + 1])


def _is_below_date(part: Part, known: Labels) -> bool:
    """Tell whether a part is one of those that stand between the date of a document and its text."""
    return known.is_rights(part.text) or (known.labelled(part.text) is not None and not known.is_cover(part.text))


def is_date_part(part: Part) -> bool:
    """Tell whether a part is a line with the date of a document, at its beginning."""
    text = part.lines[0] if part.lines else ""
    if len(part.text) > _LONGEST_DATE_LINE or not any(char.isdigit() for char in text):
        return False
    found = find_date(text, DATE_LANGUAGES)
    return found is not None and found[0].start <= _DATE_STARTS


def _declared(front: Iterable[Part]) -> int:
    """Return how many documents a cover says there are: "Documents (7)"."""
    for part in front:
        head, _, rest = part.text.partition("(")
        number = rest.rstrip(" )")
        if labels(LABELS).is_cover(part.text) and number.isdecimal() and len(head.split()) == 1:
            return int(number)
    return 0


def numbered(documents: Iterable[Document]) -> Iterator[tuple[str, Document]]:
    """Yield documents with the names of their places: by their own number where that is used once."""
    used: set[str] = set()
    for position, one in enumerate(documents, 1):
        number = one.counter.number if one.counter else position
        member = f"document {number}"
        if member in used:
            member = f"document {number}, at place {position}"
        used.add(member)
        yield member, one
