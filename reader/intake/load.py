"""A file's bytes from the disk, with the faults of file systems turned into sentences."""

from pathlib import Path

from reader.core.limits import STANDARD, Limits
from reader.intake.source import Source


def load(path: Path, limits: Limits = STANDARD) -> bytes:
    """Return the bytes of the file. Raises UnreadableFileError, and TooLargeError before reading one over the limit."""
    return Source.of_file(path).read(limits.document)
