"""Collects the paragraphs of a document while its markup is walked: tables, notes and boxes find their places."""

from dataclasses import dataclass, field

from reader.intake.documents.paragraphs import Paragraph, Run, Style


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph whose content is being read."""

    runs: list[Run] = field(default_factory=list)
    style: Style = Style.PARAGRAPH
    level: int = 0
    alignment: str = "left"
    is_bold: bool = False
    is_italic: bool = False


class Gathering:
    """The paragraphs so far, those being read, and the place in a table; tables in tables are a part of their cell."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._open: list[OpenParagraph] = []
        self._tables = 0
        self._depth = 0
        self._row = self._cell = 0

    @property
    def innermost(self) -> OpenParagraph | None:
        """The paragraph that text goes to now."""
        return self._open[-1] if self._open else None

    def begin(self) -> OpenParagraph:
        """Begin a paragraph, in a box also within another one."""
        self._open.append(OpenParagraph())
        return self._open[-1]

    def end(self) -> None:
        """End the innermost paragraph."""
        if not self._open:
            return
        done = self._open.pop()
        place = (self._tables, self._row, self._cell) if self._depth and not self._open else (0, 0, 0)
        made = Paragraph(tuple(done.runs), done.style, done.level, done.alignment, *place)
        if not made.is_empty:
            self.paragraphs.append(made)

    def put(self, run: Run) -> None:
        """Add text or a picture to the innermost paragraph."""
        if self._open and (run.text or run.picture):
            self._open[-1].runs.append(run)

    def begin_table(self) -> None:
        """Begin a table."""
        if not self._depth:
            self._tables += 1
            self._row = self._cell = 0
        self._depth += 1

    def end_table(self) -> None:
        """End the innermost table."""
        self._depth = max(0, self._depth - 1)

    def begin_row(self) -> None:
        """Begin a row of the table."""
        if self._depth == 1:
            self._row += 1
            self._cell = 0

    def begin_cell(self) -> None:
        """Begin a cell of the row."""
        if self._depth == 1:
            self._cell += 1
