"""``imports``: the imports of the past, and what became of the files of one."""

import contextlib
from pathlib import Path

from reader.cli.console import Console
from reader.cli.counts import counts_json
from reader.cli.options import Options
from reader.core.changes import ImportRow, Outcome
from reader.core.errors import LibraryError
from reader.core.records import ImportRecord
from reader.service import places, report
from reader.service.library import Library


def list_imports(options: Options, console: Console, library: Library) -> int:
    """List all imports, newest first, or the rows of one; writes the report of one where that is asked for."""
    records = library.imports()
    if options.import_id is None:
        if options.report:
            raise LibraryError("Say the report of which import: news-reader imports ID --report FILE")
        _tell_records(console, records)
        return 0
    _known(records, options.import_id)
    rows = library.import_rows(options.import_id)
    if options.report:
        report.write(rows, options.report)
    for row in rows:
        if console.as_json:
            console.answer(row_json(row))
        else:
            console.line(row_line(row))
    return 0


def failed_import(folder: Path, import_id: int) -> int:
    """Return the number of an import of which files failed; raises LibraryError where there is nothing to retry."""
    if not folder.is_dir():
        raise LibraryError(f"There is no library in {folder}. Make one with: news-reader import PATH")
    with contextlib.closing(Library.open(folder, places.cache_folder())) as library:
        if not _known(library.imports(), import_id).progress.failed:
            raise LibraryError(f"No file of import {import_id} failed, so there is nothing to try again.")
    return import_id


def _known(records: tuple[ImportRecord, ...], import_id: int) -> ImportRecord:
    record = next((one for one in records if one.import_id == import_id), None)
    if record is None:
        raise LibraryError(f"There is no import {import_id} in this library. List them with: news-reader imports")
    return record


def _tell_records(console: Console, records: tuple[ImportRecord, ...]) -> None:
    for record in records:
        if console.as_json:
            console.answer(record_json(record))
        else:
            console.line(record_line(record))
    if not records and not console.as_json:
        console.line("Nothing has been imported yet.")


def record_json(record: ImportRecord) -> dict[str, object]:
    """Return an import with its counts; ``finished`` is null while it can be resumed."""
    return {
        "id": record.import_id,
        "started": record.started,
        "finished": record.finished or None,
        **counts_json(record.progress),
    }


def record_line(record: ImportRecord) -> str:
    """Return an import as a line, e.g. ``12  2026-01-01T10:00:00+00:00  40 files: 38 imported, 2 failed``."""
    progress = record.progress
    parts = [f"{progress.imported + progress.check} imported"]
    for count, word in ((progress.check, "to be checked"), (progress.already_here, "already here")):
        if count:
            parts.append(f"{count} {word}")
    if progress.failed:
        parts.append(f"{progress.failed} failed")
    if not record.finished:
        parts.append(f"not finished, {progress.total - progress.done} left")
    return f"{record.import_id:>4}  {record.started}  {progress.total} files: {', '.join(parts)}"


def row_json(row: ImportRow) -> dict[str, object]:
    """Return what became of a file."""
    return {
        "path": row.path,
        "member": row.member,
        "outcome": row.outcome.value,
        "reason": row.reason,
        "headline": row.headline,
        "id": row.article_id,
    }


def row_line(row: ImportRow) -> str:
    """Return what became of a file as a line."""
    why = row.reason if row.outcome in (Outcome.FAILED, Outcome.CHECK) else row.headline or row.reason
    place = f"{row.path} ({row.member})" if row.member else row.path
    return f"{row.outcome.value:>15}  {place}" + (f"  {why}" if why else "")
