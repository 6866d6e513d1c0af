"""Phrases of plain words: their documents first, then the places of the rarest word, then those the others leave."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.search.codec.field import Field
from reader.search.codec.lists import once, shared
from reader.search.codec.segment import Integers
from reader.search.codec.spots import SHIFT

_POSITION = (1 << SHIFT) - 1
_SPREAD = 6
"""Looking a place up in a list takes as long as walking over so many (100,000 made stories)."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """A word of a phrase: its postings, and how many words after the first it stands.

    ``places`` are the postings in question within its list, in the order of the documents; None for all.
    """

    owner: Field
    number: int
    step: int
    documents: Integers
    places: Integers | None = None

    def at(self, places: Integers) -> "Occurrences":
        """Return the occurrences at some places of the list."""
        return Occurrences(self.owner, self.number, self.step, self.documents, places)

    def lists(self, chosen: Integers | None) -> tuple[Integers, Integers]:
        """Return where the positions begin, and how many there are, in all documents in question or some of them."""
        places = self.places if self.places is not None else np.arange(len(self.documents))
        postings = (places if chosen is None else places.take(chosen)) + self.owner.slice(self.number).start
        return self.owner.position_starts(postings), self.owner.counts(postings)


def common_documents(lists: Sequence[Integers], within: Integers | None, count: int) -> tuple[Integers, list[Integers]]:
    """Return the documents in all lists, and for each list the places of them in it."""
    order = sorted(range(len(lists)), key=lambda number: len(lists[number]))
    documents = lists[order[0]]
    places: dict[int, Integers] = {order[0]: np.arange(len(documents))}
    if within is not None:
        kept = shared(documents, within, count)[0]
        documents, places = documents[kept], {order[0]: kept}
    for number in order[1:]:
        kept, own = shared(documents, lists[number], count)
        if len(kept) < len(documents):
            documents = documents[kept]
            places = {each: found[kept] for each, found in places.items()}
        places[number] = own
    return documents, [places[number] for number in range(len(lists))]


def begins_of(words: Sequence[Occurrences], documents: Integers) -> Integers:
    """Return the keys at which the words of a phrase follow each other, in documents that have all of them."""
    first, *others = sorted(words, key=lambda word: len(word.documents))
    # Which of the documents each beginning is in, and its position.
    found, turns = first.owner.placed(*first.lists(None), np.arange(len(documents)))
    begins: Integers = found.astype(np.int64) - first.step
    for number, word in enumerate(others):
        chosen = once(turns) if number else None
        starts, counts = word.lists(chosen)
        lists = turns if chosen is None else chosen.searchsorted(turns)
        if int(counts.sum()) > _SPREAD * len(begins):
            kept = _holds(word, starts.take(lists), counts.take(lists), begins + word.step)
            turns, begins = turns.take(kept), begins.take(kept)
        else:
            positions, owners = word.owner.placed(starts, counts, np.arange(len(counts)))
            keys: Integers = (owners << SHIFT) | positions
            keys = shared_keys((lists << SHIFT) + (begins + word.step), keys)
            turns, begins = keys >> SHIFT, (keys & _POSITION) - word.step
            turns = turns if chosen is None else chosen.take(turns)
        if not len(begins):
            break
    return (documents.take(turns) << SHIFT) + begins


def _holds(word: Occurrences, starts: Integers, counts: Integers, wanted: Integers) -> Integers:
    """Return the numbers of the lists of positions that hold the one that is wanted of each; halves all at once."""
    positions = word.owner.positions
    if positions is None or not len(counts):
        return np.empty(0, np.int64)
    low = starts
    last = starts + (counts - 1)
    step = 1 << int(counts.max() - 1).bit_length()
    while step > 1:
        step >>= 1
        probe = np.minimum(low + step, last)
        low = np.where(positions.take(probe) <= wanted, probe, low)
    found: Integers = (positions.take(low) == wanted).nonzero()[0]
    return found


def shared_keys(left: Integers, right: Integers) -> Integers:
    """Return the keys in both of two ascending arrays, each of which has every key once."""
    line = np.concatenate((left, right))
    line.sort(kind="stable")  # merges the two
    found: Integers = line[1:][line[1:] == line[:-1]]
    return found
