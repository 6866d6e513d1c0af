"""What holds while a rich text is read: in a group, for a paragraph, of the whole; and what a paragraph comes to."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from reader.intake.documents.paragraphs import Paragraph, Run, Style

_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*([1-9])", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"\s*(?:title|titel|titre|título|titolo)\s*", re.IGNORECASE)
_QUOTE_STYLE = re.compile(r"quot|zitat|citation|cita\b", re.IGNORECASE)


@dataclass(slots=True)
class GroupState:
    """What holds in a group, and where its text goes: ``sink`` is body, skip, font, style, instruction, or of INFO."""

    sink: str = "body"
    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    href: str = ""
    font: int = -1
    unicode_skip: int = 1
    is_note: bool = False
    is_box: bool = False

    def within(self) -> "GroupState":
        """Return what holds at the beginning of a group in this one."""
        return GroupState(
            self.sink, self.is_bold, self.is_italic, self.is_hidden, self.href, self.font, self.unicode_skip
        )


@dataclass(slots=True)
class ParagraphLook:
    """What holds for a paragraph until it is reset."""

    alignment: str = "left"
    style: int = 0
    outline: int = -1
    is_item: bool = False
    depth: int = 1
    is_cell: bool = False


@dataclass(slots=True)
class RichText:
    """What a rich text holds: its paragraphs, the fields of its info group, and when it was made (year to minute)."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    created: tuple[int, ...] = ()


def style_of(shape: ParagraphLook, name: str) -> tuple[Style, int]:
    """Return what a paragraph is, and its level, by its look and the name of its style."""
    heading = _HEADING_STYLE.search(name)
    if 0 <= shape.outline <= 8 or heading:
        return Style.HEADING, min(6, int(heading.group(1)) if heading else shape.outline + 1)
    if _TITLE_STYLE.fullmatch(name):
        return Style.HEADING, 1
    if shape.is_item:
        return Style.LIST_ITEM, shape.depth
    return (Style.QUOTE, 0) if _QUOTE_STYLE.search(name) else (Style.PARAGRAPH, 0)


def whole_runs(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs with neighbours of one look joined, and the halves of characters beyond the first 65,536."""
    return tuple(
        Run(_paired("".join(run.text for run in group)), *look)
        for look, group in groupby(runs, lambda run: (run.is_bold, run.is_italic, run.href))
    )


def _paired(text: str) -> str:
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
