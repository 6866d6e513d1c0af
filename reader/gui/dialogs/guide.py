"""The user guide: ``docs/guide/guide.md`` as plain pages, whose examples of queries can be clicked.

In a language that has its own guide, the catalog has its file's name as the translation of "guide.md".
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown_it import MarkdownIt
from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from reader.resources import guide_folder

PICTURE_WIDTH = 780
QUERY = "query"
_HEADING = re.compile(r"<h([23])>(.*?)</h[23]>")
_EXAMPLE = re.compile(r"<td><code>(.*?)</code></td>")
STYLE = (
    "h1, h2 { margin-top: 14px; } td, th { padding: 3px 14px 3px 0; text-align: left; } a { text-decoration: none; }"
)


@dataclass(frozen=True, slots=True)
class ExampleChosen:
    """A query of the guide that the reader wants to see at work."""

    query: str


def guide_html() -> str:
    """Return the guide as HTML: headings are anchors, a query at the beginning of a table's row is a link.

    Markup in the text is not read.
    """
    text = _guide_text()
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    html = _HEADING.sub(lambda found: f'<h{found[1]}><a name="{anchor(found[2])}"></a>{found[2]}</h{found[1]}>', html)
    return _EXAMPLE.sub(lambda found: f'<td><a href="{_link(found[1])}"><code>{found[1]}</code></a></td>', html)


def _guide_text() -> str:
    return (guide_folder() / QCoreApplication.translate("Guide", "guide.md")).read_text(encoding="utf-8")


def anchor(title: str) -> str:
    """Return the anchor of a heading, as the places where Markdown is shown make it."""
    return re.sub(r"[^\w -]", "", unescape(title).lower()).replace(" ", "-")


def examples() -> list[str]:
    """Return the queries of the guide that can be clicked."""
    text = _guide_text()
    return re.findall(r"^\| `(.*?)` \|", text, re.MULTILINE)


def _link(escaped: str) -> str:
    query = bytes(QUrl.toPercentEncoding(unescape(escaped)).data()).decode()
    return f"{QUERY}:{query}"


class GuidePages(QTextBrowser):
    """Shows the guide; loads nothing but its own pictures."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a picture that lies beside the guide, no wider than the page; None for anything else."""
        path = guide_folder() / QUrl(name).fileName()
        if path.suffix != ".png" or not path.is_file():
            return None
        picture = QImage(str(path))
        if picture.width() <= PICTURE_WIDTH:
            return picture
        return picture.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)


class GuideDialog(QDialog):
    """The guide in a window of its own. ``example_chosen`` carries an ``ExampleChosen``."""

    example_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.resize(880, 740)
        self.pages = GuidePages()
        self.pages.setOpenLinks(False)
        self.pages.setAccessibleName(self.tr("User guide"))
        self.pages.document().setDefaultStyleSheet(STYLE)
        self.pages.document().setDocumentMargin(20)
        self.pages.setHtml(guide_html())
        self.pages.anchorClicked.connect(self._clicked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter is for the search
        buttons.rejected.connect(self.close)
        self.search = QLineEdit(placeholderText=self.tr("Find in the guide"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find in the guide"))
        self.search.returnPressed.connect(self._find)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.pages)
        column.addWidget(buttons)

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == QUERY:
            self.example_chosen.emit(ExampleChosen(QUrl.fromPercentEncoding(url.path().encode())))
        elif url.hasFragment() and not url.scheme():
            self.pages.scrollToAnchor(url.fragment())

    def _find(self) -> None:
        """Go to the next place of the words searched for, from the end on to the beginning."""
        words = self.search.text()
        if words and not self.pages.find(words):
            self.pages.moveCursor(QTextCursor.MoveOperation.Start)
            self.pages.find(words)
