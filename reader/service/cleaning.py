"""Cleans files and bytes without a library, for the command line and for measurements."""

from pathlib import Path

from reader.clean.pipeline import clean
from reader.core.errors import TooLargeError
from reader.core.model import Article
from reader.intake.load import load
from reader.intake.read import read
from reader.intake.sniff import sniff


def clean_bytes(content: bytes, path: str) -> tuple[Article, ...]:
    """Return the cleaned stories in the bytes of a file; ``path`` is a hint and need not exist. Raises InputError."""
    try:
        return tuple(clean(read(snapshot)) for snapshot in sniff(content, path))
    except RecursionError as error:
        raise TooLargeError("The file is nested too deeply to be read.") from error
    except MemoryError as error:
        raise TooLargeError("Reading the file takes more memory than there is.") from error


def clean_file(path: Path) -> tuple[Article, ...]:
    """Return the cleaned stories in a file. Raises InputError."""
    return clean_bytes(load(path), str(path))
