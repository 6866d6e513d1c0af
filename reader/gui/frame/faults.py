"""What happens when the program itself makes a mistake: it is logged, and reported in a dialog, once a kind."""

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

from reader.gui.dialogs.simple import FaultDialog, program_version

log = logging.getLogger(__name__)


class FaultReporter(QObject):
    """Takes the place of ``sys.excepthook``. ``reported`` carries the text of a report."""

    reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._dialog: FaultDialog | None = None
        self.reported.connect(self._show)

    def install(self) -> None:
        """Report unhandled errors from now on."""
        sys.excepthook = self.report

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an error and show it, unless the same one was shown already."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("Unhandled error", exc_info=(kind, error, trace))
        text = report_text(kind, error, trace)
        if text not in self._seen:
            self._seen.add(text)
            self.reported.emit(text)

    def _show(self, text: str) -> None:
        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = FaultDialog(text)
            self._dialog.open()


def log_qt_messages() -> None:
    """Send Qt's own messages to the log; what the offscreen platform cannot do is no news."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    expected = message.startswith("This plugin does not support")
    level = logging.ERROR if grave else logging.DEBUG if expected else logging.WARNING
    log.log(level, "Qt: %s", message)


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return version, platform and traceback."""
    head = (
        f"News Archive Reader {program_version()}\n"
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
    )
    return head + "".join(traceback.format_exception(kind, error, trace))
