"""A full disk is told plainly, loses nothing, and work goes on in the same process when there is room again."""

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="file size limits exist on POSIX only")

SCRIPT = """
import hashlib, resource, signal, sys
from pathlib import Path
from reader.core.errors import StorageFullError
from reader.store import Store
from tests.store.stories import add, make_long_article

limit = int(sys.argv[2])
store = Store.open(Path(sys.argv[1]))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
added, failed = [], 0
for number in range(40):
    content = hashlib.shake_128(str(number).encode()).digest(2_000 * number)
    try:
        added.append(add(store, make_long_article(500 + 50 * number), content))
    except StorageFullError:
        failed += 1
assert failed, "the limit was never met"
assert store.count() == len(added)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
for number in range(40, 45):
    added.append(add(store, make_long_article(500), str(number).encode()))
assert store.count() == len(added)
assert all(store.story(number) is not None for number in added)
assert list(store.verify()) == []
store.close()
"""


@pytest.mark.parametrize("limit", [20_000, 60_000, 200_000, 300_000])
def test_full_disk_loses_nothing_and_the_same_process_goes_on(tmp_path: Path, limit: int) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "library"), str(limit)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
