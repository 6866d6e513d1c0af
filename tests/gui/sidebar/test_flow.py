"""What stands behind the sidebar: all values of a facet, and links without a story, by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader.core.filters import NO_FILTERS, Chosen, Filters
from reader.core.links import DismissLinks
from reader.core.query import FacetCount
from reader.core.records import MissingLink
from reader.gui.frame.window import MainWindow
from reader.gui.sidebar.choosing import DoorOpened
from reader.gui.sidebar.entries import Entry
from reader.gui.sidebar.missing import LinksDismissed, LinksExported, MissingDialog
from reader.gui.sidebar.model import ITEM_ROLE
from reader.gui.sidebar.values import FiltersEdited, ValueDialog
from tests.gui.acting import focus, press, worker_of
from tests.gui.fakes import FakeLibrary

COUNTS = (FacetCount("Apple Post", 3), FacetCount("Zebra Times", 9), FacetCount("Élan", 1))
LINKS = tuple(
    MissingLink(f"https://a.test/{number}", f"Story {number}", "2012-03-04T10:00:00Z", source="/home/ada/list.csv")
    for number in range(3)
)


def dialog(qtbot: QtBot, filters: Filters = NO_FILTERS) -> ValueDialog:
    made = ValueDialog("outlet", COUNTS, filters, ("Outlet", lambda value: value))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def listed(made: ValueDialog) -> list[str]:
    return [made.model.shown[row].value for row in range(made.model.rowCount())]


def test_values_are_put_in_order_and_found_without_accents(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    assert listed(made) == ["Zebra Times", "Apple Post", "Élan"]
    made.order.setCurrentIndex(1)
    assert listed(made) == ["Apple Post", "Zebra Times", "Élan"]
    made.line.setText("elan")
    assert listed(made) == ["Élan"]


def test_values_are_chosen_and_left_out_by_keys(qtbot: QtBot) -> None:
    made = dialog(qtbot, Filters(exclude=(("outlet", ("Élan",)),)))
    focus(qtbot, made.table)
    press(qtbot, made.table, "Space")
    press(qtbot, made.table, "Down")
    press(qtbot, made.table, "-")
    said = [made.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == ["Zebra Times, 9 stories, chosen", "Apple Post, 3 stories, excluded", "Élan, 1 story, excluded"]
    with qtbot.waitSignal(made.filters_edited) as heard:
        made._done()
    assert heard.args[0] == FiltersEdited("outlet", ("Zebra Times",), ("Élan", "Apple Post"))


def test_a_range_is_chosen_at_once_and_taken_back(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    focus(qtbot, made.table)
    press(qtbot, made.table, "Shift+Down")
    press(qtbot, made.table, "Space")
    assert made.model.marks == {"Zebra Times": 1, "Apple Post": 1}
    press(qtbot, made.table, "Space")
    assert set(made.model.marks.values()) == {0}


def test_the_door_of_a_facet_opens_all_its_values(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.sidebar.door_opened) as heard:
        window.sidebar.door_opened.emit(DoorOpened("outlet"))
    assert heard.args[0] == DoorOpened("outlet")
    made = window.desk.sidebar.values
    assert made is not None
    assert "The Harbour Post" in listed(made)
    with qtbot.waitSignal(window.search.searched):
        made.filters_edited.emit(FiltersEdited("outlet", ("The Harbour Post", "Meridian Weekly"), ()))
    assert window.query_bar.filters.each() == (
        Chosen("outlet", "The Harbour Post"),
        Chosen("outlet", "Meridian Weekly"),
    )


def test_links_are_listed_copied_and_dismissed(qtbot: QtBot) -> None:
    made = MissingDialog()
    qtbot.addWidget(made)
    made.show_links(LINKS)
    made.line.setText("story 1")
    made.copy.click()
    assert QGuiApplication.clipboard().text() == "https://a.test/1"
    made.table.selectRow(0)
    with qtbot.waitSignal(made.dismissed) as heard:
        made.dismiss.click()
    assert heard.args[0] == LinksDismissed(("https://a.test/1",))
    with qtbot.waitSignal(made.export_wanted) as wanted:
        made.export.click()
    assert wanted.args[0] == LinksExported((LINKS[1],))


@pytest.fixture
def links(library: FakeLibrary) -> None:
    """Put links into the library before a window opens."""
    library.links = LINKS


@pytest.mark.usefixtures("links")
def test_dismissing_can_be_undone_and_the_list_is_written(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    flow = window.desk.sidebar
    window.actions_table.by_name["show_missing"].trigger()
    qtbot.waitUntil(lambda: flow.missing is not None and flow.missing.rows.rowCount() == 3)
    assert flow.missing is not None
    flow.choose_file = lambda: str(tmp_path / "links.csv")
    flow.missing.export.click()
    assert (tmp_path / "links.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[:2] == [
        "Story 0",
        "https://a.test/0",
    ]
    flow.missing.table.selectRow(2)
    with qtbot.waitSignal(flow.said):
        flow.missing.dismiss.click()
    window.messages.button.click()
    wishes = [wish for wish in worker_of(window).wishes if isinstance(wish, DismissLinks)]
    assert wishes == [DismissLinks(("https://a.test/2",)), DismissLinks(("https://a.test/2",), is_dismissed=False)]


def test_years_become_a_range_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    sidebar = window.sidebar
    focus(qtbot, sidebar)
    go_to_year(window, "2013")
    with qtbot.waitSignal(window.search.searched):
        press(qtbot, sidebar, "Return")
    assert sidebar.currentIndex().data(ITEM_ROLE).label == "2013"
    go_to_year(window, "2011")
    press(qtbot, sidebar, "Menu")
    menu = QApplication.activePopupWidget()
    if menu is None:  # without a window system the key does not arrive as a wish for the menu
        QApplication.sendEvent(sidebar, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
        menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = menu.actions()[-1]
    assert action.text() == "All years from 2011 to 2013"
    with qtbot.waitSignal(window.search.searched):
        action.trigger()
    menu.close()
    assert window.query_bar.filters.included("year") == ("2011", "2012", "2013")
    assert window.query_bar.chips.labels == ("Years: 2011–2013",)


def go_to_year(window: MainWindow, year: str) -> None:
    """Go to a year in the sidebar."""
    model = window.sidebar.model()
    items = [model.index(row, 0).data(ITEM_ROLE) for row in range(model.rowCount())]
    row = next(at for at, item in enumerate(items) if isinstance(item, Entry) and item.chosen == Chosen("year", year))
    window.sidebar.setCurrentIndex(model.index(row, 0))
