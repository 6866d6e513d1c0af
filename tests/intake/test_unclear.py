"""Tables with unclear columns are told by their first rows."""

from collections.abc import Iterator

from reader.core.errors import EmptyFileError, UnclearColumnsError
from reader.core.survey import UnclearTable
from reader.core.terms import STANDARD, Terms
from reader.intake.format import Format, Item, LeftOut
from reader.intake.source import HEAD_BYTES, Source
from reader.intake.unclear import unclear_table

HEADER, ROWS = ("Kop", "Tekst"), (("De brug", "De brug is open."),)


def unclear(source: Source, terms: Terms) -> Iterator[Item]:
    """Find the columns unclear, having read everything."""
    with source.open() as stream:
        assert len(stream.read()) <= HEAD_BYTES
    yield from ()
    raise UnclearColumnsError("Which column has the text cannot be told.", HEADER, ROWS)


def empty(source: Source, terms: Terms) -> Iterator[Item]:
    """Find nothing."""
    yield from ()
    raise EmptyFileError("There is nothing.")


def clear(source: Source, terms: Terms) -> Iterator[Item]:
    """Find no fault."""
    yield LeftOut("1", "links")


def table(unpack: object, name: str = "a.csv", content: bytes = b"Kop,Tekst\nDe brug,De brug is open.\n") -> object:
    """Return what is told of a table."""
    assert callable(unpack)
    return unclear_table(Format("tables", lambda _: True, unpack), Source.of_bytes(content, name), STANDARD)


def test_only_a_table_with_unclear_columns_is_told() -> None:
    assert table(unclear) == UnclearTable("a.csv", HEADER, ROWS)
    assert table(clear) is None
    assert table(empty) is None
    assert table(unclear, "a.html") is None


def test_no_more_than_the_head_is_looked_at() -> None:
    content = b"Kop,Tekst\n" + b"De brug,De brug is open.\n" * 10_000
    assert table(unclear, content=content) == UnclearTable("a.csv", HEADER, ROWS)
    assert table(unclear, content=b"x" * 200_000) == UnclearTable("a.csv", HEADER, ROWS)
