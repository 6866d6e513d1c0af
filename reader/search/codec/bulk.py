"""Stories to columns, many at a time: words are looked up by their whole blank-separated chunk, the rest is arithmetic.

A text is cut at blanks; what a chunk such as ``government,`` holds is worked out once, by the same cutter that marks
and queries use, and remembered. No word crosses a blank, so the words of a text are the words of its chunks.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reader.core.query import SearchDocument
from reader.search.codec.segment import Integers
from reader.search.schema import BODY_AT, HEADLINE_WEIGHT, STANDFIRST_AT, STANDFIRST_WEIGHT, TEXT, site_of
from reader.search.words import Cutter

SAMPLE = 1
"""The place of every so many words of a body is handed on, for snippets."""
WEIGHT_SCALE = 2
"""Weights are kept as whole numbers, doubled: a standfirst counts one and a half."""
_LONGEST_KNOWN = 48
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
_MOST_CHUNKS = 200_000


@dataclass(frozen=True, slots=True)
class Zone:
    """A text of a story: the field it is indexed in, its first position there, its doubled weight, most words."""

    fieldname: str
    at: int
    weight: int
    most: int


_ALL = 2**31 - BODY_AT
ZONES = (
    Zone(TEXT, 0, int(HEADLINE_WEIGHT * WEIGHT_SCALE), STANDFIRST_AT - 1),
    Zone(TEXT, STANDFIRST_AT, int(STANDFIRST_WEIGHT * WEIGHT_SCALE), STANDFIRST_AT - 1),
    Zone(TEXT, BODY_AT, WEIGHT_SCALE, _ALL),
    Zone("caption", 0, WEIGHT_SCALE, _ALL),
    Zone("byline", 0, WEIGHT_SCALE, _ALL),
    Zone("outlet_words", 0, WEIGHT_SCALE, _ALL),
    Zone("section_words", 0, WEIGHT_SCALE, _ALL),
    Zone("url", 0, WEIGHT_SCALE, _ALL),
    Zone("site", 0, WEIGHT_SCALE, _ALL),
)
_BODY = 2
FIELDS = tuple(dict.fromkeys(zone.fieldname for zone in ZONES))


class _Learner(dict[str, int]):
    """Chunk numbers; asks for the number of a chunk that it does not know."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, chunk: str) -> int:
        return self._learn(chunk)


class Vocabulary:
    """Chunks to words, remembered as growing columns until it is told to forget."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self.forget()

    def forget(self) -> None:
        """Begin anew; the numbers of words change."""
        self._chunks = _Learner(self._learn)
        self._first = array("q")
        self._count = array("q")
        self._pieces = array("q")
        self._places = array("q")
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}

    @property
    def is_large(self) -> bool:
        """Whether it is time to forget."""
        return len(self._first) > _MOST_CHUNKS

    def chunks(self, texts: Sequence[str]) -> Integers:
        """Return the numbers of chunks."""
        return np.fromiter(map(self._chunks.__getitem__, texts), np.int64, len(texts))

    def expand(self, chunks: Integers) -> tuple[Integers, Integers, Integers]:
        """Return words, their places in their chunk, and how many words each chunk has."""
        counts = np.frombuffer(self._count, np.int64)[chunks]
        first = np.frombuffer(self._first, np.int64)[chunks]
        ends = np.cumsum(counts)
        where = np.repeat(first - (ends - counts), counts) + np.arange(int(ends[-1]) if len(ends) else 0)
        if not len(where):
            return where, where, counts
        return np.frombuffer(self._pieces, np.int64)[where], np.frombuffer(self._places, np.int64)[where], counts

    def _learn(self, chunk: str) -> int:
        number = len(self._first)
        if len(chunk) <= _LONGEST_KNOWN:
            self._chunks[chunk] = number
        self._first.append(len(self._pieces))
        core = chunk.strip(_PUNCTUATION)
        if core.isascii() and core.isalnum():
            self._count.append(1)
            self._add_piece(core.lower(), chunk.index(core))
            return number
        tokens = self._cutter.tokens(chunk)
        self._count.append(len(tokens))
        for text, start, _ in tokens:
            self._add_piece(text, start)
        return number

    def _add_piece(self, text: str, start: int) -> None:
        word = self._numbers.get(text)
        if word is None:
            word = self._numbers[text] = len(self.words)
            self.words.append(text)
        self._pieces.append(word)
        self._places.append(start)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one field in a batch of stories: numbers, documents, positions, doubled weights, in order."""

    words: Integers
    documents: Integers
    positions: Integers
    weights: Integers


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of stories, cut: tokens by field, and the sampled places of the words of each body."""

    tokens: dict[str, Tokens]
    samples: Integers
    sample_counts: Integers


def cut_batch(stories: Sequence[SearchDocument], first: int, vocabulary: Vocabulary) -> Batch:
    """Cut stories that get document numbers from ``first`` on."""
    texts: list[str] = []
    zone_chunks: list[int] = []
    for story in stories:
        for text in _texts(story):
            chunks = text.replace("\n", " ").split(" ")
            texts.extend(chunks)
            zone_chunks.append(len(chunks))
    words, places, counts = vocabulary.expand(vocabulary.chunks(texts))
    zone_ends = np.cumsum(np.array(zone_chunks, np.int64))
    token_ends = np.cumsum(counts)[zone_ends - 1]
    zone_counts = np.diff(token_ends, prepend=0)
    kinds = np.repeat(np.tile(np.arange(len(ZONES)), len(stories)), zone_counts)
    documents = np.repeat(np.repeat(np.arange(first, first + len(stories)), len(ZONES)), zone_counts)
    order = np.arange(len(words)) - np.repeat(token_ends - zone_counts, zone_counts)
    tokens = {name: _select(name, words, documents, order, kinds) for name in FIELDS}
    sampled = (kinds == _BODY) & (order % SAMPLE == 0)
    offsets = _chunk_offsets(texts, zone_ends)
    samples = (np.repeat(offsets, counts) + places)[sampled]
    return Batch(tokens, samples, np.bincount(documents[sampled] - first, minlength=len(stories)))


def _texts(story: SearchDocument) -> tuple[str, ...]:
    return (
        story.headline, story.standfirst, story.body, story.captions, story.byline, story.outlet, story.section,
        story.url, site_of(story.url),
    )  # fmt: skip


def _chunk_offsets(texts: list[str], zone_ends: Integers) -> Integers:
    """Return where each chunk begins in its text."""
    steps = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = np.cumsum(steps) - steps
    zone_starts = starts[np.concatenate(([0], zone_ends[:-1]))]
    return starts - np.repeat(zone_starts, np.diff(zone_ends, prepend=0))


def _select(name: str, words: Integers, documents: Integers, order: Integers, kinds: Integers) -> Tokens:
    at = np.array([zone.at for zone in ZONES])
    weight = np.array([zone.weight for zone in ZONES])
    most = np.array([zone.most for zone in ZONES])
    belongs = np.array([zone.fieldname == name for zone in ZONES])
    chosen = belongs[kinds] & (order < most[kinds])
    kind = kinds[chosen]
    positions = order[chosen] + at[kind]
    return Tokens(
        words[chosen].astype(np.uint32),
        documents[chosen].astype(np.uint32),
        positions.astype(np.uint32),
        weight[kind].astype(np.uint8),
    )
