"""The query language on one sheet: what can be typed, what it means, and examples that run when they are clicked."""

import html
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QUrl, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

_WRITTEN = (
    (
        QT_TRANSLATE_NOOP("QuerySheet", "Words"),
        (
            ("bridge flood", QT_TRANSLATE_NOOP("QuerySheet", "both words, in any form: bridges, flooded")),
            ("bridge or gate", QT_TRANSLATE_NOOP("QuerySheet", "one of them or both; binds tighter than two words")),
            ("flood -ferry", QT_TRANSLATE_NOOP("QuerySheet", "the first word without the other")),
            ('"harbour bridge"', QT_TRANSLATE_NOOP("QuerySheet", "exactly this, word for word")),
            ("=bridge", QT_TRANSLATE_NOOP("QuerySheet", "this very form of the word")),
            ("flood*", QT_TRANSLATE_NOOP("QuerySheet", "any ending; ? stands for one letter")),
            ("brigde~", QT_TRANSLATE_NOOP("QuerySheet", "words that are spelt almost so")),
            ("(bridge or gate) flood", QT_TRANSLATE_NOOP("QuerySheet", "brackets group")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("QuerySheet", "Nearness"),
        (
            ("bridge w/10 flood", QT_TRANSLATE_NOOP("QuerySheet", "within ten words, in either order")),
            ("harbour pre/3 bridge", QT_TRANSLATE_NOOP("QuerySheet", "the first at most three words before the other")),
            ("flood w/s bridge", QT_TRANSLATE_NOOP("QuerySheet", "in one sentence; w/p: in one paragraph")),
            ("atleast2(bridge)", QT_TRANSLATE_NOOP("QuerySheet", "twice or more")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("QuerySheet", "Fields"),
        (
            ("headline:ferry", QT_TRANSLATE_NOOP("QuerySheet", "in the headline; also lead, byline, caption, section")),
            ('outlet:"Meridian Wire"', QT_TRANSLATE_NOOP("QuerySheet", "from this outlet")),
            ("lang:he", QT_TRANSLATE_NOOP("QuerySheet", "in Hebrew")),
            ("date:2012", QT_TRANSLATE_NOOP("QuerySheet", "published in that year; 2012-03 is a month")),
            ("date:2009..2012", QT_TRANSLATE_NOOP("QuerySheet", "from the one to the other")),
            ("after:2018-06", QT_TRANSLATE_NOOP("QuerySheet", "published later; before: earlier")),
            ("length>200", QT_TRANSLATE_NOOP("QuerySheet", "stories of more than so many words")),
            ("is:unread", QT_TRANSLATE_NOOP("QuerySheet", "not read yet; also starred, check, duplicate")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("QuerySheet", "Other languages"),
        (
            ("洪水", QT_TRANSLATE_NOOP("QuerySheet", "Chinese and Japanese need no spaces")),
            ("crue or crecida or sequia", QT_TRANSLATE_NOOP("QuerySheet", "accents need not be typed")),
        ),
    ),
)
EXAMPLES = tuple(
    (str(title), tuple((query, str(meaning)) for query, meaning in examples)) for title, examples in _WRITTEN
)
"""Groups of queries and what they mean; each finds something in the sample archive."""


@dataclass(frozen=True, slots=True)
class ExampleChosen:
    """An example was clicked."""

    query: str


class QuerySheet(QDialog):
    """The sheet; it stays open. ``example_chosen`` carries an ``ExampleChosen``."""

    example_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Query language"))
        self.resize(640, 700)
        self.text = QTextBrowser(openLinks=False)
        self.text.setAccessibleName(self.tr("Query language with examples"))
        self.text.setHtml(self._html())
        self.text.anchorClicked.connect(self._chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.text)
        column.addWidget(buttons)

    def _html(self) -> str:
        note = self.tr(
            "Click an example to run it. All of them find something in the sample archive (Library, Try the sample "
            "archive). Whatever you type, the line below the query says how it was read."
        )
        parts = [f"<p>{html.escape(note)}</p>"]
        for group, (title, examples) in enumerate(EXAMPLES):
            parts.append(f"<h3>{html.escape(_said(title))}</h3><table cellspacing='0' cellpadding='4' width='100%'>")
            parts.extend(
                f"<tr><td width='42%'><a href='{group}/{number}'>{html.escape(query)}</a></td>"
                f"<td>{html.escape(_said(meaning))}</td></tr>"
                for number, (query, meaning) in enumerate(examples)
            )
            parts.append("</table>")
        return "".join(parts)

    def _chosen(self, link: QUrl) -> None:
        group, _, number = link.toString().partition("/")
        self.example_chosen.emit(ExampleChosen(EXAMPLES[int(group)][1][int(number)][0]))


def _said(text: str) -> str:
    return QCoreApplication.translate("QuerySheet", text)
