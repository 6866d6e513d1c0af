"""``watch``: which folders are watched, and a look into them now."""

from pathlib import Path

from reader.cli.console import Console
from reader.cli.conversation import Conversation
from reader.cli.importing import progress_line
from reader.cli.options import Options
from reader.core.changes import Event, ImportProgress, WorkerFailed
from reader.core.errors import LibraryError
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolder, WatchedFolders, WatchFolder, WatchImported
from reader.service import places, preferences
from reader.service.terms import saved_terms
from reader.service.wiring import Wiring


def watch(options: Options, console: Console, library: Path) -> int:
    """Change or tell the list of watched folders, or import what is new in them."""
    settings_folder = places.settings_folder()
    wiring = Wiring.of(preferences.load(settings_folder).workers, saved_terms(settings_folder))
    with Conversation(library, wiring, settings_folder) as conversation:
        folders = _next_folders(conversation)
        if options.doing in ("add", "remove"):
            path = str(Path(options.folder or "").absolute())
            if options.doing == "remove" and path not in (one.path for one in folders):
                raise LibraryError(f"{path} is not watched.")
            conversation.send(WatchFolder(path) if options.doing == "add" else UnwatchFolder(path))
            folders = _next_folders(conversation)
        if options.doing == "look":
            return _look(conversation, console)
    _tell_folders(console, folders)
    return 0


def _next_folders(conversation: Conversation) -> tuple[WatchedFolder, ...]:
    while True:
        event = conversation.next_event()
        if isinstance(event, WatchedFolders):
            return event.folders
        _raise_failure(event)


def _raise_failure(event: Event) -> None:
    if isinstance(event, WorkerFailed):
        raise LibraryError(event.message)


def _look(conversation: Conversation, console: Console) -> int:
    """Wait until all that is new has come to rest and is imported; returns 1 if some of it failed."""
    conversation.send(LookAtWatched())
    imported = already_here = failed = 0
    while True:
        event = conversation.next_event()
        match event:
            case ImportProgress():
                console.progress(progress_line(event))
            case WatchImported():
                imported += event.imported
                already_here += event.already_here
                failed += event.failed
            case WatchedFolders(is_settled=True):
                break
            case _:
                _raise_failure(event)
    if console.as_json:
        console.answer({"imported": imported, "already_here": already_here, "failed": failed})
    else:
        console.line(f"{imported} imported, {already_here} already here, {failed} failed.")
    return 1 if failed else 0


def _tell_folders(console: Console, folders: tuple[WatchedFolder, ...]) -> None:
    for one in folders:
        if console.as_json:
            console.answer({"path": one.path, "paused": one.is_paused, "taken": one.taken})
        else:
            console.line(f"{one.path}{' (paused)' if one.is_paused else ''}: {one.taken} files imported")
    if not folders and not console.as_json:
        console.line("No folder is watched. Add one with: news-reader watch add DIR")
