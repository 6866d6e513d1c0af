"""What a build remembers of words: numbers of plain ones, cuts of chunks that need the exact cutter, stems of both."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers
from reader.search.codec.sorting import ranges
from reader.search.codec.text.letters import ASTRAL, Codes, Letters, Units
from reader.search.codec.text.lexicon import Lexicon
from reader.search.codec.text.traits import trait, word_kind
from reader.search.codec.text.wordtable import KEY_BYTES, Keys, WordTable
from reader.search.schema import stem_term
from reader.search.stems import Stems
from reader.search.words import Cutter, is_paired

LONGEST_PLAIN = 24
_LONGEST_CHUNK = 24
_UNIT_BYTES = 2
_LONGEST_KNOWN = 48
_MOST_WORDS = 300_000
_MOST_CHUNKS = 100_000
_UNKNOWN = -2
_NONE = -1
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(KEY_BYTES + 1)], np.uint64)


class _Learner(dict[str, int]):
    """Chunk numbers; asks for the number of a chunk that it does not know."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, chunk: str) -> int:
        number = self._learn(chunk)
        if len(chunk) <= _LONGEST_KNOWN:
            self[chunk] = number
        return number


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
        self._kinds: Integers = np.empty(0, np.int8)
        self._plain = (WordTable(1), WordTable(3))
        self._chunks = (WordTable(1), WordTable(3), WordTable(6))
        self._strange = _Learner(self._learn)
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
        if len(self._kinds) < len(self.words):
            grown = np.full(len(self.words), _UNKNOWN, np.int8)
            grown[: len(self._kinds)] = self._kinds
            self._kinds = grown
        fresh = words[self._kinds[words] == _UNKNOWN]
        self._kinds[fresh] = [word_kind(self.words.terms[word]) for word in fresh.tolist()]
        return self._kinds[words]

    def plain(self, lower: Codes, starts: Integers, lengths: Integers) -> Integers:
        """Return the numbers of words of at most ``LONGEST_PLAIN`` that lie as they are, folded, in padded codes."""
        return _looked_up(self._plain, self.words.numbers, lower, (starts, lengths))

    def pieces(self, text: str, units: Units, starts: Integers, lengths: Integers) -> Pieces:
        """Return the words of chunks, as the exact cutter cuts them; ``units`` are those of the text, padded."""
        is_long = lengths > _LONGEST_CHUNK if units.max(initial=0) < ASTRAL else np.ones(len(starts), bool)
        short, long = np.flatnonzero(~is_long), np.flatnonzero(is_long)
        numbers = np.empty(len(starts), np.int64)
        spans = (starts[short] * _UNIT_BYTES, lengths[short] * _UNIT_BYTES)
        numbers[short] = _looked_up(self._chunks, self._learn_units, units.view(np.uint8), spans)
        begins = starts[long] - 1
        places = zip(begins.tolist(), (begins + lengths[long]).tolist(), strict=True)
        strange = [text[begin:end] for begin, end in places]
        numbers[long] = np.fromiter(map(self._strange.__getitem__, strange), np.int64, len(strange))
        return self._expanded(numbers)

    def _expanded(self, numbers: Integers) -> Pieces:
        """Return the words of chunks by their numbers."""
        counts = np.frombuffer(self._count, np.int64)[numbers] if len(numbers) else numbers
        if not counts.any():
            nothing = np.empty(0, np.int64)
            return Pieces(nothing, nothing, nothing, counts)
        where = ranges(np.frombuffer(self._first, np.int64)[numbers], counts)
        return Pieces(
            np.frombuffer(self._pieces, np.int64)[where],
            np.frombuffer(self._places, np.int64)[where],
            np.frombuffer(self._traits, np.uint8)[where],
            counts,
        )

    def _learn_units(self, chunks: list[bytes]) -> list[int]:
        """Learn chunks; what their last unit lacks has been zeros."""
        whole = (chunk + bytes(len(chunk) % _UNIT_BYTES) for chunk in chunks)
        return [self._learn(chunk.decode("utf-16-le", "surrogatepass")) for chunk in whole]

    def _learn(self, chunk: str) -> int:
        number = len(self._first)
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


def _looked_up(
    tables: Sequence[WordTable],
    learn: Callable[[list[bytes]], list[int]],
    content: NDArray[np.uint8],
    spans: tuple[Integers, Integers],
) -> Integers:
    """Return the numbers of strings, given where they start in padded bytes, and how long they are.

    Those not known are learnt. Each is looked up in the first table that is wide enough.
    """
    starts, lengths = spans
    eight = np.ndarray((len(content) - KEY_BYTES + 1,), np.uint64, content.data, 0, (1,))
    numbers = np.empty(len(starts), np.int64)
    longest = 0
    for table in tables:
        shortest, longest = longest, table.width * KEY_BYTES
        here = np.flatnonzero((lengths > shortest) & (lengths <= longest))
        at, left = starts[here], lengths[here]
        keys = [
            eight[at + step] & _MASKS[left if longest == KEY_BYTES else np.clip(left - step, 0, KEY_BYTES)]
            for step in range(0, longest, KEY_BYTES)
        ]
        numbers[here] = _found(table, keys, learn)
    return numbers


def _found(table: WordTable, keys: Keys, learn: Callable[[list[bytes]], list[int]]) -> Integers:
    numbers = table.find(keys)
    unknown = np.flatnonzero(numbers < 0)
    if len(unknown):
        rows = np.stack([key[unknown] for key in keys], axis=1).view(f"S{KEY_BYTES * len(keys)}").ravel()
        texts, first, inverse = np.unique(rows, return_index=True, return_inverse=True)
        fresh = np.array(learn(texts.tolist()), np.int64)
        table.add([key[unknown[first]] for key in keys], fresh)
        numbers[unknown] = fresh[inverse]
    return numbers
