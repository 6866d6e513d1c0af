"""Columns of a run of stories, and the segment file they become."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from reader.core.query import SearchDocument
from reader.search.codec.bulk import FIELDS, Batch, Tokens, Vocabulary, cut_batch
from reader.search.codec.documents import write_documents
from reader.search.codec.field import STRIDE
from reader.search.codec.segment import Integers, SegmentWriter, joined, lines, smallest
from reader.search.codec.stored import StoredRows
from reader.search.dates import moment_number
from reader.search.schema import CAPTION_STEM, FACETS, NUMBERS, STEM, TEXT, stem_term
from reader.search.stems import Stems, language_code, stem_code
from reader.search.words import is_paired

BATCH = 64
STEMMED = {TEXT: STEM, "caption": CAPTION_STEM}
_WORD_BITS = 64
_MOST_WEIGHT = 255
"""More occurrences than fit into a byte make no difference to BM25."""


@dataclass
class Postings:
    """Sorted terms and their postings, as they are written; positions only of base fields, members only of stems."""

    terms: list[bytes]
    starts: Integers
    documents: Integers
    weights: Integers
    lengths: Integers
    frequencies: Integers | None = None
    positions: Integers | None = None
    members: Integers | None = None
    member_starts: Integers | None = None


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
    rows: StoredRows = field(default_factory=StoredRows)

    def add(self, stories: Sequence[SearchDocument]) -> None:
        """Take in stories, in batches."""
        for at in range(0, len(stories), BATCH):
            batch = stories[at : at + BATCH]
            cut = cut_batch(batch, self.documents, self.vocabulary)
            self.batches.append(cut)
            self.tokens += len(cut.tokens[TEXT].words)
            self.rows.add(batch, cut.samples, cut.sample_counts)
            self.documents += len(batch)
            for story in batch:
                self._add_columns(story)

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

    def write(self, path: Path) -> tuple[int, int]:
        """Write the segment file of all stories taken in; durable on return. Returns its size and CRC-32."""
        with SegmentWriter(path) as writer:
            for name in FIELDS:
                base = self._postings(name)
                write_field(writer, name, base)
                if name in STEMMED:
                    write_field(writer, STEMMED[name], self._stemmed(base))
            for name in NUMBERS:
                writer.add(f"column/{name}", np.array(self.numbers[name], np.int64))
            for name in FACETS:
                write_names(writer, name, self.names[name])
            self.rows.write(writer)
            writer.close({"documents": self.documents})
            return writer.written

    def _postings(self, name: str) -> Postings:
        parts = [batch.tokens[name] for batch in self.batches]
        tokens = Tokens(*(np.concatenate([getattr(part, slot) for part in parts]) for slot in Tokens.__slots__))
        terms, ranks = _ranked(tokens.words, self.vocabulary.words)
        lengths = np.bincount(tokens.documents, minlength=self.documents)
        order = np.sort((ranks.astype(np.uint64) << np.uint64(32)) | np.arange(len(ranks), dtype=np.uint64))
        sorted_ranks = (order >> np.uint64(32)).astype(np.int64)
        places = (order & np.uint64(0xFFFFFFFF)).astype(np.int64)
        documents = tokens.documents[places]
        is_new = np.ones(len(places), bool)
        is_new[1:] = (sorted_ranks[1:] != sorted_ranks[:-1]) | (documents[1:] != documents[:-1])
        begins = np.flatnonzero(is_new)
        weights = _sums(tokens.weights[places], begins)
        return Postings(
            terms,
            starts_of(np.bincount(sorted_ranks[begins], minlength=len(terms))),
            documents[begins],
            weights,
            lengths,
            frequencies=np.diff(begins, append=len(places)),
            positions=tokens.positions[places],
        )

    def _stemmed(self, base: Postings) -> Postings:
        """Return the postings of the stems of a base field, each word stemmed by the language of the story it is in."""
        owners = np.repeat(np.arange(len(base.terms)), np.diff(base.starts))
        codes = sorted(set(self.codes))
        code_of = np.array([codes.index(code) for code in self.codes], np.int64)[base.documents]
        words = [term.decode("utf-8", "surrogatepass") for term in base.terms]
        cells = owners * len(codes) + code_of
        pairs = np.flatnonzero(np.bincount(cells, minlength=len(words) * len(codes)))
        found: dict[bytes, int] = {}
        stem_of = np.full(len(words) * len(codes), -1, np.int64)
        for pair in pairs.tolist():
            word, code = words[pair // len(codes)], codes[pair % len(codes)]
            if not is_paired(word):
                stem_of[pair] = found.setdefault(stem_term(code, self.stems.stem(code, word)).encode(), len(found))
        terms = sorted(found)
        ranks = np.full(len(terms) + 1, -1, np.int64)
        ranks[[found[term] for term in terms]] = np.arange(len(terms))
        rank_of = ranks[stem_of]
        members = np.unique((rank_of[pairs] << 32) | (pairs // len(codes)))
        return _merged_stems(terms, rank_of[cells], base, members[members >= 0])


def _merged_stems(terms: list[bytes], ranks: Integers, base: Postings, members: Integers) -> Postings:
    """Return the postings of stems, ``ranks`` the stem of each posting of the base field or -1."""
    kept = np.flatnonzero(ranks >= 0)
    order, ranks, documents = _by_rank_and_document(ranks[kept], base.documents[kept])
    is_new = np.ones(len(ranks), bool)
    is_new[1:] = (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])
    begins = np.flatnonzero(is_new)
    return Postings(
        terms,
        starts_of(np.bincount(ranks[begins], minlength=len(terms))),
        documents[begins],
        _sums(base.weights[kept][order], begins),
        base.lengths,
        members=members & 0xFFFFFFFF,
        member_starts=starts_of(np.bincount(members >> 32, minlength=len(terms))),
    )


def _by_rank_and_document(ranks: Integers, documents: Integers) -> tuple[Integers, Integers, Integers]:
    """Return the order by rank, then document, and both in that order; one fast sort where they fit."""
    count = len(ranks)
    index_bits = max(1, count.bit_length())
    document_bits = max(1, int(documents.max(initial=0)).bit_length())
    rank_bits = max(1, int(ranks.max(initial=0)).bit_length())
    if index_bits + document_bits + rank_bits > _WORD_BITS:
        order = np.lexsort((documents, ranks))
        return order, ranks[order], documents[order]
    keys = (ranks.astype(np.uint64) << np.uint64(document_bits)) | documents.astype(np.uint64)
    keys = (keys << np.uint64(index_bits)) | np.arange(count, dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64((1 << index_bits) - 1)).astype(np.int64)
    return order, ranks[order], documents[order]


def _ranked(words: Integers, texts: list[str]) -> tuple[list[bytes], Integers]:
    """Return the sorted terms that occur and the rank of each word."""
    used = np.flatnonzero(np.bincount(words, minlength=len(texts)))
    encoded = [texts[word].encode("utf-8", "surrogatepass") for word in used.tolist()]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    rank_of = np.zeros(len(texts), np.int64)
    rank_of[used[order]] = np.arange(len(order))
    return [encoded[k] for k in order], rank_of[words]


def _sums(values: Integers, begins: Integers) -> Integers:
    return np.add.reduceat(values, begins, dtype=np.int64) if len(begins) else np.empty(0, np.int64)


def starts_of(counts: Integers) -> Integers:
    """Return where runs of these lengths begin, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def write_field(writer: SegmentWriter, name: str, postings: Postings) -> None:
    """Write the arrays of a field."""
    blob, offsets = lines(postings.terms)
    writer.add_bytes(f"{name}/T", blob)
    writer.add(f"{name}/O", offsets)
    writer.add(f"{name}/S", smallest(postings.starts))
    write_documents(writer, name, len(postings.lengths), postings.starts, [postings.documents])
    writer.add(f"{name}/W", np.minimum(postings.weights, _MOST_WEIGHT).astype(np.uint8))
    writer.add(f"{name}/L", smallest(postings.lengths))
    if postings.frequencies is not None and postings.positions is not None:
        writer.add(f"{name}/F", smallest(postings.frequencies))
        writer.add(f"{name}/P", smallest(postings.positions))
        writer.add(f"{name}/B", smallest(starts_of(postings.frequencies)[:-1][::STRIDE]))
    if postings.members is not None and postings.member_starts is not None:
        writer.add(f"{name}/M", smallest(postings.members))
        writer.add(f"{name}/N", smallest(postings.member_starts))


def write_names(writer: SegmentWriter, name: str, values: Iterable[str]) -> None:
    """Write a column of named values: the sorted names, and the number of its name for every document."""
    listed = list(values)
    names = sorted(set(listed))
    places = {value: place for place, value in enumerate(names)}
    blob, offsets = joined([value.encode("utf-8", "surrogatepass") for value in names])
    writer.add_bytes(f"names/{name}", blob)
    writer.add(f"name_starts/{name}", offsets)
    writer.add(f"codes/{name}", smallest(np.array([places[value] for value in listed], np.int64), len(names)))


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
