"""Tables of which only the reader can tell what their columns mean, told by their first rows alone."""

from reader.core.errors import InputError, UnclearColumnsError
from reader.core.survey import UnclearTable
from reader.core.terms import Terms
from reader.intake.format import Format
from reader.intake.source import Source

TABLE_NAMES = frozenset({".csv", ".tsv", ".tab", ".psv"})


def unclear_table(kind: Format, source: Source, terms: Terms) -> UnclearTable | None:
    """Return the first rows of a table whose columns are unclear, or None for any other file.

    No more than the head of the file is looked at.
    """
    if source.suffix not in TABLE_NAMES:
        return None
    head = source.head
    if source.size is None or source.size > len(head):
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        next(kind.unpack(Source.of_bytes(head, source.name), terms), None)
    except UnclearColumnsError as error:
        return UnclearTable(source.name, error.header, error.rows)
    except InputError:  # what is wrong with the file, its import will tell
        return None
    return None
