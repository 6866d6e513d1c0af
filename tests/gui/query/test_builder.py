"""The form writes queries that are read as they are meant."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.gui.frame.window import MainWindow
from reader.gui.query.builder import BuilderDialog, QueryBuilt
from reader.gui.query.building import FIELDS, Meaning, Row, query_of
from reader.search.language.parse import parse
from reader.search.words import Cutter
from tests.gui.acting import press

CASES = (
    ((Row("ferry bridge"),), "ferry bridge"),
    ((Row("ferry bridge", field="headline"),), "headline:(ferry bridge)"),
    ((Row("ferry", field="headline"),), "headline:ferry"),
    ((Row("ferry bridge", Meaning.ANY),), "(ferry or bridge)"),
    ((Row("harbour  bridge", Meaning.PHRASE, "headline"),), 'headline:"harbour bridge"'),
    ((Row("a b c", Meaning.NEAR, within=9),), "(a w/9 b w/9 c)"),
    ((Row("flood"), Row("ferry gate", Meaning.NONE)), "flood -(ferry or gate)"),
    ((Row("rock and roll* (live)"),), 'rock "and" roll* "(live)"'),
    ((Row('say "hi" —'), Row("  ")), "say hi"),
)


@pytest.mark.parametrize(("rows", "query"), CASES)
def test_rows_become_a_query(rows: tuple[Row, ...], query: str) -> None:
    assert query_of(rows) == query


def test_dates_are_a_range_or_open_and_half_typed_ones_are_left_out() -> None:
    assert query_of((), "2011-03", "2012") == "date:2011-03..2012"
    assert query_of((), "2011", "20") == "date:2011/"
    assert query_of((), "", "2012-01-05") == "date:/2012-01-05"
    assert query_of((), "", "") == ""


TODAY = date(2026, 1, 1)
WORDS = st.text(st.sampled_from("ab w/5()-:=*?~\"'&|!+orntd\u05d0橋"), max_size=20)


@given(WORDS, st.sampled_from(Meaning), st.sampled_from(FIELDS))
def test_any_words_are_read_without_a_note(words: str, meaning: Meaning, field: str) -> None:
    assume(meaning is not Meaning.TYPED)
    query = query_of((Row(words, meaning, field), Row("ferry")))
    assert query.endswith("ferry")
    assert parse(query, Cutter(), TODAY).notes == ()


def test_form_explains_its_query_and_puts_it_into_the_bar(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, "Ctrl+Shift+L")
    dialog = window.findChild(BuilderDialog)
    assert isinstance(dialog, BuilderDialog)
    with qtbot.waitSignal(dialog.query_built) as heard:
        QTest.keyClicks(dialog.rows[0].words, "f")
    assert heard.args[0] == QueryBuilt("f", is_whole=False)
    QTest.keyClicks(dialog.rows[0].words, "erry")
    assert dialog.text.text() == "ferry"
    qtbot.waitUntil(lambda: "“ferry”" in dialog.reading.text())
    dialog.add.click()
    row = dialog.rows[1]
    row.meaning.setCurrentIndex(row.meaning.findData(Meaning.NEAR))
    assert not row.within.isHidden()
    QTest.keyClicks(row.words, "orrin bridge")
    assert dialog.query == "ferry (orrin w/5 bridge)"
    row.remove.click()
    with qtbot.waitSignal(window.search.searched):
        press(qtbot, dialog.rows[0].words, "Return")
    assert window.query_bar.query == "ferry"
    qtbot.waitUntil(lambda: window.findChild(BuilderDialog) is None)
