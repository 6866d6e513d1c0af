"""What tests of formats ask of a file in memory."""

from reader.clean.pipeline import clean
from reader.core.model import Article, Field, Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import Finding, LeftOut, SavedLink
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold


def found_in(content: bytes, name: str, terms: Terms = STANDARD) -> list[Finding]:
    """Return everything in the bytes of a file."""
    return list(unfold(Source.of_bytes(content, name), terms))


def stories_in(content: bytes, name: str) -> list[Snapshot]:
    """Return the stories in the bytes of a file."""
    return [one for one in found_in(content, name) if isinstance(one, Snapshot)]


def links_in(content: bytes, name: str) -> list[SavedLink]:
    """Return the links without text in the bytes of a file."""
    return [one for one in found_in(content, name) if isinstance(one, SavedLink)]


def left_out_of(content: bytes, name: str, terms: Terms = STANDARD) -> list[LeftOut]:
    """Return what was left out of the bytes of a file."""
    return [one for one in found_in(content, name, terms) if isinstance(one, LeftOut)]


def article_of(snapshot: Snapshot) -> Article:
    """Return the cleaned story of a snapshot."""
    return clean(read(snapshot))


def stated(snapshot: Snapshot, field: Field) -> list[str]:
    """Return what the container says of a field."""
    return [one.value for one in snapshot.stated if one.field is field]
