"""All actions of the window as one table: words, menu, keys. The window only says what each one does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action. ``letter`` acts only while the list or the story has the focus, ``key`` anywhere in the window.

    Where both are given the menu shows the letter. ``starts_group`` draws a line above it.
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
    ActionSpec("rebuild_index", "library", "Rebuild the search index", starts_group=True),
    ActionSpec("quit", "library", "Quit", "Ctrl+Q", starts_group=True),
    ActionSpec("go_to_query", "edit", "Go to the query", "Ctrl+L", "/"),
    ActionSpec("find", "edit", "Find in the story", "Ctrl+F"),
    ActionSpec("copy", "edit", "Copy", "Ctrl+C", starts_group=True),
    ActionSpec("select_all", "edit", "Select the whole story", "Ctrl+A"),
    ActionSpec("preferences", "edit", "Preferences…", "Ctrl+,", starts_group=True),
    ActionSpec("show_removed", "view", "Show what was removed", "", "R", checkable=True),
    ActionSpec("show_original", "view", "Show the original text", "", "O", checkable=True),
    ActionSpec("show_pictures", "view", "Show pictures", "", "P", checkable=True),
    ActionSpec("larger_text", "view", "Larger text", "Ctrl++", starts_group=True),
    ActionSpec("smaller_text", "view", "Smaller text", "Ctrl+-"),
    ActionSpec("normal_text", "view", "Normal text size", "Ctrl+0"),
    ActionSpec("toggle_sidebar", "view", "Sidebar", "Ctrl+B", starts_group=True, checkable=True),
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
    ActionSpec("restore_here", "story", "Keep the removed passage in this story", starts_group=True),
    ActionSpec("restore_everywhere", "story", "Keep the removed passage everywhere in the outlet"),
    ActionSpec("guide", "help", "User guide…", "Ctrl+F1"),
    ActionSpec("commands", "help", "Commands…", "Ctrl+K"),
    ActionSpec("keys", "help", "Keys", "F1", "?"),
    ActionSpec("about", "help", "About News Archive Reader", starts_group=True),
)
WITHOUT_KEY = frozenset(
    {"import_sample", "cancel_import", "rebuild_index", "restore_here", "restore_everywhere", "about"}
)
NEED_WRITER = frozenset(
    {
        "import_files",
        "import_folder",
        "paste_story",
        "import_sample",
        "rebuild_index",
        "star",
        "unread",
        "restore_here",
        "restore_everywhere",
    }
)


def action_text(spec: ActionSpec) -> str:
    """Return an action's words in the reader's language."""
    return QCoreApplication.translate("Actions", spec.text)


class Actions:
    """The actions of one window, by name, in its menus and on its keys."""

    def __init__(self, window: QMainWindow, doings: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self.by_name: dict[str, QAction] = {}
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
        if spec.letter:
            action.setShortcut(QKeySequence(spec.letter))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if spec.key:
                QShortcut(QKeySequence(spec.key), self._window, action.trigger)
        elif spec.key:
            keys = [QKeySequence(spec.key)]
            if spec.key == "Ctrl++":
                keys.append(QKeySequence("Ctrl+="))
            action.setShortcuts(keys)
        self.by_name[spec.name] = action
        return action

    def act_in(self, panes: Sequence[QWidget]) -> None:
        """Let the letters act while one of these widgets has the focus."""
        for spec in ACTIONS:
            if spec.letter:
                for pane in panes:
                    pane.addAction(self.by_name[spec.name])

    def allow_writing(self, *, allowed: bool) -> None:
        """Enable or disable what changes the library."""
        for name in NEED_WRITER:
            self.by_name[name].setEnabled(allowed)
