"""All actions of the window as one table: words, menu, keys. The window only says what each one does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from reader.core.settings import Settings
from reader.gui.keys.writing import is_letter, shown


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action and the keys it comes with; the reader may give it others.

    ``letter`` acts only while the list or the story has the focus, ``key`` anywhere in the window. Where both are given
    the menu shows the letter. ``starts_group`` draws a line above it.
    """

    name: str
    menu: str
    text: str
    key: str = ""
    letter: str = ""
    starts_group: bool = False
    checkable: bool = False


MENUS = {"library": "&Library", "edit": "&Edit", "view": "&View", "story": "&Story", "help": "&Help"}

ACTIONS = (
    ActionSpec("import_files", "library", "Import files…", "Ctrl+O"),
    ActionSpec("import_folder", "library", "Import folder…", "Ctrl+Shift+O"),
    ActionSpec("paste_story", "library", "Paste a story…", "Ctrl+Shift+V"),
    ActionSpec("import_sample", "library", "Try the sample archive"),
    ActionSpec("cancel_import", "library", "Cancel the import", starts_group=True),
    ActionSpec("show_report", "library", "Import report…", "Ctrl+R"),
    ActionSpec("show_past", "library", "Past imports…", "Ctrl+Shift+R"),
    ActionSpec("show_watched", "library", "Watched folders…", "Ctrl+Shift+W"),
    ActionSpec("export", "library", "Export stories…", "Ctrl+E", starts_group=True),
    ActionSpec("export_list", "library", "Export the list…", "Ctrl+Shift+E"),
    ActionSpec("show_highlights", "library", "Highlights and notes…", "Ctrl+J"),
    ActionSpec("show_tags", "library", "Tags and rules…", "Ctrl+Shift+J"),
    ActionSpec("show_missing", "library", "Links without a story…"),
    ActionSpec("print_preview", "library", "Print preview…", "Ctrl+Shift+P", starts_group=True),
    ActionSpec("print_story", "library", "Print the story…", "Ctrl+P"),
    ActionSpec("save_pdf", "library", "Save the story as PDF…"),
    ActionSpec("export_lines", "library", "Export lines in context…", starts_group=True),
    ActionSpec("export_collocates", "library", "Export collocates…"),
    ActionSpec("rebuild_index", "library", "Rebuild the search index", starts_group=True),
    ActionSpec("quit", "library", "Quit", "Ctrl+Q", starts_group=True),
    ActionSpec("go_to_query", "edit", "Go to the query", "Ctrl+L", "/"),
    ActionSpec("save_search", "edit", "Save the search…", "Ctrl+D"),
    ActionSpec("build_query", "edit", "Build a query…", "Ctrl+Shift+L"),
    ActionSpec("complete", "edit", "Complete the query", "Ctrl+Space"),
    ActionSpec("show_past_queries", "edit", "Past queries", "Ctrl+H"),
    ActionSpec("clear_past_queries", "edit", "Forget past queries…"),
    ActionSpec("clear_filters", "edit", "Take all filters off", "Ctrl+Shift+Backspace", starts_group=True),
    ActionSpec("write_filters", "edit", "Write the filters into the query", "Ctrl+Shift+F"),
    ActionSpec("find", "edit", "Find in the story", "Ctrl+F"),
    ActionSpec("copy", "edit", "Copy", "Ctrl+C", starts_group=True),
    ActionSpec("copy_quote", "edit", "Copy the quote with its citation", "", "C"),
    ActionSpec("copy_citation", "edit", "Copy the citation", "Ctrl+Shift+C"),
    ActionSpec("copy_markdown", "edit", "Copy as Markdown"),
    ActionSpec("select_all", "edit", "Select all", "Ctrl+A"),
    ActionSpec("toggle_caret", "edit", "Cursor in the story", "F7", checkable=True),
    ActionSpec("preferences", "edit", "Preferences…", "Ctrl+,", starts_group=True),
    ActionSpec("change_keys", "edit", "Change keys…", "Ctrl+Shift+F1"),
    ActionSpec("view_stories", "view", "Stories", "Ctrl+1"),
    ActionSpec("view_context", "view", "In context", "Ctrl+2"),
    ActionSpec("view_timeline", "view", "Timeline", "Ctrl+3"),
    ActionSpec("toggle_table", "view", "Stories as a table", "Ctrl+Shift+G", checkable=True),
    ActionSpec("table_columns", "view", "Columns and order of the table…", "Ctrl+Shift+M"),
    ActionSpec("show_removed", "view", "Show what was removed", "", "R", starts_group=True, checkable=True),
    ActionSpec("show_original", "view", "Show the original text", "", "O", checkable=True),
    ActionSpec("open_original", "view", "Open the saved file in the browser…", "", "Shift+O"),
    ActionSpec("compare", "view", "Original and story side by side…", "", "D"),
    ActionSpec("show_pictures", "view", "Show pictures", "", "P", checkable=True),
    ActionSpec("toggle_collocates", "view", "Collocates", "Ctrl+Shift+K"),
    ActionSpec("larger_text", "view", "Larger text", "Ctrl++", starts_group=True),
    ActionSpec("smaller_text", "view", "Smaller text", "Ctrl+-"),
    ActionSpec("normal_text", "view", "Normal text size", "Ctrl+0"),
    ActionSpec("toggle_sidebar", "view", "Sidebar", "Ctrl+B", starts_group=True, checkable=True),
    ActionSpec("toggle_histogram", "view", "Stories over time", "Ctrl+Shift+H", checkable=True),
    ActionSpec("histogram_outlets", "view", "Stories over time by outlet", "Ctrl+Shift+Y", checkable=True),
    ActionSpec("chart_table", "view", "Table of the chart…", "Ctrl+Shift+T"),
    ActionSpec("export_chart", "view", "Export the chart…", "Ctrl+Shift+X"),
    ActionSpec("next_pane", "view", "Next pane", "F6"),
    ActionSpec("previous_pane", "view", "Previous pane", "Shift+F6"),
    ActionSpec("back", "view", "One level back", "Esc"),
    ActionSpec("next_hit", "story", "Next hit", "F3", "N"),
    ActionSpec("previous_hit", "story", "Previous hit", "Shift+F3", "Shift+N"),
    ActionSpec("next_story", "story", "Next story", "", "J", starts_group=True),
    ActionSpec("previous_story", "story", "Previous story", "", "K"),
    ActionSpec("page_on", "story", "Next page, then next story", "", "Space"),
    ActionSpec("star", "story", "Star", "", "S", starts_group=True),
    ActionSpec("unread", "story", "Mark as read or unread", "", "U"),
    ActionSpec("toggle_chosen", "story", "Select beside others", "", "X"),
    ActionSpec("tag", "story", "Tags…", "Ctrl+T", "T"),
    ActionSpec("restore_here", "story", "Keep the removed passage in this story", starts_group=True),
    ActionSpec("restore_everywhere", "story", "Keep the removed passage everywhere in the outlet"),
    ActionSpec("guide", "help", "User guide…", "Ctrl+F1"),
    ActionSpec("commands", "help", "Commands…", "Ctrl+K"),
    ActionSpec("query_sheet", "help", "Query language", "Shift+F1"),
    ActionSpec("highlight", "story", "Highlight", "", "H", starts_group=True),
    ActionSpec("highlight_note", "story", "Highlight with a note…", "", "Shift+H"),
    *(
        ActionSpec(f"colour_{number}", "story", f"Highlight in colour {number}", "", f"{number}")
        for number in range(1, 9)
    ),
    ActionSpec("story_note", "story", "Note on the story…", "Ctrl+Shift+N"),
    ActionSpec("next_highlight", "story", "Next highlight", "", "]"),
    ActionSpec("previous_highlight", "story", "Previous highlight", "", "["),
    ActionSpec("remove_words_here", "story", "Remove the selected words from this story", "", "Shift+R"),
    ActionSpec("remove_words_everywhere", "story", "Remove the selected words everywhere in the outlet…", "", ""),
    ActionSpec("remove_here", "story", "Remove the paragraph from this story"),
    ActionSpec("remove_everywhere", "story", "Remove the paragraph everywhere in the outlet…"),
    ActionSpec("reader_rules", "story", "What I removed…"),
    ActionSpec("keys", "help", "Keys", "F1", "?"),
    ActionSpec("about", "help", "About News Archive Reader", starts_group=True),
)
WITHOUT_KEY = frozenset(
    {
        "import_sample",
        "cancel_import",
        "rebuild_index",
        "clear_past_queries",
        "show_missing",
        "restore_here",
        "restore_everywhere",
        "about",
        "save_pdf",
        "copy_markdown",
        "remove_here",
        "remove_everywhere",
        "remove_words_everywhere",
        "reader_rules",
        "export_lines",
        "export_collocates",
    }
)
NEED_WRITER = frozenset(
    {
        "import_files",
        "import_folder",
        "paste_story",
        "import_sample",
        "rebuild_index",
        "save_search",
        "clear_past_queries",
        "star",
        "unread",
        "tag",
        "restore_here",
        "restore_everywhere",
        "highlight",
        "highlight_note",
        "story_note",
        *(f"colour_{number}" for number in range(1, 9)),
        "remove_here",
        "remove_everywhere",
        "remove_words_here",
        "remove_words_everywhere",
    }
)
NEED_STORY = frozenset(
    {
        "print_preview",
        "print_story",
        "save_pdf",
        "find",
        "copy_quote",
        "copy_citation",
        "copy_markdown",
        "show_removed",
        "show_original",
        "open_original",
        "compare",
        "next_hit",
        "previous_hit",
        "next_story",
        "previous_story",
        "page_on",
        "star",
        "unread",
        "toggle_chosen",
        "tag",
        "restore_here",
        "restore_everywhere",
        "highlight",
        "highlight_note",
        "story_note",
        "next_highlight",
        "previous_highlight",
        *(f"colour_{number}" for number in range(1, 9)),
        "remove_here",
        "remove_everywhere",
        "remove_words_here",
        "remove_words_everywhere",
    }
)


