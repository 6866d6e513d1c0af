"""Stories to columns of words, many at a time: which text of a story goes to which field, at which positions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reader.core.query import SearchDocument
from reader.search.codec.segment import Integers
from reader.search.codec.text.cutting import Cut, cut
from reader.search.codec.text.sentences import after_lines, after_stops
from reader.search.codec.text.traits import CASE
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.schema import BODY_AT, HEADLINE_WEIGHT, STANDFIRST_AT, STANDFIRST_WEIGHT, TEXT, site_of

SAMPLE = 1
"""The place of every so many words of a body is handed on, for snippets."""
WEIGHT_SCALE = 2
"""Weights are kept as whole numbers, doubled: a standfirst counts one and a half."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A text of a story: its first position in its field, its doubled weight, most words."""

    at: int
    weight: int
    most: int


_ALL = 2**31 - BODY_AT
ZONES = {
    TEXT: (
        Zone(0, int(HEADLINE_WEIGHT * WEIGHT_SCALE), STANDFIRST_AT - 1),
        Zone(STANDFIRST_AT, int(STANDFIRST_WEIGHT * WEIGHT_SCALE), STANDFIRST_AT - 1),
        Zone(BODY_AT, WEIGHT_SCALE, _ALL),
    )
}
_WHOLE = (Zone(0, WEIGHT_SCALE, _ALL),)
_BODY = 2
FIELDS = (TEXT, "caption", "byline", "outlet_words", "section_words", "url", "site")


def zones(name: str) -> tuple[Zone, ...]:
    """Return the texts that a field is made of."""
    return ZONES.get(name, _WHOLE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one field in a batch of stories, in order, and how many each text has: stories by zones."""

    words: Integers
    counts: Integers


@dataclass(frozen=True, slots=True)
class Starts:
    """Ascending positions at which something begins in each story, and how many there are."""

    positions: Integers
    counts: Integers


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of stories, cut: the words by field, and the sampled places of the words of each body.

    Of the text field there are the letter cases too, and where its sentences and its paragraphs begin.
    """

    tokens: dict[str, Tokens]
    cases: Integers
    breaks: tuple[Starts, Starts]
    samples: Integers
    sample_counts: Integers


def cut_batch(stories: Sequence[SearchDocument], vocabulary: Vocabulary) -> Batch:
    """Cut stories."""
    texts: list[str] = []
    for story in stories:
        texts += (story.headline, story.standfirst, story.body)
    for name in ("captions", "byline", "outlet", "section", "url"):
        texts += [getattr(story, name) for story in stories]
    texts += [site_of(story.url) for story in stories]
    found = cut(texts, vocabulary)
    tokens: dict[str, Tokens] = {}
    at = 0
    for name in FIELDS:
        size = len(stories) * len(zones(name))
        firsts = found.texts[at : at + size + 1]
        counts = np.diff(firsts).reshape(len(stories), -1)
        tokens[name] = Tokens(found.words[int(firsts[0]) : int(firsts[-1])], counts)
        at += size
    layout = _Layout(tokens[TEXT].counts)
    bodies = found.texts[_BODY : 3 * len(stories) : 3]
    sample_counts = -(-tokens[TEXT].counts[:, _BODY] // SAMPLE)
    sampled = np.arange(int(sample_counts.sum())) - np.repeat(np.cumsum(sample_counts) - sample_counts, sample_counts)
    samples = found.places(np.repeat(bodies, sample_counts) + sampled * SAMPLE)
    samples -= np.repeat(found.text_places[_BODY : 3 * len(stories) : 3], sample_counts)
    breaks = _breaks(found, layout, vocabulary)
    cases = found.traits[: layout.total] & CASE
    if (layout.counts > layout.most).any():
        kept = layout.orders() < np.repeat(np.tile(layout.most, len(stories)), layout.counts.ravel())
        tokens[TEXT] = Tokens(tokens[TEXT].words[kept], np.minimum(layout.counts, layout.most))
        cases = cases[kept]
    return Batch(tokens, cases, breaks, samples, sample_counts)


class _Layout:
    """Where the words of the text field of a batch stand in their stories."""

    def __init__(self, counts: Integers) -> None:
        self.counts = counts
        self.total = int(counts.sum())
        flat = counts.ravel()
        self.firsts = np.cumsum(flat) - flat
        self.most = np.array([zone.most for zone in ZONES[TEXT]])
        self._at = np.array([zone.at for zone in ZONES[TEXT]])

    def orders(self) -> Integers:
        """Return the place of every word in its text."""
        return np.arange(self.total) - np.repeat(self.firsts, self.counts.ravel())

    def texts_of(self, words: Integers) -> Integers:
        """Return which text each word is in."""
        texts: Integers = np.searchsorted(self.firsts, words, "right") - 1
        return texts

    def starts(self, words: Integers) -> Starts:
        """Return the positions of some ascending words, by story; those past the end of a zone are left out."""
        texts = self.texts_of(words)
        order = words - self.firsts[texts]
        documents, kinds = np.divmod(texts, len(self._at))
        kept = order < self.most[kinds]
        positions = (order + self._at[kinds])[kept].astype(np.uint32)
        return Starts(positions, np.bincount(documents[kept], minlength=len(self.counts)))


def _breaks(found: Cut, layout: _Layout, vocabulary: Vocabulary) -> tuple[Starts, Starts]:
    """Return where sentences and where paragraphs begin."""
    begins = np.zeros(layout.total, bool)
    lines = after_lines(found)
    lines = lines[lines < layout.total]
    begins[lines[layout.texts_of(lines) % len(ZONES[TEXT]) == _BODY]] = True
    begins[layout.firsts[layout.counts.ravel() > 0]] = True
    paragraphs = layout.starts(np.flatnonzero(begins))
    stops = after_stops(found, vocabulary)
    begins[stops[stops < layout.total]] = True
    return layout.starts(np.flatnonzero(begins)), paragraphs
