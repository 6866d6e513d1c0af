"""Tests of the list model."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow
from reader.core.records import StorySummary
from reader.gui.results.model import ROW_ROLE, ListedStory, PageWanted, ResultsModel, spoken

ROOT = QModelIndex()


def row(number: int, *, is_read: bool = False) -> ListedStory:
    result = ResultRow(ArticleId(number), f"Story {number}", "Post", "2011-02-06", 812, 1.0, "a snippet", (Span(2, 9),))
    return ListedStory(
        result, StorySummary(ArticleId(number), is_read, is_starred=True, needs_check=True, removed_words=1, words=812)
    )


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = ResultsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show([row(1), row(2)], 4)
    model.append(2, [row(3), row(4)])
    model.show([], 0)
    assert tester.model() is model


def test_the_end_of_the_list_asks_for_the_next_page_once(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1), row(2)], 5)
    assert model.canFetchMore(ROOT)
    with qtbot.waitSignal(model.page_wanted) as heard:
        model.fetchMore(ROOT)
    assert heard.args[0] == PageWanted(2)
    assert not model.canFetchMore(ROOT)
    model.append(2, [row(3), row(4)])
    assert model.canFetchMore(ROOT)


def test_a_page_that_came_too_late_is_dropped(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 9)
    model.append(7, [row(8)])
    assert model.rowCount() == 1


def test_a_page_that_never_came_can_be_asked_for_again(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 9)
    model.fetchMore(ROOT)
    model.give_up_page()
    assert model.canFetchMore(ROOT)


def test_an_empty_page_ends_the_list(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 9)
    model.append(1, [])
    assert not model.canFetchMore(ROOT)


def test_a_changed_state_is_told_for_its_row_only(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1), row(2)], 2)
    summary = row(2).summary
    assert summary is not None
    with qtbot.waitSignal(model.dataChanged) as heard:
        model.update_summaries([replace(summary, is_read=True)])
    assert heard.args[0].row() == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        model.update_summaries([replace(summary, is_read=True), replace(summary, article_id=ArticleId(9))])


def test_all_that_a_row_shows_is_in_its_accessible_text(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 1)
    text = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Story 1. Post. 6 Feb 2011. 812 words. unread. starred. needs a check. a snippet"
    assert model.data(model.index(0), ROW_ROLE) == row(1)


def test_a_row_without_a_known_state_is_spoken_too(qtbot: QtBot) -> None:
    assert spoken(ListedStory(row(1).result)).startswith("Story 1. Post")


def test_a_story_is_found_by_its_id(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(5), row(2**40)], 2)
    assert model.place_of(ArticleId(2**40)) == 1
    assert model.place_of(ArticleId(3)) == -1
