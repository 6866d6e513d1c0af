"""Says above a story that its letters show as boxes here, where no font has them."""

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QFontDatabase

from reader.gui.reading.scripts import Families, without_font
from reader.gui.reading.story_flow import StoryFlow, StoryOpened
from reader.gui.reading.story_view import StoryView


class BoxWarning(QObject):
    """Watches which stories are opened. ``families`` gives the fonts for a script."""

    def __init__(self, view: StoryView, reading: StoryFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._reading = view, reading
        self.families: Families = QFontDatabase.families
        reading.opened.connect(self._opened)

    def _opened(self, _opened: StoryOpened) -> None:
        story = self._reading.story
        missing = without_font(story.scripts, self.families) if story is not None else ()
        text = self.tr(
            "This computer has no font for: {scripts}. Such letters show as boxes here; search and copying work. Fonts "
            "named Noto have them: install one of your system's packages and start the program again."
        )
        self._view.boxes.setText(text.format(scripts=QLocale().createSeparatedList(missing)) if missing else "")
        self._view.boxes.setVisible(bool(missing))
