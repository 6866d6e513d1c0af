"""Walks the main job by itself: imports the sample archive, searches it, opens the first hit, saves a picture."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

QUERY = "harbour bridge"
PATIENCE_S = 60.0
SIZE = (1440, 900)


class TourError(Exception):
    """A part of the tour did not come about in time; the text says which."""


def take_tour() -> int:
    """Take the tour in a temporary library; prints what was found. Returns 0, or 1 where a step did not come about."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="news-archive-tour-", ignore_cleanup_errors=True) as folder:
        try:
            return _walk(Path(folder))
        except TourError as error:
            sys.stderr.write(f"The tour stopped: {error}\n")
            return 1


def _walk(folder: Path) -> int:
    from reader.core.settings import Settings, Theme  # noqa: PLC0415 - Qt must see the platform chosen above
    from reader.gui.frame.start import make_application, make_window  # noqa: PLC0415

    make_application(Settings(theme=Theme.LIGHT))
    window = make_window(folder / "library", folder / "cache", folder / "settings")
    try:
        window.resize(*SIZE)
        window.show()
        window.begin()
        wait_until(lambda: window.status_text() != "", "the library was not opened")
        began = time.monotonic()
        window.imports.import_sample()
        wait_until(lambda: window.imports.is_running or window.model.total > 0, "the import did not begin")
        wait_until(lambda: not window.imports.is_running and window.model.total > 0, "the import did not end")
        seconds = time.monotonic() - began
        stories = window.model.total
        _say(f"Imported the sample archive: {stories} stories in {seconds:.1f} s.")
        window.query_bar.put(QUERY)
        wait_until(lambda: window.search.request.query == QUERY and bool(window.reading.hits), "no hit was found")
        story = window.reading.story
        headline = story.story.article.headline if story else None
        _say(f"Searched for {QUERY}: {window.query_bar.counts_text}; {window.query_bar.reading_text}.")
        _say(f"Opened the first: {headline.value if headline else 'a story without a headline'}.")
        _pause(150)
        _say(f"Picture of the window: {_save_picture(window.grab().save)}")
    finally:
        window.close()
    return 0


def _save_picture(save: Callable[[str], bool]) -> Path:
    """Save the picture under ``screenshots`` here, or in the temporary folder where this one cannot be written."""
    for folder in (Path.cwd() / "screenshots", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            continue
        if save(str(folder / "tour.png")):
            return folder / "tour.png"
    raise TourError("the picture could not be written")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def wait_until(ready: Callable[[], bool], otherwise: str) -> None:
    """Run the event loop until something is so; raises TourError after ``PATIENCE_S`` seconds."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            raise TourError(otherwise)
        _pause(20)


def _pause(ms: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
