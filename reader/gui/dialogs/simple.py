"""The small dialogs: about, paste a story, follow a link, and the report of a fault."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, QUrl, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.gui.look.icons import program_icon


def program_version() -> str:
    """Return the version of the program, "" where it is not installed."""
    try:
        return version("news-archive-reader")
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True)
class TextPasted:
    """A story the reader pasted."""

    text: str


class PasteDialog(QDialog):
    """A field for the text of a story. ``text_pasted`` carries a ``TextPasted``."""

    text_pasted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Paste a story"))
        self.resize(640, 460)
        self.field = QPlainTextEdit(placeholderText=self.tr("Headline on the first line, then the story"))
        self.field.setAccessibleName(self.tr("Text of the story"))
        self.field.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add = QPushButton(self.tr("Add to the library"), default=True)
        self.add.setEnabled(False)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._done)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(lambda: self.add.setEnabled(bool(self.field.toPlainText().strip())))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.field)
        column.addWidget(buttons)

    def _done(self) -> None:
        self.text_pasted.emit(TextPasted(self.field.toPlainText()))
        self.accept()


def about_box(parent: QWidget) -> QMessageBox:
    """Return the box that says what the program is."""
    box = QMessageBox(parent)
    box.setWindowTitle(box.tr("About News Archive Reader"))
    box.setIconPixmap(program_icon().pixmap(64, 64))
    box.setText(box.tr("News Archive Reader {version}").format(version=program_version()))
    text = box.tr(
        "Imports saved news articles, sets boilerplate aside, and finds and shows the stories. It works on this "
        "computer alone: it opens no connection.\n\nMIT licence. Built with Qt {qt} and PySide6 (LGPL). "
        "Fonts: Source Serif, Atkinson Hyperlegible and OpenDyslexic (SIL Open Font License)."
    )
    box.setInformativeText(text.format(qt=qVersion()))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def link_question(address: str, parent: QWidget) -> QMessageBox:
    """Return the question asked before a link is given to the system's browser. It names the host in ASCII."""
    url = QUrl(address)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel, parent)
    box.setWindowTitle(box.tr("Open a link"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(box.tr("Open a page of {host} in your browser?").format(host=host))
    shown = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    box.setInformativeText(shown if len(shown) <= 400 else f"{shown[:400]}…")
    button = box.addButton(box.tr("Open in browser"), QMessageBox.ButtonRole.AcceptRole)
    button.setAccessibleName(button.text())
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


class FaultDialog(QDialog):
    """Says that the program made a mistake, with what somebody would need to mend it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(680, 420)
        text = self.tr(
            "The program made a mistake. Your library is not affected: what was imported is saved. You can go on; "
            "if it happens again, the text below helps to mend it. Read it before you pass it on: it may name files."
        )
        label = QLabel(text, wordWrap=True)
        field = QPlainTextEdit(report, readOnly=True)
        field.setAccessibleName(self.tr("Report of the fault"))
        field.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        for widget in (label, field, buttons):
            column.addWidget(widget)
