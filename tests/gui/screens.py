"""Pictures of the window on screens of several sizes, and a page that shows all pictures side by side.

``python -m tests.gui.screens FOLDER`` takes those of one screen; with ``QT_SCALE_FACTOR=2`` they are of 4K.
"""

import os
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Protocol

from reader.core.settings import Language, Settings, Theme
from reader.gui.frame.start import make_application
from reader.gui.frame.window import MainWindow
from reader.gui.views.tabs import ViewName
from tests.gui.articles import article
from tests.gui.fakes import FakeLibrary

SCREENS = ((1280, 720), (1600, 1000))
OF_4K = (1920, 1080)
"""4K in logical pixels where everything is drawn twice as large."""
LONG = article(
    (
        (
            "h",
            "After nine years, four councils, two floods and a lawsuit over the colour of its railings, the bridge "
            "over the Orrin opens to walkers, carts, the night bus and, on Sundays, to nobody at all",
        ),
        ("p", "The bridge was opened twice, because the first ribbon was cut before the band had come."),
    ),
    outlet="The Harbour Post and Orrin Valley Advertiser, Evening Edition",
    published="2014-03-02",
)


class Studio(Protocol):
    """What takes pictures."""

    folder: Path

    def window(self, library: FakeLibrary, theme: Theme, size: tuple[int, int]) -> MainWindow:
        """Return a window."""

    def search(self, window: MainWindow, query: str) -> None:
        """Search."""

    def take(self, widget: MainWindow, name: str) -> None:
        """Take a picture."""


def screen_pictures(studio: Studio, filled: FakeLibrary, size: tuple[int, int], name: str, theme: Theme) -> None:
    """Take the pictures of every view of the window on a screen."""
    filled.add(LONG)
    window = studio.window(filled, theme, size)
    studio.search(window, 'bridge outlet:"The Harbour Post and Orrin Valley Advertiser, Evening Edition"')
    studio.take(window, f"screen-{name}-long-headline")
    studio.search(window, "bridge")
    studio.take(window, f"screen-{name}-stories")
    window.actions_table.by_name["toggle_table"].trigger()
    studio.take(window, f"screen-{name}-table")
    window.actions_table.by_name["toggle_table"].trigger()
    for view in (ViewName.CONTEXT, ViewName.TIMELINE):
        window.views.show_view(view)
        studio.take(window, f"screen-{name}-{view.name.lower()}")
    window.close()
    welcome = studio.window(FakeLibrary(), theme, size)
    studio.take(welcome, f"screen-{name}-welcome")
    welcome.close()


def all_screens(studio: Studio) -> None:
    """Take the pictures of the screens that are drawn at the scale of this process."""
    from tests.gui.screenshots import filled as library  # noqa: PLC0415 - that module starts this one

    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for size in (OF_4K,) if scale == "2" else SCREENS:
        for language, theme in (
            (Language.ENGLISH, Theme.LIGHT),
            (Language.ENGLISH, Theme.DARK),
            (Language.HEBREW, Theme.LIGHT),
        ):
            make_application(Settings(theme=theme, language=language))
            name = f"{size[0]}x{size[1]}{'@2' if scale == '2' else ''}-{language.value}-{theme.value}"
            screen_pictures(studio, library(), size, name, theme)
    make_application(Settings(theme=Theme.LIGHT, language=Language.ENGLISH))


def take_4k(folder: Path) -> None:
    """Take the pictures of a 4K screen, in a process of its own: Qt reads the scale once, at its start."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    subprocess.run([sys.executable, "-m", "tests.gui.screens", str(folder)], env=environment, check=True)


def write_index(folder: Path) -> Path:
    """Write ``index.html``, which shows every picture of a folder under its name."""
    figures = "\n".join(
        f'<figure><a href="{escape(path.name)}"><img src="{escape(path.name)}" alt="{escape(path.stem)}"></a>'
        f"<figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in sorted(folder.glob("*.png"))
    )
    style = (
        "body{font:14px sans-serif;margin:24px;background:#e8e8e8}"
        "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(440px,1fr));gap:20px}"
        "figure{margin:0}img{width:100%;border:1px solid #999}figcaption{padding:4px 0}"
    )
    page = folder / "index.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pictures of the window</title>'
        f"<style>{style}</style><main>\n{figures}\n</main></html>\n",
        encoding="utf-8",
    )
    return page


if __name__ == "__main__":
    from tests.gui.screenshots import Studio as TakingStudio

    make_application(Settings(theme=Theme.LIGHT))
    all_screens(TakingStudio(Path(sys.argv[1])))
