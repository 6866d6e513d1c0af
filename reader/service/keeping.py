"""Writes small files of settings: a crash leaves the old file or the new one, never half of one."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w


def write_toml(path: Path, table: Mapping[str, Any]) -> None:
    """Write a table as TOML, making the folder if need be. Raises OSError, and UnicodeEncodeError for odd names."""
    text = tomli_w.dumps(table).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with arriving.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(path)
    finally:
        with contextlib.suppress(OSError):
            arriving.unlink(missing_ok=True)
