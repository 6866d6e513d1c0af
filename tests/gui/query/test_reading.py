"""The form reads a query: what it can show becomes rows, the rest stays as typed, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from reader.gui.query.builder import BuilderDialog
from reader.gui.query.building import MOST_ROWS, Meaning, Row, query_of
from reader.gui.query.reading import rows_of

ROWS = st.builds(
    Row,
    st.lists(st.sampled_from(["bridge", "flood*", "Orrin", "2011", "or"]), min_size=1, max_size=3).map(" ".join),
    st.sampled_from([each for each in Meaning if each is not Meaning.TYPED]),
    st.sampled_from(["", "headline", "outlet", "tag"]),
    st.integers(1, 255),
)


def test_each_kind_of_row_is_read() -> None:
    query = (
        'bridge gate headline:(a or b) "harbour bridge" (flood w/5 river) -ferry outlet:"The Post" date:2011..2012-03'
    )
    rows, since, until = rows_of(query)
    assert rows == (
        Row("bridge gate"),
        Row("a b", Meaning.ANY, "headline"),
        Row("harbour bridge", Meaning.PHRASE),
        Row("flood river", Meaning.NEAR, within=5),
        Row("ferry", Meaning.NONE),
        Row("The Post", Meaning.PHRASE, "outlet"),
    )
    assert (since, until) == ("2011", "2012-03")
    assert query_of(rows, since, until) == query


@pytest.mark.parametrize(
    "query",
    [
        "a or b c",
        "flood w/5 river -ferry",
        "atleast3(flood) is:unread",
        "(a (b or c)) d",
        'unclosed "phrase',
        "((",
        "length>200 x~2 =y",
        "date:2011..2012 date:2013/",
        "",
        "a and not b",
    ],
)
def test_what_cannot_be_shown_stays_as_it_was_typed(query: str) -> None:
    assert sorted(query_of(*rows_of(query)).split()) == sorted(query.split())
    assert any(row.meaning is Meaning.TYPED for row in rows_of(query)[0]) == bool(query)


@given(st.lists(ROWS, max_size=4), st.sampled_from(["", "2011", "2011-03-22"]), st.sampled_from(["", "2013"]))
def test_what_the_form_writes_it_reads_again(rows: list[Row], since: str, until: str) -> None:
    query = query_of(rows, since, until)
    assert query_of(*rows_of(query)) == query


@given(st.text(alphabet='ab ()":-/w5or', max_size=25))
def test_no_part_of_a_query_is_lost(query: str) -> None:
    letters = sorted(sign for sign in query if not sign.isspace())
    written = query_of(*rows_of(query))
    assert sorted(sign for sign in written if not sign.isspace()) == letters


def test_more_parts_than_rows_are_kept_in_the_last() -> None:
    query = " ".join(f"headline:w{number}" for number in range(MOST_ROWS + 5))
    rows, _, _ = rows_of(query)
    assert len(rows) == MOST_ROWS
    assert query_of(rows) == query


def test_the_form_opens_with_the_query(qtbot: QtBot) -> None:
    dialog = BuilderDialog(query="headline:bridge -ferry date:2011/")
    qtbot.addWidget(dialog)
    assert [row.words.text() for row in dialog.rows] == ["bridge", "ferry"]
    assert dialog.since.text() == "2011"
    assert dialog.query == "headline:bridge -ferry date:2011/"
