"""Memory does not grow with the file: a small proof of what ``tests/bench/bigfiles.py`` shows with gigabytes."""

import sys
from pathlib import Path

import pytest

from tests.bench.bigfiles import MAKERS, MB, is_readable, measure

_SMALL, _LARGE = 3 * MB, 30 * MB
_SLACK = 12 * MB
"""What chance and the directory of an archive may take; reading the large file whole would take more."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process's peak of memory this way.")
@pytest.mark.parametrize("name", MAKERS)
def test_ten_times_the_file_takes_no_more_memory(name: str, tmp_path: Path) -> None:
    small, large = tmp_path / f"small-{name}", tmp_path / f"large-{name}"
    MAKERS[name](small, _SMALL)
    if not is_readable(small):
        pytest.skip("Files of this kind are not read yet.")
    MAKERS[name](large, _LARGE)
    few, many = measure(small), measure(large)
    assert many.stories > 8 * few.stories > 0
    assert many.peak_bytes < few.peak_bytes + _SLACK
