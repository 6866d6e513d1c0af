"""The tour, in a process of its own, as ``make run`` starts it where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_tour_imports_searches_and_leaves_a_picture(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--tour"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "screenshots" / "tour.png").stat().st_size > 20_000
    assert "Imported the sample archive: 12 stories" in done.stdout
    assert "Searched for harbour bridge" in done.stdout
    assert done.stderr == ""
