"""Which pictures of a page belong to its story, where they stand in it, and which captions are about them.

A picture is judged by the text it shares its nearest container with: kept text or a kept caption speak for it, removed
text alone (a teaser, a byline, a bar of links) against it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.core.model import Block, BlockKind, Caption, ElementTable, FileKind, Page
from reader.core.pictures import Figure, Picture, references

MOST_FIGURES = 50
_LEAST_PX, _SMALL_PX, _WIDE_PX = 48, 100, 300
# Sizes that advertising agreed on, and that no news photo has.
_BANNERS = frozenset({(728, 90), (468, 60), (970, 90), (970, 250), (320, 50), (320, 100), (160, 600), (120, 600)})
_MOST_BETWEEN = 2
_MOST_CHARS_BETWEEN, _MOST_CHARS_BESIDE, _NEAR = 120, 400, 20
# What became of a piece, in rising order: of the pieces in an element, the highest counts.
_NOTHING, _REMOVED, _CAPTION, _KEPT = range(4)

_UNFIT_LABEL = re.compile(
    r"avatar|sprite|spacer|newsletter|recommend|related|sponsor|advert|social|outbrain|taboola|paywall|hs-cta|headshot"
    r"|share-?(?:bar|button|icon|tool|link)"
    r"|(?:^|[\s_-])(?:ads?|icons?|logos?|promo|authors?|byline|comments?|subscribe|breadcrumbs?|nav|menu|emojis?|tracking"
    r"|thumbs?|rating|profile)(?:[\s_-]|$)"
)
_FACE_LABEL = re.compile(r"avatar|headshot|(?:^|[\s_-])(?:authors?|bylines?|profile)(?:[\s_-]|$)")
# Every way begins with a slash here: the search goes from one to the next.
_UNFIT_FILE = re.compile(
    r"/(?:(?:icons?|logos?|sprites?|avatars?|emojis?|smil(?:ies|eys)|buttons?|ads?|banners?|flags?|pixels?)/[^?]*$"
    r"|(?:logo|icon|favicon|avatar|sprite|spacer|pixel|blank|clear|transparent|loading|loader|arrow|bullet|1x1|trans|dot"
    r"|button|btn|gravatar|beacon)s?[\d_.-]*[^/?]{0,12}\.(?:gif|png|jpe?g|webp|ico)(?:[?#]|$)"
    r"|[^/?]*placeholder[^/?]*$|(?:werbung|anzeige|reklama?|publicidad|publicit[eé]|advert)[^/?]*$"
    r"|[^/?]*\.svgz?(?:[?#]|$))"
)
_DRAWING = "data:image/svg"
_LONGEST_NAME = 1_000


def figures(page: Page, blocks: Sequence[Block], captions: Sequence[Caption]) -> tuple[Figure, ...]:
    """Return the pictures of the page that belong to the story of these blocks and captions, in the page's order."""
    pictures = [picture for picture in page.pictures if not _is_tiny(picture)]
    body = [block for block in blocks if block.spans and block.kind is not BlockKind.HEADLINE]
    if not pictures or not body:
        return ()
    ground = _Ground.of(page, blocks, captions)
    chosen = ground.with_a_lead([picture for picture in pictures if ground.holds(picture)], pictures)
    chosen = _without_repeats(chosen)[:MOST_FIGURES]
    about = ground.captions_of(chosen)
    return tuple(
        [
            Figure(ground.block_behind(picture.offset), ways, picture.alt, tuple(about.get(number, ())))
            for number, picture in enumerate(chosen)
            if (ways := tuple([way for way in references(picture) if not _is_unfit_way(way)]))
        ]
    )


def _is_tiny(picture: Picture) -> bool:
    """Whether the page itself gives a picture the size of a sign or of a banner."""
    width, height = picture.width, picture.height
    if 0 < width < _LEAST_PX or 0 < height < _LEAST_PX or (width, height) in _BANNERS:
        return True
    return 0 < width < _SMALL_PX and 0 < height < _SMALL_PX


def _without_repeats(pictures: Sequence[Picture]) -> list[Picture]:
    """Return pictures without those that a page shows a second time."""
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], Picture] = {}
    for picture in pictures:
        seen.setdefault((picture.sources, picture.sets), picture)
    return list(seen.values())


