"""What tables of hits need beside the hits: the heads of stories, and how often words stand in all texts."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reader.core.model import ArticleId
from reader.core.query import StoryHead, WordTotals
from reader.search.codec.segment import Integers
from reader.search.run import Engine, Leaf
from reader.search.schema import TEXT


def heads(leaves: Sequence[Leaf], documents: Integers) -> tuple[StoryHead, ...]:
    """Return the heads of documents in their order."""
    made: dict[int, StoryHead] = {}
    for leaf in leaves:
        columns = leaf.columns
        own = np.unique(documents[(documents >= leaf.offset) & (documents < leaf.offset + columns.count)]) - leaf.offset
        if not len(own):
            continue
        outlets, languages = columns.names("outlet"), columns.names("language")
        parts, ids = columns.part_starts(own).tolist(), columns.numbers("id")[own].tolist()
        codes = zip(columns.codes("outlet")[own].tolist(), columns.codes("language")[own].tolist(), strict=True)
        for document, starts, article_id, (outlet, language) in zip(own.tolist(), parts, ids, codes, strict=True):
            headline, published = (
                str(columns.row_text[a:b], "utf-8", "surrogatepass") for a, b in pairwise(starts[:3])
            )
            head = StoryHead(ArticleId(article_id), headline, outlets[outlet], published, languages[language])
            made[document + leaf.offset] = head
    return tuple(made[number] for number in documents.tolist())


def word_totals(engine: Engine, words: Sequence[str]) -> WordTotals:
    """Return how often each of some folded words stands in the texts.

    Reads the frequencies of these words alone. Stories that were deleted count until their segment is merged.
    """
    fields = engine.fields(TEXT)
    counts = [0] * len(words)
    for owner in fields:
        for place, word in enumerate(words):
            number = owner.find(word.encode("utf-8", "surrogatepass"))
            if number >= 0 and owner.frequencies is not None:
                counts[place] += int(owner.frequencies[owner.slice(number)].sum(dtype=np.int64))
    return WordTotals(sum(owner.total_length for owner in fields), tuple(counts))
