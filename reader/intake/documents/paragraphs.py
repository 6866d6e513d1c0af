"""Paragraphs of a document as values, and how they become the markup of a story."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from reader.intake.markup import paragraph_of, story_markup

_MOST_LEVELS = 6


class Style(Enum):
    """What a paragraph is in its document."""

    PARAGRAPH = "p"
    HEADING = "h"
    LIST_ITEM = "li"
    QUOTE = "blockquote"
    PREFORMATTED = "pre"
    CAPTION = "figcaption"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. ``href`` is where it leads, ``picture`` a reference to a picture that stands in its place."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``level`` is that of a heading (1 to 6) or how deep a list item lies (from 1).

    ``alignment`` is left, center, right or justify. ``row`` and ``cell`` count from 1 where it stands in a table, rows
    on through the whole document, and ``table`` is the number of that table; all are 0 outside of tables.
    """

    runs: tuple[Run, ...]
    style: Style = Style.PARAGRAPH
    level: int = 0
    alignment: str = "left"
    table: int = 0
    row: int = 0
    cell: int = 0

    @property
    def text(self) -> str:
        """The text of the runs, white space as it was."""
        return "".join(run.text for run in self.runs if not run.picture)

    @property
    def is_bold(self) -> bool:
        """Whether all visible text is bold."""
        shown = [run for run in self.runs if run.text.strip() and not run.picture]
        return bool(shown) and all(run.is_bold for run in shown)

    @property
    def is_empty(self) -> bool:
        """Whether there is neither text nor a picture."""
        return not any(run.text.strip() or run.picture for run in self.runs)


def document_markup(paragraphs: Iterable[Paragraph], language: str = "") -> bytes:
    """Return the story's markup of a document, in UTF-8."""
    return story_markup(blocks(paragraphs), language)


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the blocks of markup of a document; rows of a table and items of a list come in one."""
    shown = (one for one in paragraphs if not one.is_empty)
    for (table, is_item), group in groupby(shown, lambda one: (one.table, one.style is Style.LIST_ITEM)):
        if table:
            yield f"<table>{''.join(_rows(group))}</table>"
        elif is_item:
            yield _list(group)
        else:
            yield from map(_block, group)


def _rows(cells: Iterable[Paragraph]) -> Iterator[str]:
    for _, row in groupby(cells, lambda one: one.row):
        inside = (_cell(list(cell)) for _, cell in groupby(row, lambda one: one.cell))
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in inside) + "</tr>"


def _cell(content: list[Paragraph]) -> str:
    """Return the content of a cell; a single paragraph in it is the cell itself."""
    is_plain = len(content) == 1 and content[0].style is Style.PARAGRAPH
    return inline(content[0].runs) if is_plain else "".join(map(_block, content))


def _list(items: Iterable[Paragraph]) -> str:
    """Return a list; an item that lies deeper stands in a list of its own within the item before it."""
    made: list[str] = []
    depth = 0
    for item in items:
        level = min(max(item.level, 1), _MOST_LEVELS)
        made.append("</li></ul>" * (depth - level))
        made.append("<ul>" * (level - depth) if depth < level else "</li>")
        made.append(f"<li>{inline(item.runs)}")
        depth = level
    return "".join(made) + "</li></ul>" * depth


def _block(one: Paragraph) -> str:
    tag = one.style.value
    if one.style is Style.HEADING:
        tag = f"h{min(6, max(1, one.level))}"
    if one.style is Style.PREFORMATTED:
        return f"<pre>{html.escape(one.text, quote=False)}</pre>"
    return paragraph_of(inline(one.runs), tag)


def inline(runs: Iterable[Run]) -> str:
    """Return runs as markup; neighbours of one look become one."""
    made: list[str] = []
    for (is_bold, is_italic, href, picture), group in groupby(runs, _look):
        text = html.escape("".join(run.text for run in group), quote=bool(picture))
        if picture:
            made.append(f'<img src="{html.escape(picture)}" alt="{text}">')
            continue
        if not text.strip():
            made.append(text)
            continue
        text = text.strip("\n").replace("\n", "<br>") if "\n" in text else text
        text = f"<em>{text}</em>" if is_italic else text
        text = f"<strong>{text}</strong>" if is_bold else text
        made.append(f'<a href="{html.escape(href)}">{text}</a>' if href else text)
    return "".join(made)


def _look(run: Run) -> tuple[bool, bool, str, str]:
    return run.is_bold, run.is_italic, run.href, run.picture
