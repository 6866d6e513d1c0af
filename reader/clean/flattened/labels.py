"""Labels that introduce other stories: "RELATED:", "Lesen Sie auch:", "相关阅读：". Finds them and cuts their runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reader.clean.draft import Cut, Draft, Line
from reader.clean.flattened.boundary import Evidence, find_boundary
from reader.clean.folding import CLOSERS, REPEATED_LOOKS, SENTENCE_ENDS, WORD, ends_with_stop, has_case
from reader.clean.phrases import Phrasebook
from reader.core.model import BlockKind, Role

LONGEST_LINE = 50_000
MOST_RUNS = 12
"""Runs cut from one line in one round."""
_FOLLOWING = 6
_MARKS = ":：|»›>–—-→▸►"
_MARK = re.compile("[:：|»›→▸►]")
_LEAD = re.compile(r"[^\w]{0,6}")
_ENDS = re.compile(r"[.?!…。？！؟।][\"'”’»)」』】]{0,3}[\s\u00a0]{0,3}")
RULE, REASON = "related-run", "links to other stories"


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in a line at ``start``; the text behind it and its colon begins at ``end``.

    ``is_marked`` says that a colon or the like follows; ``is_weak`` that the word is an ordinary one too ("more").
    """

    start: int
    end: int
    is_marked: bool
    is_weak: bool


def find_runs(draft: Draft) -> Iterator[Cut]:
    """Yield the runs of headlines behind labels, in lines and in the short lines that follow a label's line."""
    labels = wordings(draft.book)
    for number, line in enumerate(draft.lines):
        if line.kind is BlockKind.HEADLINE or len(line.text) > LONGEST_LINE or line.role is Role.TABLE_CELL:
            continue
        found = [
            one for one in _labels_in(line.text, line.low, labels) if not one.is_weak or line.role is not Role.LIST_ITEM
        ]
        if not found:
            continue
        yield from _cuts(draft, number, found)


def has_open_run(draft: Draft) -> bool:
    """Whether a label with its colon still stands in the text: its run could not be told from the story."""
    labels = wordings(draft.book)
    lines = (line for line in draft.lines if line.kind is None and len(line.text) <= LONGEST_LINE)
    return any(one.is_marked and not one.is_weak for line in lines for one in _labels_in(line.text, line.low, labels))


def begins_label(line: Line, book: Phrasebook) -> bool:
    """Whether the line begins with a label that introduces other stories."""
    if line.is_long:
        return False
    found = _labels_in(line.text, line.low, wordings(book))
    return bool(found) and found[0].start == 0


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The labels of a book, each with whether it is weak, by their first two characters and by their last two."""

    by_head: Mapping[str, tuple[tuple[str, bool], ...]]
    by_tail: Mapping[str, tuple[tuple[str, bool], ...]]


@lru_cache(maxsize=64)
def _indexed(strong: tuple[str, ...], weak: tuple[str, ...]) -> Labels:
    found = sorted({*((w, False) for w in strong), *((w, True) for w in weak)}, key=lambda one: (-len(one[0]), one))
    heads: dict[str, list[tuple[str, bool]]] = {}
    tails: dict[str, list[tuple[str, bool]]] = {}
    for one in found:
        heads.setdefault(one[0][:2], []).append(one)
        tails.setdefault(one[0][-2:], []).append(one)
    return Labels({k: tuple(v) for k, v in heads.items()}, {k: tuple(v) for k, v in tails.items()})


@lru_cache(maxsize=64)
def wordings(phrases: Phrasebook) -> Labels:
    """Return the labels of the page's languages, indexed."""
    book = phrases.labels
    strong = tuple(label.rstrip(":：") for label in book.get("related", ()))
    weak = tuple(label.rstrip(":：") for label in book.get("related_weak", ()))
    return _indexed(strong, weak)


@lru_cache(maxsize=REPEATED_LOOKS)
def _labels_in(text: str, low: str, labels: Labels) -> tuple[Label, ...]:
    """Return the labels of a line in order, without overlaps: a label begins a text, or a mark follows it.

    ``low`` is the text levelled.
    """
    heads = labels.by_head
    lead = match.end() if (match := _LEAD.match(low)) else 0
    starts = [lead, *[match.end() for match in _ENDS.finditer(low, lead)]]
    starts = [at for at in starts if low[at : at + 2] in heads]
    ends = [match.start() for match in _MARK.finditer(low)]
    if not starts and not ends:
        return ()
    found: list[Label] = []
    for start, end, is_weak in (*_begun(low, starts, labels), *_marked(low, ends, labels)):
        made = _label_at(text, start, end, is_weak)
        if made and not any(o.start < made.end and made.start < o.end for o in found):
            found.append(made)
            if len(found) >= MOST_RUNS:
                break
    return tuple(sorted(found, key=lambda one: one.start))


def _begun(low: str, starts: list[int], labels: Labels) -> Iterator[tuple[int, int, bool]]:
    """Yield labels at the line's beginning and behind the end of a sentence: at ``starts``."""
    for at in starts:
        for label, is_weak in labels.by_head[low[at : at + 2]]:
            if low.startswith(label, at):
                yield at, at + len(label), is_weak
                break


def _marked(low: str, ends: list[int], labels: Labels) -> Iterator[tuple[int, int, bool]]:
    """Yield labels that a colon, a bar or an arrow follows, anywhere in the line: at ``ends``, or before a space."""
    for mark in ends:
        end = mark
        while end > 0 and low[end - 1].isspace():
            end -= 1
        for label, is_weak in labels.by_tail.get(low[max(0, end - 2) : end], ()):
            if low.endswith(label, 0, end):
                yield end - len(label), end, is_weak
                break


