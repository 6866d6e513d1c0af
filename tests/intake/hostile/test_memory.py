"""All hostile files are read in a process that may not take more memory than the program should."""

import subprocess
import sys

import pytest

from tests.house.files import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a process's own memory.")
def test_hostile_files_stay_within_bounded_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.hostile.everything"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    *files, peak = done.stdout.splitlines()
    assert len(files) > 150
    bombs = {line.split()[1]: line.split()[0] for line in files}
    for name in ("flat.zip", "overlapping.zip", "nested.zip", "large.zip", "blanks.txt.gz", "again.gz", "page.warc"):
        assert bombs[name] == "told"
    assert int(peak.split()[1]) < 900_000_000
