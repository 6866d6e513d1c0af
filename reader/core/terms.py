"""On what terms a file is read: how much it may ask of the program, and what the reader said about its columns."""

from dataclasses import dataclass

from reader.core.model import Field


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What the columns of a table of stories mean, as the reader said once: for all tables of the same ``header``.

    ``fields`` has the meaning of each column, None for one that means nothing here.
    """

    header: tuple[str, ...]
    fields: tuple[Field | None, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Limits, in bytes, and column names. The limits are generous for news and far below what stalls a computer.

    ``document`` bounds what is read into memory as one document: a page, a text, a mail, a line of JSON, a PDF.
    ``expanded`` bounds what one document may unpack to. ``ratio`` is bytes out per byte in; pages of blanks come near
    it, bombs are at 1,000. ``ratio_floor`` is what may be unpacked whatever the ratio. ``members`` bounds the entries
    of a zip or tar archive and the parts of a mail, ``depth`` how deep containers may lie in each other.
    """

    document: int = 50_000_000
    expanded: int = 200_000_000
    ratio: int = 200
    ratio_floor: int = 1_000_000
    members: int = 20_000
    depth: int = 4
    columns: tuple[ColumnNames, ...] = ()


STANDARD = Terms()
