"""What a build remembers of words: numbers of plain ones, cuts of chunks that need the exact cutter, stems of both."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.codec.letters import Codes, Letters
from reader.search.codec.lexicon import Lexicon
from reader.search.codec.segment import Integers
from reader.search.codec.sorting import ranges
from reader.search.codec.traits import trait, word_kind
from reader.search.codec.wordtable import KEY_BYTES, Keys, WordTable
from reader.search.schema import stem_term
from reader.search.stems import Stems
from reader.search.words import Cutter, is_paired

KEYS = 3
LONGEST_KEY = KEYS * KEY_BYTES
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
        self._plain = (WordTable(1), WordTable(KEYS))
        self._coded = (WordTable(1), WordTable(KEYS))
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
        if len(self._kinds) < len(self.words):
            grown = np.full(len(self.words), _UNKNOWN, np.int8)
            grown[: len(self._kinds)] = self._kinds
            self._kinds = grown
        fresh = words[self._kinds[words] == _UNKNOWN]
        self._kinds[fresh] = [word_kind(self.words.terms[word]) for word in fresh.tolist()]
        return self._kinds[words]

    def plain(self, lower: Codes, starts: Integers, lengths: Integers) -> Integers:
        """Return the numbers of words that lie as they are, folded, in padded codes; of ``LONGEST_KEY`` at most."""
        return _looked_up(self._plain, self.words.numbers, lower, starts, lengths)

    def pieces(self, chunks: Sequence[str]) -> Integers:
        """Return the numbers of chunks of any characters."""
        return np.fromiter(map(self._chunks.__getitem__, chunks), np.int64, len(chunks))

    def coded_pieces(self, codes: Codes, starts: Integers, lengths: Integers) -> Integers:
        """Return the numbers of chunks that their codes tell all about; of ``LONGEST_KEY`` at most."""
        return _looked_up(self._coded, self._learn_coded, codes, starts, lengths)

    def expanded(self, numbers: Integers) -> Pieces:
        """Return the words of chunks, as the exact cutter cuts them."""
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

    def _learn_coded(self, chunks: list[bytes]) -> list[int]:
        return [self._learn(chunk.decode("ascii")) for chunk in chunks]

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
    tables: tuple[WordTable, WordTable],
    learn: Callable[[list[bytes]], list[int]],
    codes: Codes,
    starts: Integers,
    lengths: Integers,
) -> Integers:
    """Return the numbers of the strings that lie at some places in padded codes; those not known are learnt."""
    eight = np.ndarray((len(codes) - KEY_BYTES + 1,), np.uint64, codes.data, 0, (1,))
    is_long = lengths > KEY_BYTES
    short, long = np.flatnonzero(~is_long), np.flatnonzero(is_long)
    numbers = np.empty(len(starts), np.int64)
    numbers[short] = _found(tables[0], (eight[starts[short]] & _MASKS[lengths[short]],), learn)
    at, left = starts[long], lengths[long]
    keys = [eight[at + step] & _MASKS[np.clip(left - step, 0, KEY_BYTES)] for step in range(0, LONGEST_KEY, KEY_BYTES)]
    numbers[long] = _found(tables[1], keys, learn)
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
