"""Makes anchors of passages and finds them again in a text that has changed. Pure.

A passage is looked for as it was written, then with white space, quotation marks, dashes and letter case folded, then
with some characters more, less or other. Where it stands several times, the text around it and the nearness to its old
place decide.
"""

import unicodedata
from collections.abc import Iterator

from reader.core.approximate import Match, nearest_match
from reader.core.highlights import CONTEXT_CHARS, LONGEST_QUOTE, Anchor
from reader.core.model import Span

MOST_PLACES = 1_000
"""How many places of a quote are compared; one that stands more often says nothing."""

ERROR_SHARE = 0.25
"""How many edits, by the length of a quote, are still the same quote."""

LEAST_FUZZY = 12
"""A shorter quote is only found as it was written: with edits it would be found anywhere."""

END_CHARS = 160
"""Of a quote longer than two of these only both ends are looked for, so that time stays linear."""

MOST_STRETCH = 0.5
"""How much longer or shorter what stands between both ends may have become, by the length of the quote."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)


def anchor_of(text: str, span: Span) -> Anchor:
    """Return the anchor of a passage of a text, at most ``LONGEST_QUOTE`` long."""
    end = min(span.end, span.start + LONGEST_QUOTE)
    return Anchor(
        quote=text[span.start : end],
        prefix=text[max(0, span.start - CONTEXT_CHARS) : span.start],
        suffix=text[end : end + CONTEXT_CHARS],
        start=span.start,
    )


def find(text: str, anchor: Anchor, near: int | None = None) -> Span | None:
    """Return where a passage stands in a text, or None; ``near`` is where it was last, else the anchor's own place."""
    if not anchor.quote.strip():
        return None
    near = anchor.start if near is None else near
    exact = _best(text, anchor.quote, anchor.prefix, anchor.suffix, near)
    if exact is not None:
        return exact
    folded, places = _folded(text)
    quote = _folded(anchor.quote)[0].strip()
    prefix, suffix = _folded(anchor.prefix)[0], _folded(anchor.suffix)[0]
    near_folded = _place_in(places, near)
    found = _best(folded, quote, prefix, suffix, near_folded) or _fuzzy(folded, quote, near_folded)
    if found is None or found.start >= found.end:
        return None
    return Span(places[found.start], places[found.end - 1] + 1)


def _place_in(places: list[int], at: int) -> int:
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low


def _best(text: str, quote: str, prefix: str, suffix: str, near: int) -> Span | None:
    """Return the place of a quote that has most of its surroundings, and of these the nearest."""
    if not quote:
        return None
    best: tuple[int, int, int] | None = None
    for at in _places(text, quote, near):
        before = _common_end(text[max(0, at - len(prefix)) : at], prefix)
        end = at + len(quote)
        behind = _common_start(text[end : end + len(suffix)], suffix)
        rank = (before + behind, -abs(at - near), at)
        if best is None or rank > best:
            best = rank
    return None if best is None else Span(best[2], best[2] + len(quote))


def _places(text: str, quote: str, near: int) -> Iterator[int]:
    """Yield where a quote stands, those around ``near`` first, at most ``MOST_PLACES`` each way."""
    at = text.find(quote, max(0, near))
    for _ in range(MOST_PLACES):
        if at < 0:
            break
        yield at
        at = text.find(quote, at + 1)
    at = text.rfind(quote, 0, max(0, near) + len(quote) - 1)
    for _ in range(MOST_PLACES):
        if at < 0:
            break
        yield at
        at = text.rfind(quote, 0, at + len(quote) - 1)


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])


def _common_start(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with what print and cleaning vary folded, and the place in ``text`` of each of its characters."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        if char.isspace():
            if not chars or chars[-1] != " ":
                chars.append(" ")
                places.append(at)
        elif unicodedata.category(char) != "Cf":
            folded = char.translate(_SAME).casefold()
            chars.extend(folded)
            places.extend([at] * len(folded))
    return "".join(chars), places


def _fuzzy(text: str, quote: str, near: int) -> Span | None:
    """Return the passage most like a quote, if it is like it enough; text and quote are folded."""
    if len(quote) < LEAST_FUZZY:
        return None
    if len(quote) <= 2 * END_CHARS:
        found = _match(text, quote, near)
        return None if found is None else Span(found.start, found.end)
    head = _match(text, quote[:END_CHARS], near)
    if head is None:
        return None
    # The tail is looked for where it can be, given the head, so that other passages cannot draw the span out.
    shortest = round(len(quote) * (1 - MOST_STRETCH)) - END_CHARS
    longest = round(len(quote) * (1 + MOST_STRETCH))
    low, high = head.start + max(0, shortest), head.start + longest
    tail = _match(text[low:high], quote[-END_CHARS:], len(quote) - END_CHARS - max(0, shortest))
    return None if tail is None else Span(head.start, low + tail.end)


def _match(text: str, quote: str, near: int) -> Match | None:
    return nearest_match(text, quote, round(len(quote) * ERROR_SHARE), near)
