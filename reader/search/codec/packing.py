"""Two bits for every position, four to a byte."""

from collections.abc import Iterable, Iterator

import numpy as np

from reader.search.codec.segment import Integers

PACKED = "C"
PER_BYTE = 4
_SHIFTS = np.arange(0, 8, 2, dtype=np.uint8)
_UNPACKED = (np.arange(256, dtype=np.uint8)[:, None] >> _SHIFTS & 3).reshape(-1).view("<u4")
"""The four values of every byte, a byte each."""


def pack(values: Integers) -> Integers:
    """Return values of two bits, packed; the last byte is filled with zeros."""
    whole = np.zeros(-(-len(values) // PER_BYTE) * PER_BYTE, np.uint8)
    whole[: len(values)] = values
    fours = whole.view("<u4")
    packed: Integers = (fours | fours >> 6 | fours >> 12 | fours >> 18).astype(np.uint8)
    return packed


def unpack(packed: Integers, first: int, last: int) -> Integers:
    """Return the values from ``first`` up to ``last``."""
    values = _UNPACKED[packed[first // PER_BYTE : -(-last // PER_BYTE)]].view(np.uint8)
    begin = first % PER_BYTE
    return values[begin : begin + last - first]


def pick(packed: Integers, places: Integers) -> Integers:
    """Return the values at some places."""
    shifts = (places % PER_BYTE * 2).astype(np.uint8)
    values: Integers = (packed[places // PER_BYTE] >> shifts) & 3
    return values


def pack_pieces(pieces: Iterable[Integers]) -> Iterator[Integers]:
    """Yield values that come in pieces, packed."""
    rest = np.empty(0, np.uint8)
    for piece in pieces:
        values = np.concatenate((rest, piece.astype(np.uint8)))
        whole = len(values) // PER_BYTE * PER_BYTE
        yield pack(values[:whole])
        rest = values[whole:]
    yield pack(rest)
