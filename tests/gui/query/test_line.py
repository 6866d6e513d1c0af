"""The query line: coloured as it is read, completed from the keyboard, and remembered."""

from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.core.model import Span
from reader.core.queries import ForgetQueries, PastQuery, RememberQuery
from reader.core.query import QueryToken, Suggestion, TokenKind
from reader.gui.frame.window import MainWindow
from reader.gui.look.themes import LIGHT
from reader.gui.query.choices import Choice
from reader.gui.query.line import QueryLine
from tests.gui.acting import focus, press, search, worker_of
from tests.gui.fakes import FakeLibrary


def picture(line: QueryLine) -> QImage:
    return line.grab().toImage()


def test_operators_are_drawn_in_their_colour_and_nothing_else_changes(qtbot: QtBot) -> None:
    line = QueryLine(LIGHT, "")
    qtbot.addWidget(line)
    line.resize(400, 40)
    line.show()
    line.insert("🌉 ferry or bridge")
    line.setCursorPosition(3)
    plain = picture(line)
    with qtbot.assertNotEmitted(line.textChanged):
        line.colour(line.text(), (QueryToken(TokenKind.FIELD, Span(8, 10)),))
    assert picture(line) != plain
    line.colour(line.text(), ())
    assert picture(line) == plain
    line.undo()
    assert line.text() == ""


def test_colours_of_an_older_text_and_while_composing_are_dropped(qtbot: QtBot) -> None:
    line = QueryLine(LIGHT, "")
    qtbot.addWidget(line)
    line.resize(400, 40)
    line.setText("ferry")
    plain = picture(line)
    line.colour("fer", (QueryToken(TokenKind.FIELD, Span(0, 3)),))
    assert picture(line) == plain
    QApplication.sendEvent(line, QInputMethodEvent("橋", []))
    line.colour("ferry", (QueryToken(TokenKind.FIELD, Span(0, 3)),))
    QApplication.sendEvent(line, QInputMethodEvent("", []))
    assert picture(line) == plain


def test_pasted_lines_become_one_and_can_be_undone(qtbot: QtBot) -> None:
    line = QueryLine(LIGHT, "")
    qtbot.addWidget(line)
    line.setText("dam ")
    QApplication.clipboard().setText("ferry\nbridge\r\n")
    with qtbot.waitSignal(line.textEdited):
        press(qtbot, line, "Ctrl+V")
    assert line.text() == "dam ferry bridge"
    line.undo()
    assert line.text() == "dam "


def test_lines_pasted_with_the_mouse_become_one_as_well(qtbot: QtBot) -> None:
    line = QueryLine(LIGHT, "")
    qtbot.addWidget(line)
    QApplication.clipboard().setText("ferry\nbridge")
    line.paste()
    assert line.text() == "ferry bridge"


def test_outlets_are_offered_after_the_colon_and_taken_with_tab(qtbot: QtBot, window: MainWindow) -> None:
    line = window.query_bar.line
    focus(qtbot, line)
    QTest.keyClicks(line, "ferry outlet:th")
    qtbot.waitUntil(line.choices.isVisible)
    assert line.choices.current is None
    with qtbot.waitSignal(line.chosen) as heard:
        press(qtbot, line, "Tab")
    assert isinstance(heard.args[0], Choice)
    assert line.text() == 'ferry outlet:"The Alder Courier"'
    assert line.hasFocus()
    assert not line.choices.isVisible()


def test_control_space_completes_and_esc_closes_only_the_list(qtbot: QtBot, window: MainWindow) -> None:
    line = window.query_bar.line
    focus(qtbot, line)
    QTest.keyClicks(line, "out")
    assert not line.choices.isVisible()
    press(qtbot, line, "Ctrl+Space")
    qtbot.waitUntil(line.choices.isVisible)
    assert line.choices.current == Choice("outlet:", "field", Span(0, 3))
    press(qtbot, line, "Esc")
    assert not line.choices.isVisible()
    assert (line.text(), line.hasFocus()) == ("out", True)
    press(qtbot, line, "Ctrl+Space")
    qtbot.waitUntil(line.choices.isVisible)
    press(qtbot, line, "Return")
    assert line.text() == "outlet:"
    qtbot.waitUntil(line.choices.isVisible)


def test_down_moves_in_the_open_list_and_goes_to_the_stories_when_it_is_closed(
    qtbot: QtBot, window: MainWindow
) -> None:
    line = window.query_bar.line
    focus(qtbot, line)
    press(qtbot, line, "Ctrl+Space")
    qtbot.waitUntil(line.choices.isVisible)
    press(qtbot, line, "Down")
    assert line.choices.current == line.choices.choices[1]
    assert line.hasFocus()
    press(qtbot, line, "Esc")
    press(qtbot, line, "Down")
    assert window.results.list.hasFocus()


def test_query_is_remembered_once_the_line_is_left(qtbot: QtBot, window: MainWindow) -> None:
    line = window.query_bar.line
    focus(qtbot, line)
    with qtbot.waitSignal(window.search.searched, check_params_cb=lambda s: s.answer.query == "ferry"):
        QTest.keyClicks(line, "ferry")
    total = window.model.total
    assert not [wish for wish in worker_of(window).wishes if isinstance(wish, RememberQuery)]
    press(qtbot, line, "Down")
    assert [wish for wish in worker_of(window).wishes if isinstance(wish, RememberQuery)] == [
        RememberQuery("ferry", total)
    ]


def test_up_offers_past_queries_and_enter_runs_one(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    library.past = (PastQuery("bridge", "2026-01-01T10:00:00Z", 3), PastQuery("orrin", "2026-01-01T10:00:00Z", 1))
    line = window.query_bar.line
    focus(qtbot, line)
    press(qtbot, line, "Up")
    qtbot.waitUntil(line.choices.isVisible)
    assert [choice.text for choice in line.choices.choices] == ["bridge", "orrin"]
    press(qtbot, line, "Down")
    with qtbot.waitSignal(window.search.searched):
        press(qtbot, line, "Return")
    assert window.query_bar.query == "orrin"


def test_past_queries_are_forgotten_after_a_question(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_table.by_name["clear_past_queries"].trigger()
    assert ForgetQueries() not in worker_of(window).wishes
    window.messages.button.click()
    assert ForgetQueries() in worker_of(window).wishes


def test_suggested_word_is_a_link_that_searches(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    library.suggestions = (Suggestion(Span(0, 5), "<ferry>", 3, "ferry"),)
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.put("fery")
    assert "&lt;ferry&gt;" in window.query_bar.suggested.text()
    library.suggestions = ()
    with qtbot.waitSignal(window.search.searched):
        window.query_bar.suggested.linkActivated.emit("0")
    assert window.query_bar.query == "ferry"
    assert not window.query_bar.suggested.isVisible()


def test_any_text_is_searched_without_an_error(qtbot: QtBot, window: MainWindow) -> None:
    for text in ('"', "((", "or or w/5", "outlet:", "🌉" * 300, "\u202eabc", "a" * 4_000):
        with qtbot.waitSignal(window.search.searched):
            window.query_bar.put(text)
    assert window.messages.shown is None
    search(qtbot, window, "bridge")