def action_text(spec: ActionSpec) -> str:
    """Return an action's words in the reader's language."""
    return QCoreApplication.translate("Actions", spec.text)


class Actions:
    """The actions of one window, by name, in its menus and on its keys."""

    def __init__(self, window: QMainWindow, doings: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self._panes: tuple[QWidget, ...] = ()
        self._may_write, self._has_story = True, True
        self._elsewhere: dict[str, list[QShortcut]] = {}
        self.by_name: dict[str, QAction] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        menus: dict[str, QMenu] = {}
        for name, title in MENUS.items():
            menus[name] = window.menuBar().addMenu(QCoreApplication.translate("Actions", title))
        for spec in ACTIONS:
            if spec.starts_group:
                menus[spec.menu].addSeparator()
            action = self._action(spec, doings[spec.name])
            menus[spec.menu].addAction(action)

    def _action(self, spec: ActionSpec, doing: Callable[[], object]) -> QAction:
        action = QAction(action_text(spec), self._window)
        action.setCheckable(spec.checkable)
        action.triggered.connect(lambda _checked: doing())
        self.by_name[spec.name] = action
        return action

    def act_in(self, panes: Sequence[QWidget]) -> None:
        """Let the letters act while one of these widgets has the focus."""
        self._panes = tuple(panes)
        for name, keys in self.keys.items():
            self._give(name, keys)

    def use_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Give every action the keys it has from now on, those of an action without any are taken away."""
        changed = [name for name in self.by_name if keys.get(name, ()) != self.keys.get(name, ())]
        for name in changed:  # first all away: a key that goes from one action to another is never with both
            self._give(name, ())
        for name in changed:
            self._give(name, keys.get(name, ()))
        self.keys = {name: keys.get(name, ()) for name in self.by_name}

    def keys_text(self, name: str) -> str:
        """Return the keys of an action as they are written on the keyboard."""
        return shown(self.keys.get(name, ()))

    def _give(self, name: str, keys: tuple[str, ...]) -> None:
        """Put an action on keys: a letter acts in the panes alone, any other key in the whole window."""
        action = self.by_name[name]
        for old in self._elsewhere.pop(name, ()):
            old.setEnabled(False)
            old.deleteLater()
        letters, others = [key for key in keys if is_letter(key)], [key for key in keys if not is_letter(key)]
        action.setShortcuts([QKeySequence(key) for key in letters or others])
        has_letter = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(has_letter if letters else Qt.ShortcutContext.WindowShortcut)
        for pane in self._panes:
            (pane.addAction if letters else pane.removeAction)(action)
        if letters:
            self._elsewhere[name] = [QShortcut(QKeySequence(key), self._window, action.trigger) for key in others]
        action.setProperty("keys", shown(keys))

    def show_settings(self, settings: Settings) -> None:
        """Check the actions that stand for preferences as those are."""
        self.by_name["show_pictures"].setChecked(settings.show_pictures)
        self.by_name["toggle_caret"].setChecked(settings.caret)

    def allow_writing(self, *, allowed: bool) -> None:
        """Enable or disable what changes the library."""
        self._may_write = allowed
        self._allow()

    def allow_reading(self, *, has_story: bool) -> None:
        """Enable or disable what is done with the story on screen."""
        self._has_story = has_story
        self._allow()

    def _allow(self) -> None:
        for name in NEED_WRITER | NEED_STORY:
            can_write = self._may_write or name not in NEED_WRITER
            can_read = self._has_story or name not in NEED_STORY
            self.by_name[name].setEnabled(can_write and can_read)
