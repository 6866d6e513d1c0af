"""What the columns of tables mean, as the reader said once: a TOML file in the settings folder, a table a header."""

import logging
import tomllib
from collections.abc import Mapping, Sequence
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


def named_by(spec: str) -> dict[str, Field]:
    """Return what ``title=Headline,text=Body`` says that the columns "Headline" and "Body" mean. Raises ReaderError."""
    fields = {_plain(field.value): field for field in Field} | SHORT_NAMES
    found: dict[str, Field] = {}
    for part in filter(str.strip, spec.split(",")):
        name, _, title = part.partition("=")
        field = fields.get(_plain(name))
        if field is None or not title.strip():
            known = ", ".join((*SHORT_NAMES, *(one.value for one in Field)))
            raise ReaderError(f"'{part}' does not name a column. Write FIELD=COLUMN; fields are {known}.")
        found[title.strip()] = field
    if Field.BODY not in found.values():
        raise ReaderError("The column with the text is not named. Write it like title=Headline,text=Body.")
    return found


def named_in(header: tuple[str, ...], named: Mapping[str, Field]) -> ColumnNames | None:
    """Return what the columns of a header mean, or None where it lacks a column that is named."""
    titles = [title.strip().casefold() for title in header]
    fields: list[Field | None] = [None] * len(header)
    for title, field in named.items():
        if title.casefold() not in titles:
            return None
        fields[titles.index(title.casefold())] = field
    return ColumnNames(header, tuple(fields))


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
    if not all(isinstance(one, str) for one in (*header, *names)) or not all(name in fields for name in names):
        return None
    return ColumnNames(tuple(header), tuple(fields[name] for name in names))
