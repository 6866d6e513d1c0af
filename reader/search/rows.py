"""Result rows: headline, snippet and marks of the stories of a page, from positions in the index.

A story is never cut into words again, nor read as a whole: the index knows at which words the hits are, and where each
word begins. What can be looked up for all stories of the page at once is.
"""

from dataclasses import dataclass

import numpy as np

from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.executor import Executor
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT
from reader.search.marking import span_of
from reader.search.page_marks import Marks, PageMarker
from reader.search.schema import BODY_AT, STANDFIRST_AT
from reader.search.snippet import ELLIPSIS, LENGTH, SLACK, Place, densest, window
from reader.search.words import Cutter

_NEAR = 40
"""Words that a snippet has room for."""
_BEFORE = LENGTH + 2 * SLACK
_AFTER = 2 * LENGTH + 4 * SLACK
_WIDEST = 4
"""Bytes that a character takes at most."""
_POSITION = (1 << SHIFT) - 1
_MANY = 1 << 32
_BODY, _END = 2, 3
"""Where ``_bounds`` says which is the first mark of a body, and which the first behind its story."""


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes the rows of one search."""

    marker: PageMarker
    cutter: Cutter

    def rows(
        self, executor: Executor, columns: SegmentColumns, found: list[tuple[int, float]]
    ) -> tuple[list[ResultRow], int]:
        """Return a row for each document of a segment with its score, and the number of their marked places."""
        documents = np.array(sorted(document for document, _ in found), np.int64)
        marks = self.marker.marks(executor, documents)
        page = _Page(columns, documents, marks, self.cutter)
        places = {document: place for place, document in enumerate(documents.tolist())}
        return [page.row(places[document], score) for document, score in found], len(marks.first)


class _Page:
    """What rows of some documents of a segment are made of, looked up for all of them at once."""

    def __init__(self, columns: SegmentColumns, documents: Integers, marks: Marks, cutter: Cutter) -> None:
        self._content = columns.row_text
        self._cutter = cutter
        self._marks = marks
        self._parts: list[list[int]] = columns.part_starts(documents).tolist()
        self._outlets = columns.names("outlet")
        self._outlet_codes: list[int] = columns.codes("outlet")[documents].tolist()
        self._ids: list[int] = columns.numbers("id")[documents].tolist()
        self._words: list[int] = columns.numbers("words")[documents].tolist()
        keys = documents << SHIFT
        bounds = np.searchsorted(marks.first, [keys, keys + STANDFIRST_AT, keys + BODY_AT, keys + _POSITION])
        self._bounds: list[list[int]] = bounds.T.tolist()
        self._heads, self._tails = _densest(marks, bounds[2], bounds[3])
        self._starts = self._word_starts(columns)
        self._firsts: list[int] = (marks.first & _POSITION).tolist()
        self._lasts: list[int] = (marks.last & _POSITION).tolist()

    def _word_starts(self, columns: SegmentColumns) -> list[int]:
        """Return for every mark the byte of the body where it begins, 0 outside of bodies."""
        keys = self._marks.first
        in_body = np.flatnonzero((keys & _POSITION) >= BODY_AT)
        documents, words = keys[in_body] >> SHIFT, (keys[in_body] & _POSITION) - BODY_AT
        starts = np.zeros(len(keys), np.int64)
        starts[in_body] = columns.word_starts(documents, words)
        for number in np.flatnonzero(starts < 0).tolist():
            document, word = int(keys[number]) >> SHIFT, (int(keys[number]) & _POSITION) - BODY_AT
            *_, body_at, end = columns.part_starts(np.array([document]))[0].tolist()
            sample, behind = columns.sample(document, word)
            text = str(self._content[body_at + sample : end], "utf-8", "ignore")
            before, _ = self._cutter.ends(text, 0, behind, behind)
            starts[number] = sample + len(text[:before].encode("utf-8", "surrogatepass"))
        return starts.tolist()

    def row(self, place: int, score: float) -> ResultRow:
        """Return the row of one of the documents."""
        headline_at, published_at, standfirst_at, _, end = self._parts[place]
        first, standfirst_mark, body_mark, last_mark = self._bounds[place]
        headline = self._text(headline_at, published_at)
        marks = self._headline_marks(headline, range(first, standfirst_mark)) if first < standfirst_mark else ()
        if standfirst_mark < body_mark:
            snippet, shown = self._from_standfirst(place)
        elif body_mark < last_mark:
            snippet, shown = self._around(place)
        else:
            snippet, shown = self._beginning(standfirst_at, end), ()
        return ResultRow(
            ArticleId(self._ids[place]),
            headline,
            self._outlets[self._outlet_codes[place]],
            self._text(published_at, standfirst_at),
            self._words[place],
            score,
            snippet,
            shown,
            marks,
        )

    def _text(self, start: int, end: int) -> str:
        return str(self._content[start:end], "utf-8", "surrogatepass")

    def _headline_marks(self, headline: str, numbers: range) -> tuple[Span, ...]:
        if not self._marks.odd:
            ends = (self._cutter.ends(headline, 0, self._firsts[number], self._lasts[number]) for number in numbers)
            return tuple(Span(start, end) for start, end in ends)
        tokens = self._cutter.tokens(headline)
        return tuple(span_of(self._marks.range(number), tokens, 0) for number in numbers)

    def _beginning(self, start: int, end: int) -> str:
        text = _Stretch(self._content, start, start, end).text
        return _shown(text, *window(text, 0, 0))

    def _around(self, place: int) -> tuple[str, tuple[Span, ...]]:
        """Return a snippet around the most marks of a body, and its marks."""
        _, _, start, body_at, end = self._parts[place]
        head, tail = self._heads[place], self._tails[place]
        stretch = _Stretch(self._content, start, body_at + self._starts[head], end)
        text = stretch.text
        found = self._ends(stretch, body_at, head)
        last = found if tail == head else self._ends(stretch, body_at, tail)
        low, high = window(text, found[0], max(found[1], last[1]))
        marks = [found]
        for number in range(head - 1, self._bounds[place][_BODY] - 1, -1):
            if stretch.place(body_at + self._starts[number]) < low:
                break
            marks.insert(0, self._ends(stretch, body_at, number))
        for number in range(head + 1, self._bounds[place][_END]):
            if stretch.place(body_at + self._starts[number]) >= high:
                break
            marks.append(last if number == tail else self._ends(stretch, body_at, number))
        return _shown(text, low, high), _shifted(marks, low, high)

    def _from_standfirst(self, place: int) -> tuple[str, tuple[Span, ...]]:
        """Return a snippet around the most marks of a standfirst and the beginning of the body, and its marks."""
        _, _, start, body_at, end = self._parts[place]
        _, first, body_first, last = self._bounds[place]
        tokens = self._cutter.tokens(self._text(start, body_at))
        spans = (span_of(self._marks.range(number), tokens, STANDFIRST_AT) for number in range(first, body_first))
        marks = [(span.start, span.end) for span in spans]
        stretch = _Stretch(self._content, start, start, min(end, body_at + _WIDEST * _AFTER), is_whole=True)
        for number in range(body_first, last):
            if self._firsts[number] - BODY_AT > _AFTER:
                break
            marks.append(self._ends(stretch, body_at, number))
        low, high = window(stretch.text, *densest(marks))
        shown = [mark for mark in marks if low <= mark[0] < high]
        return _shown(stretch.text, low, high), _shifted(shown, low, high)

    def _ends(self, stretch: "_Stretch", body_at: int, number: int) -> Place:
        """Return where a mark is in a stretch of text."""
        start = stretch.place(body_at + self._starts[number])
        words = self._lasts[number] - self._firsts[number]
        if not self._marks.odd:
            return start, self._cutter.ends(stretch.text, start, 0, words)[1]
        tokens = self._cutter.tokens_from(stretch.text, start, words)
        if words >= len(tokens):  # it goes on where no snippet reaches
            return start, len(stretch.text)
        return start, span_of(self._marks.range(number), tokens, self._firsts[number]).end


class _Stretch:
    """The text around a byte of a row, as much of it as a snippet can show."""

    __slots__ = ("_octets", "_start", "text")

    def __init__(self, content: memoryview, first: int, centre: int, end: int, *, is_whole: bool = False) -> None:
        """Cut out what is between the bytes ``first`` and ``end`` and near ``centre``."""
        self._start = first if is_whole or centre - _BEFORE < first else centre - _BEFORE
        self._octets: memoryview | None = None
        octets = content[self._start : end if is_whole or centre + _AFTER > end else centre + _AFTER]
        # A character that is cut through at an end is outside of every snippet.
        self.text = str(octets, "utf-8", "ignore")
        if not self.text.isascii():
            if not is_whole:
                self._start = max(first, centre - _WIDEST * _BEFORE)
                octets = content[self._start : min(end, centre + _WIDEST * _AFTER)]
                self.text = str(octets, "utf-8", "ignore")
            self._octets = octets

    def place(self, at: int) -> int:
        """Return the place in the text of a byte of the row."""
        at -= self._start
        if self._octets is None or at <= 0:
            return max(at, 0)
        return len(str(self._octets[:at], "utf-8", "ignore"))


def _shifted(marks: list[Place], low: int, high: int) -> tuple[Span, ...]:
    """Return marks of a text as those of the piece that is shown of it."""
    shift = len(ELLIPSIS) - low if low else 0
    return tuple([Span(start + shift, min(end, high) + shift) for start, end in marks])


def _shown(text: str, low: int, high: int) -> str:
    shown = text[low:high] + ELLIPSIS if high < len(text) else text[low:].rstrip(" ")
    return ELLIPSIS + shown if low else shown


def _densest(marks: Marks, begins: Integers, ends: Integers) -> tuple[list[int], list[int]]:
    """Return the first and the last of the marks that are most within a snippet's room, for each stretch of marks.

    The earliest of equals; for an empty stretch the numbers mean nothing.
    """
    if not len(marks.first):
        return [0] * len(begins), [0] * len(begins)
    numbers = np.arange(len(marks.first))
    heads = np.minimum(np.searchsorted(marks.first, marks.last - _NEAR), numbers)
    worth = np.append((numbers - heads + 1) * _MANY - numbers, 0)
    best = np.maximum.reduceat(worth, np.stack((begins, ends), axis=1).reshape(-1))[::2]
    tails = np.minimum(-best % _MANY, len(numbers) - 1)
    return heads[tails].tolist(), tails.tolist()
