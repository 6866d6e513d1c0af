"""The tag manager: renaming, merging, deleting, colours and rules, each told to the worker and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from reader.core.changes import AddTags, DeleteTag, RenameTag
from reader.core.filters import Chosen
from reader.core.model import ArticleId
from reader.core.queries import (
    AddRule,
    ColourTag,
    DeleteRule,
    PauseRule,
    QueriesChanged,
    RestoreRule,
    SavedSearch,
    TagRule,
)
from reader.gui.frame.window import MainWindow
from reader.gui.look.themes import LIGHT
from reader.gui.notes.colours import ground_and_text
from reader.gui.query.saved import SearchTagged
from reader.gui.results.lines import tag_colour
from reader.gui.tagging.manager import RuleChosen, TagColoured, TagManager, TagsChosen
from tests.gui.acting import focus, press, worker_of
from tests.gui.fakes import FakeLibrary

FERRY = SavedSearch(1, "Ferries", "ferry")
RULE = TagRule(3, 1, "Ferries", "boats", tagged=2, seen=2**40)


@pytest.fixture
def tagged(library: FakeLibrary) -> None:
    """Put tags, a saved search and a rule into the library before a window opens."""
    for number, tags in ((1, ("boats", "water")), (2, ("water",)), (3, ("rain",))):
        each = ArticleId(number)
        library.stories[each] = replace(library.stories[each], tags=tags)
    library.saved, library.tagging, library.colours = (FERRY,), (RULE,), {"water": 2}


@pytest.fixture
def manager(qtbot: QtBot, tagged: None, window: MainWindow) -> TagManager:
    """Return the open tag manager."""
    window.actions_table.by_name["show_tags"].trigger()
    qtbot.waitUntil(lambda: window.desk.tags.dialog is not None and window.desk.tags.dialog.rules.rowCount() == 1)
    dialog = window.desk.tags.dialog
    assert dialog is not None
    return dialog


def answer(window: MainWindow, text: str) -> None:
    """Answer what is asked."""
    asking = window.desk.tags.asking
    assert asking is not None
    asking.setTextValue(text)
    asking.accept()


def test_rows_have_tags_in_the_colours_chosen_for_them(
    qtbot: QtBot, manager: TagManager, window: MainWindow, library: FakeLibrary
) -> None:
    looks = window.results.list.tag_looks, window.results.table.tag_looks
    sky, green = (QColor(ground_and_text(number, dark=False)[0]) for number in (2, 4))
    qtbot.waitUntil(lambda: all(each.of("Water")[0] == sky for each in looks))
    assert looks[0].of("rain")[0] == tag_colour("rain", LIGHT.paper)
    library.colours = {"rain": 4}
    worker_of(window).tell(QueriesChanged())
    qtbot.waitUntil(lambda: all(each.of("rain")[0] == green for each in looks))
    assert looks[1].of("water")[0] == tag_colour("water", LIGHT.paper)


def test_tags_have_counts_and_colours_and_are_found(manager: TagManager) -> None:
    assert [row.cells for row in manager.tags.rows] == [
        ("boats", "1", ""),
        ("rain", "1", ""),
        ("water", "2", "Sky blue"),
    ]
    assert [row.cells for row in manager.rules.rows] == [("Ferries", "boats", "tags what comes in", "2")]
    manager.line.setText("wat")
    assert [row.cells[0] for row in manager.tags.rows] == ["water"]


def test_a_tag_opens_its_stories(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    focus(qtbot, manager.table)
    manager.table.selectRow(2)
    with qtbot.waitSignal(manager.tags_chosen) as heard, qtbot.waitSignal(window.search.searched):
        manager.show_stories.click()
    assert heard.args[0] == TagsChosen(("water",), "open")
    assert window.query_bar.filters.each() == (Chosen("tag", "water"),)
    assert window.model.total == 2


def test_a_tag_is_renamed(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    focus(qtbot, manager.table)
    manager.table.selectRow(1)
    press(qtbot, manager.table, "F2")
    answer(window, "wet")
    assert worker_of(window).wishes[-1] == RenameTag("rain", "wet")


def test_tags_are_merged_and_deleted(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    manager.table.selectAll()
    manager.merge.click()
    answer(window, "water")
    assert worker_of(window).wishes[-2:] == [RenameTag("boats", "water"), RenameTag("rain", "water")]
    focus(qtbot, manager.table)
    press(qtbot, manager.table, "Del")
    assert worker_of(window).wishes[-1] == DeleteTag("water")


def test_a_colour_is_given_and_taken_back(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    manager.table.selectRow(2)
    with qtbot.waitSignal(manager.tag_coloured) as heard:
        manager.colour.setCurrentIndex(5)
        manager.colour.activated.emit(5)
    assert heard.args[0] == TagColoured(("water",), 5)
    window.messages.button.click()
    assert worker_of(window).wishes[-2:] == [ColourTag("water", 5), ColourTag("water", 2)]


def test_a_rule_is_paused_and_deleted(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    manager.rule_table.selectRow(0)
    with qtbot.waitSignal(manager.rule_chosen) as heard:
        manager.pause.click()
    assert heard.args[0] == RuleChosen(RULE, "pause")
    manager.delete_rule.click()
    window.messages.button.click()
    assert worker_of(window).wishes[-3:] == [PauseRule(3, is_paused=True), DeleteRule(3), RestoreRule(RULE)]


def test_a_rule_is_applied_to_what_is_here_after_a_count(qtbot: QtBot, manager: TagManager, window: MainWindow) -> None:
    manager.rule_table.selectRow(0)
    manager.apply.click()
    qtbot.waitUntil(lambda: manager.findChild(QMessageBox) is not None)
    box = manager.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    found = [each for each, story in worker_of(window).library.stories.items() if _has(story.article.text, "ferry")]
    untagged = [each for each in found if "boats" not in worker_of(window).library.stories[each].tags]
    assert str(len(untagged)) in box.text()
    box.button(QMessageBox.StandardButton.Ok).click()
    wish = worker_of(window).wishes[-1]
    assert isinstance(wish, AddTags)
    assert (set(wish.article_ids), wish.tags) == (set(untagged), ("boats",))


def _has(text: str, word: str) -> bool:
    return word in text.lower()


@pytest.mark.usefixtures("tagged")
def test_a_saved_search_becomes_a_rule(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.saved.list.search_tagged) as heard:
        window.saved.list.search_tagged.emit(SearchTagged(FERRY))
    assert heard.args[0] == SearchTagged(FERRY)
    qtbot.waitUntil(lambda: window.desk.tags.asking is not None)
    answer(window, "harbour")
    assert worker_of(window).wishes[-1] == AddRule(1, "harbour")
    assert window.messages.button.text() == "Apply to the stories already here…"
