"""Every hit of stories in its context: for going from hit to hit, and for tables of hits.

The marks are those of result rows. A body is not cut into words as a whole: the index knows where each begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from reader.core.model import ArticleId
from reader.core.query import Hit, Measure, Width
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.executor import Executor
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT
from reader.search.language.tree import Zone
from reader.search.marking import span_of
from reader.search.page_marks import Marks, PageMarker
from reader.search.run import Engine, Found, Watch
from reader.search.schema import BODY_AT, STANDFIRST_AT
from reader.search.words import Cutter, Token

_POSITION = (1 << SHIFT) - 1
_CONTINUATION = 0x80
_TOP_BITS = 0xC0
_BLOCK = 1_000
"""Stories looked at at a time."""
_ROOM = 8
"""Characters that a word takes, mostly."""
_MARGIN = 4
"""Characters behind a word that may still change where it ends."""
_UNKNOWN = -1
_BEHIND = -2
"""Stands for the place of a word behind the end of a body."""


@dataclass(frozen=True, slots=True)
class Contexts:
    """Finds the hits of one query in stories of a segment."""

    marker: PageMarker
    cutter: Cutter
    width: Width

    def of(self, engine: Engine, found: Found, ranked: Sequence[int], watch: Watch) -> tuple[list[Hit], int]:
        """Return the hits in some of the documents found, in their order, and of how many: as there is time for.

        Raises ``SearchCancelledError``.
        """
        hits: list[Hit] = []
        for seen in range(0, len(ranked), _BLOCK):
            if seen and watch.is_over:
                return hits, seen
            block = ranked[seen : seen + _BLOCK]
            made: dict[int, list[Hit]] = {}
            for leaf, executor in zip(engine.leaves, found.executors, strict=True):
                last = leaf.offset + leaf.columns.count
                own = [number - leaf.offset for number in block if leaf.offset <= number < last]
                if own:
                    listed = self._in_segment(executor, leaf.columns, own)
                    made.update((document + leaf.offset, each) for document, each in listed.items())
            hits.extend(chain.from_iterable(made[number] for number in block))
        return hits, len(ranked)

    def _in_segment(self, executor: Executor, columns: SegmentColumns, found: list[int]) -> dict[int, list[Hit]]:
        documents = np.array(sorted(found), np.int64)
        marks = self.marker.marks(executor, documents)
        stories = _Stories(columns, documents, marks, self)
        return {document: list(stories.hits(place)) for place, document in enumerate(documents.tolist())}


class _Stories:
    """What the hits in some documents of a segment are made of, looked up for all of them at once."""

    def __init__(self, columns: SegmentColumns, documents: Integers, marks: Marks, contexts: Contexts) -> None:
        self._content = columns.row_text
        self._cutter = contexts.cutter
        self._size = contexts.width.size
        self._in_words = contexts.width.measure is Measure.WORDS
        self._marks = marks
        self._parts: list[list[int]] = columns.part_starts(documents).tolist()
        self._ids: list[int] = columns.numbers("id")[documents].tolist()
        keys = documents << SHIFT
        bounds = np.searchsorted(marks.first, [keys, keys + STANDFIRST_AT, keys + BODY_AT, keys + _POSITION])
        self._bounds: list[list[int]] = bounds.T.tolist()
        self._firsts: list[int] = (marks.first & _POSITION).tolist()
        self._lasts: list[int] = (marks.last & _POSITION).tolist()
        reach = self._size if self._in_words else 0
        words = (marks.first & _POSITION) - BODY_AT
        self._starts = _bytes_of(columns, marks, words)
        self._lefts = _bytes_of(columns, marks, np.maximum(words - reach, 0))
        self._rights = _bytes_of(columns, marks, (marks.last & _POSITION) - BODY_AT + reach)

    def hits(self, place: int) -> Iterator[Hit]:
        """Yield the hits in one of the documents."""
        headline_at, published_at, standfirst_at, body_at, end = self._parts[place]
        first, standfirst_mark, body_mark, last_mark = self._bounds[place]
        if first < standfirst_mark:
            text = self._text(headline_at, published_at)
            yield from self._in_short(place, Zone.HEADLINE, text, 0, range(first, standfirst_mark))
        if standfirst_mark < body_mark:
            text = self._text(standfirst_at, body_at).rstrip(" ")
            yield from self._in_short(place, Zone.STANDFIRST, text, STANDFIRST_AT, range(standfirst_mark, body_mark))
        if body_mark < last_mark:
            yield from self._in_body(place, self._text(body_at, end), range(body_mark, last_mark))

    def _in_short(self, place: int, zone: Zone, text: str, base: int, numbers: range) -> Iterator[Hit]:
        """Yield the hits in a text that is short enough to be cut into words."""
        tokens = self._cutter.tokens(text)
        for number in numbers:
            span = span_of(self._marks.range(number), tokens, base)
            position = self._firsts[number] - base
            left = tokens[position - self._size].start if position > self._size else 0
            last = self._lasts[number] - base + self._size
            right = tokens[last].end if last < len(tokens) else len(text)
            yield self._hit(place, zone, position, text, (left, span.start, span.end, right))

    def _in_body(self, place: int, text: str, numbers: range) -> Iterator[Hit]:
        body = _Body(text, self._cutter)
        chosen = slice(numbers.start, numbers.stop)
        starts, lefts, rights = map(body.places, (self._starts[chosen], self._lefts[chosen], self._rights[chosen]))
        for number, start, left, right in zip(numbers, starts, lefts, rights, strict=True):
            first, last = self._firsts[number] - BODY_AT, self._lasts[number] - BODY_AT
            at = body.start(first) if start == _UNKNOWN else start
            end = self._end(body, number, at)
            low = high = at
            if self._in_words:
                low = 0 if first <= self._size else body.start(first - self._size) if left == _UNKNOWN else left
                high = body.end(last + self._size, right)
            yield self._hit(place, Zone.BODY, first, text, (low, at, end, high))

    def _end(self, body: "_Body", number: int, start: int) -> int:
        """Return where a mark ends that begins at a place of a body."""
        words = self._lasts[number] - self._firsts[number]
        if not self._marks.odd:
            return body.end_of(start, words)
        marked = self._marks.range(number)
        return span_of(marked, body.tokens_from(start, words), marked.first).end

    def _hit(self, place: int, zone: Zone, position: int, text: str, edges: tuple[int, int, int, int]) -> Hit:
        """Return a hit; ``edges`` are where its left context, itself and its right one begin, and the end of all."""
        low, start, end, high = edges
        if not self._in_words:
            low, high = _left_edge(text, start, self._size), _right_edge(text, end, self._size)
        high = max(high, end)
        return Hit(ArticleId(self._ids[place]), zone.value, position, text[low:start], text[start:end], text[end:high])

    def _text(self, start: int, end: int) -> str:
        return str(self._content[start:end], "utf-8", "surrogatepass")


class _Body:
    """A body: where in its text words are whose bytes the index knows, and others by cutting all of it."""

    __slots__ = ("_cutter", "_leads", "_text", "_tokens")

    def __init__(self, text: str, cutter: Cutter) -> None:
        self._text = text
        self._cutter = cutter
        self._tokens: list[Token] | None = None
        self._leads: Integers | None = None
        if not text.isascii():
            octets = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
            self._leads = np.flatnonzero((octets & _TOP_BITS) != _CONTINUATION)

    def places(self, octets: list[int]) -> list[int]:
        """Return the characters that begin at some bytes; what is no byte stays as it is."""
        if self._leads is None:
            return octets
        found: list[int] = np.where(np.array(octets) < 0, octets, np.searchsorted(self._leads, octets)).tolist()
        return found

    def start(self, word: int) -> int:
        """Return where a word begins."""
        return self._all_tokens()[word].start

    def end(self, word: int, start: int) -> int:
        """Return where a word ends that begins at a place, or where the body does if it has no such word."""
        if start == _BEHIND:
            return len(self._text)
        if start == _UNKNOWN:
            return self._all_tokens()[word].end
        return self.end_of(start, 0)

    def end_of(self, start: int, words: int) -> int:
        """Return where the word ends that is so many words behind the one at a place."""
        piece = self._piece(start, words)
        end = self._cutter.ends(piece, 0, 0, words)[1]
        if end + _MARGIN > len(piece):
            return self._cutter.ends(self._text, start, 0, words)[1]
        return start + end

    def tokens_from(self, start: int, words: int) -> list[Token]:
        """Return the tokens from the one at a place on, so many and two more, or to the end."""
        piece = self._piece(start, words)
        tokens = self._cutter.tokens_from(piece, 0, words)
        if len(tokens) < words + 2 or tokens[words + 1].end + _MARGIN > len(piece):
            return self._cutter.tokens_from(self._text, start, words)
        return [Token(token.text, token.start + start, token.end + start) for token in tokens]

    def _piece(self, start: int, words: int) -> str:
        """Return the text from a place on, as far as some words usually reach.

        Scripts without spaces have long runs of characters, which are cut as a whole.
        """
        return self._text[start : start + (words + 3) * _ROOM]

    def _all_tokens(self) -> list[Token]:
        if self._tokens is None:
            self._tokens = self._cutter.tokens(self._text)
        return self._tokens


def _bytes_of(columns: SegmentColumns, marks: Marks, words: Integers) -> list[int]:
    """Return for each mark at which byte of its body one of some words begins, if it is known."""
    starts = np.full(len(words), _UNKNOWN, np.int64)
    in_body = np.flatnonzero((marks.first & _POSITION) >= BODY_AT)
    documents, numbers = marks.first[in_body] >> SHIFT, words[in_body]
    is_there = numbers < columns.word_counts(documents)
    starts[in_body[~is_there]] = _BEHIND
    starts[in_body[is_there]] = columns.word_starts(documents[is_there], numbers[is_there])
    return starts.tolist()


def _left_edge(text: str, start: int, size: int) -> int:
    """Return where at most ``size`` characters before a place begin that do not cut a word, if there are several."""
    if start <= size:
        return 0
    low = start - size
    blank = text.find(" ", low - 1, start - 1)
    return blank + 1 if blank >= 0 else low


def _right_edge(text: str, end: int, size: int) -> int:
    """Return where at most ``size`` characters behind a place end that do not cut a word, if there are several."""
    if len(text) - end <= size:
        return len(text)
    blank = text.rfind(" ", end + 1, end + size + 1)
    return blank if blank >= 0 else end + size
