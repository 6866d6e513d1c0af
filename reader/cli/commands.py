"""Runs the command that was typed and returns its exit status: 0 done, 1 some items failed."""

import contextlib
import os
import sys
from pathlib import Path

from reader.cli.console import Console
from reader.cli.options import Options
from reader.core.errors import LibraryError, ReaderError
from reader.service import places


def run(options: Options) -> int:
    """Run the command. What the user can meet is told in a sentence; a reader that left early ends it quietly."""
    console = Console(as_json=options.as_json)
    try:
        status = _run(options, console)
        console.close()
    except BrokenPipeError:
        # Python flushes standard output once more when it ends; by then it must lead somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        console.message("Stopped.")
        return 1
    except ReaderError as error:
        console.message(str(error))
        return 1
    except OSError as error:
        console.message(f"{error.filename or 'The system'}: {error.strerror or error}")
        return 1
    return status


def _run(options: Options, console: Console) -> int:
    """Choose the command and load only what it needs: the window starts through here too."""
    if options.command == "clean":
        from reader.cli.clean import clean_files  # noqa: PLC0415

        return clean_files(options, console)
    folder = options.library.absolute() if options.library else places.library_folder()
    if options.command == "import":
        from reader.cli.importing import import_paths  # noqa: PLC0415

        return import_paths(options, console, folder)
    if options.command == "watch":
        from reader.cli.watching import watch  # noqa: PLC0415

        return watch(options, console, folder)
    if not folder.is_dir():
        raise LibraryError(f"There is no library in {folder}. Make one with: news-reader import PATH")
    if options.command == "rebuild":
        from reader.cli.rebuild import rebuild  # noqa: PLC0415

        return rebuild(console, folder)
    return _read(options, console, folder)


def _read(options: Options, console: Console, folder: Path) -> int:
    from reader.cli import export, imports, search, show  # noqa: PLC0415
    from reader.service.library import Library  # noqa: PLC0415

    with contextlib.closing(Library.open(folder, places.cache_folder())) as library:
        match options.command:
            case "search":
                return search.search(options, console, library)
            case "export":
                return export.export(options, console, library)
            case "imports":
                return imports.list_imports(options, console, library)
            case "show":
                return show.show(options, console, library)
            case "stats":
                return show.stats(console, library)
            case _:
                return show.verify(console, library)
