"""Everything can be reached: names for those who cannot see, menus and keys for those who use no mouse."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.core.model import ArticleId
from reader.core.settings import Settings
from reader.core.survey import UnclearTable
from reader.gui.charts.figure import EMPTY
from reader.gui.charts.look import Look
from reader.gui.charts.table import ChartTable
from reader.gui.dialogs.commands import CommandPalette
from reader.gui.dialogs.guide import GuideDialog
from reader.gui.dialogs.keys import KeySheet
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.dialogs.simple import FaultDialog, PasteDialog
from reader.gui.exporting.dialog import ExportDialog
from reader.gui.frame.actions import ACTIONS, MENUS, WITHOUT_KEY
from reader.gui.frame.window import MainWindow
from reader.gui.imports.columns import ColumnsDialog
from reader.gui.imports.count_dialog import CountDialog
from reader.gui.imports.past import PastImportsDialog
from reader.gui.imports.report import ReportDialog
from reader.gui.imports.watched import WatchedDialog
from reader.gui.look.themes import COLOURS, LIGHT, Colours, palette_of
from reader.gui.notes.colours import INKS, ground_and_text, is_dark
from reader.gui.notes.editor import HighlightDialog
from reader.gui.notes.list_dialog import AnnotationsDialog
from reader.gui.query.builder import BuilderDialog
from reader.gui.query.sheet import QuerySheet
from reader.gui.reading.rules_dialog import RulesDialog
from reader.gui.reading.side_by_side import SideBySide
from reader.gui.tagging.editor import TagEditor, TagsOf


def parts_of_controls(widget: QWidget) -> bool:
    """Tell whether a widget belongs to a control that has a name itself."""
    parent = widget.parentWidget()
    inner_line = isinstance(widget, QLineEdit) and isinstance(parent, QAbstractSpinBox)
    viewport = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    return inner_line or viewport or isinstance(widget, QHeaderView | QTabBar) or widget.objectName().startswith("qt_")


def nameless(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or parts_of_controls(widget):
            continue
        has_text = isinstance(widget, QPushButton | QCheckBox) and bool(widget.text())
        if (
            not widget.accessibleName()
            and not has_text
            and not isinstance(widget, QDialogButtonBox | QAbstractItemView)
        ):
            yield f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QAbstractItemView) and not widget.accessibleName() and widget.window() is root:
            yield f"{type(widget).__name__} (view)"


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    assert list(nameless(window)) == []


TABLE = UnclearTable("news.csv", ("Kop", "Tekst"), (("De brug", "De brug is open."),))
DIALOGS: tuple[Callable[[], QDialog], ...] = (
    ReportDialog,
    KeySheet,
    QuerySheet,
    BuilderDialog,
    PasteDialog,
    CountDialog,
    PastImportsDialog,
    WatchedDialog,
    lambda: ColumnsDialog(TABLE),
    lambda: ChartTable(EMPTY),
    lambda: PreferencesDialog(Settings()),
    lambda: CommandPalette({}),
    GuideDialog,
    lambda: FaultDialog("report"),
    lambda: ExportDialog(("All stories",)),
    lambda: HighlightDialog("a quote", 1, "a note", LIGHT),
    lambda: AnnotationsDialog(LIGHT),
    RulesDialog,
    lambda: SideBySide("Two versions", "serif", 16),
    lambda: TagEditor(TagsOf((ArticleId(1),), (), ())),
)


@pytest.mark.parametrize("make", DIALOGS)
def test_every_control_of_the_dialogs_has_a_name(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    assert list(nameless(dialog)) == []


def in_menus(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        if not action.isSeparator():
            yield action


def test_every_action_is_in_a_menu(window: MainWindow) -> None:
    bar = window.menuBar()
    menus = [action.menu() for action in bar.actions()]
    found = {action for menu in menus if isinstance(menu, QMenu) for action in in_menus(menu)}
    assert found == set(window.actions_table.by_name.values())
    assert len(menus) == len(MENUS)


def test_every_action_has_a_key_or_none_by_design(window: MainWindow) -> None:
    without = {name for name, action in window.actions_table.by_name.items() if action.shortcut().isEmpty()}
    assert without == WITHOUT_KEY


def test_no_two_actions_share_a_key() -> None:
    keys = [key for spec in ACTIONS for key in (spec.key, spec.letter) if key]
    assert len(keys) == len(set(keys))


def test_letters_act_in_list_and_story_only(window: MainWindow) -> None:
    for spec in ACTIONS:
        if spec.letter:
            action = window.actions_table.by_name[spec.name]
            assert action.shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
            assert action in window.results.list.actions()
            assert action in window.story.pane.actions()
            assert action not in window.query_bar.actions()


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    red, green, blue = (linear(part) for part in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", COLOURS.values())
def test_text_can_be_read_on_its_ground(colours: Colours) -> None:
    pairs = (
        (colours.text, colours.paper),
        (colours.muted, colours.paper),
        (colours.muted, colours.window),
        (colours.accent, colours.paper),
        (colours.chip, colours.paper),
        (colours.notice_text, colours.paper),
        (colours.warning_text, colours.paper),
        (colours.hit_text, colours.hit),
        (colours.muted, colours.raised),
        (colours.current_hit_text, colours.current_hit),
        (colours.removed_text, colours.removed),
        (colours.chip, colours.removed),
        (colours.selection_text, colours.selection),
        (colours.warning_text, colours.warning),
        (colours.error_text, colours.error),
        (colours.notice_text, colours.notice),
        (colours.accent_text, colours.accent),
    )
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_list_and_text_can_be_read_through_the_accessibility_tree(window: MainWindow) -> None:
    listed = QAccessible.queryAccessibleInterface(window.results.list)
    assert listed.role() is QAccessible.Role.Table
    spoken_cells = [listed.child(at).text(QAccessible.Text.Name) for at in range(listed.childCount())]
    for row in window.model.rows:
        assert any(row.result.headline in each and row.result.outlet in each for each in spoken_cells)
    text = QAccessible.queryAccessibleInterface(window.story.pane).textInterface()
    shown = text.text(0, text.characterCount()).replace("\u00a0", " ")  # of Qt's own plain text it is a blank, too
    assert shown == window.story.pane.toPlainText()
    assert text.characterCount() > 100


def test_tab_goes_through_every_control_and_comes_round(window: MainWindow) -> None:
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    wanted = {widget for widget in wanted if widget.window() is window and widget.focusProxy() is None}
    seen: list[QWidget] = []
    at = window.query_bar.line.nextInFocusChain()
    while at is not None and at is not window.query_bar.line:
        seen.append(at)
        at = at.nextInFocusChain()
        assert len(seen) < 1_000
    reached = [widget for widget in seen if widget in wanted]
    assert set(reached) == wanted - {window.query_bar.line}
    panes = [window.sidebar, window.results.list, window.story.pane]
    assert [widget for widget in reached if widget in panes] == panes


def graphics_of(colours: Colours) -> tuple[tuple[str, str], ...]:
    """Return the shapes that say something, each with the ground it stands on."""
    return (
        *((colours.faint, ground) for ground in (colours.window, colours.paper, colours.raised)),
        *((colours.accent, ground) for ground in (colours.window, colours.paper, colours.raised, colours.selection)),
        *((colours.star, ground) for ground in (colours.paper, colours.window, colours.selection)),
        (colours.current_hit, colours.current_hit_text),
    )


@pytest.mark.parametrize("colours", COLOURS.values())
def test_lines_of_controls_marks_and_stars_stand_out(colours: Colours) -> None:
    assert [pair for pair in graphics_of(colours) if contrast(*pair) < 3.0] == []


@pytest.mark.parametrize("colours", COLOURS.values())
def test_highlights_can_be_read_and_told_from_the_paper(colours: Colours) -> None:
    dark = is_dark(colours)
    for number in range(1, len(INKS) + 1):
        ground, text = ground_and_text(number, dark=dark)
        assert contrast(ground, text) >= 4.5, number
        line = INKS[number - 1].dark_line if dark else INKS[number - 1].line
        assert contrast(line, colours.paper) >= 3.0, number


@pytest.mark.parametrize("colours", COLOURS.values())
def test_charts_can_be_read(colours: Colours) -> None:
    look = Look.of(palette_of(colours))
    for label in (look.text, look.muted):
        assert contrast(label.name(), look.ground.name()) >= 4.5
    assert [hue.name() for hue in look.series if contrast(hue.name(), look.ground.name()) < 3.0] == []


def focusable(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches in a window, in its order."""
    found: list[QWidget] = []
    at = root.nextInFocusChain()
    while at is not None and at is not root:
        reached = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
        if reached and at.isVisibleTo(root) and at.isEnabled() and at.window() is root:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def unseen(qtbot: QtBot, root: QWidget) -> list[str]:
    """Return the controls that look the same with and without the focus."""
    same = []
    for widget in focusable(root):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        for area in root.findChildren(QScrollArea):
            if area.isAncestorOf(widget):
                area.ensureWidgetVisible(widget)  # as Tab does
        with_focus = root.grab().toImage()
        widget.clearFocus()
        if root.grab().toImage() == with_focus:
            same.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return same


def test_the_focus_is_seen_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    assert len(focusable(window)) > 8
    assert unseen(qtbot, window) == []


@pytest.mark.parametrize("make", DIALOGS)
def test_the_focus_is_seen_in_the_dialogs(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert focusable(dialog)
    assert unseen(qtbot, dialog) == []
