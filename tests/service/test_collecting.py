"""Cycles are looked for between files, and as ever afterwards."""

import gc
import weakref

from reader.service.collecting import FILES_PER_COLLECTION, rare_collections


class Ring:
    """An object that keeps itself alive."""

    def __init__(self) -> None:
        self.own = self


def test_cycles_are_found_between_files_and_not_before() -> None:
    with rare_collections() as between:
        assert not gc.isenabled()
        seen = weakref.ref(Ring())
        for _ in range(FILES_PER_COLLECTION - 1):
            between()
        assert seen() is not None
        between()
        assert seen() is None
    assert gc.isenabled()
