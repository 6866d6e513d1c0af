"""The bar above a story says as much of the cleaning as there is room for."""

from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.look.themes import LIGHT
from reader.gui.reading.story_bar import StoryBar

BADGE, SHORT = "Clean 94 % · 61 words removed (7 %)", "Clean 94 %"


def said(bar: StoryBar) -> str:
    """Return what stands on the button of the badge."""
    return next(button.text() for button in bar.findChildren(QToolButton) if button.text().startswith(SHORT))


def test_a_badge_without_room_is_shortened_and_comes_back(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = StoryBar(LIGHT, holder)
    bar.show_badge(BADGE, BADGE)
    bar.show_keys("R", "O")
    bar.show_hits("hit 3 of 17", found=True)
    with qtbot.waitExposed(holder):
        holder.show()
    bar.resize(900, bar.height())
    assert said(bar) == f"{BADGE}  r"
    bar.resize(300, bar.height())
    assert said(bar) == f"{SHORT}  r"
    bar.resize(900, bar.height())
    assert said(bar) == f"{BADGE}  r"
    bar.resize(bar.minimumSizeHint().width(), bar.height())
    assert said(bar) == f"{BADGE}  r"
    bar.show_notes("1 note", "Compare")
    assert said(bar) == f"{SHORT}  r"
    bar.show_notes("", "")
    assert said(bar) == f"{BADGE}  r"
