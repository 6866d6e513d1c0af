"""Where the program starts: reads the command line, then opens the window or runs a command.

Qt is imported only for the window, so that commands start fast and work without any graphics library.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader import cli
from reader.service import places

NO_SCREEN = (
    "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
    "The commands work without one: news-reader --help lists them."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (the process's own by default) and return its exit status."""
    multiprocessing.freeze_support()
    options = cli.parse(argv)
    if options.command:
        return cli.run(options)
    if options.tour:
        return take_tour()
    return open_window(options.library)


def open_window(library: Path | None) -> int:
    """Show the window on a library folder (the default one if None) until it is closed."""
    if not has_screen(os.environ, sys.platform):
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201  # nothing else could show it
        return 2
    from reader.gui.frame.start import run_window  # noqa: PLC0415  # commands never load Qt

    return run_window(library or places.library_folder(), places.cache_folder(), places.settings_folder())


def take_tour() -> int:
    """Walk through the main job on the sample archive by itself, saving a picture: proof that all parts work."""
    from reader.gui.frame.start import run_tour  # noqa: PLC0415  # commands never load Qt

    return run_tour()


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt can open a window: on Linux that takes a display, or a Qt platform named on purpose."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
