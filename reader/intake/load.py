"""A file's bytes from the disk, with the faults of file systems turned into sentences."""

from pathlib import Path

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.intake.sniff import FILE_LIMIT_BYTES


def load(path: Path) -> bytes:
    """Return the bytes of the file.

    Raises UnreadableFileError when it is missing, a folder, not permitted or cannot be read; TooLargeError before
    reading a file over the limit. Pipes and devices are refused, because reading them may never end.
    """
    try:
        if path.is_dir():
            raise UnreadableFileError("This is a folder, not a file. Import the folder to import what is in it.")
        if path.exists() and not path.is_file():
            raise UnreadableFileError("This is not a regular file (a pipe or a device). Copy its content to a file.")
        size = path.stat().st_size
        if size > FILE_LIMIT_BYTES:
            raise TooLargeError(
                f"The file has {size / 1_000_000:.0f} MB, more than the {FILE_LIMIT_BYTES // 1_000_000} MB that a "
                "saved story may have. Cut out the part that is wanted and import that."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFileError(
            "The file is not there any more. It may have been moved, renamed or deleted."
        ) from error
    except PermissionError as error:
        raise UnreadableFileError(
            "You are not permitted to read this file. Change its permissions or copy it to a folder of yours."
        ) from error
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFileError(
            f"The file could not be read ({detail}). Check the disk or the connection to it, then try again."
        ) from error
