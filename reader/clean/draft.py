"""A story while it is being cleaned: its lines, what has been cut from them so far, and what the rules look at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from reader.clean.folding import count_found, ends_sentence, fold, has_words, key, level, passage_key, words_of
from reader.clean.phrases import Phrasebook
from reader.core.evidence import NO_EVIDENCE, Evidence
from reader.core.model import BlockKind, Mark, Page, Role, Span

LONGEST_RULED = 4_000
"""Characters up to which a line is compared and matched; longer ones pass through as they are."""


class Fate(Enum):
    """What becomes of a cut."""

    REMOVED = "removed"
    CAPTION = "caption"
    CREDIT = "credit"


class Line(NamedTuple):
    """A kept line or paragraph: the parts of the page's text it is made of, joined by ``joint``.

    ``low`` is the text levelled. ``folded``, ``key`` and ``said`` (the words alone) are "" where the line ``is_long``:
    longer than LONGEST_RULED, too long for rules that compare it. ``is_sentence`` says that it is running text that
    ends as a sentence does. ``link_share`` is 0..1. ``is_apart`` says that a blank line stood before it. ``kind`` is
    set where the line's place in the story is already known.
    """

    parts: tuple[Span, ...]
    joint: str
    text: str
    low: str
    folded: str
    key: str
    said: str
    words: int
    is_long: bool
    is_sentence: bool
    role: Role
    level: int = 0
    element: int = -1
    link_share: float = 0.0
    is_apart: bool = False
    kind: BlockKind | None = None

    def spans(self, start: int, end: int, *, merged: bool = False) -> tuple[Span, ...]:
        """Map ``start:end`` of this line's text to spans of the page's text; ``merged`` makes one of neighbours."""
        if len(self.parts) == 1 and start < end <= len(self.text):
            base = self.parts[0].start
            return (Span(base + start, base + end),)
        found: list[Span] = []
        base = 0
        for number, part in enumerate(self.parts):
            low, high = max(start, base), min(end, base + len(part))
            if low < high:
                span = Span(part.start + low - base, part.start + high - base)
                touches = (
                    merged
                    and found
                    and number
                    and found[-1].end == self.parts[number - 1].end
                    and span.start == part.start
                )
                if merged and touches and part.start - self.parts[number - 1].end <= 1:
                    found[-1] = Span(found[-1].start, span.end)
                else:
                    found.append(span)
            base += len(part) + len(self.joint)
        return tuple(found)


class Place(NamedTuple):
    """Where a line stands: the fields of ``Line`` that its text does not tell."""

    level: int = 0
    element: int = -1
    link_share: float = 0.0
    is_apart: bool = False


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Cut:
    """A rule's finding: ``start:end`` of the text of line number ``line`` is not part of the body.

    ``is_certain`` passes the guard against removing much: the same text stands elsewhere in the story. ``passage`` is
    the key of a repeated passage.
    """

    line: int
    start: int
    end: int
    rule: str
    reason: str
    fate: Fate = Fate.REMOVED
    is_certain: bool = False
    passage: int | None = None


class Decided(NamedTuple):
    """A part of the page that has been cut, for good; ``passage`` is the key of a repeated passage."""

    span: Span
    fate: Fate
    rule: str
    reason: str
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The state between two rules.

    ``headlines`` are the headline's wordings, loosely folded; ``links`` are in text order; ``spoken`` is the language
    code of the text itself. What the ``evidence`` says the reader restored is never cut.
    """

    page: Page
    book: Phrasebook
    lines: tuple[Line, ...]
    decided: tuple[Decided, ...] = ()
    headlines: frozenset[str] = frozenset()
    links: tuple[Mark, ...] = ()
    spoken: str = ""
    evidence: Evidence = NO_EVIDENCE

    @property
    def is_markup(self) -> bool:
        """Whether the page came with markup."""
        return bool(self.page.elements.tags)

    def without(self, cuts: Iterable[Cut]) -> "Draft":
        """Return the draft after these cuts; overlapping cuts of a line are merged, the earlier one's name wins."""
        per_line: dict[int, list[Cut]] = {}
        for cut in cuts:
            if cut.start < cut.end:
                per_line.setdefault(cut.line, []).append(cut)
        if not per_line:
            return self
        lines: list[Line] = []
        decided = list(self.decided)
        for number, line in enumerate(self.lines):
            if number not in per_line:
                lines.append(line)
                continue
            ordered = sorted(per_line[number], key=lambda c: (c.start, -c.end))
            rest, gone = _split(self.page.text, line, ordered, self.evidence.restored)
            decided.extend(gone)
            if rest is not None:
                lines.append(rest)
        return replace(self, lines=tuple(lines), decided=tuple(decided))

    def marked(self, number: int, kind: BlockKind) -> "Draft":
        """Return the draft with a line's place in the story set."""
        lines = list(self.lines)
        lines[number] = lines[number]._replace(kind=kind)
        return replace(self, lines=tuple(lines))


def make_line(
    text: str, parts: tuple[Span, ...], joint: str, role: Role, place: Place = NOWHERE, *, kind: BlockKind | None = None
) -> Line:
    """Build a line over ``parts`` of the page's ``text``, with all that rules compare."""
    own = joint.join([text[part.start : part.end] for part in parts])
    is_long = len(own) > LONGEST_RULED
    folded = "" if is_long else fold(own)
    found = words_of(folded)
    return Line(
        parts,
        joint,
        own,
        level(own),
        folded,
        key(folded),
        " ".join(found),
        len(own) // 6 if is_long else count_found(found, folded),
        is_long,
        role is not Role.HEADING and ends_sentence(own),
        role,
        *place,
        kind,
    )


def _split(text: str, line: Line, cuts: list[Cut], restored: frozenset[int]) -> tuple[Line | None, list[Decided]]:
    """Return what remains of a line after cuts sorted by start, and the decided parts; restored passages remain."""
    gone: list[Decided] = []
    kept: list[Span] = []
    at = 0
    for cut in cuts:
        start, end = max(cut.start, at), min(cut.end, len(line.text))
        if start >= end:
            continue
        spans = line.spans(*trimmed(line.text, start, end), merged=True)
        if restored and not restored.isdisjoint(
            {cut.passage, passage_key(line.text[start:end]), *(passage_key(span.of(text)) for span in spans)}
        ):
            continue
        kept.extend(line.spans(*trimmed(line.text, at, start)))
        gone.extend(Decided(span, cut.fate, cut.rule, cut.reason, cut.passage) for span in spans)
        at = end
    if not gone:
        return line, []
    kept.extend(line.spans(*trimmed(line.text, at, len(line.text))))
    if not any(has_words(span.of(text)) for span in kept):
        last = cuts[-1]
        gone.extend(Decided(span, last.fate, last.rule, last.reason) for span in kept)
        return None, gone
    place = Place(level=line.level, element=line.element, is_apart=line.is_apart)
    return make_line(text, tuple(kept), line.joint, line.role, place, kind=line.kind), gone


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return ``start, end`` without white space at either end of that part of ``text``."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return start, end
    part = text[start:end]
    bare = part.lstrip()
    start = end - len(bare)
    return start, start + len(bare.rstrip())
