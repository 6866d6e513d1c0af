"""Lists of references: their addresses as links, in every format, and what is no such list."""

import json

import pytest

from reader.core.errors import InputError, UnknownFormatError, UnreadableFileError
from reader.core.model import FileKind
from reader.intake.format import LeftOut
from reader.intake.notes.references import BIBTEX, CSL_JSON, RIS, ZOTERO_CSV
from reader.intake.pages import kind_of
from reader.intake.source import Source
from reader.intake.unfold import recognise
from tests.intake.finding import found_in, left_out_of, links_in
from tests.intake.notes.fixtures import FIXTURES

NAMES = ("references.bib", "references.ris", "references.json", "references.csv")


@pytest.mark.parametrize("name", NAMES)
def test_references_become_links_with_title_date_and_tags(name: str) -> None:
    first, second = links_in(FIXTURES[name], name)
    assert (first.url, first.title) == ("https://courier.test/quay_1?a=1&b=2", "Größere Schäden & the Quay")
    assert first.curation.tags == ("harbour", "sea")
    assert first.added is not None
    assert first.added.iso.startswith("2019-03-06")
    assert second.url == "https://courier.test/pier"
    assert [one.what for one in left_out_of(FIXTURES[name], name)] == ["references without an address"]


@pytest.mark.parametrize(("name", "kind"), list(zip(NAMES, (BIBTEX, RIS, CSL_JSON, ZOTERO_CSV), strict=True)))
def test_lists_are_known_by_their_beginning(name: str, kind: object) -> None:
    assert recognise(Source.of_bytes(FIXTURES[name], "list.txt")) is kind


@pytest.mark.parametrize(
    "text",
    [
        b"@editor wrote: the quay closes.",
        b"TY is a name.\n",
        b'[{"title": "x", "type": "y"}]',
        b"[1, 2]",
        b'"Key","Value"\n',
        b"@",
    ],
)
def test_other_texts_are_no_lists(text: bytes) -> None:
    for kind in (BIBTEX, RIS, CSL_JSON, ZOTERO_CSV):
        assert not kind.matches(Source.of_bytes(text, "list.bib"))
    assert kind_of(text, "") is FileKind.TEXT


def test_broken_json_is_told() -> None:
    with pytest.raises(UnreadableFileError):
        found_in(FIXTURES["references.json"][:-20], "a.json")
    odd = json.dumps([{"type": "x", "title": 5, "accessed": {"date-parts": "x"}, "URL": None}, 7])
    (left,) = found_in(odd.encode(), "a.json")
    assert isinstance(left, LeftOut)


@pytest.mark.parametrize("name", NAMES)
def test_any_end_gives_nothing_but_input_errors(name: str) -> None:
    content = FIXTURES[name]
    for end in range(0, len(content), 7):
        try:
            found_in(content[:end], name)
        except InputError:
            continue


def test_onenote_is_refused_with_advice() -> None:
    section = bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(2_000)
    with pytest.raises(UnknownFormatError, match="OneNote"):
        found_in(section, "notes.one")
