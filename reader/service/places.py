"""Where the program keeps its things: the library, the caches and the settings.

Each place can be overridden by an environment variable, which tests and portable installations use:
``NEWS_READER_LIBRARY``, ``NEWS_READER_CACHE``, ``NEWS_READER_CONFIG``.
"""

import hashlib
import os
import secrets
from pathlib import Path

import platformdirs

from reader.core.errors import LibraryError

NAME = "News Archive Reader"


def library_folder() -> Path:
    """Return the folder of the library that is opened where none is named."""
    return _overridden("NEWS_READER_LIBRARY") or Path(platformdirs.user_documents_dir()) / "News Archive"


def cache_folder() -> Path:
    """Return the folder of what can be made anew at any time, such as search indexes."""
    return _overridden("NEWS_READER_CACHE") or Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def settings_folder() -> Path:
    """Return the folder of the preferences."""
    return _overridden("NEWS_READER_CONFIG") or Path(platformdirs.user_config_dir(NAME, appauthor=False))


def index_folder(library: Path, library_id: str, cache_root: Path | None) -> Path:
    """Return the folder of a library's search index, made for this user alone if it is missing.

    Its name holds the library's place as well as its id, so that a copied library does not share an index. Raises
    LibraryError if it cannot be made.
    """
    place = hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:12]
    folder = (cache_root or cache_folder()) / "indexes" / library_id / place
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise LibraryError(
            f"The folder for the search index cannot be made: {folder} ({error.strerror}). Make room there, or name "
            "another place in the environment variable NEWS_READER_CACHE."
        ) from error
    return folder


def generation(index: Path) -> str:
    """Return a token that changes each time the index in this folder is built anew; "" before the first."""
    try:
        return _generation_file(index).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def begin_generation(index: Path) -> None:
    """Tell those who read the index in this folder that it is another one from now on."""
    _generation_file(index).write_text(secrets.token_hex(8), encoding="ascii")


def _generation_file(index: Path) -> Path:
    return index.with_name(f"{index.name}.generation")


def _overridden(variable: str) -> Path | None:
    """Return the folder an environment variable names, or None if it is unset or empty."""
    named = os.environ.get(variable)
    return Path(named).expanduser().absolute() if named else None
