"""What a build remembers of words: numbers of plain ones, cuts of chunks that need the exact cutter, stems of both."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.letters import Codes, Letters
from reader.search.codec.lexicon import Lexicon
from reader.search.codec.segment import Integers
from reader.search.codec.traits import trait, word_kind
from reader.search.codec.wordtable import KEY_BYTES, Keys, WordTable
from reader.search.schema import stem_term
from reader.search.stems import Stems
from reader.search.words import Cutter, is_paired

LONGEST_PLAIN = 3 * KEY_BYTES
_LONGEST_KNOWN = 48
_MOST_WORDS = 300_000
_MOST_CHUNKS = 100_000
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(KEY_BYTES + 1)], np.uint64)


class _Learner(dict[str, int]):
    """Chunk numbers; asks for the number of a chunk that it does not know."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, chunk: str) -> int:
        return self._learn(chunk)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The words of some chunks, one after the other: numbers, places in their chunk, traits; words of each chunk."""

    words: Integers
    places: Integers
    traits: Integers
    counts: Integers


class Vocabulary:
    """Words as numbers, remembered until it is told to forget."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self.letters = Letters()
        self.forget()

    def forget(self) -> None:
        """Begin anew; the numbers of words change."""
        self.words = Lexicon()
        self._kinds = array("B")
        self._short = WordTable(1)
        self._long = WordTable(3)
        self._chunks = _Learner(self._learn)
        self._first = array("q")
        self._count = array("q")
        self._pieces = array("q")
        self._places = array("q")
        self._traits = array("B")
        self.stems = Lexicon()
        self._stem_numbers: dict[str, Integers] = {}

    @property
    def is_large(self) -> bool:
        """Whether it is time to forget."""
        return len(self.words) > _MOST_WORDS or len(self._first) > _MOST_CHUNKS

    def kinds(self, words: Integers) -> Integers:
        """Return which words are abbreviations and the like (see ``traits``)."""
        terms = self.words.terms
        self._kinds.extend(map(word_kind, terms[len(self._kinds) :]))
        kinds: Integers = np.frombuffer(self._kinds, np.uint8)[words]
        return kinds

    def plain(self, lower: Codes, starts: Integers, lengths: Integers) -> Integers:
        """Return the numbers of words that lie as they are, folded, in padded codes."""
        eight = np.ndarray((len(lower) - KEY_BYTES + 1,), np.uint64, lower.data, 0, (1,))
        is_long = lengths > KEY_BYTES
        short, long = np.flatnonzero(~is_long), np.flatnonzero(is_long)
        numbers = np.empty(len(starts), np.int64)
        numbers[short] = self._numbers(self._short, (eight[starts[short]] & _MASKS[lengths[short]],))
        at, left = starts[long], lengths[long]
        keys = [eight[at + step] & _MASKS[np.clip(left - step, 0, KEY_BYTES)] for step in range(0, LONGEST_PLAIN, 8)]
        numbers[long] = self._numbers(self._long, keys)
        return numbers

    def _numbers(self, table: WordTable, keys: Keys) -> Integers:
        numbers = table.find(keys)
        unknown = np.flatnonzero(numbers < 0)
        if len(unknown):
            rows = np.stack([key[unknown] for key in keys], axis=1)
            texts, first, inverse = np.unique(
                rows.view(f"S{rows.itemsize * len(keys)}").ravel(), return_index=True, return_inverse=True
            )
            fresh = np.array(self.words.numbers(texts.tolist()), np.int64)
            table.add([key[unknown[first]] for key in keys], fresh)
            numbers[unknown] = fresh[inverse]
        return numbers

    def pieces(self, chunks: Sequence[str]) -> Pieces:
        """Return the words of chunks, as the exact cutter cuts them."""
        numbers = np.fromiter(map(self._chunks.__getitem__, chunks), np.int64, len(chunks))
        counts = np.frombuffer(self._count, np.int64)[numbers] if len(numbers) else numbers
        total = int(counts.sum())
        if not total:
            nothing = np.empty(0, np.int64)
            return Pieces(nothing, nothing, nothing, counts)
        first = np.frombuffer(self._first, np.int64)[numbers]
        where = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(total)
        return Pieces(
            np.frombuffer(self._pieces, np.int64)[where],
            np.frombuffer(self._places, np.int64)[where],
            np.frombuffer(self._traits, np.uint8)[where],
            counts,
        )

    def _learn(self, chunk: str) -> int:
        number = len(self._first)
        if len(chunk) <= _LONGEST_KNOWN:
            self._chunks[chunk] = number
        self._first.append(len(self._pieces))
        tokens = self._cutter.tokens(chunk)
        self._count.append(len(tokens))
        for text, start, end in tokens:
            self._pieces.append(self.words.number(text.encode("utf-8", "surrogatepass")))
            self._places.append(start)
            self._traits.append(trait(chunk[start:end]))
        return number

    def stem_numbers(self, stems: Stems, code: str, words: Integers) -> Integers:
        """Return the numbers of the stems of words in one language; -1 for words of pairs of characters."""
        known = self._stem_numbers.get(code, np.empty(0, np.int32))
        if len(known) < len(self.words):
            grown = np.full(len(self.words), _UNKNOWN, np.int32)
            grown[: len(known)] = known
            known = self._stem_numbers[code] = grown
        fresh = words[known[words] == _UNKNOWN]
        if len(fresh):
            texts = [self.words.terms[word].decode("utf-8", "surrogatepass") for word in fresh.tolist()]
            found = zip(texts, stems.stems(code, texts), strict=True)
            known[fresh] = [_NONE if is_paired(text) else self._stem_number(code, stem) for text, stem in found]
        numbers: Integers = known[words]
        return numbers

    def _stem_number(self, code: str, stem: str) -> int:
        return self.stems.number(stem_term(code, stem).encode("utf-8", "surrogatepass"))


_UNKNOWN = -2
_NONE = -1
Flags = NDArray[np.bool_]
