"""The original stands beside the story, and a version beside another; versions and copies are listed."""

from PySide6.QtGui import QKeySequence, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.core.records import StoryRelative
from reader.gui.frame.window import MainWindow
from reader.gui.look.themes import LIGHT
from reader.gui.reading.aligned import Piece, Row, original_and_clean, two_versions
from reader.gui.reading.side_by_side import SideBySide, chunks
from tests.gui import stories
from tests.gui.acting import focus, press
from tests.gui.fakes import FakeLibrary

BRIDGE, FERRY = ArticleId(12), ArticleId(11)


def text_of(rows: tuple[Row, ...], *, left: bool) -> str:
    return "\n".join("".join(piece.text for piece in (row.left if left else row.right)) for row in rows)


def test_the_original_has_every_line_and_the_story_all_but_the_removed() -> None:
    article = stories.bridge()
    rows = original_and_clean(article)
    assert text_of(rows, left=True) == article.text
    assert [row for row in rows if not row.right] == [
        Row((Piece(removal.span.of(article.text), True, removal.reason),), ()) for removal in article.removals
    ]


def test_two_versions_show_the_words_that_changed() -> None:
    rows = two_versions(["Same.", "The bridge cost 94 million euros."], ["Same.", "The bridge cost 96 million euros."])
    assert rows[0] == Row((Piece("Same."),), (Piece("Same."),))
    assert [piece.text for piece in rows[1].left if piece.is_only_here] == ["94"]
    assert [piece.text for piece in rows[1].right if piece.is_only_here] == ["96"]


def test_paragraphs_without_a_counterpart_stand_alone() -> None:
    rows = two_versions(["One here.", "Ending."], ["Ending.", "Quite another thing stands there now."])
    assert rows[0] == Row((Piece("One here.", is_only_here=True),), ())
    assert rows[-1] == Row((), (Piece("Quite another thing stands there now.", is_only_here=True),))
    assert two_versions([], []) == ()


def test_d_sets_the_original_beside_the_story(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    focus(qtbot, window.story.pane)
    press(qtbot, window.story.pane, "D")
    qtbot.waitUntil(lambda: window.desk.comparing.dialog is not None)
    dialog = window.desk.comparing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: "Tolls will" in dialog.page.toPlainText())
    text = dialog.page.toPlainText()
    assert "Sign up for our morning letter" in text
    assert text.count("Tolls will not be charged") == 2
    tables = [frame for frame in dialog.page.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert {table.columns() for table in tables} == {2}
    dialog.close()
    qtbot.waitUntil(lambda: window.desk.comparing.dialog is None)


def test_versions_and_copies_are_listed_opened_and_compared(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.related[BRIDGE] = (StoryRelative(FERRY, "Ferry & bridge", is_copy=False),)
    button = window.story.bar.relatives
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    qtbot.waitUntil(button.isVisible)
    assert button.text() == "1 version"
    one = button.menu().actions()[0]
    assert one.text() == "Version: Ferry && bridge"
    window.desk.comparing.compare_with(FERRY)
    qtbot.waitUntil(lambda: window.desk.comparing.dialog is not None)
    assert window.desk.comparing.dialog is not None
    page = window.desk.comparing.dialog.page
    qtbot.waitUntil(lambda: "museums and a restaurant" in page.toPlainText())
    window.desk.comparing.dialog.close()
    inside = window.desk.comparing.menu().findChildren(QMenu)[0]
    with qtbot.waitSignals([window.reading.opened, window.desk.comparing.listed]):
        inside.actions()[0].trigger()
    assert window.reading.article_id == FERRY
    assert not button.isVisible()


def test_a_long_page_is_laid_out_piece_by_piece_and_its_differences_are_reached_by_keys(qtbot: QtBot) -> None:
    one = [f"{number} {line}" for number, line in enumerate(stories.long_story(5_000).clean_text.split("\n"))]
    other = [f"{line} And more." if number in (3, 40) else line for number, line in enumerate(one)]
    rows = two_versions(one, other)
    pieces = list(chunks(rows, LIGHT))
    assert len(pieces) > 10
    assert sum(len(piece) for piece in pieces) > 2 * len("".join(one))
    dialog = SideBySide("Versions", "serif", 18)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    with qtbot.waitSignal(dialog.filled):
        dialog.show_rows(("One", "Other"), rows, LIGHT)
    assert len(dialog.page.toPlainText()) > 2 * len("".join(one))
    bar = dialog.page.verticalScrollBar()
    places = []
    for key in ("N", "N", "N", "Shift+N"):
        QTest.keySequence(dialog.page, QKeySequence(key))
        places.append((dialog.current, bar.value()))
    assert [at for at, _ in places] == [0, 1, 0, 1]
    assert places[0][1] < places[1][1] == places[3][1]
