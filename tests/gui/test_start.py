"""Tests of what starting the window loads and sets."""

import subprocess
import sys

from PySide6.QtWidgets import QApplication

from reader.gui.start import SWITCH_S


def test_the_window_starts_without_what_only_the_worker_and_rare_commands_need() -> None:
    needless = ("xlsxwriter", "whoosh", "lxml", "selectolax", "pypdf", "PIL")
    script = (
        f"import sys, reader.gui.start\nprint([name for name in sys.modules if name.split('.')[0] in {needless}])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_gets_its_turns_while_the_reading_thread_computes(qapp: QApplication) -> None:
    assert sys.getswitchinterval() <= 2 * SWITCH_S
