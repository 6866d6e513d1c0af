"""Where a story was left survives another look of the text, more paragraphs, other widths, and the window's end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.core.changes import SetRead
from reader.core.model import ArticleId
from reader.core.reading_places import KeepPlace, ReadingPlace
from reader.core.settings import MarkRead, Settings
from reader.gui.frame.window import MainWindow
from reader.gui.reading.html import Part, Shown
from reader.gui.reading.spots import Spot, go_to_spot, place_of_spot, spot_of_place, top_spot
from tests.gui import stories
from tests.gui.acting import worker_of
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

LONG = ArticleId(2)


def parts(*texts: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part("", tuple(Shown(text) for text in page)) for page in texts)


@pytest.fixture
def reading(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """Return a window that shows a long story."""
    window = open_window(FakeLibrary([stories.ferry(), stories.long_story(3_000)]))
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    qtbot.waitUntil(lambda: window.status_text() != "")
    if window.reading.article_id != LONG:
        with qtbot.waitSignal(window.reading.opened):
            window.results.list.go_to(1)
    return window


@given(st.integers(0, 5), st.floats(0, 1))
def test_a_place_leads_back_to_its_spot(number: int, fraction: float) -> None:
    pages = parts(("one", "two"), ("three", "four", "five"), ("six",))
    part, block = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0)][number]
    place = place_of_spot(pages, Spot(part, block, fraction))
    assert place.paragraph == number
    assert spot_of_place(pages, place) == Spot(part, block, fraction)


def test_a_paragraph_is_known_again_by_its_words() -> None:
    place = ReadingPlace(1, 0.5, "two")
    assert spot_of_place(parts(("new", "one", "two", "three")), place) == Spot(0, 2, 0.5)
    assert spot_of_place(parts(("one",)), place) == Spot(0, 0, 0.5)
    assert spot_of_place((), place) == Spot(0, 0, 0.0)


def test_another_size_or_width_keeps_the_paragraph_at_the_top(reading: MainWindow) -> None:
    pane = reading.story.pane
    go_to_spot(pane, Spot(0, 25, 0.4))
    assert top_spot(pane).block == 25
    for size in (12, 34, 18):
        reading.change_size(size)
        assert top_spot(pane).block == 25
    pane.resize(pane.width() - 250, pane.height())
    assert top_spot(pane).block == 25
    assert abs(top_spot(pane).fraction - 0.4) < 0.1


def test_the_library_is_told_where_a_story_was_left(qtbot: QtBot, reading: MainWindow) -> None:
    go_to_spot(reading.story.pane, Spot(0, 30, 0.0))
    with qtbot.waitSignal(reading.reading.places.place_kept) as kept:
        reading.results.list.go_to(0)
    told = kept.args[0]
    assert isinstance(told, KeepPlace)
    assert (told.article_id, told.place.paragraph) == (LONG, 30)
    assert told in worker_of(reading).wishes


def test_resting_is_enough_and_the_top_is_not_told_of_a_story_never_scrolled(qtbot: QtBot, reading: MainWindow) -> None:
    assert not [wish for wish in worker_of(reading).wishes if isinstance(wish, KeepPlace)]
    with qtbot.waitSignal(reading.reading.places.place_kept):
        go_to_spot(reading.story.pane, Spot(0, 12, 0.5))


def test_a_window_that_is_closed_leaves_the_place_and_the_next_one_begins_there(
    qtbot: QtBot, open_window: OpenWindow, reading: MainWindow
) -> None:
    library = reading.shelf.library()
    assert isinstance(library, FakeLibrary)
    go_to_spot(reading.story.pane, Spot(0, 20, 0.25))
    reading.close()
    assert library.reading_places[LONG].paragraph == 20
    again = open_window(library)
    with qtbot.waitSignal(again.reading.opened):
        again.begin()
    qtbot.waitUntil(lambda: again.reading.story is not None and again.reading.article_id == LONG)
    assert top_spot(again.story.pane).block == 20


def test_hits_of_a_search_come_before_the_place(qtbot: QtBot, reading: MainWindow) -> None:
    go_to_spot(reading.story.pane, Spot(0, 30, 0.0))
    with qtbot.waitSignal(reading.reading.opened):
        reading.reading.open(ArticleId(1), "")
    with qtbot.waitSignal(reading.reading.opened):
        reading.reading.open(LONG, "harbour")
    assert reading.reading.hits
    assert reading.reading.current == 0
    assert top_spot(reading.story.pane).block < 30


@pytest.mark.parametrize("when", list(MarkRead))
def test_a_story_counts_as_read_when_the_preferences_say(qtbot: QtBot, reading: MainWindow, when: MarkRead) -> None:
    flow = reading.reading
    reading.results.list.setFocus(Qt.FocusReason.OtherFocusReason)
    reading.apply_settings(Settings(theme=reading.settings.theme, mark_read=when, mark_read_s=1))
    with qtbot.waitSignal(flow.opened):
        flow.open(ArticleId(1), "")
    if when is MarkRead.NEVER:
        with qtbot.assertNotEmitted(flow.read, wait=1_200):
            flow.open(LONG, "")
        return
    if when is MarkRead.AT_END:
        with qtbot.waitSignal(flow.opened):
            flow.open(LONG, "")
        with qtbot.assertNotEmitted(flow.read, wait=50):
            reading.story.pane.go_to_place(0.3)
        with qtbot.waitSignal(flow.read) as read:
            reading.story.pane.go_to_place(1.0)
    else:
        with qtbot.waitSignal(flow.read) as read:
            flow.open(LONG, "")
    assert read.args[0].article_id == LONG
    assert SetRead((LONG,), is_read=True) in worker_of(reading).wishes
