"""``import --dry-run``: what files and folders hold, without a library and without importing anything."""

import os
from collections.abc import Iterator
from pathlib import Path

from reader.cli.console import Console
from reader.core.changes import Event, SurveyProgress
from reader.core.errors import ReaderError
from reader.core.survey import Survey, UnknownCount
from reader.core.terms import Terms
from reader.intake.unclear import TABLE_NAMES
from reader.service import columns, places
from reader.service.survey import SurveyJob
from reader.service.terms import saved_terms

MEGABYTE = 1_000_000


def dry_run(console: Console, paths: tuple[str, ...], terms: Terms, library: Path) -> int:
    """Count and tell; returns 1 if something could not be looked at."""
    survey = counted(console, paths, terms, library)
    if console.as_json:
        console.answer(survey_json(survey))
    else:
        for line in survey_lines(survey):
            console.line(line)
    return 1 if survey.unreadable_count else 0


def counted(console: Console, paths: tuple[str, ...], terms: Terms, library: Path) -> Survey:
    """Return what the paths hold; the console shows how far it is."""

    def tell(event: Event) -> None:
        if isinstance(event, SurveyProgress):
            console.progress(f"{event.survey.files} files counted")

    job = SurveyJob(1, paths, tell, terms=terms, never=os.path.realpath(library))
    while job.step():
        pass
    return job.survey()


def name_columns(spec: str, console: Console, paths: tuple[str, ...], library: Path) -> None:
    """Remember what the columns of unclear tables among the paths mean. Raises ReaderError where it fits none."""
    named = columns.named_by(spec)
    settings_folder = places.settings_folder()
    tables = counted(console, paths, saved_terms(settings_folder), library).tables
    found = [names for table in tables if (names := columns.named_in(table.header, named)) is not None]
    if not found:
        raise ReaderError("None of these files is a table with unclear columns that has all the columns named.")
    for names in found:
        columns.remember(settings_folder, columns.load(settings_folder), names)


def tell_unclear(console: Console, failed: tuple[str, ...], library: Path) -> None:
    """Say how the columns of tables can be named, where they are why a file failed."""
    tables = tuple(path for path in failed if Path(path).suffix.lower() in TABLE_NAMES)
    if tables:
        for table in counted(console, tables, saved_terms(places.settings_folder()), library).tables:
            console.message(f"{table.path}: {HOW.format(columns=', '.join(table.header))}")


def survey_lines(survey: Survey) -> Iterator[str]:
    """Yield a table of kinds, then what cannot be read and why, then the sum."""
    for kind in survey.kinds:
        yield _row(kind.files, kind.size_bytes, kind.name)
    for one in survey.unknown:
        yield _row(one.files, one.size_bytes, f"not recognised: {one.suffix or 'no suffix'} ({_examples(one)})")
        yield " " * 20 + one.reason
    for table in survey.tables:
        yield f"{table.path}: it is not clear what its columns mean. {HOW.format(columns=', '.join(table.header))}"
    for unreadable in survey.unreadable:
        yield f"{unreadable.path}: {unreadable.reason}"
    for why, count in survey.left_out:
        yield f"Left out: {count} {why.value}"
    sums = [f"{survey.recognised} can be read"]
    if survey.not_recognised:
        sums.append(f"{survey.not_recognised} not recognised")
    if survey.unreadable_count:
        sums.append(f"{survey.unreadable_count} cannot be opened")
    files = "1 file" if survey.files == 1 else f"{survey.files} files"
    yield f"{files}, {survey.size_bytes / MEGABYTE:.1f} MB: {', '.join(sums)}."


HOW = "Name them once, like: import --columns title=COLUMN,text=COLUMN,date=COLUMN (columns: {columns})."


def _row(files: int, size_bytes: int, what: str) -> str:
    return f"{files:>8}{size_bytes / MEGABYTE:>9.1f} MB  {what}"


def _examples(one: UnknownCount) -> str:
    names = [Path(path).name for path in one.examples]
    return ", ".join(names if one.files == len(names) else [*names, "…"])


def survey_json(survey: Survey) -> dict[str, object]:
    """Return all that was counted."""
    return {
        "files": survey.files,
        "size_bytes": survey.size_bytes,
        "kinds": [{"name": one.name, "files": one.files, "size_bytes": one.size_bytes} for one in survey.kinds],
        "not_recognised": [
            {
                "suffix": one.suffix,
                "files": one.files,
                "size_bytes": one.size_bytes,
                "reason": one.reason,
                "examples": list(one.examples),
            }
            for one in survey.unknown
        ],
        "unreadable_count": survey.unreadable_count,
        "unreadable": [{"path": one.path, "reason": one.reason} for one in survey.unreadable],
        "left_out": {why.name.lower(): count for why, count in survey.left_out},
        "unclear_tables": [{"path": one.path, "columns": list(one.header)} for one in survey.tables],
    }
