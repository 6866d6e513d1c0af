"""The bar above a story: its badge, the two other views of it, star, and the hit counter."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from reader.gui.keys.tips import does
from reader.gui.look.buttons import bar_height, tool_button
from reader.gui.look.icons import icon
from reader.gui.look.themes import Colours
from reader.gui.reading.paragraphs import View


class StoryBar(QWidget):
    """Buttons that only ask; the window answers.

    ``removed_requested``, ``original_requested``, ``star_requested``, ``notes_requested``, ``next_requested`` and
    ``previous_requested`` carry nothing.
    """

    removed_requested = Signal()
    original_requested = Signal()
    star_requested = Signal()
    notes_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._starred = False
        self._removed = tool_button("", self.tr("Show what was removed"), flat=False, checkable=True)
        tip = self.tr("Show the whole text of the saved page")
        self._original = tool_button(self.tr("Original"), self.tr("Original text"), tip, flat=False, checkable=True)
        self._star = tool_button("", self.tr("Star"))
        self.relatives = tool_button("", self.tr("Versions and copies of this story"), flat=False)
        self.relatives.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.relatives.hide()
        self.notes = tool_button("", self.tr("Notes on the story"), flat=False)
        self.notes.hide()
        self._back = tool_button("", self.tr("Previous hit"))
        self._forth = tool_button("", self.tr("Next hit"))
        self._count = QLabel()
        self._badge = self._removed_key = ""
        for button, name in (
            (self._removed, "show_removed"),
            (self._original, "show_original"),
            (self._star, "star"),
            (self._back, "previous_hit"),
            (self._forth, "next_hit"),
        ):
            does(button, name)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 12, 2)
        self.setFixedHeight(bar_height(self))
        row.setSpacing(6)
        row.addWidget(self._removed)
        row.addWidget(self._original)
        row.addWidget(self.relatives)
        row.addWidget(self.notes)
        row.addWidget(self._star)
        row.addStretch(1)
        for widget in (self._back, self._count, self._forth):
            row.addWidget(widget)
        self._removed.clicked.connect(self.removed_requested)
        self._original.clicked.connect(self.original_requested)
        self._star.clicked.connect(self.star_requested)
        self.notes.clicked.connect(self.notes_requested)
        self._back.clicked.connect(self.previous_requested)
        self._forth.clicked.connect(self.next_requested)
        self.recolour(colours)
        self.show_hits("", found=False)

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._colours = colours
        names = ("forth", "back") if self.isRightToLeft() else ("back", "forth")
        for button, name in zip((self._back, self._forth), names, strict=True):
            button.setIcon(icon(name, colours.text))
        self.show_star(self._starred)

    def show_badge(self, badge: str, tip: str) -> None:
        """Say how the story was cleaned."""
        self._badge = badge
        self._fit()
        self._removed.setToolTip(tip)
        self._removed.setAccessibleName(self.tr("{badge}. Show what was removed").format(badge=badge))

    def show_keys(self, removed: str, original: str) -> None:
        """Write the keys of the two other views on their buttons."""
        self._removed_key = removed
        self._fit()
        self._original.setText(_with_key(self.tr("Original"), original))

    def show_relatives(self, text: str, menu: QMenu) -> None:
        """Say how many versions and copies of the story there are, with a menu of them; hidden where there are none."""
        old = self.relatives.menu()
        self.relatives.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self.relatives.setText(text)
        self.relatives.setAccessibleName(self.tr("Versions and copies of this story: {count}").format(count=text))
        self.relatives.setVisible(bool(text))
        self._fit()

    def show_notes(self, text: str, tip: str) -> None:
        """Say how many notes there are, with their words as the tip; hidden where there are none."""
        self.notes.setText(text)
        self.notes.setToolTip(tip)
        self.notes.setAccessibleName(self.tr("Notes on the story: {count}").format(count=text))
        self.notes.setAccessibleDescription(tip)
        self.notes.setVisible(bool(text))
        self._fit()

    def show_view(self, view: View) -> None:
        """Press the button of the view that is shown."""
        self._removed.setChecked(view is View.REMOVED)
        self._original.setChecked(view is View.ORIGINAL)

    def show_star(self, starred: bool) -> None:
        """Fill or empty the star."""
        self._starred = starred
        colour = self._colours.star if starred else self._colours.muted
        self._star.setIcon(icon("starred" if starred else "star", colour))
        self._star.setToolTip(self.tr("Take the star off") if starred else self.tr("Star"))

    def show_hits(self, text: str, *, found: bool) -> None:
        """Show where among the hits the reader is."""
        self._count.setText(text)
        for widget in (self._back, self._forth):
            widget.setVisible(found)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the cleaning as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say only how sure the cleaning is where the whole badge would be cut; its tip says it all."""
        for badge in (self._badge, self._badge.partition(" · ")[0]):
            self._removed.setText(_with_key(badge, self._removed_key))
            if self._row.minimumSize().width() <= self.width():
                return


def _with_key(text: str, key: str) -> str:
    """Return what a button says with its key behind it; a letter as it is typed, without Shift."""
    return f"{text}  {key.lower() if len(key) == 1 else key}".strip()
