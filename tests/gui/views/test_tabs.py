"""The tabs of the middle pane."""

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from reader.gui.views.tabs import ViewChanged, ViewName, Views


def test_views_stand_in_their_order_however_they_come(qtbot: QtBot) -> None:
    views = Views()
    qtbot.addWidget(views)
    for name in (ViewName.STORIES, ViewName.TIMELINE, ViewName.CONTEXT):
        views.add(name, QWidget())
    assert [views.tabs.tabText(place) for place in range(3)] == ["Stories", "In context", "Timeline"]
    assert views.current is ViewName.STORIES


def test_a_view_that_is_shown_has_the_focus_and_is_told_of(qtbot: QtBot) -> None:
    views, line = Views(), QLineEdit()
    qtbot.addWidget(views)
    views.add(ViewName.TIMELINE, line)
    views.add(ViewName.STORIES, QWidget())
    assert views.current is ViewName.TIMELINE
    views.tabs.setCurrentIndex(0)
    with qtbot.waitActive(views):
        views.show()
        views.activateWindow()
    with qtbot.waitSignal(views.changed) as told:
        views.show_view(ViewName.TIMELINE)
    assert told.args == [ViewChanged(ViewName.TIMELINE)]
    qtbot.waitUntil(line.hasFocus)
    assert line.isVisible()
