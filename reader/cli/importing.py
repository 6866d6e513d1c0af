"""``import``: files and folders into the library, through the worker process."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cli.console import Console
from reader.cli.conversation import Conversation
from reader.cli.counts import counts_json
from reader.cli.dry_run import dry_run, name_columns, tell_unclear
from reader.cli.imports import failed_import
from reader.cli.options import Options
from reader.core.changes import (
    CancelImport,
    Event,
    ImportFinished,
    ImportPaths,
    ImportProgress,
    ImportRow,
    ImportRows,
    IndexProgress,
    IndexState,
    Outcome,
    PassagesFound,
    RetryImport,
    UpkeepFinished,
    WorkerFailed,
)
from reader.core.evidence import RepeatedPassage
from reader.service import places, preferences, report
from reader.service.terms import saved_terms
from reader.service.wiring import Wiring


class Import:
    """One import from its first event to its last."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.rows: list[ImportRow] = []
        self.end: ImportFinished | None = None
        self.passages: list[RepeatedPassage] = []
        self._index = IndexState.READY
        self._is_settled = False
        self.failures = 0

    def run(self, conversation: Conversation, wish: ImportPaths | RetryImport) -> None:
        """Import what is wished; Ctrl+C stops after the file at hand, a second one at once.

        When the files are done, it waits until repeated passages are out of the stories, or for Ctrl+C.
        Raises LibraryError.
        """
        conversation.send(wish)
        is_stopping = False
        while self.end is None or not self._is_settled or self._index is not IndexState.READY:
            try:
                self._take(conversation)
            except KeyboardInterrupt:
                if self.end is not None:
                    self._console.message("Repeated passages will be looked for when the library is opened again.")
                    return
                if is_stopping:
                    raise
                is_stopping = True
                self._console.message("Stopping after the file at hand. The same command goes on from there.")
                conversation.send(CancelImport())

    def _take(self, conversation: Conversation) -> None:
        event = conversation.next_event()
        match event:
            case ImportProgress() as progress:
                self._console.progress(progress_line(progress))
            case ImportRows(rows=rows):
                self.rows += rows
                for row in rows:
                    if row.outcome is Outcome.FAILED:
                        place = f"{row.path} ({row.member})" if row.member else row.path
                        self._console.message(f"{place}: {row.reason}")
            case ImportFinished() as end:
                self.end = end
            case IndexProgress() as progress:
                self._index = progress.state
                if progress.state is not IndexState.READY:
                    self._console.progress(f"{progress.reason} {progress.done}/{progress.total}")
            case WorkerFailed(message=message):
                self.failures += 1
                self._console.message(message)
            case _:
                self._take_upkeep(event)

    def _take_upkeep(self, event: Event) -> None:
        if isinstance(event, PassagesFound):
            self.passages += event.passages
        elif isinstance(event, UpkeepFinished):
            self._is_settled = self.end is not None


def import_paths(options: Options, console: Console, library: Path) -> int:
    """Import, tell what became of the files, and write the report where one is asked for."""
    settings = preferences.load(places.settings_folder())
    paths = tuple(str(Path(path).absolute()) for path in options.paths)
    if options.columns:
        name_columns(options.columns, console, paths, library)
    if options.dry_run:
        return dry_run(console, paths, saved_terms(places.settings_folder()), library)
    wish = ImportPaths(paths) if options.retry is None else RetryImport(failed_import(library, options.retry))
    workers = settings.workers if options.workers is None else options.workers
    wiring = Wiring.of(workers, saved_terms(places.settings_folder()))
    run = Import(console)
    with Conversation(library, wiring) as conversation:
        run.run(conversation, wish)
    if run.end is None:
        return 1
    progress, cancelled = run.end.progress, run.end.cancelled
    if console.as_json:
        console.answer({**summary_json(run.rows, progress, cancelled=cancelled), **passages_json(run.passages)})
    else:
        console.line(summary_line(progress, cancelled=cancelled))
        for line in passage_lines(run.passages):
            console.line(line)
    if options.report:
        report.write(run.rows, options.report)
    failed = tuple(row.path for row in run.rows if row.outcome is Outcome.FAILED and not row.member)
    tell_unclear(console, failed, library)
    return 1 if progress.failed or cancelled or run.failures else 0


def progress_line(progress: ImportProgress) -> str:
    """Return where an import stands, e.g. ``148/312 · 9 already here · 2 failed · 00:11 left``."""
    parts = [f"{progress.done}/{progress.total}"]
    if progress.share:
        parts.append(f"{progress.imported + progress.check} stories")
    if progress.already_here:
        parts.append(f"{progress.already_here} already here")
    if progress.failed:
        parts.append(f"{progress.failed} failed")
    if progress.left_seconds is not None:
        minutes, seconds = divmod(round(progress.left_seconds), 60)
        parts.append(f"{minutes:02}:{seconds:02} left")
    return " · ".join(parts)


def summary_line(progress: ImportProgress, *, cancelled: bool) -> str:
    """Return what became of the files, in a sentence."""
    parts = [f"{progress.imported + progress.check} imported"]
    counts = (
        (progress.check, "of them to be checked"),
        (progress.versions, "of them other versions of stories"),
        (progress.copies, "of them copies of stories from elsewhere"),
        (progress.already_here, "already here"),
        (progress.missing, "links without a story"),
        (progress.left_out, "left out"),
        (progress.failed, "failed"),
    )
    parts += [f"{count} {what}" for count, what in counts if count]
    line = f"{progress.done} of {progress.total} files: " if cancelled else f"{progress.total} files: "
    return line + ", ".join(parts) + "."


def passage_lines(passages: Sequence[RepeatedPassage]) -> Iterator[str]:
    """Yield a line for each repeated passage that was found, under one that counts them."""
    if passages:
        many = "1 repeated passage" if len(passages) == 1 else f"{len(passages)} repeated passages"
        yield f"{many} found, removed from now on:"
    for one in passages:
        text = one.text if len(one.text) <= _PASSAGE_CHARS else one.text[: _PASSAGE_CHARS - 1] + "…"
        yield f"  “{text}” in {one.stories} of {one.of} stories of {one.outlet or 'an unknown outlet'}"


_PASSAGE_CHARS = 80


def passages_json(passages: Sequence[RepeatedPassage]) -> dict[str, object]:
    """Return the repeated passages that were found."""
    return {
        "repeated_passages": [
            {"text": one.text, "outlet": one.outlet, "stories": one.stories, "of": one.of} for one in passages
        ]
    }


def summary_json(rows: list[ImportRow], progress: ImportProgress, *, cancelled: bool) -> dict[str, object]:
    """Return the counts, and the rows that want attention. ``check`` of the imported stories are worth a look."""
    return {
        **counts_json(progress),
        "cancelled": cancelled,
        "problems": [
            {
                "path": row.path,
                "member": row.member,
                "outcome": row.outcome.value,
                "reason": row.reason,
                "id": row.article_id,
            }
            for row in rows
            if row.outcome in (Outcome.FAILED, Outcome.CHECK)
        ],
    }
