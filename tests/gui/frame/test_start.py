"""Tests of what starting the window loads."""

import subprocess
import sys


def test_the_window_starts_without_what_only_the_worker_and_rare_commands_need() -> None:
    needless = ("xlsxwriter", "whoosh", "lxml", "selectolax", "pypdf", "PIL")
    listed = f"[name for name in sys.modules if name.split('.')[0] in {needless}]"
    script = f"import sys, reader.gui.frame.start\nprint({listed})\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
