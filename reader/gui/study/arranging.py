"""What is read and worked out for the table of hits, on the reading thread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from reader.core.cancel import CancelToken
from reader.core.query import Measure, SearchRequest, StoryHead, Width
from reader.gui.study.model import Listing
from reader.gui.wiring.ports import LibraryPort
from reader.study.collocates import Collocate, Window, lines_with, measured, words_near
from reader.study.function_words import FunctionWords, function_words
from reader.study.function_words import joined as together
from reader.study.lines import Batch, Reader, joined
from reader.study.sorting import Level, ordered

WIDTH = Width(200, Measure.CHARACTERS)
"""What is read of each context, whatever is shown of it: some twenty words, in scripts without blanks too."""
PAGE_S = 0.05
"""Reading a page should not hold up other reads for longer, nor the window, which waits for the same interpreter."""
LEAST, MOST = 20, 2_000
_SHARE = 0.05
"""A language counts if so many of the stories are in it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of some stories, the heads of the new stories among them, and where and how to go on."""

    batch: Batch
    heads: tuple[StoryHead, ...]
    total: int
    next_offset: int | None
    next_limit: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How lines are to be arranged: ``word`` must stand in the window, unless it is ""."""

    levels: tuple[Level, ...]
    window: Window
    word: str
    collocates: bool
    least: int
    without_function_words: bool


@dataclass(frozen=True, slots=True)
class Arranged:
    """All lines, how all of them are sorted, the order of those to be shown, and the collocates of all."""

    lines: Batch
    levels: tuple[Level, ...]
    sorted: NDArray[np.int64]
    order: NDArray[np.int64]
    collocates: tuple[Collocate, ...]


def read_page(library: LibraryPort, request: SearchRequest, reader: Reader, cancel: CancelToken) -> Page:
    """Read the hits of a page of stories; a story that came before, since the library changed, is left out."""
    began = perf_counter()
    page = library.contexts(request, WIDTH, cancel)
    known = reader.stories
    hits = [hit for hit in page.hits if hit.article_id not in known]
    new = list(dict.fromkeys(hit.article_id for hit in hits))
    batch = reader.batch(hits)
    found = {head.article_id: head for head in library.heads(new)}
    heads = tuple(found.get(article_id, StoryHead(article_id, "", "", "", "")) for article_id in new)
    took = perf_counter() - began
    limit = min(MOST, max(LEAST, round(request.limit * PAGE_S / max(took, 0.001))))
    return Page(batch, heads, page.total, page.next_offset, min(limit, request.limit * 4), page.notes)


def arrange(
    library: LibraryPort, listing: Listing, reader: Reader, wanted: Wanted, before: Arranged | None
) -> Arranged:
    """Return the lines in the order wanted, and their collocates; ``before`` is how the same lines were arranged."""
    lines = before.lines if before is not None else joined(listing.batches)
    words, heads = reader.vocabulary.words, listing.heads
    if before is not None and before.levels == wanted.levels:
        every = before.sorted
    else:
        every = ordered(lines, wanted.levels, words, heads)
    order = every
    if wanted.word:
        order = every[lines_with(lines, reader.vocabulary.number(wanted.word), wanted.window)[every]]
    collocates = _collocates(library, lines, heads, words, wanted) if wanted.collocates else ()
    return Arranged(lines, wanted.levels, every, order, collocates)


def _collocates(
    library: LibraryPort, lines: Batch, heads: Sequence[StoryHead], words: Sequence[str], wanted: Wanted
) -> tuple[Collocate, ...]:
    near = words_near(lines, wanted.window, len(words))
    left_out = _function_words(library, heads) if wanted.without_function_words else FunctionWords()
    often = near.left + near.right >= wanted.least
    kept = [place for place in np.flatnonzero(often).tolist() if words[near.words[place]] not in left_out]
    listed = [words[number] for number in near.words[kept].tolist()]
    totals = library.word_totals(listed)
    near = replace(near, words=near.words[kept], left=near.left[kept], right=near.right[kept])
    return tuple(measured(near, listed, totals.counts, totals.words))


def _function_words(library: LibraryPort, heads: Sequence[StoryHead]) -> FunctionWords:
    """Return the function words of the languages of stories, folded as in the index."""
    stories = Counter(head.language for head in heads)
    common = [each for each, number in stories.items() if each and number >= _SHARE * len(heads)]
    return together(function_words(each).folded(library.words) for each in common)
