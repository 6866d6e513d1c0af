"""Sorting by small numbers in linear time: numpy sorts 16 bits by their digits, so two such sorts do for 32."""

import numpy as np

from reader.search.codec.segment import Integers

_HALF_BITS = 16


def order_of(values: Integers, highest: int) -> Integers:
    """Return the order that sorts non-negative numbers of up to ``highest``; equal ones keep theirs."""
    order: Integers = np.argsort(values.astype(np.uint16), kind="stable")
    above = highest >> _HALF_BITS
    if above:
        upper = (values >> _HALF_BITS).astype(np.uint8 if above <= np.iinfo(np.uint8).max else np.uint16)
        order = order[np.argsort(upper[order], kind="stable")]
    return order


def ranges(starts: Integers, counts: Integers) -> Integers:
    """Return the numbers from each start on, so many of each, one range after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Integers = np.repeat(starts - (ends - counts), counts) + np.arange(total)
    return numbers