@dataclass(frozen=True, slots=True)
class _Ground:
    """What of the page became what: each piece, and the best of what is in each element.

    The headline or what else is shown above the body begins at ``top``, the body reaches from ``first`` to ``last``.
    """

    page: Page
    blocks: Sequence[Block]
    captions: Sequence[Caption]
    fates: Sequence[int]
    best: Sequence[int]
    top: int
    first: int
    last: int

    @classmethod
    def of(cls, page: Page, blocks: Sequence[Block], captions: Sequence[Caption]) -> "_Ground":
        """Look at the page once."""
        fates = _fates(page, blocks, captions)
        own = [block for block in blocks if block.spans and block.kind is not BlockKind.HEADLINE]
        body = [block for block in own if block.kind is not BlockKind.STANDFIRST] or own
        first, last = body[0].spans[0].start, max(block.spans[-1].end for block in body)
        top = min([block.spans[0].start for block in blocks if block.spans])
        return cls(page, blocks, captions, fates, _best_inside(page, fates), top, first, last)

    def holds(self, picture: Picture) -> bool:
        """Whether the picture belongs to the story, as far as its own surroundings tell."""
        around = self._way_up(picture.element, _REMOVED)
        nearest = self.best[around[-1]]
        if nearest != _KEPT:
            return nearest == _CAPTION and not self._is_face(picture, around)
        return self._is_in_place(picture, around) and not self._is_face(picture, ()) and self._is_fit(picture, around)

    def _is_in_place(self, picture: Picture, around: Sequence[int]) -> bool:
        """Whether a picture beside kept text stands where the story does."""
        if self.page.kind is FileKind.STORY or self.top <= picture.offset < self.first:
            return True
        if picture.offset < self.top:
            return self._is_lead(picture, around)
        before, after = self._fates_beside(picture.offset)
        if picture.offset > self.last:
            return before != _REMOVED and (picture.width >= _WIDE_PX or _in_figure(self.page.elements, around))
        return before != _REMOVED or after != _REMOVED

    def _way_up(self, row: int, until: int) -> list[int]:
        """Return the rows from that of a picture up to the first with a piece in it of this fate or a better one."""
        parents, way = self.page.elements.parents, [row]
        while row >= 0 and self.best[row] < until:
            row = parents[row]
            way.append(row)
        return way

    def _is_face(self, picture: Picture, around: Sequence[int]) -> bool:
        """Whether a picture shows who wrote the story."""
        labels = self.page.elements.labels
        if picture.alt and picture.alt in {author.value for author in self.page.metadata.authors}:
            return True
        return any(_FACE_LABEL.search(labels[row]) for row in around if row >= 0 and labels[row])

    def _is_fit(self, picture: Picture, around: Sequence[int]) -> bool:
        """Whether no names speak against a picture: its own, and those of elements with nothing but it."""
        labels = self.page.elements.labels
        if any(_is_unfit_label(labels[row]) for row in around[:-1] if labels[row]):
            return False
        ways = picture.sources or picture.sets
        return not all(map(_is_unfit_way, ways))

    def _is_lead(self, picture: Picture, around: Sequence[int]) -> bool:
        """Whether a picture above the headline is the story's: set as a figure, or large, and right above it."""
        if not (picture.width >= _WIDE_PX or _in_figure(self.page.elements, around)):
            return False
        between = 0
        for number in range(self._piece_at(picture.offset), len(self.fates)):
            span = self.page.pieces[number].span
            if span.start >= self.top:
                break
            between += len(span) if span.start >= picture.offset and self.fates[number] == _REMOVED else 0
        return between <= _MOST_CHARS_BETWEEN

    def with_a_lead(self, chosen: Sequence[Picture], pictures: Sequence[Picture]) -> list[Picture]:
        """Return the pictures with but the last of those above the headline.

        Where none stands above the body, one that only removed text is beside may be the lead: its caption was not
        recognised, or a bar of buttons lies over it.
        """
        above = sum(picture.offset < self.top for picture in chosen)
        if any(picture.offset < self.first for picture in chosen):
            return list(chosen[max(0, above - 1) :])
        lead = next((one for one in pictures if self.top <= one.offset < self.first and self._may_lead(one)), None)
        return list(chosen) if lead is None else [lead, *chosen]

    def _may_lead(self, picture: Picture) -> bool:
        """Whether a picture under the headline has but little removed text beside it, most of that without a link."""
        around = self._way_up(picture.element, _REMOVED)
        if self.best[around[-1]] == _KEPT or not self._is_fit(picture, (*around, -1)):
            return False
        number = self._piece_at(picture.offset)
        near = self.page.pieces[max(0, number - _NEAR) : number + _NEAR]
        beside = [piece for piece in near if _is_inside(self.page.elements, piece.element, around[-1])]
        chars, linked = sum(len(piece.span) for piece in beside), sum(piece.link_chars for piece in beside)
        return chars <= _MOST_CHARS_BESIDE and linked * 2 < chars

    def block_behind(self, offset: int) -> int:
        """Return the number of the first block that ends behind a place in the text."""
        return bisect_right(self.blocks, offset, key=lambda block: block.spans[-1].end if block.spans else 0)

    def captions_of(self, pictures: Sequence[Picture]) -> dict[int, list[int]]:
        """Return the numbers of the captions about each picture, by its number."""
        inside: dict[int, list[int]] = {}
        for number, picture in enumerate(pictures):
            for row in self._way_up(picture.element, _KEPT):
                inside.setdefault(row, []).append(number)
        about: dict[int, list[int]] = {}
        for number, caption in enumerate(self.captions):
            start = caption.span.start
            at = self._piece_at(start)
            way = self._way_up(self.page.pieces[at].element, _KEPT)[:-1]
            shared = next((inside[row] for row in way if row in inside), [])
            last = bisect_right(pictures, start, key=lambda picture: picture.offset) - 1
            if shared:
                about.setdefault(max([n for n in shared if n <= last], default=shared[0]), []).append(number)
            elif last >= 0 and self._is_right_behind(pictures[last].offset, at):
                about.setdefault(last, []).append(number)
        return about

    def _is_right_behind(self, offset: int, number: int) -> bool:
        """Whether a piece follows a place in the text with at most a credit and another caption in between."""
        first = bisect_left(self.page.pieces, offset, key=lambda piece: piece.span.start)
        return number - first <= _MOST_BETWEEN and _KEPT not in self.fates[first:number]

    def _piece_at(self, offset: int) -> int:
        """Return the number of the last piece that begins at or before a place in the text, 0 if there is none."""
        return max(0, bisect_right(self.page.pieces, offset, key=lambda piece: piece.span.start) - 1)

    def _fates_beside(self, offset: int) -> tuple[int, int]:
        """Return what became of the pieces before and behind a place in the text; inside one, it is that twice."""
        number = self._piece_at(offset)
        span = self.page.pieces[number].span
        if span.start < offset < span.end:
            return self.fates[number], self.fates[number]
        if span.end <= offset:
            number += 1
        before = self.fates[number - 1] if number else _REMOVED
        return before, self.fates[number] if number < len(self.fates) else _REMOVED


