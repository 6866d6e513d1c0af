"""What the columns of tables mean, as the reader said once: a TOML file in the settings folder, a table a header."""

import logging
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.core.errors import ReaderError
from reader.core.model import Field
from reader.core.terms import ColumnNames
from reader.service.keeping import write_toml

log = logging.getLogger(__name__)

FILE_NAME = "columns.toml"
SHORT_NAMES = {"title": Field.HEADLINE, "text": Field.BODY, "date": Field.PUBLISHED, "source": Field.OUTLET}
"""What people call these fields."""

NOTHING = "-"
"""Stands in the file for a column that means nothing here."""


def load(settings_folder: Path) -> tuple[ColumnNames, ...]:
    """Return what is known of headers; what cannot be used is passed over with a warning."""
    path = settings_folder / FILE_NAME
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("table", [])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        log.warning("The meanings of columns in %s cannot be read: %s", path, error)
        return ()
    found = [_column_names(table) for table in tables] if isinstance(tables, list) else [None]
    if None in found:
        log.warning("Some meanings of columns in %s cannot be used", path)
    return tuple(one for one in found if one is not None)


def remember(settings_folder: Path, known: Sequence[ColumnNames], named: ColumnNames) -> tuple[ColumnNames, ...]:
    """Save what the columns of a header mean, in place of what was said of it before, and return all. OSError."""
    names = (*(one for one in known if one.header != named.header), named)
    table = {
        "table": [
            {
                "header": [_writable(title) for title in one.header],
                "fields": [field.value if field is not None else NOTHING for field in one.fields],
            }
            for one in names
        ]
    }
    write_toml(settings_folder / FILE_NAME, table)
    return names


def named_by(spec: str) -> ColumnNames:
    """Return what ``title=Headline,text=Body`` says of the columns ``title`` and ``text``; raises ReaderError."""
    pairs = [part.partition("=") for part in spec.split(",") if part.strip()]
    fields = {field.value: field for field in Field}
    fields = {_plain(name): field for name, field in fields.items()} | SHORT_NAMES
    found: dict[str, Field] = {}
    for name, equals, title in pairs:
        field = fields.get(_plain(name))
        if field is None or not equals or not title.strip():
            known = ", ".join(one.value for one in Field)
            raise ReaderError(
                f"'{name}{equals}{title}' does not name a column. Write FIELD=COLUMN; fields are {known}."
            )
        found[title.strip()] = field
    if not found:
        raise ReaderError("No column is named. Write them like title=Headline,text=Body.")
    return ColumnNames(tuple(found), tuple(found.values()))


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", " ").replace("-", " ")


def _writable(title: str) -> str:
    """Return a title without half characters, which no file can hold."""
    return title.encode("utf-8", "replace").decode("utf-8")


def _column_names(table: Any) -> ColumnNames | None:  # noqa: ANN401 - TOML may hold anything
    """Return a table of the file, or None where it is not what ``remember`` writes."""
    if not isinstance(table, dict):
        return None
    header, names = table.get("header"), table.get("fields")
    if not (isinstance(header, list) and isinstance(names, list) and header and len(header) == len(names)):
        return None
    fields = {field.value: field for field in Field} | {NOTHING: None}
    if not all(isinstance(title, str) for title in header) or not all(name in fields for name in names):
        return None
    return ColumnNames(tuple(header), tuple(fields[name] for name in names))
