"""The stories in the bytes of a file."""

from reader.core.errors import EmptyFileError, InputError
from reader.core.model import Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import LeftOut
from reader.intake.source import Source, too_large
from reader.intake.unfold import unfold


def sniff(content: bytes, path: str, terms: Terms = STANDARD) -> tuple[Snapshot, ...]:
    """Return the stories' snapshots in ``content``; ``path`` is for the record and a last hint.

    Raises InputError where there is none: the first sentence that says why.
    """
    if len(content) > terms.document:
        raise too_large(len(content), terms.document)
    found: list[Snapshot] = []
    failures: list[str] = []
    for item in unfold(Source.of_bytes(content, path), terms):
        if isinstance(item, Snapshot):
            found.append(item)
        elif isinstance(item, LeftOut) and item.failure:
            failures.append(item.failure)
    if not found:
        raise InputError(failures[0]) if failures else EmptyFileError("There is no story in this file.")
    return tuple(found)
