"""What each action of the window does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.core.changes import RebuildIndex
from reader.core.settings import Settings

if TYPE_CHECKING:
    from reader.gui.window import MainWindow


def doings_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """Return what to call for each action, by its name."""
    imports, reading, move = window.imports, window.reading, window.navigation
    return {
        "import_files": imports.import_files,
        "import_folder": imports.import_folder,
        "paste_story": imports.paste,
        "import_sample": imports.import_sample,
        "cancel_import": imports.cancel,
        "show_report": window.reports.show_report,
        "show_past": window.reports.show_past,
        "show_watched": window.watching.show_dialog,
        "rebuild_index": lambda: window.link.send(RebuildIndex()),
        "quit": window.close,
        "go_to_query": move.go_to_query,
        "find": reading.open_find,
        "copy": window.story.pane.copy,
        "select_all": window.story.pane.selectAll,
        "preferences": window.show_preferences,
        "show_removed": move.toggle_removed,
        "show_original": move.toggle_original,
        "show_pictures": window.toggle_pictures,
        "larger_text": lambda: window.change_size(window.settings.font_size_px + 1),
        "smaller_text": lambda: window.change_size(window.settings.font_size_px - 1),
        "normal_text": lambda: window.change_size(Settings().font_size_px),
        "toggle_sidebar": lambda: window.sidebar.setVisible(window.sidebar.isHidden()),
        "next_pane": move.next_pane,
        "previous_pane": move.previous_pane,
        "back": move.back,
        "next_hit": reading.next_hit,
        "previous_hit": reading.previous_hit,
        "next_story": move.next_story,
        "previous_story": move.previous_story,
        "page_on": move.page_on,
        "star": move.star,
        "unread": move.toggle_unread,
        "restore_here": lambda: window.restoring.restore_chosen(everywhere=False),
        "restore_everywhere": lambda: window.restoring.restore_chosen(everywhere=True),
        "guide": window.commands.show_guide,
        "commands": window.commands.show_palette,
        "keys": window.show_keys,
        "about": window.show_about,
    }
