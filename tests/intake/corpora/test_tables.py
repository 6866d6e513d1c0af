"""Stories in tables: how they are written, what their columns mean, and when the reader has to say so."""

import pickle

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import UnclearColumnsError, UnknownFormatError
from reader.core.model import Article, Field, FileKind, Snapshot
from reader.core.terms import ColumnNames, Terms
from reader.intake.corpora.columns import guess
from reader.intake.format import LeftOut, SavedLink
from reader.intake.read import read
from tests.intake.corpora.fixtures import FERRY, FIXTURES, FLUT, HASHI, JISR, as_table, failures, found_in, stories

HEADER = ["Headline", "Date", "Body text"]
TEXT = " ".join(FERRY)


def values(story: Snapshot, field: Field) -> list[str]:
    return [one.value for one in story.stated if one.field is field]


def article(name: str, number: int = 0) -> Article:
    return clean(read(stories(found_in(FIXTURES[name], name))[number]))


def test_a_table_of_excel_with_semicolons_line_ends_in_cells_and_umlauts_in_a_legacy_charset() -> None:
    first, second = article("flut.csv"), article("flut.csv", 1)
    assert first.body == "\n".join(FLUT)
    assert [(a.headline and a.headline.value, a.published and a.published.iso) for a in (first, second)] == [
        ("Flut zerstört Brücken", "2011-04-13"),
        ('Der "Rest"', "2011-04-03"),
    ]
    assert [author.value for author in first.authors] == ["Jana Muster"]
    assert first.outlet is not None
    assert first.outlet.value == "Der Bote"


@pytest.mark.parametrize(
    ("name", "title", "published", "outlet", "text"),
    [
        ("hashi.tsv", "橋が開通", "2011-03-22", "島新聞", HASHI[0]),
        ("jisr.csv", "افتتاح الجسر", "2020-03-01", "صدى", JISR[0]),
        ("all-the-news.csv", "Ferry late", "2016-12-31", "Test Times", FERRY[0]),
    ],
)
def test_headers_in_many_languages(name: str, title: str, published: str, outlet: str, text: str) -> None:
    made = article(name)
    assert made.headline is not None
    assert made.headline.value == title
    assert made.published is not None
    assert made.published.iso == published
    assert made.outlet is not None
    assert made.outlet.value == outlet
    assert made.body.startswith(text)


def test_rows_that_are_short_long_or_blank() -> None:
    rows = [HEADER, ["A", "2020-01-01", TEXT], ["B", "2020-01-02"], ["C", "2020-01-03", TEXT, "x", "y"], ["", "", ""]]
    rows += [[f"D{i}", "2020-01-04", TEXT] for i in range(20)]
    found = found_in(as_table(rows), "a.csv")
    assert [values(story, Field.HEADLINE) for story in stories(found)][:3] == [["A"], ["C"], ["D0"]]
    assert [one.what for one in found if isinstance(one, LeftOut)] == ["records without text"]


def test_double_header_names_keep_the_first_and_lose_nothing_else() -> None:
    rows = [["title", "date", "text", "text"], *([f"T{i}", "2020-01-01", TEXT, "tail"] for i in range(3))]
    found = stories(found_in(as_table(rows), "a.csv"))
    assert [values(story, Field.HEADLINE) for story in found] == [["T0"], ["T1"], ["T2"]]
    assert FERRY[0] in found[0].content.decode()


def test_the_mark_line_of_excel_is_no_row() -> None:
    content = b"sep=;\r\n" + as_table([HEADER, ["A", "2020-01-01", TEXT]], ";")
    assert [values(story, Field.HEADLINE) for story in stories(found_in(content, "a.csv"))] == [["A"]]


def test_html_in_cells_is_a_story_and_a_whole_page_a_page() -> None:
    page = f"<!DOCTYPE html><html><body><article><p>{TEXT}</p></article></body></html>"
    rows = [["title", "content", "url"], ["A", f"<p>{TEXT}</p>", "https://a.test/1"], ["B", page, "https://a.test/2"]]
    found = stories(found_in(as_table(rows), "a.csv"))
    assert [story.kind for story in found] == [FileKind.STORY, FileKind.HTML]
    assert found[0].url == "https://a.test/1"


