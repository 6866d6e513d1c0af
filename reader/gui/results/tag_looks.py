"""The colours of tags in rows: those the reader has given them, else the same one for the same tag."""

from collections.abc import Mapping

from PySide6.QtGui import QColor

from reader.gui.look.themes import Colours
from reader.gui.notes.colours import ground_and_text, is_dark
from reader.gui.results.lines import tag_colour


class TagLooks:
    """Grounds and texts of tags on the paper of a theme."""

    def __init__(self, colours: Colours) -> None:
        self._given: Mapping[str, int] = {}
        self.recolour(colours)

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._colours, self._made = colours, dict[str, tuple[QColor, QColor]]()

    def give(self, given: Mapping[str, int]) -> None:
        """Take the colours (1 to 8) that tags were given, by their names in small letters."""
        self._given, self._made = given, {}

    def of(self, tag: str) -> tuple[QColor, QColor]:
        """Return the colours of a tag's ground and of its text."""
        look = self._made.get(tag)
        if look is None:
            look = self._made[tag] = self._look(tag)
        return look

    def _look(self, tag: str) -> tuple[QColor, QColor]:
        number = self._given.get(tag.casefold(), 0)
        if not number:
            return tag_colour(tag, self._colours.paper), QColor(self._colours.text)
        ground, text = ground_and_text(number, dark=is_dark(self._colours))
        return QColor(ground), QColor(text)
