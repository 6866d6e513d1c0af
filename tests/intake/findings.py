"""What tests of formats ask of what was found in a file."""

from collections import Counter

from reader.core.model import Snapshot
from reader.intake.format import Finding, LeftOut
from reader.intake.source import Source
from reader.intake.unfold import unfold


def found(content: bytes, name: str = "test.warc") -> list[Finding]:
    """Return what is in a file of these bytes. Raises InputError."""
    return list(unfold(Source.of_bytes(content, name)))


def stories(items: list[Finding]) -> list[Snapshot]:
    """Return the stories among what was found."""
    return [item for item in items if isinstance(item, Snapshot)]


def counts(items: list[Finding]) -> Counter[str]:
    """Return how much was left out as what, failures by their sentence."""
    return Counter(item.what or item.failure for item in items if isinstance(item, LeftOut))
