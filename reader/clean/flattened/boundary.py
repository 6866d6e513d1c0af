"""Where a run of headlines ends and the story's own sentence begins, weighed by evidence that holds for any outlet.

Every seam behind a label is a candidate. A split is scored by how much the parts before it look like headlines and the
text behind it like prose; the cheapest wins. Nothing is cut where no candidate is clearly better than keeping the text.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from reader.clean.flattened.seams import Seam, SeamKind, find_seams
from reader.clean.folding import (
    WORD,
    capitalised_share,
    ends_sentence,
    ends_with_stop,
    has_balanced_quotes,
    has_case,
    is_dense,
)

WINDOW = 1_200
"""Characters behind a label in which a run may end."""
MOST_HEADLINES = 6
_LONGEST_SENTENCE = 400
_LONGEST_WORD = 30
_CAMEL = 0.6
_END = re.compile(r"""[.?!…。？！؟।]["'”’“»)」』]*""")
_LIMIT = 4.5
"""Costlier than this, a split is not believed. Set on the fixtures of tests/clean/flattened."""

_SEAM_COST = {
    SeamKind.CASE: 0.0,
    SeamKind.MARK: 0.0,
    SeamKind.STOP: 0.6,
    SeamKind.ACRONYM: 0.8,
    SeamKind.DIGIT: 0.8,
    SeamKind.SPACED_MARK: 1.2,
    SeamKind.SPACED_STOP: 2.4,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rest of the story contributes: its capitalised words, reporting verbs, names with capitals inside.

    ``has_noun_capitals`` is for languages that write nouns with a capital: there it is no sign of a headline.
    """

    names: frozenset[str]
    reporting: frozenset[str]
    joined_names: frozenset[str]
    has_noun_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Boundary:
    """The end of a run, an offset into the text behind the label; ``cost`` is lower for clearer cases."""

    end: int
    cost: float


def find_boundary(rest: str, evidence: Evidence) -> Boundary | None:
    """Return where the headlines at the beginning of ``rest`` end; its length if all of it is; None if undecided."""
    seams = list(find_seams(rest[:WINDOW], evidence.joined_names))
    options = [_all_gone(rest, seams, evidence)]
    glued = [s for s in seams if s.kind is not SeamKind.SPACED_STOP][: 3 * MOST_HEADLINES]
    spaced = [s for s in seams if s.kind is SeamKind.SPACED_STOP][:2]
    for seam in sorted((*glued, *spaced), key=lambda s: s.at):
        inner = [s for s in glued if s.at < seam.at and s.kind is not SeamKind.SPACED_MARK]
        options.append(_split(rest, seam, inner, evidence))
    best = min((o for o in options if o is not None), key=lambda o: (o.cost, o.end), default=None)
    return best if best is not None and best.cost <= _LIMIT else None


def _all_gone(rest: str, seams: list[Seam], evidence: Evidence) -> Boundary | None:
    """Weigh that the whole of ``rest`` is headlines."""
    if len(rest) > WINDOW:
        return None
    inner = [s for s in seams if s.kind in (SeamKind.CASE, SeamKind.MARK)][:MOST_HEADLINES]
    parts = _parts(rest, inner, len(rest))
    cost = sum(_headline_cost(part, evidence) for part in parts)
    last = parts[-1]
    if ends_with_stop(last) and len(WORD.findall(last)) > 7 and len(parts) > 1:
        cost += 3.0
    return Boundary(len(rest), cost)


def _split(rest: str, seam: Seam, inner: list[Seam], evidence: Evidence) -> Boundary | None:
    parts = _parts(rest, inner, seam.at)
    if len(parts) > MOST_HEADLINES:
        return None
    cost = _SEAM_COST[seam.kind] + _name_cost(rest, seam) + sum(_headline_cost(part, evidence) for part in parts)
    cost += _end_cost(rest[-_LONGEST_SENTENCE:])
    return Boundary(seam.at, cost + _prose_cost(rest[seam.at : seam.at + WINDOW], evidence))


def _name_cost(rest: str, seam: Seam) -> float:
    """Cost of a seam that may be inside a name after all: the word before it begins with a capital ("SchoolFox")."""
    if seam.kind is not SeamKind.CASE:
        return 0.0
    start = seam.at
    while start > max(0, seam.at - _LONGEST_WORD) and rest[start - 1].isalpha():
        start -= 1
    return _CAMEL if rest[start : start + 1].isupper() else 0.0


def _end_cost(text: str) -> float:
    """Cost of the line's end: prose ends with a sentence's end, or with a colon before a list or a quotation."""
    if ends_sentence(text):
        return 0.0
    return 1.2 if text.rstrip().endswith((":", "：")) else 4.0


def _parts(rest: str, inner: list[Seam], end: int) -> list[str]:
    """Cut ``rest[:end]`` at its inner seams."""
    edges = [0, *(s.at for s in inner), end]
    return [part for low, high in pairwise(edges) if (part := rest[low:high].strip(" •|·-–"))]


def _size(text: str) -> float:
    """Words of a text; in scripts without word spaces half the characters."""
    return len(text) / 2 if is_dense(text) else float(len(WORD.findall(text)))


def _headline_cost(part: str, evidence: Evidence) -> float:
    """How little a part looks like a headline: too long, two sentences, a full stop at its end, reported speech."""
    size = _size(part)
    cost = 0.0
    if size > 16:
        cost += (size - 16) * 0.35
    if size < 2:
        cost += 1.5
    if ends_with_stop(part) and not part.endswith(("...", "…")):
        cost += 1.6 if size > 6 else 0.8
    cost += 2.0 * _inner_stops(part)
    words = WORD.findall(part.casefold())
    if any(w in evidence.reporting for w in words) and size > 8 and capitalised_share(part) < 0.6:
        cost += 0.8
    if not has_balanced_quotes(part):
        cost += 2.0
    return cost


def _prose_cost(tail: str, evidence: Evidence) -> float:
    """How little the text behind a split looks like a sentence of the story."""
    first = first_sentence(tail)
    size = _size(first)
    cost = 0.0
    if not ends_with_stop(first):
        cost += 1.0
    if size < 5:
        cost += 1.6
    elif size < 8:
        cost += 0.8
    if not evidence.has_noun_capitals and has_case(first) and capitalised_share(first) > 0.7 and size > 4:
        cost += 1.5
    words = WORD.findall(first)
    if any(w.casefold() in evidence.reporting for w in words):
        cost -= 1.0
    cost -= min(1.2, 0.4 * len({w for w in words if w in evidence.names}))
    if not has_balanced_quotes(first) and not has_balanced_quotes(tail):
        cost += 2.0
    return cost + _glue_within(tail, evidence)


def _glue_within(tail: str, evidence: Evidence) -> float:
    """Cost of seams left in the first 300 characters behind a split: the run would go on there."""
    costs = {SeamKind.CASE: 2.0, SeamKind.MARK: 1.5, SeamKind.STOP: 0.3}
    return min(4.0, sum(costs.get(s.kind, 0.0) for s in find_seams(tail[:300], evidence.joined_names)))


def first_sentence(text: str) -> str:
    """Return the first sentence of ``text``, up to 400 characters."""
    for match in _END.finditer(text[:_LONGEST_SENTENCE]):
        after = text[match.end() : match.end() + 1]
        is_glued = match.group()[0] in "?!" and after.isupper()
        is_end = not after or after.isspace() or is_glued or match.group()[0] in "。？！।"
        if is_end and not _is_short_word(text, match.start()):
            return text[: match.end()]
    return text[:_LONGEST_SENTENCE]


def _is_short_word(text: str, stop: int) -> bool:
    """Whether the full stop ends an initial, an abbreviation of up to two letters or a day's number, no sentence."""
    if text[stop] != ".":
        return False
    if text[stop - 1 : stop].isdigit() and not text[max(0, stop - 3) : stop].isdigit():
        return True
    start = stop
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    word = text[start:stop]
    return bool(word) and len(word) <= 2 and word[0].isupper()


def _inner_stops(part: str) -> int:
    """Count sentence ends inside a part: a full stop, a space, a capital; initials aside."""
    seams = find_seams(part, frozenset())
    return sum(s.kind in (SeamKind.SPACED_STOP, SeamKind.STOP) for s in seams)
