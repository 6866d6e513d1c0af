"""What the window's process keeps in memory with a large library, step by step and by cause.

It runs in a process of its own: ``python -m tests.bench.ui_memory FOLDER``, a made library. What is mapped from files
is counted as far as it is resident; of the index that is the part that was looked at, which the system may take back.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LIMIT_MB = 250
_MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+ *(.*)$")
_KINDS = (
    ("index, mapped", re.compile(r"/indexes/")),
    ("database, mapped", re.compile(r"\.sqlite")),
    ("Qt", re.compile(r"PySide6|shiboken6|libQt6")),
    ("numpy", re.compile(r"numpy")),
    ("fonts", re.compile(r"\.(ttf|otf|ttc|pf2)$|fontconfig")),
    ("other libraries", re.compile(r"^/")),
)


def resident_mb() -> float:
    """Return what of this process is resident, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def by_cause() -> dict[str, float]:
    """Return the resident megabytes of this process by what they are of."""
    found: dict[str, float] = {}
    kind = ""
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if mapping := _MAPPING.match(line):
            path = mapping[1]
            kind = next((name for name, pattern in _KINDS if pattern.search(path)), "own data (heap)")
        elif line.startswith("Rss:"):
            found[kind] = found.get(kind, 0.0) + int(line.split()[1]) / 1000
    return found


def measured(folder: Path) -> bool:
    """Measure on a made library in a process of its own and print the lines; False where that cannot be measured."""
    from tests.bench.ui_measure import report  # noqa: PLC0415 - loads Qt, whose part is told apart here

    if not Path("/proc/self/smaps").is_file():
        report("resident memory", "not measured here", "needs /proc")
        return False
    command = [sys.executable, "-m", "tests.bench.ui_memory", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        name, _, value = line.rpartition("\t")
        is_whole = name.startswith("resident memory")
        report(name, f"{value} MB", f"< {LIMIT_MB}" if is_whole else "")
    return True


def main() -> None:
    """Open the window on a made library, search, read and scroll; print what is resident after each step."""
    steps = [("Python", resident_mb())]
    from reader.core.settings import Settings, Theme  # noqa: PLC0415 - each import is a step
    from reader.gui.frame.start import make_application, make_window  # noqa: PLC0415
    from reader.gui.frame.tour import wait_until  # noqa: PLC0415

    steps.append(("modules of the window", resident_mb()))
    make_application(Settings(theme=Theme.LIGHT))
    steps.append(("the application", resident_mb()))
    made = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as settings:
        window = make_window(made / "library", made / "cache", Path(settings))
        window.show()
        wait_until(window.isVisible, "not shown")
        steps.append(("the window, empty", resident_mb()))
        window.begin()
        wait_until(lambda: window.model.total > 0 and window.reading.story is not None, "no story")
        steps.append(("library open, first story", resident_mb()))
        highest = _use(window)
        _rest(1.0)
        steps.append(("after searching, reading, scrolling", resident_mb()))
        causes = by_cause()
        total = window.model.total
        window.close()
    before = 0.0
    for name, value in steps:
        print(f"  + {name}\t{value - before:.0f}")
        before = value
    for name, value in sorted(causes.items(), key=lambda item: -item[1]):
        print(f"  of it {name}\t{value:.0f}")
    print(f"  highest while all this went on\t{highest:.0f}")
    print(f"resident memory of the window, {total} stories\t{steps[-1][1]:.0f}")


def _use(window: "MainWindow") -> float:
    """Do what a reader does for a while; return the most that was resident meanwhile."""
    highest = 0.0
    for query in ("market", "president visit", '"last year"', "bank w/5 money", "trade*", "government"):
        window.query_bar.put(query)
        highest = max(highest, _rest(0.4))
        for _ in range(6):
            window.navigation.next_story()
            highest = max(highest, _rest(0.1))
    window.query_bar.put("")
    _rest(0.4)
    bar = window.results.list.verticalScrollBar()
    for _ in range(40):
        bar.setValue(bar.maximum())
        highest = max(highest, _rest(0.05))
    return highest


def _rest(seconds: float) -> float:
    """Let the window run; return the most that was resident meanwhile."""
    from reader.gui.frame.tour import _pause  # noqa: PLC0415

    began, highest = time.monotonic(), 0.0
    while time.monotonic() - began < seconds:
        _pause(20)
        highest = max(highest, resident_mb())
    return highest


if __name__ == "__main__":
    main()
