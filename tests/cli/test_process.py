"""The program as a process of its own: what it loads, and how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.app import NO_SCREEN, has_screen
from tests.cli.conftest import Type

ROOT = Path(__file__).resolve().parents[2]


def test_commands_never_load_qt(library: Path, pages: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from reader.app import main\n"
        f"main(['clean', {str(pages / 'ferry.txt')!r}, '--out', {str(tmp_path / 'out.jsonl')!r}])\n"
        f"main(['--library', {str(library)!r}, 'search', 'ferry'])\n"
        f"main(['--library', {str(library)!r}, 'stats'])\n"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True)
    assert ended.returncode == 0, ended.stderr.decode()


def test_main_py_starts_the_program_and_its_worker(pages: Path, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "main.py", "--library", str(tmp_path / "shelf"), "import", str(pages)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout) == (0, "2 files: 2 imported.\n"), ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_leaves_early_ends_the_command_quietly(pages: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = subprocess.run(
            [sys.executable, "main.py", "clean", "--json", str(pages / "ferry.txt")],
            cwd=ROOT,
            check=False,
            stdout=write_end,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(write_end)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_a_window_takes_a_screen_on_linux() -> None:
    assert not has_screen({}, "linux")
    assert not has_screen({"DISPLAY": ""}, "linux")
    assert has_screen({"DISPLAY": ":0"}, "linux")
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_screen({}, "darwin")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_the_window_is_declined_in_a_sentence(
    type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    typed = type_command()
    assert (typed.status, typed.out, typed.err) == (2, "", NO_SCREEN + "\n")
