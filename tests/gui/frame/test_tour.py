"""The tour, in a process of its own, as ``make run`` starts it where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WATCH = """
import os
import sys

FOLLOWED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")


def watch(event, details):
    if event in FOLLOWED:
        with open(os.environ["CONNECTIONS"], "a") as file:
            file.write(event)


sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which every Python process notes the connections it opens, in ``connections``."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "PYTHONPATH": str(hooks), "CONNECTIONS": str(tmp_path / "connections")}


def test_the_watch_sees_connections(tmp_path: Path, watched: dict[str, str]) -> None:
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", code], env=watched, check=True, timeout=60)
    assert (tmp_path / "connections").read_text(encoding="utf-8") == "socket.connect"


def test_the_tour_imports_searches_and_leaves_a_picture_without_a_connection(
    tmp_path: Path, watched: dict[str, str]
) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "--tour"]
    done = subprocess.run(command, cwd=tmp_path, env=watched, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "screenshots" / "tour.png").stat().st_size > 20_000
    assert "Imported the sample archive: 12 stories" in done.stdout
    assert "Searched for harbour bridge" in done.stdout
    assert done.stderr == ""
    assert not (tmp_path / "connections").exists()
