"""Writes highlights and notes to a text stream as Markdown, CSV or JSON."""

import csv
import json
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import groupby
from typing import TextIO

from reader.core.highlights import AnnotationRow
from reader.export.escapes import cell, clean, line, markdown


class NotesFormat(Enum):
    """A form of an export of highlights and notes."""

    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


NOTES_ENDINGS = {NotesFormat.MARKDOWN: ".md", NotesFormat.CSV: ".csv", NotesFormat.JSON: ".json"}
_COLUMNS = ("story", "headline", "outlet", "published", "url", "quote", "note", "colour", "made", "in the text")


def write_annotations(rows: Iterable[AnnotationRow], form: NotesFormat, colours: Sequence[str], out: TextIO) -> None:
    """Write highlights and notes; ``colours`` are the names of the colours from 1 on."""
    match form:
        case NotesFormat.MARKDOWN:
            _markdown(rows, out)
        case NotesFormat.CSV:
            _csv(rows, colours, out)
        case NotesFormat.JSON:
            json.dump([_value(row, colours) for row in rows], out, ensure_ascii=False, indent=2)
            out.write("\n")


def _markdown(rows: Iterable[AnnotationRow], out: TextIO) -> None:
    by_story = sorted(rows, key=lambda row: row.article_id)
    for _, group in groupby(by_story, key=lambda row: row.article_id):
        story = list(group)
        first = story[0]
        out.write(f"## {markdown(line(first.headline)) or 'Untitled'}\n\n")
        source = " · ".join(markdown(line(part)) for part in (first.outlet, first.published[:10]) if part)
        if source:
            out.write(f"{source}\n\n")
        for row in story:
            if row.quote:
                out.write("> " + markdown(row.quote).replace("\n", "\n> ") + "\n\n")
            if row.text:
                out.write(markdown(row.text) + "\n\n")


def _csv(rows: Iterable[AnnotationRow], colours: Sequence[str], out: TextIO) -> None:
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for row in rows:
        texts = (row.headline, row.outlet, row.published, row.url, row.quote, row.text, _colour(row, colours))
        place = "no" if row.is_orphan else "yes"
        table.writerow((int(row.article_id), *(cell(text) for text in texts), row.created, place))


def _colour(row: AnnotationRow, colours: Sequence[str]) -> str:
    return colours[row.highlight.colour - 1] if row.highlight else ""


def _value(row: AnnotationRow, colours: Sequence[str]) -> dict[str, object]:
    """Return a row as JSON, with the selectors of the W3C Web Annotation Data Model for a highlight."""
    value: dict[str, object] = {
        "story": int(row.article_id),
        "headline": clean(row.headline),
        "outlet": clean(row.outlet),
        "published": row.published,
        "url": clean(row.url),
        "note": clean(row.text),
        "made": row.created,
    }
    if row.highlight is not None:
        one = row.highlight
        quote = {
            "type": "TextQuoteSelector",
            "exact": clean(one.anchor.quote),
            "prefix": clean(one.anchor.prefix),
            "suffix": clean(one.anchor.suffix),
        }
        place = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
        value["colour"] = _colour(row, colours)
        value["selectors"] = [quote] if one.is_orphan else [quote, place]
    return value
