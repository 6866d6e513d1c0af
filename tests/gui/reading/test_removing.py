"""A paragraph is removed here or everywhere, after a dry run for the outlet; rules are listed and taken back."""

from pytestqt.qtbot import QtBot

from reader.core.changes import ForgetRule, RemovePassage
from reader.core.evidence import ReaderRule
from reader.core.model import ArticleId
from reader.gui.frame.window import MainWindow
from reader.gui.reading.removing import DryRun
from reader.gui.reading.rules_dialog import RuleForgotten
from reader.service.restoring import key_of_part, key_of_text
from tests.gui.acting import worker_of
from tests.gui.fakes import FakeLibrary
from tests.gui.matching import headline

BRIDGE, FERRY = ArticleId(12), ArticleId(11)
TOLLS = (
    "Tolls will not be charged. A night bus crosses the bridge from Monday, and the ferry makes its last "
    "journey on the first of March, weather permitting."
)


def choose(qtbot: QtBot, window: MainWindow, words: str) -> None:
    with qtbot.waitSignal(window.reading.opened):
        window.reading.open(BRIDGE, "")
    window.story.pane.setTextCursor(window.story.pane.document().find(words))


def test_a_paragraph_is_removed_here_and_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.losing = (BRIDGE,)
    choose(qtbot, window, "A night bus")
    with qtbot.waitSignal(window.restoring.said):
        window.desk.removing.remove_here()
    key = key_of_text(TOLLS)
    assert RemovePassage(BRIDGE, key, TOLLS) in worker_of(window).wishes
    window.messages.button.click()
    assert ForgetRule(BRIDGE, key) in worker_of(window).wishes


def test_everywhere_asks_with_every_story_it_would_change(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.losing = (BRIDGE, FERRY)
    choose(qtbot, window, "A night bus")
    with qtbot.waitSignal(window.desk.removing.asked) as heard:
        window.desk.removing.ask_everywhere()
    run = heard.args[0]
    assert isinstance(run, DryRun)
    assert run.stories == 2
    dialog = window.desk.removing.question
    assert dialog is not None
    assert [row.cells[0] for row in dialog.model.rows] == [
        headline(library.stories[each].article) for each in (BRIDGE, FERRY)
    ]
    wish = RemovePassage(BRIDGE, key_of_text(TOLLS), TOLLS, everywhere=True)
    assert wish not in worker_of(window).wishes
    with qtbot.waitSignal(dialog.story_chosen) as chosen:
        dialog.table.activated.emit(dialog.model.index(1, 0))
    assert chosen.args[0].article_id == FERRY
    dialog.remove.click()
    assert wish in worker_of(window).wishes
    assert window.desk.removing.question is None


SENTENCE = "A night bus crosses the bridge from Monday"


def test_selected_words_are_removed_here_and_that_can_be_undone(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.losing = (BRIDGE,)
    choose(qtbot, window, SENTENCE)
    with qtbot.waitSignal(window.restoring.said):
        window.actions_table.by_name["remove_words_here"].trigger()
    key = key_of_part(SENTENCE)
    assert RemovePassage(BRIDGE, key, SENTENCE, is_part=True) in worker_of(window).wishes
    window.messages.button.click()
    assert ForgetRule(BRIDGE, key) in worker_of(window).wishes


def test_selected_words_go_everywhere_after_a_dry_run_only(
    qtbot: QtBot, window: MainWindow, library: FakeLibrary
) -> None:
    library.losing = (BRIDGE, FERRY)
    choose(qtbot, window, SENTENCE)
    with qtbot.waitSignal(window.desk.removing.asked):
        window.actions_table.by_name["remove_words_everywhere"].trigger()
    dialog = window.desk.removing.question
    assert dialog is not None
    assert dialog.model.rows[0].cells[2] == f"before [{SENTENCE}] behind"
    wish = RemovePassage(BRIDGE, key_of_part(SENTENCE), SENTENCE, everywhere=True, is_part=True)
    dialog.reject()
    assert wish not in worker_of(window).wishes
    with qtbot.waitSignal(window.desk.removing.asked):
        window.desk.removing.ask_words_everywhere()
    assert window.desk.removing.question is not None
    window.desk.removing.question.remove.click()
    assert wish in worker_of(window).wishes


def test_too_little_or_too_much_is_not_taken_for_words(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    library.losing = (BRIDGE,)
    flow = window.desk.removing
    choose(qtbot, window, "bus")
    with qtbot.waitSignal(window.restoring.said) as said:
        flow.ask_words_everywhere()
    assert "a few words" in said.args[0].text
    window.story.pane.selectAll()
    with qtbot.waitSignal(window.restoring.said) as said:
        flow.remove_words_here()
    assert "one paragraph" in said.args[0].text
    choose(qtbot, window, "nothing of this stands there")
    with qtbot.waitSignal(window.restoring.said) as said:
        flow.remove_words_here()
    assert "Select the words" in said.args[0].text
    library.losing = ()
    choose(qtbot, window, SENTENCE)
    with qtbot.waitSignal(window.restoring.said) as said:
        flow.remove_words_here()
    assert "do not stand" in said.args[0].text


def test_without_a_paragraph_of_the_text_it_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    choose(qtbot, window, "nothing of this stands there")
    with qtbot.waitSignal(window.restoring.said) as heard:
        window.desk.removing.remove_here()
    assert "Select words" in heard.args[0].text
    choose(qtbot, window, "Bridge over the Orrin")
    with qtbot.waitSignal(window.restoring.said) as heard:
        window.desk.removing.remove_here()
    assert "Only whole paragraphs" in heard.args[0].text
    choose(qtbot, window, "A night bus")
    with qtbot.waitSignal(window.restoring.said) as heard:
        window.desk.removing.remove_here()
    assert "cannot be told apart" in heard.args[0].text
    assert not any(isinstance(wish, RemovePassage) for wish in worker_of(window).wishes)


def test_rules_are_listed_and_put_back(qtbot: QtBot, window: MainWindow, library: FakeLibrary) -> None:
    rule = ReaderRule(7, "Write to us.", BRIDGE, "", "The Harbour Post", is_everywhere=True)
    library.rules = (rule,)
    window.desk.removing.show_rules()
    dialog = window.desk.removing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    assert dialog.model.rows[0].cells == ("Write to us.", "all stories of The Harbour Post")
    with qtbot.waitSignal(dialog.rule_forgotten) as heard:
        dialog.forget.click()
    assert heard.args[0] == RuleForgotten(rule)
    assert ForgetRule(BRIDGE, 7, everywhere=True) in worker_of(window).wishes
    assert dialog.model.rows == ()
    assert not dialog.forget.isEnabled()
