"""Many texts to words at once, as arrays: what a word is, is what the exact cutter says.

Texts become a byte for each character; runs of what a word may hold are chunks. A chunk of plain letters and digits is
one word, looked up by its bytes; any other (an apostrophe, a number with a point, letters of other scripts) is cut by
the exact cutter once, and remembered. No word of the cutter reaches over the end of a chunk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.letters import CASE_BIT, GAP, LOWEST_JOINER, LOWEST_LETTER, OTHER, Codes
from reader.search.codec.segment import Integers
from reader.search.codec.traits import ALL_CAPITALS, FIRST_CAPITAL, OTHER_CAPITALS
from reader.search.codec.vocabulary import LONGEST_PLAIN, Vocabulary

_A, _Z = ord("A"), ord("Z")


@dataclass(frozen=True, slots=True)
class Cut:
    """Texts, cut. Places count characters of all texts, with one between any two and one before the first."""

    codes: Codes
    starts: Integers
    """Where each chunk begins."""
    ends: Integers
    first_words: Integers
    """The first word of each chunk, and of all that would follow."""
    words: Integers
    traits: Integers
    offsets: Integers
    """Where each word begins in its chunk."""
    texts: Integers
    """The first word of each text, and the end."""
    text_places: Integers
    signs: Integers
    """The places of signs and line ends that are not inside a chunk."""

    def places(self, words: Integers) -> Integers:
        """Return where words begin in their texts."""
        chunks = np.searchsorted(self.first_words, words, "right") - 1
        texts = np.searchsorted(self.texts, words, "right") - 1
        places: Integers = self.starts[chunks] + self.offsets[words] - self.text_places[texts]
        return places


def cut(texts: Sequence[str], vocabulary: Vocabulary) -> Cut:
    """Cut texts."""
    joined = "\n".join(texts)
    codes = vocabulary.letters.codes(joined)
    signs, joints, is_inside = _inside(codes)
    edges = np.flatnonzero(is_inside[1:] != is_inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    is_plain = _plain(codes, starts, ends - starts, joints)
    plain, other = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
    places = zip(starts[other].tolist(), ends[other].tolist(), strict=True)
    pieces = vocabulary.pieces([joined[start - 1 : end - 1] for start, end in places])
    counts = np.ones(len(starts), np.int64)
    counts[other] = pieces.counts
    first_words = np.zeros(len(starts) + 1, np.int64)
    np.cumsum(counts, out=first_words[1:])
    total = int(first_words[-1])
    words, traits, offsets = np.empty(total, np.uint32), np.zeros(total, np.uint8), np.zeros(total, np.int32)
    begins = starts[plain]
    lower: Codes = np.bitwise_or(codes, CASE_BIT, dtype=np.uint8)
    words[first_words[plain]] = vocabulary.plain(lower, begins, ends[plain] - begins)
    _set_cases(traits, codes, starts, ends, first_words)
    at = first_words[other] - (np.cumsum(pieces.counts) - pieces.counts)
    at = np.repeat(at, pieces.counts) + np.arange(len(pieces.words))
    words[at], traits[at], offsets[at] = pieces.words, pieces.traits, pieces.places
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    text_places = np.cumsum(lengths) - lengths + 1
    text_words = np.append(first_words[np.searchsorted(starts, text_places)], total)
    return Cut(codes, starts, ends, first_words, words, traits, offsets, text_words, text_places, signs)


def _inside(codes: Codes) -> tuple[Integers, Integers, NDArray[np.bool_]]:
    """Return the places of signs between words and of those inside, and which characters a word may hold."""
    is_inside = codes >= LOWEST_LETTER
    signs = np.flatnonzero((codes > GAP) & ~is_inside)
    are_joints = (codes[signs] >= LOWEST_JOINER) & is_inside[signs - 1] & is_inside[signs + 1]
    joints = signs[are_joints]
    is_inside[joints] = True
    return signs[~are_joints], joints, is_inside


def _plain(codes: Codes, starts: Integers, lengths: Integers, joints: Integers) -> NDArray[np.bool_]:
    """Return which chunks are nothing but plain letters and digits."""
    is_plain = lengths <= LONGEST_PLAIN
    for places in (joints, np.flatnonzero(codes == OTHER)):
        is_plain[np.searchsorted(starts, places, "right") - 1] = False
    return is_plain


def _set_cases(traits: Integers, codes: Codes, starts: Integers, ends: Integers, first_words: Integers) -> None:
    """Note the letter case of plain words with capitals; of others too, which does no harm."""
    capitals = np.flatnonzero((codes - _A).astype(np.uint8) <= _Z - _A)
    chunks = np.searchsorted(starts, capitals, "right") - 1
    is_first = np.ones(len(chunks), bool)
    is_first[1:] = chunks[1:] != chunks[:-1]
    begins = np.flatnonzero(is_first)
    counts = np.diff(begins, append=len(chunks))
    chunks = chunks[begins]
    cases = np.where((counts == 1) & (capitals[begins] == starts[chunks]), FIRST_CAPITAL, OTHER_CAPITALS)
    several = np.flatnonzero(counts > 1)
    spans = zip(several.tolist(), starts[chunks[several]].tolist(), ends[chunks[several]].tolist(), strict=True)
    cases[[number for number, start, end in spans if codes[start:end].tobytes().isupper()]] = ALL_CAPITALS
    words = first_words[chunks]
    there = words < len(traits)
    traits[words[there]] = cases[there]
