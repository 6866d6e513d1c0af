"""Tests of the list model."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId, Span
from reader.core.query import ResultRow, SortKey
from reader.core.records import StorySummary
from reader.gui.results.model import MOST_KEPT, PAGE, ROW_ROLE, ListedStory, PageWanted, ResultsModel, spoken


def row(number: int, *, is_read: bool = False) -> ListedStory:
    result = ResultRow(ArticleId(number), f"Story {number}", "Post", "2011-02-06", 812, 1.0, "a snippet", (Span(2, 9),))
    return ListedStory(
        result, StorySummary(ArticleId(number), is_read, is_starred=True, needs_check=True, removed_words=1, words=812)
    )


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = ResultsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show([row(1), row(2)], 4)
    model.fill(2, [row(3), row(4)])
    model.show([], 0)
    assert tester.model() is model


def test_all_rows_are_there_and_those_that_are_wanted_are_asked_for_once(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1), row(2)], 100_000)
    assert model.rowCount() == 100_000
    assert model.row_at(99_999) is None
    with qtbot.waitSignal(model.page_wanted) as heard:
        model.want(99_950, 100_500)
    assert heard.args[0] == PageWanted(99_900, PAGE)
    with qtbot.assertNotEmitted(model.page_wanted):
        model.want(99_950, 99_999)
    model.fill(99_900, [row(number) for number in range(1_000, 1_000 + PAGE)])
    assert model.place_of(ArticleId(1_099)) == 99_999
    assert len(model.rows) == 2


def test_only_what_is_missing_of_a_page_is_asked_for(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(number) for number in range(1, 51)], 70)
    with qtbot.waitSignal(model.page_wanted) as heard:
        model.want(0, 200)
    assert heard.args[0] == PageWanted(50, 20)
    model.fill(50, [row(number) for number in range(51, 90)])
    assert model.rowCount() == len(model.rows) == 70


def test_a_page_that_never_came_can_be_asked_for_again(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 9)
    model.want(0, 8)
    model.give_up_page(1)
    with qtbot.waitSignal(model.page_wanted) as heard:
        model.want(0, 8)
    assert heard.args[0] == PageWanted(1, 8)


def test_rows_far_from_the_reader_are_forgotten_and_can_be_fetched_again(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 100_000)
    for offset in range(0, MOST_KEPT + 3 * PAGE, PAGE):
        model.fill(offset, [row(offset + number) for number in range(PAGE)])
    kept = model.known(0, 100_000)
    assert len(kept) <= MOST_KEPT
    assert kept[:PAGE] == list(range(PAGE)), "the first rows stay"
    assert model.place_of(ArticleId(PAGE + 1)) == -1
    with qtbot.waitSignal(model.page_wanted) as heard:
        model.want(PAGE, PAGE)
    assert heard.args[0] == PageWanted(PAGE, PAGE)


def test_the_place_of_a_story_is_known_before_its_row_is_there(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(1)], 500, SortKey.NEWEST, {ArticleId(7): 321})
    assert model.place_of(ArticleId(7)) == 321


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
    text = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Story 1. Post. 6 Feb 2011. 812 words. unread. starred. needs a check. a snippet"
    assert model.data(model.index(0, 0), ROW_ROLE) == row(1)


def test_a_row_without_a_known_state_is_spoken_too(qtbot: QtBot) -> None:
    assert spoken(ListedStory(row(1).result)).startswith("Story 1. Post")


def test_a_story_is_found_by_its_id(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.show([row(5), row(2**40)], 2)
    assert model.place_of(ArticleId(2**40)) == 1
    assert model.place_of(ArticleId(3)) == -1
