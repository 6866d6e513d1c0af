"""A file's bytes from the disk, with the faults of file systems turned into sentences."""

from pathlib import Path

from reader.core.terms import STANDARD, Terms
from reader.intake.source import Source


def load(path: Path, terms: Terms = STANDARD) -> bytes:
    """Return the bytes of the file. Raises UnreadableFileError, and TooLargeError before reading one over the limit."""
    return Source.of_file(path).read(terms.document)
