"""The first run: the welcome, the sample archive, a search, and reading."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.resources import resource
from tests.journeys.reader import Reader


def test_first_run_with_the_sample_archive(reader: Reader) -> None:
    window = reader.open()
    assert window.welcome.isVisible()
    assert not window.query_bar.isVisible()
    button = window.welcome.buttons["archive"]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    stories = len(list(resource("sample").iterdir()))
    reader.until(lambda: not window.imports.is_running and window.model.total == stories)
    assert window.query_bar.isVisible()
    assert not window.welcome.isVisible()

    answer = reader.search("harbour bridge")
    assert 0 < answer.total < stories
    headline = reader.read_first()
    reader.until(lambda: bool(window.reading.hits))
    assert headline in window.story.pane.toPlainText()
    reader.go_to_list()
    reader.press("S")
    reader.finds("is:starred", 1)
    assert reader.read_first() == headline


def test_stories_of_the_sample_are_found_in_their_own_scripts(reader: Reader) -> None:
    window = reader.open()
    reader.choose("&Library", "Try the sample archive")
    stories = len(list(resource("sample").iterdir()))
    reader.until(lambda: not window.imports.is_running and window.model.total == stories)
    for word in ("Hafenbrücke", "pont-levis", "embalse", "השביתה", "الجسر", "大桥", "水門"):
        assert reader.search(word).total >= 1, word
        headline = reader.read_first()
        assert headline in window.story.pane.toPlainText()