@lru_cache(maxsize=10_000)
def _is_unfit_label(labels: str) -> bool:
    return _UNFIT_LABEL.search(labels) is not None


def _is_unfit_way(way: str) -> bool:
    """Whether a reference names a drawing, a sign, or a placeholder."""
    if way.startswith("data:"):
        return way.startswith(_DRAWING)
    return _UNFIT_FILE.search(f"/{way[:_LONGEST_NAME].lower()}") is not None


def _fates(page: Page, blocks: Sequence[Block], captions: Sequence[Caption]) -> list[int]:
    """Return what became of each piece; one of which any part is kept is kept."""
    marked = [(span.end, span.start, _KEPT) for block in blocks for span in block.spans]
    marked += [(caption.span.end, caption.span.start, _CAPTION) for caption in captions]
    marked.sort()
    marked.append((len(page.text) + 1, len(page.text) + 1, _NOTHING))
    found: list[int] = []
    at = 0
    for piece in page.pieces:
        span = piece.span
        start, end = span.start, span.end
        while marked[at][0] <= start:
            at += 1
        fate, look = _REMOVED, at
        while marked[look][1] < end:
            fate = max(fate, marked[look][2])
            look += 1
        found.append(fate)
    return found


def _best_inside(page: Page, fates: Sequence[int]) -> list[int]:
    """Return the best that became of any piece in each element, by its row."""
    parents = page.elements.parents
    best = [_NOTHING] * (len(parents) + 1)  # the last one, -1, is around everything
    for piece, fate in zip(page.pieces, fates, strict=True):
        row = piece.element
        while best[row] < fate:
            best[row] = fate
            if row >= 0:
                row = parents[row]
    return best


def _is_inside(elements: ElementTable, row: int, other: int) -> bool:
    while row > other:
        row = elements.parents[row]
    return row == other


def _in_figure(elements: ElementTable, rows: Sequence[int]) -> bool:
    return any(elements.tags[row] == "figure" for row in rows if row >= 0)
