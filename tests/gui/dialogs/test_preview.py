"""The preview beside the preferences follows every setting of the reading pane at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from reader.core.settings import IMPORTING, READING, Settings, Theme
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.look.themes import colours_of
from reader.gui.reading.html import OBJECT


@pytest.fixture
def dialog(qtbot: QtBot) -> PreferencesDialog:
    made = PreferencesDialog(Settings(theme=Theme.LIGHT))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_every_setting_of_the_pane_is_seen_at_once(dialog: PreferencesDialog) -> None:
    pane, editors = dialog.preview.pane, dialog.editors

    def put(name: str, value: float) -> None:
        box = editors[name]
        if isinstance(box, QSpinBox):
            box.setValue(int(value))
        else:
            assert isinstance(box, QDoubleSpinBox)
            box.setValue(value)

    def tick(name: str) -> None:
        box = editors[name]
        assert isinstance(box, QCheckBox)
        box.toggle()

    put("font_size_px", 31)
    assert pane.document().defaultFont().pixelSize() == 31
    low = pane.document().size().height()
    put("line_height", 2.5)
    assert pane.document().size().height() > low
    put("column_em", 30)
    assert pane.column <= 30 * 31
    theme = editors["theme"]
    assert isinstance(theme, QComboBox)
    theme.setCurrentIndex(list(Theme).index(Theme.SEPIA))
    assert pane.palette().color(QPalette.ColorRole.Base) == QColor(colours_of(Theme.SEPIA).paper)
    family = editors["font_family"]
    assert isinstance(family, QComboBox)
    family.setCurrentIndex(1)
    assert pane.document().defaultFont().family() == family.itemText(1)
    tick("justify")
    blocks = [pane.document().findBlockByNumber(number) for number in range(pane.document().blockCount())]
    assert any(block.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify for block in blocks)
    assert [number for number, _ in pane.numbered_places()]
    assert OBJECT in pane.toPlainText()
    tick("show_pictures")
    assert OBJECT not in pane.toPlainText()
    assert len(pane.extraSelections()) == 2


def test_the_preview_stands_beside_what_it_shows_only(dialog: PreferencesDialog) -> None:
    assert dialog.preview.isVisible()
    dialog.show_page(IMPORTING)
    assert not dialog.preview.isVisible()
    dialog.show_page(READING)
    assert dialog.preview.isVisible()
