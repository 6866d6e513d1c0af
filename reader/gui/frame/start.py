"""Starts the window, or the tour that walks the main job without a display."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.core.changes import Event
from reader.core.settings import Settings
from reader.core.terms import ColumnNames
from reader.gui.frame.faults import FaultReporter, log_qt_messages
from reader.gui.frame.window import MainWindow, Surroundings
from reader.gui.frame.window_state import WindowState
from reader.gui.language.translator import speak
from reader.gui.look.focus import FocusMark
from reader.gui.look.icons import program_icon
from reader.gui.look.style import ReaderStyle
from reader.gui.look.themes import colours_of, palette_of
from reader.gui.wiring.ports import LibraryPort, WorkerPort

log = logging.getLogger(__name__)
WAKE_MS = 500
SETTLE_MS = 3_000
TURN_S = 0.0002


def make_application(settings: Settings) -> QApplication:
    """Return the application in our style and colours; the one that exists already, if there is one."""
    if settings.scale_percent != 100:
        os.environ.setdefault(
            "QT_SCALE_FACTOR", f"{settings.scale_percent / 100:.2f}"
        )  # Qt reads it once, at its start
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("News Archive Reader")
    application.setDesktopFileName("news-archive-reader")
    application.setStyle(ReaderStyle())
    if application is not found:
        FocusMark(application)
    application.setPalette(palette_of(colours_of(settings.theme)))
    application.setWindowIcon(program_icon())
    speak(application, settings.language)
    return application


def make_window(folder: Path, cache_root: Path | None, settings_folder: Path) -> MainWindow:
    """Return the window of a library, not yet shown. The service is imported only when the window begins."""
    from reader.service import columns, preferences  # noqa: PLC0415 - keeps the first paint early
    from reader.service.terms import saved_terms  # noqa: PLC0415

    def open_library() -> LibraryPort:
        from reader.service.library import Library  # noqa: PLC0415 - loads the search, after the first paint

        return Library.open(folder, cache_root)

    def make_worker(on_event: Callable[[Event], None]) -> WorkerPort:
        from reader.service.wiring import Wiring  # noqa: PLC0415
        from reader.service.worker import WorkerClient  # noqa: PLC0415

        wiring = Wiring.of(preferences.load(settings_folder).workers, saved_terms(settings_folder))
        return WorkerClient(folder, cache_root, on_event, wiring, settings_folder=settings_folder)

    def save_columns(named: ColumnNames) -> tuple[ColumnNames, ...]:
        return columns.remember(settings_folder, columns.load(settings_folder), named)

    settings = preferences.load(settings_folder)
    return MainWindow(
        Surroundings(
            open_library,
            make_worker,
            settings,
            lambda changed: preferences.save(changed, settings_folder),
            WindowState(settings_folder),
            library_exists=(folder / "library.sqlite").exists(),
            columns=columns.load(settings_folder),
            save_columns=save_columns,
        )
    )


def run_window(folder: Path, cache_root: Path | None, settings_folder: Path) -> int:
    """Open the window of a library and return the exit status once it is closed."""
    from reader.service import preferences  # noqa: PLC0415

    settings = preferences.load(settings_folder)
    application = make_application(settings)
    reporter = FaultReporter(application)
    reporter.install()
    log_qt_messages()
    stage = Stage(application, lambda: make_window(folder, cache_root, settings_folder))
    stage.open()
    QTimer.singleShot(SETTLE_MS, settle)
    wakes = close_on_signals(stage)
    status = application.exec()
    wakes.stop()
    return status


class Stage(QObject):
    """Holds the window, and puts another in its place when the language changes.

    All texts of a window are made with it, so a window made anew has every one of them in the new language. The old
    one saves its place first; its worker ends and another begins, and an import under way can be gone on with.
    """

    def __init__(self, application: QApplication, make: Callable[[], MainWindow]) -> None:
        super().__init__(application)
        self._application, self._make = application, make
        self.window: MainWindow | None = None

    def open(self) -> None:
        """Show a window."""
        window = self.window = self._make()
        window.language_changed.connect(self._exchange, Qt.ConnectionType.QueuedConnection)
        window.show()
        QTimer.singleShot(0, window.begin)

    def close(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.close()

    def _exchange(self) -> None:
        old = self.window
        if old is None:
            return
        self._application.setQuitOnLastWindowClosed(False)
        old.close()
        speak(self._application, old.settings.language)
        self.open()
        old.deleteLater()
        self._application.setQuitOnLastWindowClosed(True)


def settle() -> None:
    """Keep the interpreter from holding the window up, once all modules are loaded.

    What lives as long as the program is left out of the collection of garbage, which takes 50 ms of every thread when
    it goes through all of that; and the reading thread hands over within ``TURN_S``, not 5 ms: laying out and painting
    takes dozens of calls from Qt into Python, and each of them waits that long while a file is written, say.
    """
    gc.freeze()
    sys.setswitchinterval(TURN_S)


def close_on_signals(window: Stage) -> QTimer:
    """Close the window properly on Ctrl+C in the terminal and on the system's wish to end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: window.close())
    wakes = QTimer(window, interval=WAKE_MS)
    wakes.timeout.connect(_wake)
    wakes.start()
    return wakes


def _wake() -> None:
    """Do nothing: Python notices signals only between its own instructions, and Qt may run none for a long time."""


def run_tour() -> int:
    """Walk the main job without anybody at the keys: import the sample, search, open the first hit, save a picture."""
    from reader.gui.frame.tour import take_tour  # noqa: PLC0415

    log_qt_messages()
    return take_tour()
