"""Words in the order of stories to postings in the order of terms: one sort for each field.

A key holds the document of a word, its position and its letter case, and the words are in the order of documents
already: so once they are in the order of terms, the keys are all there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.search.codec.bulk import WEIGHT_SCALE, Tokens, zones
from reader.search.codec.documents import write_documents
from reader.search.codec.field import STRIDE
from reader.search.codec.packing import PACKED, pack
from reader.search.codec.segment import Integers, SegmentWriter, lines, smallest
from reader.search.codec.sorting import order_of, ranges
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.stems import Stems

MOST_WEIGHT = 255
"""More occurrences than fit into a byte make no difference to BM25."""
_WEIGHT_BITS = 8
_CASE_BITS = 2
_KEY_BITS = 64

Keys = NDArray[np.uint64]


@dataclass
class Postings:
    """Sorted terms and their postings, as they are written; positions only of base fields, members only of stems."""

    terms: list[bytes]
    numbers: Integers
    """The number of each term in the vocabulary."""
    starts: Integers
    documents: Integers
    weights: Integers
    lengths: Integers
    frequencies: Integers | None = None
    positions: Integers | None = None
    cases: Integers | None = None
    members: Integers | None = None
    member_starts: Integers | None = None


def postings(
    name: str, batches: Sequence[Tokens], vocabulary: Vocabulary, cases: Sequence[Integers] | None = None
) -> Postings:
    """Return the postings of a field; ``cases`` are the letter cases of its words, where they are kept."""
    words = np.concatenate([batch.words for batch in batches])
    counts = np.concatenate([batch.counts for batch in batches])
    used = np.zeros(len(vocabulary.words), bool)
    used[words] = True
    terms, numbers, rank_of = vocabulary.words.ranked(used)
    ranks = rank_of[words]
    firsts = starts_of(np.bincount(ranks, minlength=len(terms)))
    case_bits = 0 if cases is None else _CASE_BITS
    keys, position_bits = _keys(name, counts)
    if cases is not None:
        keys <<= np.uint64(_CASE_BITS)
        keys |= np.concatenate(cases)
    del words
    keys = keys[order_of(ranks, len(terms))]
    del ranks
    found = _low(keys, case_bits, position_bits)
    documents = _low(keys, case_bits + position_bits, len(counts).bit_length())
    begins = _begins(documents, firsts[:-1])
    frequencies = np.diff(begins, append=len(found))
    return Postings(
        terms,
        numbers,
        np.searchsorted(begins, firsts),
        documents[begins],
        _weights(name, frequencies, found, begins),
        counts.sum(axis=1),
        frequencies=smallest(frequencies),
        positions=found,
        cases=None if cases is None else (keys & np.uint64(3)).astype(np.uint8),
    )


def stemmed(base: Postings, codes: Sequence[str], vocabulary: Vocabulary, stems: Stems) -> Postings:
    """Return the postings of the stems of a base field; ``codes`` are the stem codes of the documents."""
    distinct = sorted(set(codes))
    if len(distinct) == 1:
        owners: Integers = np.arange(len(base.terms))
        numbers = vocabulary.stem_numbers(stems, distinct[0], base.numbers)
        used, terms, ranks = _stems(vocabulary, numbers)
        in_order = np.argsort(ranks, kind="stable")[np.count_nonzero(ranks < 0) :]
        sizes = np.diff(base.starts)[in_order]
        places = ranges(base.starts[in_order], sizes)
        posting_ranks = np.repeat(ranks[in_order], sizes)
    else:
        owners, numbers, cells = _by_language(base, codes, distinct, vocabulary, stems)
        used, terms, ranks = _stems(vocabulary, numbers)
        places = np.flatnonzero(ranks[cells] >= 0)
        posting_ranks = ranks[cells[places]]
    there = ranks >= 0
    members = np.unique((ranks[there].astype(np.int64) << 32) | owners[there])
    document_bits = len(codes).bit_length()
    keys = posting_ranks.astype(np.uint64)
    keys <<= np.uint64(document_bits)
    keys |= base.documents[places]
    keys <<= np.uint64(_WEIGHT_BITS)
    keys |= base.weights[places]
    keys.sort(kind="stable")  # many runs are in order already, which this sort makes use of
    weights = (keys & np.uint64(MOST_WEIGHT)).astype(np.uint16)
    keys >>= np.uint64(_WEIGHT_BITS)
    begins = _begins(keys)
    keys = keys[begins]
    firsts = _begins(keys >> np.uint64(document_bits))
    return Postings(
        terms,
        used,
        np.append(firsts, len(keys)),
        _low(keys, 0, document_bits),
        _clipped(np.add.reduceat(weights, begins, dtype=np.int64) if len(begins) else begins),
        base.lengths,
        members=members & 0xFFFFFFFF,
        member_starts=starts_of(np.bincount(members >> 32, minlength=len(terms))),
    )


def _by_language(
    base: Postings, codes: Sequence[str], distinct: list[str], vocabulary: Vocabulary, stems: Stems
) -> tuple[Integers, Integers, Integers]:
    """Return the pairs of word and language there are, as words and as stem numbers; and the pair of each posting."""
    several = len(distinct)
    cells = np.repeat(np.arange(len(base.terms)) * several, np.diff(base.starts))
    cells += np.searchsorted(distinct, codes)[base.documents]
    is_there = np.bincount(cells, minlength=len(base.terms) * several) > 0
    there = np.flatnonzero(is_there)
    owners, languages = np.divmod(there, several)
    numbers = np.empty(len(there), np.int32)
    for place, code in enumerate(distinct):
        own = np.flatnonzero(languages == place)
        numbers[own] = vocabulary.stem_numbers(stems, code, base.numbers[owners[own]])
    return owners, numbers, (np.cumsum(is_there) - 1)[cells]


def _stems(vocabulary: Vocabulary, numbers: Integers) -> tuple[Integers, list[bytes], Integers]:
    """Return the stems that are used, sorted, as numbers and as terms, and the ranks of ``numbers``, -1 for none."""
    used = np.zeros(len(vocabulary.stems), bool)
    used[numbers[numbers >= 0]] = True
    terms, ordered, rank_of = vocabulary.stems.ranked(used)
    ranks: Integers = np.append(rank_of, -1)[numbers]
    return ordered, terms, ranks


def _keys(name: str, counts: Integers) -> tuple[Keys, int]:
    """Return document and position of every word as one number, and how many bits of it are the position.

    ``counts`` tell how many words each text has.
    """
    flat = counts.ravel()
    at = np.tile(np.array([zone.at for zone in zones(name)]), len(counts))
    bits = int((at + flat).max(initial=0)).bit_length()
    documents = np.arange(len(counts)).repeat(counts.shape[1]) << bits
    keys: NDArray[np.int64] = np.repeat(documents + at - (np.cumsum(flat) - flat), flat)
    keys += np.arange(len(keys))
    return keys.view(np.uint64), bits


def _low(keys: Keys, skip: int, bits: int) -> Integers:
    """Return some bits of keys, as the smallest type that holds them."""
    values = keys >> np.uint64(skip)
    values &= np.uint64((1 << bits) - 1)
    return smallest(values)


def _begins(values: Integers, also: Integers | None = None) -> Integers:
    """Return where each run of equal values begins; at some places a run begins in any case."""
    is_new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=is_new[1:])
    if also is not None:
        is_new[also] = True
    return np.flatnonzero(is_new)


def _weights(name: str, frequencies: Integers, positions: Integers, begins: Integers) -> Integers:
    """Return the weights of postings: what all words weigh, and what those of other zones weigh more."""
    weights: Integers = frequencies * WEIGHT_SCALE
    parts = zones(name)
    for number, zone in enumerate(parts[:-1]):
        places = np.flatnonzero((positions >= zone.at) & (positions < parts[number + 1].at))
        owners = np.searchsorted(begins, places, "right") - 1
        np.add.at(weights, owners, zone.weight - WEIGHT_SCALE)
    return _clipped(weights)


def _clipped(weights: Integers) -> Integers:
    return np.minimum(weights, MOST_WEIGHT).astype(np.uint8)


def starts_of(counts: Integers) -> Integers:
    """Return where runs of these lengths begin, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def write_field(writer: SegmentWriter, name: str, found: Postings) -> None:
    """Write the arrays of a field."""
    blob, offsets = lines(found.terms)
    writer.add_bytes(f"{name}/T", blob)
    writer.add(f"{name}/O", offsets)
    writer.add(f"{name}/S", smallest(found.starts))
    write_documents(writer, name, len(found.lengths), found.starts, [found.documents])
    writer.add(f"{name}/W", found.weights)
    writer.add(f"{name}/L", smallest(found.lengths))
    if found.frequencies is not None and found.positions is not None:
        writer.add(f"{name}/F", found.frequencies)
        writer.add(f"{name}/P", found.positions)
        writer.add(f"{name}/B", smallest(starts_of(found.frequencies)[:-1][::STRIDE]))
    if found.cases is not None:
        writer.add(f"{name}/{PACKED}", pack(found.cases))
    if found.members is not None and found.member_starts is not None:
        writer.add(f"{name}/M", smallest(found.members))
        writer.add(f"{name}/N", smallest(found.member_starts))