def _label_at(text: str, start: int, end: int, is_weak: bool) -> Label | None:
    """Return the label if it stands where one can: at the beginning or after a sentence, with a mark or glue behind."""
    own = text[start:end]
    first = own[:1]
    is_cased = has_case(own)
    if is_cased and not (first.isupper() or start == 0):
        return None
    place = _place(text, start)
    if place < 0:
        return None
    at = end
    while at < len(text) and text[at] in " \u00a0\t":
        at += 1
    is_marked = at < len(text) and text[at] in _MARKS and not (text[at] in "-–—" and at == end)
    if is_marked:
        while at < len(text) and (text[at] in _MARKS or text[at].isspace()):
            at += 1
    is_shouted = is_cased and own.isupper()
    is_glued = (
        at == end and at < len(text) and text[at].isupper() and (not is_shouted or text[at + 1 : at + 2].islower())
    )
    is_two = " " in own or not is_cased
    if is_weak and not is_marked:
        return None
    if is_weak and place > 0 and not is_shouted:
        return None
    if not (is_marked or (is_glued and is_cased and is_two) or (place == 0 and at >= len(text))):
        return None
    return Label(place_start(text, start), at, is_marked, is_weak)


def _place(text: str, start: int) -> int:
    """Return 0 for a label that begins the line, 1 for one after a sentence or glued to one, -1 for any other."""
    before = text[:start].rstrip(" \u00a0")
    bare = before.rstrip('•●▪■►▶▸→>»[(*|-–—"“ \u00a0')
    if not bare:
        return 0
    end = bare.rstrip("".join(CLOSERS))[-1:]
    if end in SENTENCE_ENDS:
        return 1
    is_glued = start == len(before) == len(bare) and (text[start - 1].islower() or text[start - 1] in CLOSERS)
    return 1 if is_glued else -1


def place_start(text: str, start: int) -> int:
    """Return where the decoration before a label begins ("• ", "[", "» ")."""
    at = start
    while at > 0 and text[at - 1] in "•●▪■►▶▸→>»[(*| \u00a0":
        at -= 1
    while at < start and text[at].isspace():
        at += 1
    return at


def _cuts(draft: Draft, number: int, labels: list[Label]) -> Iterator[Cut]:
    line = draft.lines[number]
    evidence: Evidence | None = None
    done = 0
    for place, label in enumerate(labels):
        if label.start < done:
            continue
        until = labels[place + 1].start if place + 1 < len(labels) else len(line.text)
        rest = line.text[label.end : until]
        if not rest.strip():
            yield Cut(number, label.start, label.end, RULE, REASON)
            if label.end >= len(line.text) and label.start == 0:
                yield from _following(draft, number)
            done = label.end
            continue
        end = _linked_end(draft, line, label.end, until)
        if end is None:
            evidence = evidence or _evidence(draft, number)
            end = _weighed_end(rest, label, evidence)
        if end is None:
            continue
        done = label.end + end if end <= len(rest) else until
        yield Cut(number, label.start, done, RULE, REASON)


def _weighed_end(rest: str, label: Label, evidence: Evidence) -> int | None:
    boundary = find_boundary(rest, evidence)
    if boundary is None:
        return None
    if label.is_weak and (boundary.cost > 2.0 or (boundary.end >= len(rest) and ends_with_stop(rest))):
        return None
    return boundary.end


def _linked_end(draft: Draft, line: Line, start: int, end: int) -> int | None:
    """Return how far the links go that begin right behind a label, or None where the text behind it is no link."""
    if not draft.links:
        return None
    base = line.spans(start, end)
    if len(base) != 1:
        return None
    span = base[0]
    reach = span.start
    for mark in draft.links:
        if mark.span.end <= reach:
            continue
        gap = draft.page.text[reach : mark.span.start]
        if mark.span.start > reach and (len(gap) > 3 or WORD.search(gap)):
            break
        reach = mark.span.end
        if reach >= span.end:
            break
    if reach == span.start:
        return None
    return min(reach, span.end) - span.start


def _following(draft: Draft, number: int) -> Iterator[Cut]:
    """Yield the headlines in the lines after a label's own line: short, without a full stop, up to six."""
    if draft.lines[number].words == 0:
        return
    # A label that is an item itself ("Watch" in a packing list) says nothing of the items below.
    is_item = draft.lines[number].role is Role.LIST_ITEM
    for at in range(number + 1, min(number + 1 + _FOLLOWING, len(draft.lines))):
        line = draft.lines[at]
        is_plain = line.kind is None and line.role not in (Role.QUOTE, Role.TABLE_CELL) and not line.is_long
        is_linked = line.link_share > 0.8
        if not is_plain or not 2 <= line.words <= 22 or (line.role is Role.HEADING and not is_linked):
            return
        if ends_with_stop(line.text) and not is_linked:
            return
        if draft.is_markup and not is_linked and (line.role is not Role.LIST_ITEM or is_item):
            return
        if not draft.is_markup and at > number + 1 and line.is_apart and not draft.lines[number + 1].is_apart:
            return
        yield Cut(at, 0, len(line.text), RULE, REASON)


def _evidence(draft: Draft, number: int) -> Evidence:
    """Gather what the other lines of the story know: capitalised words, and words with a capital inside."""
    names: set[str] = set()
    joined: set[str] = set(draft.book.group("camel"))
    for at, line in enumerate(draft.lines):
        if at == number or line.is_long:
            continue
        for word in WORD.findall(line.text):
            if len(word) > 3 and word[0].isupper():
                names.add(word)
                if not word[1:].islower() and not word.isupper():
                    joined.add(word.casefold())
    is_german = draft.book.languages[:1] == ("de",)
    return Evidence(frozenset(names), draft.book.group("reporting"), frozenset(joined), is_german)
