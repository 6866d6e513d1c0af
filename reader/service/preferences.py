"""Loads and saves the preferences as ``settings.toml``: one value a field of ``Settings``.

A value that is missing, of another kind or out of its range falls back, and a sentence says so; saving is atomic.
"""

import logging
import tomllib
from dataclasses import Field, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any

from reader.core.settings import KeyChoice, Settings
from reader.service.keeping import write_toml

log = logging.getLogger(__name__)

FILE_NAME = "settings.toml"


def load(folder: Path) -> Settings:
    """Return the saved preferences; what cannot be used falls back to its default and is logged as a warning."""
    settings, warnings = load_with_warnings(folder)
    for warning in warnings:
        log.warning("%s", warning)
    return settings


def load_with_warnings(folder: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the saved preferences, and a sentence for everything that could not be used."""
    path = folder / FILE_NAME
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), (f"The preferences in {path} cannot be read ({error}); the defaults are used.",)
    settings = Settings()
    accepted: dict[str, Any] = {}  # one type a field, which no dictionary can say
    warnings: list[str] = []
    for declared in fields(Settings):
        if declared.name not in table:
            continue
        default = getattr(settings, declared.name)
        value = _accepted(table[declared.name], default, declared)
        if value is None:
            warnings.append(
                f"The preference {declared.name} = {table[declared.name]!r} in {path} cannot be used; "
                f"{_plain(default)!r} is used."
            )
        else:
            accepted[declared.name] = value
    return replace(settings, **accepted), tuple(warnings)


def save(settings: Settings, folder: Path) -> None:
    """Write the preferences; a crash leaves the old file or the new one, never half of one. Raises OSError."""
    write_toml(
        folder / FILE_NAME, {declared.name: _plain(getattr(settings, declared.name)) for declared in fields(Settings)}
    )


Value = Enum | bool | int | float | str | tuple[KeyChoice, ...]


def _accepted(value: object, default: Value, declared: Field[object]) -> Value | None:
    """Return the value as the field's type, or None if it is of another kind or out of range."""
    found: Value | None = None
    if isinstance(default, tuple):
        found = _key_choices(value)
    elif isinstance(default, Enum):
        found = next((member for member in type(default) if member.value == value), None)
    elif isinstance(default, bool):
        found = value if isinstance(value, bool) else None
    elif isinstance(default, int | float):
        found = _number(value, whole=isinstance(default, int))
    elif isinstance(value, str):
        found = value
    return found if found is not None and _is_in_range(found, declared) else None


def _key_choices(table: object) -> tuple[KeyChoice, ...] | None:
    """Return the keys of actions as they are saved: a table from a name to a list of keys. Others are passed over."""
    if not isinstance(table, dict):
        return None
    lists = ((str(name), keys) for name, keys in table.items() if isinstance(keys, list))
    return tuple(KeyChoice(name, tuple(key for key in keys if isinstance(key, str))) for name, keys in lists)


def _number(value: object, *, whole: bool) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if whole:
        return value if isinstance(value, int) else None
    return float(value)


def _is_in_range(value: Value, declared: Field[object]) -> bool:
    low, high = declared.metadata.get("low"), declared.metadata.get("high")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return (low is None or value >= low) and (high is None or value <= high)


def _plain(value: Value) -> str | bool | int | float | dict[str, list[str]]:
    """Return the value as TOML holds it."""
    if isinstance(value, tuple):
        return {choice.action: list(choice.keys) for choice in value}
    return str(value.value) if isinstance(value, Enum) else value
