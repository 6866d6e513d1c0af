"""A reader at the keys of the whole program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.settings import Settings, Theme
from reader.gui.start import make_application
from tests.journeys import shelf
from tests.journeys.reader import Reader


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it."""
    return make_application(Settings(theme=Theme.LIGHT))


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    """Return a reader whose program is not open yet; it is closed in the end."""
    made = Reader(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return a folder of saved pages."""
    return shelf.write(tmp_path / "pages")
