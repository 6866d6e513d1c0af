"""Tests of what the window remembers, of dates and of messages."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QLocale
from pytestqt.qtbot import QtBot

from reader.core.filters import Filters
from reader.core.model import ArticleId
from reader.core.query import SortKey
from reader.gui.frame.messages import Message, MessageBar, Weight
from reader.gui.frame.window_state import FILE_NAME, Session, WindowState
from reader.gui.language.dates import short_date, short_moment
from reader.gui.look.themes import LIGHT


def test_a_session_is_remembered_whole(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session('a "b" är שלום', SortKey.OLDEST, ArticleId(2**40), 0.25, Filters(include=(("tag", ("é",)),)))
    state = WindowState(tmp_path)
    state.save_session(session)
    state.save_bytes("geometry", QByteArray(b"\x00\xff"))
    again = WindowState(tmp_path)
    assert again.session() == session
    assert again.bytes_of("geometry") == QByteArray(b"\x00\xff")


def test_a_broken_state_falls_back(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("[General]\nsort=bogus\nstory=-7\nplace=much\ngeometry=5\n", encoding="utf-8")
    state = WindowState(tmp_path)
    assert state.session() == Session()
    assert state.bytes_of("geometry").isEmpty()
    assert state.flag("sidebar", default=True)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2011-02-06", "6 Feb 2011"),
        ("2011-02-06T10:00:00+02:00", "6 Feb 2011"),
        ("2011-02", "Feb 2011"),
        ("2011", "2011"),
        ("", ""),
        ("soon", "soon"),
        ("2011-13-40", "2011-13-40"),
    ],
)
def test_dates_are_shown_at_their_precision(iso: str, shown: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    assert short_date(iso) == shown
    QLocale.setDefault(before)


def test_moments_are_shown_in_local_time() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    assert re.fullmatch(r"\d+ \w+ 2026, \d\d:\d\d", short_moment("2026-01-10T10:00:00Z"))
    assert short_moment("never") == "never"
    QLocale.setDefault(before)


def test_messages_wait_for_each_other_and_none_is_said_twice(qtbot: QtBot) -> None:
    bar = MessageBar(LIGHT)
    qtbot.addWidget(bar)
    done: list[str] = []
    first = Message("First.", Weight.NOTICE, "Do it", lambda: done.append("done"))
    second = Message("Second.", Weight.ERROR)
    for message in (first, second, first):
        bar.say(message)
    assert bar.shown == second
    bar.dismiss()
    assert bar.shown == first
    bar.button.click()
    assert done == ["done"]
    assert not bar.isVisible()


def test_what_was_said_last_is_on_top_of_what_is_as_grave(qtbot: QtBot) -> None:
    bar = MessageBar(LIGHT)
    qtbot.addWidget(bar)
    said = [Message("Fonts."), Message("Disk.", Weight.ERROR), Message("Kept."), Message("Worker.", Weight.WARNING)]
    for message in said:
        bar.say(message)
    seen = []
    while bar.shown is not None:
        seen.append(bar.shown.text)
        bar.dismiss()
    assert seen == ["Disk.", "Worker.", "Kept.", "Fonts."]
