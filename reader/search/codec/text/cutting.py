"""Many texts to words at once, as arrays: what a word is, is what the exact cutter says.

Texts become a byte for each character; runs of what a word may hold are chunks. A chunk of plain letters and digits is
one word, looked up by its codes; any other (an apostrophe, a number with a point, letters of other scripts) is cut by
the exact cutter once, and looked up by its characters from then on. A word never reaches over the end of a chunk.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.segment import Integers
from reader.search.codec.sorting import ranges
from reader.search.codec.text.letters import CASE_BIT, GAP, LOWEST_JOINER, LOWEST_LETTER, OTHER, Codes
from reader.search.codec.text.traits import ALL_CAPITALS, FIRST_CAPITAL, OTHER_CAPITALS
from reader.search.codec.text.vocabulary import LONGEST_PLAIN, Vocabulary

_A, _Z = ord("A"), ord("Z")

Flags = NDArray[np.bool_]


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
        """Return where words begin."""
        chunks = np.repeat(np.arange(len(self.starts)), np.diff(self.first_words))[words]
        places: Integers = self.starts[chunks] + self.offsets[words]
        return places


def cut(texts: Sequence[str], vocabulary: Vocabulary) -> Cut:
    """Cut texts."""
    joined = "\n".join(texts)
    codes, units = vocabulary.letters.codes(joined)
    signs, joints, is_inside = _inside(codes)
    edges = np.flatnonzero(is_inside[1:] != is_inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    lengths = ends - starts
    is_plain = _plain(codes, starts, lengths, joints)
    plain, other = np.flatnonzero(is_plain), np.flatnonzero(~is_plain)
    pieces = vocabulary.pieces(joined, units, starts[other], lengths[other])
    counts = np.ones(len(starts), np.int64)
    counts[other] = pieces.counts
    first_words = np.zeros(len(starts) + 1, np.int64)
    np.cumsum(counts, out=first_words[1:])
    total = int(first_words[-1])
    words, traits, offsets = np.empty(total, np.uint32), np.zeros(total, np.uint8), np.zeros(total, np.int32)
    lower: Codes = np.bitwise_or(codes, CASE_BIT, dtype=np.uint8)
    words[first_words[plain]] = vocabulary.plain(lower, starts[plain], lengths[plain])
    traits[first_words[plain]] = _cases(codes, is_inside, starts, ends)[plain]
    at = ranges(first_words[other], pieces.counts)
    words[at], traits[at], offsets[at] = pieces.words, pieces.traits, pieces.places
    steps = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    text_places = np.cumsum(steps) - steps + 1
    text_words = np.append(first_words[np.searchsorted(starts, text_places)], total)
    return Cut(codes, starts, ends, first_words, words, traits, offsets, text_words, text_places, signs)


def _inside(codes: Codes) -> tuple[Integers, Integers, Flags]:
    """Return the places of signs between words and of those inside, and which characters a word may hold."""
    is_inside = codes >= LOWEST_LETTER
    signs = np.flatnonzero((codes > GAP) & ~is_inside)
    are_joints = (codes[signs] >= LOWEST_JOINER) & is_inside[signs - 1] & is_inside[signs + 1]
    joints = signs[are_joints]
    is_inside[joints] = True
    return signs[~are_joints], joints, is_inside


def _plain(codes: Codes, starts: Integers, lengths: Integers, joints: Integers) -> Flags:
    """Return which chunks are nothing but plain letters and digits."""
    is_plain = lengths <= LONGEST_PLAIN
    for places in (joints, np.flatnonzero(codes == OTHER)):
        is_plain[np.searchsorted(starts, places, "right") - 1] = False
    return is_plain


def _cases(codes: Codes, is_inside: Flags, starts: Integers, ends: Integers) -> Integers:
    """Return the letter case of chunks, each taken as one word."""
    are_capitals = np.subtract(codes, _A, dtype=np.uint8) <= _Z - _A
    cases = are_capitals[starts].astype(np.uint8) * np.uint8(FIRST_CAPITAL)
    owners = np.searchsorted(starts, np.flatnonzero(are_capitals[1:] & is_inside[:-1]) + 1, "right") - 1
    begins = np.flatnonzero(np.diff(owners, prepend=-1))
    chunks = owners[begins]
    counts = np.diff(begins, append=len(owners)) + (cases[chunks] == FIRST_CAPITAL)
    cases[chunks] = OTHER_CAPITALS
    are_all = counts == ends[chunks] - starts[chunks]
    cases[chunks[are_all]] = ALL_CAPITALS
    perhaps = chunks[~are_all & (counts > 1)]  # digits are neither
    spans = zip(perhaps.tolist(), starts[perhaps].tolist(), ends[perhaps].tolist(), strict=True)
    cases[[chunk for chunk, start, end in spans if codes[start:end].tobytes().isupper()]] = ALL_CAPITALS
    return cases
