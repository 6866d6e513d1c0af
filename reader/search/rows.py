"""Result rows: headline, snippet and marks of the stories of a page, from positions in the index.

A story is never cut into words again as a whole: the index knows at which words the hits are, and where every 8th word
begins.
"""

from dataclasses import dataclass

import numpy as np

from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow
from reader.search.codec.bulk import SAMPLE
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.executor import Executor
from reader.search.codec.spots import SHIFT
from reader.search.codec.units import unit_starts
from reader.search.compile import Compiler
from reader.search.language.tree import Unit, Zone
from reader.search.marking import Leaf, Marker, Range, span_of
from reader.search.schema import BODY_AT, STANDFIRST_AT, TEXT, Row
from reader.search.snippet import LENGTH, Snippet, snippet
from reader.search.words import Cutter

_NEAR = 40
"""Words that a snippet has room for."""
_BEFORE = 20
"""Words before the first mark of a snippet that may be shown, too."""
_BEFORE_PAIRED = 100

Positions = dict[Leaf, list[int]]


@dataclass(frozen=True, slots=True)
class Builder:
    """Makes the rows of one search."""

    marker: Marker
    compiler: Compiler
    cutter: Cutter

    def rows(
        self, executor: Executor, columns: SegmentColumns, found: list[tuple[int, float]]
    ) -> list[tuple[ResultRow, int]]:
        """Return a row and the number of its marked places for each document of a segment with its score."""
        documents = np.array(sorted(document for document, _ in found), np.int64)
        positions: dict[int, Positions] = {int(document): {} for document in documents}
        for leaf in self.marker.leaves:
            keys = executor.spots(self.compiler.places(leaf), documents).first
            for document, position in zip((keys >> SHIFT).tolist(), (keys & 0xFFFFFFFF).tolist(), strict=True):
                positions[document].setdefault(leaf, []).append(position)
        return [self._row(columns, document, score, positions[document]) for document, score in found]

    def _row(self, columns: SegmentColumns, document: int, score: float, positions: Positions) -> tuple[ResultRow, int]:
        row = columns.row(document)
        starts = _unit_starts(columns, document) if self.marker.has_units else {}
        headline = self._ranges(positions, starts, Zone.HEADLINE, 0, STANDFIRST_AT)
        standfirst = self._ranges(positions, starts, Zone.STANDFIRST, STANDFIRST_AT, BODY_AT)
        body = self._ranges(positions, starts, Zone.BODY, BODY_AT, 1 << SHIFT)
        headline_tokens = self.cutter.tokens(row.headline) if headline else []
        shown = self._snippet(row, standfirst, body, columns.samples(document))
        result = ResultRow(
            article_id=ArticleId(int(columns.numbers("id")[document])),
            headline=row.headline,
            outlet=row.outlet,
            published=row.published,
            words=int(columns.numbers("words")[document]),
            score=score,
            snippet=shown.text,
            marks=shown.marks,
            headline_marks=tuple(span_of(each, headline_tokens, 0) for each in headline),
        )
        return result, len(headline) + len(standfirst) + len(body)

    def _ranges(
        self, positions: Positions, starts: dict[Unit, list[int]], zone: Zone, first: int, end: int
    ) -> list[Range]:
        local: Positions = {}
        for leaf, places in positions.items():
            inside = [place - first for place in places if first <= place < end]
            if inside:
                local[leaf] = inside
        units = {unit: [place - first for place in places] for unit, places in starts.items()}
        return self.marker.ranges(local, zone, units) if local else []

    def _snippet(self, row: Row, standfirst: list[Range], body: list[Range], samples: list[int]) -> Snippet:
        text = f"{row.standfirst}\n{row.body}" if row.standfirst else row.body
        marks: list[Span] = []
        if standfirst:
            tokens = self.cutter.tokens(row.standfirst)
            marks = [span_of(each, tokens, 0) for each in standfirst]
        if body:
            shift = len(text) - len(row.body)
            best = body[0] if standfirst else _densest(body)
            marks.extend(Span(m.start + shift, m.end + shift) for m in self._around(row.body, body, best, samples))
        return snippet(text, tuple(marks))

    def _around(self, body: str, ranges: list[Range], best: Range, samples: list[int]) -> list[Span]:
        """Return the marks at and around one of the ranges of a body, as far as a snippet can show them."""
        centre = self._span(body, best, samples)
        earliest = best.first - (LENGTH if centre.start < LENGTH or best.wide or best.single else _BEFORE)
        if len(body) - centre.start < LENGTH:
            earliest = best.first - LENGTH
        marks = []
        for each in ranges:
            if each.first >= earliest:
                span = centre if each is best else self._span(body, each, samples)
                if span.start > centre.start + LENGTH:
                    break
                marks.append(span)
        return marks

    def _span(self, body: str, each: Range, samples: list[int]) -> Span:
        """Return the characters of a range, cutting only the few words since the place that is known."""
        sample = each.first // SAMPLE
        base = sample * SAMPLE
        return span_of(each, self.cutter.tokens_from(body, samples[sample], each.last - base), base)


def _unit_starts(columns: SegmentColumns, document: int) -> dict[Unit, list[int]]:
    """Return where the sentences and the paragraphs of a document begin."""
    owner = columns.field(TEXT)
    if owner is None:
        return {}
    return {unit: (unit_starts(owner, unit, np.array([document])) & 0xFFFFFFFF).tolist() for unit in Unit}


def _densest(ranges: list[Range]) -> Range:
    """Return the first of the ranges that are most within a snippet's room, the earliest of equals."""
    best, most, head = 0, 0, 0
    for tail, each in enumerate(ranges):
        while head < tail and each.last - ranges[head].first > _NEAR:
            head += 1
        if tail - head + 1 > most:
            best, most = head, tail - head + 1
    return ranges[best]
