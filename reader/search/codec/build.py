"""Columns of a run of stories, and the segment file they become."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reader.core.query import SearchDocument
from reader.search.codec.bulk import FIELDS, Batch, cut_batch
from reader.search.codec.postings import postings, starts_of, stemmed, write_field
from reader.search.codec.segment import SegmentWriter, joined, smallest
from reader.search.codec.stored import StoredRows
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.dates import moment_number
from reader.search.schema import BREAKS, CAPTION_STEM, FACETS, LISTS, NUMBERS, STEM, TEXT
from reader.search.stems import Stems, language_code, stem_code

BATCH = 64
"""Stories cut at a time."""
MOST_TOKENS = 2_000_000
_MOST_DOCUMENTS = 16_000
"""A run is written when it holds so many words or stories: bounds the memory of a build.

Tuned on stories of 500 words: arrays of more words are no longer reused by the allocator, and slower by a third.
"""
STEMMED = {TEXT: STEM, "caption": CAPTION_STEM}


@dataclass
class Run:
    """Stories on their way into a segment, in memory."""

    vocabulary: Vocabulary
    stems: Stems
    documents: int = 0
    tokens: int = 0
    batches: list[Batch] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    numbers: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in NUMBERS})
    names: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FACETS})
    lists: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: {name: [] for name in LISTS})
    rows: StoredRows = field(default_factory=StoredRows)

    def add(self, stories: Sequence[SearchDocument]) -> None:
        """Take in stories, in batches."""
        for at in range(0, len(stories), BATCH):
            batch = stories[at : at + BATCH]
            cut = cut_batch(batch, self.vocabulary)
            self.batches.append(cut)
            self.tokens += len(cut.tokens[TEXT].words)
            self.rows.add(batch, cut.samples, cut.sample_counts)
            self.documents += len(batch)
            for story in batch:
                self._add_columns(story)

    @property
    def is_full(self) -> bool:
        """Whether it is time to write the run."""
        return self.tokens >= MOST_TOKENS or self.documents >= _MOST_DOCUMENTS

    def replaced(self) -> NDArray[np.bool_] | None:
        """Return which documents a later one of the same id has replaced; None when there is none."""
        ids = np.array(self.numbers["id"], np.int64)[::-1]
        _, last = np.unique(ids, return_index=True)
        if len(last) == len(ids):
            return None
        gone = np.ones(len(ids), bool)
        gone[last] = False
        return gone[::-1].copy()

    def _add_columns(self, story: SearchDocument) -> None:
        self.codes.append(stem_code(story.language))
        values = (
            int(story.article_id),
            moment_number(story.published),
            moment_number(story.saved),
            moment_number(story.imported),
            story.words,
        )
        for name, value in zip(NUMBERS, values, strict=True):
            self.numbers[name].append(value)
        for name, text in zip(FACETS, (story.outlet, story.section, language_code(story.language)), strict=True):
            self.names[name].append(text)
        for name, listed in zip(LISTS, (story.authors,), strict=True):
            self.lists[name].append(tuple(dict.fromkeys(value for value in listed if value)))

    def write(self, path: Path) -> tuple[int, int]:
        """Write the segment file of all stories taken in; durable on return. Returns its size and CRC-32."""
        with SegmentWriter(path) as writer:
            for name in FIELDS:
                self._write_field(writer, name)
            kept = [batch.breaks for batch in self.batches]
            for (content, starts), found in zip(BREAKS, zip(*kept, strict=True), strict=True):
                writer.add(f"{TEXT}/{content}", smallest(np.concatenate([each.positions for each in found])))
                writer.add(f"{TEXT}/{starts}", smallest(starts_of(np.concatenate([each.counts for each in found]))))
            for name in NUMBERS:
                writer.add(f"column/{name}", np.array(self.numbers[name], np.int64))
            for name in FACETS:
                write_names(writer, name, self.names[name])
            for name in LISTS:
                write_lists(writer, name, self.lists[name])
            self.rows.write(writer)
            writer.close({"documents": self.documents})
            return writer.written

    def _write_field(self, writer: SegmentWriter, name: str) -> None:
        cases = [batch.cases for batch in self.batches] if name == TEXT else None
        base = postings(name, [batch.tokens[name] for batch in self.batches], self.vocabulary, cases)
        write_field(writer, name, base)
        if name in STEMMED:
            write_field(writer, STEMMED[name], stemmed(base, self.codes, self.vocabulary, self.stems))


def write_names(writer: SegmentWriter, name: str, values: Iterable[str]) -> None:
    """Write a column of named values: the sorted names, and the number of its name for every document."""
    listed = list(values)
    names = sorted(set(listed))
    places = {value: place for place, value in enumerate(names)}
    blob, offsets = joined([value.encode("utf-8", "surrogatepass") for value in names])
    writer.add_bytes(f"names/{name}", blob)
    writer.add(f"name_starts/{name}", offsets)
    writer.add(f"codes/{name}", smallest(np.array([places[value] for value in listed], np.int64), len(names)))


def write_lists(writer: SegmentWriter, name: str, lists: Sequence[Sequence[str]]) -> None:
    """Write a column of lists of names: the names of all documents, and where those of each begin."""
    write_names(writer, name, [value for listed in lists for value in listed])
    writer.add(f"list_starts/{name}", smallest(starts_of(np.array([len(listed) for listed in lists], np.int64))))


def batches(stories: Iterable[SearchDocument], size: int) -> Iterator[list[SearchDocument]]:
    """Yield stories in lists of at most ``size``."""
    batch: list[SearchDocument] = []
    for story in stories:
        batch.append(story)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
