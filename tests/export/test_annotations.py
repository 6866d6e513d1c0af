"""Highlights and notes leave the program with their stories."""

import csv
import io
import json
from dataclasses import replace

from reader.core.highlights import Anchor, AnnotationRow, Highlight, StoryNote
from reader.core.model import ArticleId
from reader.core.records import Story
from reader.export.annotations import NotesFormat, write_annotations
from reader.export.escapes import markdown
from reader.export.stories import StoryFormat, writer_of
from tests.store.stories import make_article

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


def test_highlights_leave_with_their_stories_in_every_form_for_people() -> None:
    marked = [one for each in ROWS if (one := each.highlight) is not None]
    story = Story(ArticleId(1), make_article(), "2026-01-01T10:00:00Z", "a.html", "0" * 64)

    def exported(form: StoryFormat) -> str:
        out = io.StringIO(newline="")
        writer = writer_of(form, out)
        writer.begin()
        writer.story(story, [replace(marked[0], anchor=Anchor("<b>*closed*</b>", "", "", 3)), marked[1]])
        writer.end()
        return out.getvalue()

    assert "[Highlight] <b>*closed*</b> [Note] =Why?\n" in exported(StoryFormat.TEXT)
    page = exported(StoryFormat.HTML)
    assert "<mark>&lt;b&gt;*closed*&lt;/b&gt;</mark></blockquote><p>=Why?</p>" in page
    assert "<mark>lost words</mark></blockquote></aside>" in page
    text = exported(StoryFormat.MARKDOWN)
    assert "> **Highlight:** lost words\n" in text
    assert f"> **Highlight:** {markdown('<b>*closed*</b>')}\n>\n> **Note:** =Why?\n" in text
    (value,) = [json.loads(line) for line in exported(StoryFormat.JSONL).splitlines()]
    assert [(one["quote"], one["note"], one["colour"], one["start"]) for one in value["highlights"]] == [
        ("<b>*closed*</b>", "=Why?", 2, 3),
        ("lost words", "", 2, None),
    ]
