"""Highlights and notes leave the program with their stories."""

import csv
import io
import json

from reader.core.highlights import Anchor, AnnotationRow, Highlight, StoryNote
from reader.core.model import ArticleId
from reader.export.annotations import NotesFormat, write_annotations

COLOURS = [f"colour {number}" for number in range(1, 9)]


def row(number: int, quote: str, note: str, start: int | None = 3) -> AnnotationRow:
    end = None if start is None else start + len(quote)
    anchor = Anchor(quote, "before ", " after", 3)
    one = Highlight(number, ArticleId(number), anchor, 2, note, start, end, "2026-01-01", "2026-01-01")
    return AnnotationRow(ArticleId(number), f"Story *{number}*", "The Example", "2011-03-22", "", one)


ROWS = (
    row(1, "closed until\nFriday", "=Why?"),
    row(2, "lost words", "", start=None),
    AnnotationRow(ArticleId(1), "Story *1*", "The Example", "2011-03-22", "", None, StoryNote(1, "On it all", "2026")),
)


def written(form: NotesFormat) -> str:
    out = io.StringIO(newline="")
    write_annotations(ROWS, form, COLOURS, out)
    return out.getvalue()


def test_markdown_gathers_what_is_of_one_story() -> None:
    text = written(NotesFormat.MARKDOWN)
    assert text.count("## Story") == 2
    assert "> closed until\n> Friday" in text
    assert text.index("On it all") < text.index("lost words")


def test_csv_says_what_has_no_place_and_holds_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(written(NotesFormat.CSV).removeprefix("\ufeff"), newline="")))
    assert [each["in the text"] for each in rows] == ["yes", "no", "yes"]
    assert rows[0]["note"] == "'=Why?"
    assert rows[0]["colour"] == "colour 2"


def test_json_has_the_selectors() -> None:
    first, second, third = json.loads(written(NotesFormat.JSON))
    assert first["selectors"][0]["exact"] == "closed until\nFriday"
    assert first["selectors"][1] == {"type": "TextPositionSelector", "start": 3, "end": 22}
    assert len(second["selectors"]) == 1
    assert (third["note"], "selectors" in third) == ("On it all", False)
