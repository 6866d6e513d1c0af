"""What result rows show of stories: one run of UTF-8 per segment, and where in it the parts of each story begin.

A story's parts lie one after the other: headline, date, standfirst, body. White space of standfirst and body is folded
to single blanks, and a blank closes a standfirst, so that a snippet is a piece of the run as it stands.

Where each word of a body begins is kept, too: ``word_steps`` are the bytes from the word before, in one byte each (255
for more), and ``samples`` the bytes of the body at which every ``SAMPLE``-th word begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reader.core.query import SearchDocument
from reader.search.codec.segment import Integers, SegmentFile, SegmentWriter, joined, smallest, together

PARTS = 4
TEXT = "row_text"
STARTS = "row_starts"
SAMPLES = "samples"
SAMPLE_STARTS = "sample_starts"
STEPS = "word_steps"
STEP_STARTS = "word_starts"
SAMPLE = 16
LONG = 255
"""A step that is too long for its byte."""
_ODD_ASCII = bytes.maketrans(b"\t\n\v\f\r\x1c\x1d\x1e\x1f", b" " * 9)
_ODD = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_ANY_ODD = re.compile(f"[{_ODD}]")
_BLANK = 0x20


@dataclass
class StoredRows:
    """Rows of stories on their way into a segment."""

    pieces: list[bytes] = field(default_factory=list)
    places: list[Integers] = field(default_factory=list)

    def add(self, stories: Sequence[SearchDocument], places: Integers, counts: Integers) -> None:
        """Take in stories with the places of the words of their bodies in code points, and how many words each has."""
        ends = np.cumsum(counts)
        for story, first, last in zip(stories, (ends - counts).tolist(), ends.tolist(), strict=True):
            body, begins = folded(story.body, places[first:last])
            standfirst, _ = folded(story.standfirst, places[:0])
            self.pieces += (
                story.headline.encode("utf-8", "surrogatepass"),
                story.published.encode("utf-8", "surrogatepass"),
                standfirst + b" " if standfirst else b"",
                body,
            )
            self.places.append(smallest(begins))

    def write(self, writer: SegmentWriter) -> None:
        """Write the arrays."""
        blob, offsets = joined(self.pieces)
        writer.add_bytes(TEXT, blob)
        writer.add(STARTS, offsets)
        steps = [np.diff(places, prepend=places.dtype.type(0)) for places in self.places]
        writer.add(STEPS, np.minimum(together(steps), LONG).astype(np.uint8))
        writer.add(STEP_STARTS, smallest(_starts_of(_lengths(self.places))))
        samples = [places[::SAMPLE] for places in self.places]
        writer.add(SAMPLES, smallest(together(samples)))
        writer.add(SAMPLE_STARTS, smallest(_starts_of(_lengths(samples))))


def _lengths(arrays: Sequence[Integers]) -> Integers:
    return np.array([len(each) for each in arrays], np.int64)


def folded(text: str, places: Integers) -> tuple[bytes, Integers]:
    """Return a text as UTF-8 with white space folded to single blanks, and where some of its code points are in it."""
    if text.isascii():
        content = text.encode().translate(_ODD_ASCII)
        octets = np.frombuffer(content, np.uint8)
    else:
        content = _ANY_ODD.sub(" ", text).encode("utf-8", "surrogatepass").translate(_ODD_ASCII)
        octets = np.frombuffer(content, np.uint8)
        if len(places):
            places = np.flatnonzero((octets & 0xC0) != 0x80)[places]
    if b"  " not in content and content[:1] != b" ":
        return content.rstrip(b" "), places
    blank = octets == _BLANK
    gone = blank.copy()
    gone[1:] &= blank[:-1]
    return octets[~gone].tobytes().rstrip(b" "), places - np.searchsorted(np.flatnonzero(gone), places)


def writing_merged(
    writer: SegmentWriter, files: Sequence[tuple[SegmentFile, NDArray[np.bool_] | None]]
) -> Iterator[None]:
    """Write the rows of several segments as one, in steps of bounded time.

    The second of each pair says which documents stay, None for all.
    """
    for content, starts, parts in ((TEXT, STARTS, PARTS), (STEPS, STEP_STARTS, 1), (SAMPLES, SAMPLE_STARTS, 1)):
        kind = max((file.array(content).dtype for file, _ in files), key=lambda each: each.itemsize)
        yield from writer.adding(content, kind, _pieces(files, content, starts, parts))
        sizes = [_sizes(file.array(starts), live, parts) for file, live in files]
        writer.add(starts, smallest(_starts_of(np.concatenate(sizes))))


def _sizes(starts: Integers, live: NDArray[np.bool_] | None, parts: int) -> Integers:
    wide = starts.astype(np.int64)
    sizes: Integers = wide[1:] - wide[:-1]
    return sizes if live is None else sizes.reshape(-1, parts)[live].reshape(-1)


def _pieces(
    files: Sequence[tuple[SegmentFile, NDArray[np.bool_] | None]], content: str, starts: str, parts: int
) -> Iterator[Integers]:
    """Yield the stretches of a run of values by document that stay."""
    for file, live in files:
        values = file.array(content)
        file.forget()
        if live is None:
            yield values
            continue
        places = file.array(starts)[::parts].astype(np.int64)
        changes = np.flatnonzero(np.diff(live.astype(np.int8), prepend=0, append=0))
        for first, last in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True):
            yield values[int(places[first]) : int(places[last])]


def _starts_of(counts: Integers) -> Integers:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts
