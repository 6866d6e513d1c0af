"""Tests of tagging stories in the window."""

from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from reader.core.changes import AddTags, RemoveTags, SetRead, SetStarred, TagsChanged
from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.tagging.editor import TagEditor, TagsEdited, TagsOf, names_in
from tests.gui.acting import focus, press, worker_of

IDS = (ArticleId(1), ArticleId(2**40))


def select(window: MainWindow, *places: int) -> tuple[ArticleId, ...]:
    window.results.list.go_to(places[0])
    for place in places[1:]:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        window.results.list.selectionModel().select(window.model.index(place, 0), flags)
    return tuple(window.model.rows[place].result.article_id for place in places)


def test_the_editor_tells_what_to_give_and_what_to_take(qtbot: QtBot) -> None:
    editor = TagEditor(TagsOf(IDS, (("all", 2), ("keep", 2), ("some", 1), ("untouched", 1)), ("all",)))
    qtbot.addWidget(editor)
    editor.show()
    editor.line.setText("new,  two   words , NEW,")
    editor.boxes.item(0).setCheckState(Qt.CheckState.Unchecked)
    editor.boxes.item(2).setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(editor.tags_edited) as heard:
        press(qtbot, editor.line, "Return")
    assert heard.args[0] == TagsEdited(IDS, ("NEW", "two words", "some"), ("all",))


def test_a_tag_typed_anew_is_not_taken_off(qtbot: QtBot) -> None:
    editor = TagEditor(TagsOf(IDS, (("water", 2),), ()))
    qtbot.addWidget(editor)
    editor.show()
    editor.line.setText("Water")
    editor.boxes.item(0).setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(editor.tags_edited) as heard:
        press(qtbot, editor.line, "Return")
    assert heard.args[0] == TagsEdited(IDS, ("Water",), ())


def test_commas_part_tags() -> None:
    assert names_in(" , a b,a  b,c") == ("a b", "c")


def test_several_stories_are_tagged_at_once_and_that_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    ids = select(window, 0, 2)
    press(qtbot, window.results.list, "t")
    qtbot.waitUntil(lambda: window.desk.tagging.editor is not None)
    editor = window.desk.tagging.editor
    assert editor is not None
    editor.line.setText("water")
    with qtbot.waitSignal(window.desk.tagging.said), qtbot.waitSignal(window.desk.tagging.tagged) as told:
        press(qtbot, editor.line, "Return")
    assert told.args == []
    assert AddTags(ids, ("water",)) in worker_of(window).wishes
    qtbot.waitUntil(lambda: window.search.request.facets and set(window.results.list.chosen()) == set(ids))
    library = worker_of(window).library
    assert all(library.stories[each].tags == ("water",) for each in ids)
    with qtbot.waitSignal(window.desk.tagging.tagged):
        window.messages.button.click()
    assert all(library.stories[each].tags == () for each in ids)


def test_several_stories_are_starred_and_marked_at_once(qtbot: QtBot, window: MainWindow) -> None:
    focus(qtbot, window.results.list)
    ids = select(window, 1, 3)
    press(qtbot, window.results.list, "s")
    press(qtbot, window.results.list, "u")
    wishes = worker_of(window).wishes
    qtbot.waitUntil(lambda: SetStarred(ids, is_starred=True) in wishes and SetRead(ids, is_read=True) in wishes)


def test_what_rules_tag_is_shown_without_a_word(qtbot: QtBot, window: MainWindow) -> None:
    wish = AddTags((ArticleId(1),), ("water",))
    with qtbot.waitSignal(window.desk.tagging.tagged), qtbot.assertNotEmitted(window.desk.tagging.said):
        worker_of(window).tell(TagsChanged(wish, (), is_by_rule=True))


def test_wishes_that_belong_together_are_taken_back_together(qtbot: QtBot, window: MainWindow) -> None:
    first, second = AddTags((ArticleId(1),), ("a",)), AddTags((ArticleId(2),), ("b",))
    with qtbot.waitSignal(window.desk.tagging.said) as heard:
        window.desk.tagging.change([first, second], "Both were tagged.")
    assert heard.args[0].text == "Both were tagged."
    window.messages.button.click()
    undone = [RemoveTags((ArticleId(2),), ("b",)), RemoveTags((ArticleId(1),), ("a",))]
    assert worker_of(window).wishes[-2:] == undone
