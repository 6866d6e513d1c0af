"""When cycles are looked for: between files, not while a page is read.

A page is thousands of small values without cycles: looking for cycles while they are made finds none.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

FILES_PER_COLLECTION = 32


@contextmanager
def rare_collections() -> Iterator[Callable[[], None]]:
    """Hand out the function to call between files; what was there before is not looked at any more."""
    gc.collect()
    gc.freeze()
    gc.disable()
    files = 0

    def between() -> None:
        nonlocal files
        files += 1
        if files % FILES_PER_COLLECTION == 0:
            gc.collect()

    try:
        yield between
    finally:
        gc.enable()
        gc.unfreeze()
