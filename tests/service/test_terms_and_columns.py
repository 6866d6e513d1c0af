"""Limits come from the preferences, and what the reader said of columns is remembered."""

from pathlib import Path

import pytest

from reader.core.errors import ReaderError
from reader.core.model import Field
from reader.core.settings import Settings
from reader.core.terms import STANDARD, ColumnNames
from reader.service import columns, preferences
from reader.service.terms import saved_terms, terms_of
from reader.service.wiring import Wiring

NAMED = ColumnNames(("Kop", "Tekst", "“x”\n"), (Field.HEADLINE, Field.BODY, None))


def test_the_preferences_begin_with_the_standard_limits() -> None:
    assert terms_of(Settings()) == STANDARD


def test_limits_and_columns_are_read_from_the_settings_folder(tmp_path: Path) -> None:
    preferences.save(Settings(document_mb=7, expanded_mb=9, ratio=11, members=101), tmp_path)
    columns.remember(tmp_path, (), NAMED)
    terms = saved_terms(tmp_path)
    assert (terms.document, terms.expanded, terms.ratio, terms.members) == (7_000_000, 9_000_000, 11, 101)
    assert terms.columns == (NAMED,)


def test_a_header_named_again_takes_the_place_of_the_old(tmp_path: Path) -> None:
    other = ColumnNames(("A",), (Field.BODY,))
    known = columns.remember(tmp_path, columns.remember(tmp_path, (), NAMED), other)
    again = ColumnNames(NAMED.header, (None, Field.BODY, Field.TAG))
    assert columns.remember(tmp_path, known, again) == (other, again)
    assert columns.load(tmp_path) == (other, again)


@pytest.mark.parametrize(
    "text",
    [
        "[[",
        "table = 3",
        "[[table]]\nheader = ['a']\nfields = ['body', 'body']",
        "[[table]]\nheader = ['a']\nfields = ['nonsense']",
        "[[table]]\nheader = [1]\nfields = ['body']",
        "[[table]]\nheader = ['a']\nfields = [['body']]",
    ],
)
def test_a_broken_file_is_passed_over_with_a_warning(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "columns.toml").write_text(text)
    assert columns.load(tmp_path) == ()
    assert "cannot be" in caplog.text
    caplog.clear()


def test_columns_are_named_on_the_command_line() -> None:
    named = columns.named_by("title=Kop, text = Tekst,published=Dag")
    assert named == {"Kop": Field.HEADLINE, "Tekst": Field.BODY, "Dag": Field.PUBLISHED}
    found = columns.named_in(("Nr", "dag", "KOP", "Tekst "), named)
    assert found is not None
    assert found.fields == (None, Field.PUBLISHED, Field.HEADLINE, Field.BODY)
    assert columns.named_in(("Kop", "Tekst"), named) is None


@pytest.mark.parametrize("spec", ["", "title=Kop", "text", "text=", "nonsense=Kop,text=Tekst"])
def test_a_spec_that_names_no_text_says_how(spec: str) -> None:
    with pytest.raises(ReaderError, match=r"text=Body|fields are"):
        columns.named_by(spec)


def test_the_number_of_processes_can_be_chosen() -> None:
    assert Wiring.of(3).children == 3
    assert Wiring.of(0).children == Wiring().children >= 1