def test_a_quote_that_is_never_closed_is_told() -> None:
    content = as_table([HEADER, ["A", "2020-01-01", TEXT]]) + b'B,2020-01-02,"' + b"never closed\n" * 500
    found = found_in(content, "a.csv", Terms(document=2_000, expanded=100_000))
    assert values(stories(found)[0], Field.HEADLINE) == ["A"]
    assert failures(found)


UNCLEAR = [["a", "b", "c"], *([f"x{i}", f"{TEXT} {i}", f"{TEXT} also {i}"] for i in range(8))]


def test_unclear_columns_are_asked_for_and_then_taken_as_stated() -> None:
    with pytest.raises(UnclearColumnsError, match="cannot be told") as raised:
        found_in(as_table(UNCLEAR), "a.csv")
    error = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - it crosses to the window's process
    assert (str(error), error.header, len(error.rows)) == (str(raised.value), ("a", "b", "c"), 5)
    names = ColumnNames(error.header, (Field.HEADLINE, None, Field.BODY))
    found = stories(found_in(as_table(UNCLEAR), "a.csv", Terms(columns=(names,))))
    assert len(found) == 8
    assert values(found[3], Field.HEADLINE) == ["x3"]
    assert b"also 3" in found[3].content


def test_a_table_without_a_header_is_asked_for_and_its_first_row_kept() -> None:
    rows = [["Ferry late", "https://a.test/1", TEXT], ["Flood", "https://a.test/2", TEXT]]
    with pytest.raises(UnclearColumnsError, match="no header") as raised:
        found_in(as_table(rows), "a.csv")
    names = ColumnNames(raised.value.header, (Field.HEADLINE, Field.URL, Field.BODY))
    found = stories(found_in(as_table(rows), "a.csv", Terms(columns=(names,))))
    assert [story.url for story in found] == ["https://a.test/1", "https://a.test/2"]


def test_a_guess_begins_what_the_reader_states() -> None:
    names = guess(
        ("id", "Titre", "Date de publication", "URL", "x"), [("1", "A", "2020-01-01", "https://a.test", TEXT * 3)]
    )
    assert names.fields == (None, Field.HEADLINE, Field.PUBLISHED, Field.URL, Field.BODY)


def test_longer_names_are_understood_by_their_words() -> None:
    header = ("News ID", "News title (EN)", "Original text of article", "Day published", "Image URL", "Text length")
    row = ("1", "Ferry late", TEXT, "2020-01-01", "https://a.test/a.jpg", "230")
    assert guess(header, [row]).fields == (None, Field.HEADLINE, Field.BODY, Field.PUBLISHED, Field.URL, None)


def test_names_that_the_cells_belie_are_not_believed() -> None:
    names = guess(("text", "title", "source"), [("12", "A", "https://a.test/1"), ("13", "B", "https://a.test/2")])
    assert names.fields == (None, Field.HEADLINE, Field.URL)


def test_a_table_of_figures_is_refused_with_its_columns() -> None:
    with pytest.raises(UnknownFormatError, match="price"):
        found_in(as_table([["item", "price"], ["Ferry", "3"], ["Bus", "4"]]), "a.csv")


def test_a_table_of_links_gives_links() -> None:
    rows = [["name", "url"], ["A", "https://a.test/1"], ["B", "https://a.test/2"]]
    assert [one.url for one in found_in(as_table(rows), "a.csv") if isinstance(one, SavedLink)] == [
        "https://a.test/1",
        "https://a.test/2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir, I write to you, as always,\nabout the ferry, which was late, again,\nand so on, and on, and on,\n",
        "Title: Ferry late\nDate: 2020-01-01\n\n" + TEXT,
        "Title; text; date\n\nThe list above, says the harbour master, is what a story needs.\n",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert [story.kind for story in stories(found_in(text.encode(), "a.txt"))] == [FileKind.TEXT]


def test_a_table_by_its_header_whatever_its_name() -> None:
    assert stories(found_in(as_table([["title", "text", "url"], ["A", TEXT, "https://a.test"]]), "download"))
