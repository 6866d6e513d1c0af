"""Preferences: a form made from what each field of ``Settings`` declares, with effect at once."""

from collections.abc import Callable
from dataclasses import Field, dataclass, fields, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.core.settings import READING, Language, Settings
from reader.gui.dialogs.fuzzy import folded
from reader.gui.dialogs.preview import ReadingPreview
from reader.gui.keys.page import KeysPage
from reader.gui.look.fonts import offered_families

Value = Any  # a field may be of any type; which editor it gets is decided by its value


PAGE_WIDTH = 440
SHORTEST_CHOICE = 14
OWN_NAMES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.FRENCH: "Français",
    Language.SPANISH: "Español",
    Language.HEBREW: "עברית",
}


@dataclass(frozen=True, slots=True)
class SettingsEdited:
    """The preferences as the form has them now."""

    settings: Settings


class PreferencesDialog(QDialog):
    """A row per field: an enum is a choice, a text a font family, a number a spin box with the declared range.

    A field that is true or false is a box to tick.

    ``settings_edited`` carries a ``SettingsEdited`` at every change.
    """

    settings_edited = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(1_000, 660)
        self._settings = settings
        self.editors: dict[str, QWidget] = {}
        self._forms: dict[str, QFormLayout] = {}
        self._rows: dict[str, tuple[QFormLayout, int, str]] = {}
        self.search = QLineEdit(placeholderText=self.tr("Search the preferences"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search the preferences"))
        self.search.textChanged.connect(self._filter)
        self._pages = QTabWidget()
        self._pages.setAccessibleName(self.tr("Kinds of preferences"))
        for declared in fields(Settings):
            self._add_row(self._form(declared.metadata["page"]), declared)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).clicked.connect(self.restore_defaults)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(16)
        column.addWidget(self.search)
        self.preview = ReadingPreview(settings)
        self.settings_edited.connect(lambda edited: self.preview.show_settings(edited.settings))
        self._pages.currentChanged.connect(self._show_preview)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._pages)
        row.addWidget(self.preview, 1)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    @property
    def settings(self) -> Settings:
        """The preferences as the form has them."""
        return self._settings

    def show_page(self, page: str) -> None:
        """Show the page of this name, if there is one."""
        if page in self._forms:
            self._pages.setCurrentIndex(list(self._forms).index(page))

    def _show_preview(self) -> None:
        """Show the preview beside what it shows."""
        self.preview.setVisible(list(self._forms)[self._pages.currentIndex()] == READING)

    def shown(self) -> list[str]:
        """Return the names of the preferences that fit what is searched for."""
        return [name for name, (form, row, _) in self._rows.items() if form.isRowVisible(row)]

    def _filter(self, typed: str) -> None:
        """Show the rows whose title or help has every word typed, and the first page that has one."""
        words = folded(typed).split()
        for form, row, text in self._rows.values():
            form.setRowVisible(row, all(word in text for word in words))
        for place, form in enumerate(self._forms.values()):
            rows = (at for at in range(form.rowCount()) if form.isRowVisible(at))
            self._pages.setTabEnabled(place, next(rows, None) is not None)

    def _form(self, page: str) -> QFormLayout:
        """Return the form of a page, which is made for its first field."""
        if page not in self._forms:
            inside = QWidget()
            form = self._forms[page] = QFormLayout(inside)
            form.setVerticalSpacing(12)
            form.setContentsMargins(14, 14, 14, 14)
            page_view = QScrollArea(widgetResizable=True)
            page_view.setFrameShape(QFrame.Shape.NoFrame)
            page_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields have it, and are scrolled into sight
            page_view.setAccessibleName(QCoreApplication.translate("Settings", page))
            page_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page_view.setWidget(inside)
            page_view.setMinimumWidth(PAGE_WIDTH)
            self._pages.addTab(page_view, QCoreApplication.translate("Settings", page))
        return self._forms[page]

    def _add_row(self, form: QFormLayout, declared: "Field[Value]") -> None:
        title = QCoreApplication.translate("Settings", declared.metadata["title"])
        help_text = QCoreApplication.translate("Settings", declared.metadata["help"])
        editor = self._editor(declared, getattr(self._settings, declared.name))
        editor.setAccessibleName(title)
        editor.setAccessibleDescription(help_text)
        editor.setToolTip(help_text)
        self.editors[declared.name] = editor
        box = QVBoxLayout()
        box.setSpacing(3)
        box.addWidget(editor)
        note = QLabel(help_text, wordWrap=True)
        note.setForegroundRole(note.palette().ColorRole.PlaceholderText)
        box.addWidget(note)
        if isinstance(editor, KeysPage):
            form.addRow(box)
        else:
            form.addRow(title, box)
        self._rows[declared.name] = (form, form.rowCount() - 1, folded(f"{title} {help_text}"))

    def _editor(self, declared: "Field[Value]", value: Value) -> QWidget:
        if isinstance(value, tuple):
            page = KeysPage(value)
            page.keys_edited.connect(lambda edited: self._change(declared.name, edited.changes))
            return page
        if isinstance(value, Enum):
            return self._choice(declared.name, value)
        if isinstance(value, str):
            return self._family(declared.name, value)
        if isinstance(value, bool):
            check = QCheckBox()
            check.setChecked(value)
            check.toggled.connect(self._changer(declared.name))
            return check
        box: QSpinBox | QDoubleSpinBox = QSpinBox() if isinstance(value, int) else QDoubleSpinBox()
        if isinstance(box, QSpinBox):
            box.setRange(int(declared.metadata["low"]), int(declared.metadata["high"]))
            box.setValue(int(value))
        else:
            box.setDecimals(1)
            box.setSingleStep(0.1)
            box.setRange(declared.metadata["low"], declared.metadata["high"])
            box.setValue(value)
        box.valueChanged.connect(self._changer(declared.name))
        return box

    def _choice(self, name: str, value: Enum) -> QComboBox:
        box = _narrow_box()
        choices = list(type(value))
        for choice in choices:
            box.addItem(choice_text(choice))
        box.setCurrentIndex(choices.index(value))
        box.currentIndexChanged.connect(lambda at: self._change(name, choices[at]))
        return box

    def _family(self, name: str, value: str) -> QComboBox:
        box = _narrow_box()
        families = ["", *offered_families()]
        box.addItems([self.tr("The program's own serif"), *families[1:]])
        box.setCurrentIndex(families.index(value) if value in families else 0)
        box.currentIndexChanged.connect(lambda at: self._change(name, families[at]))
        return box

    def _changer(self, name: str) -> Callable[[float], None]:
        return lambda value: self._change(name, value)

    def _change(self, name: str, value: Value) -> None:
        if isinstance(value, float):
            value = round(value, 2)
        self._settings = replace(self._settings, **{name: value})
        self.settings_edited.emit(SettingsEdited(self._settings))

    def restore_defaults(self) -> None:
        """Put every field back to what the program comes with."""
        for declared in fields(Settings):
            editor, value = self.editors[declared.name], getattr(Settings(), declared.name)
            if isinstance(editor, KeysPage):
                editor.reset_all()
            elif isinstance(editor, QCheckBox):
                editor.setChecked(bool(value))
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(list(type(value)).index(value) if isinstance(value, Enum) else 0)
            elif isinstance(editor, QSpinBox):
                editor.setValue(int(value))
            elif isinstance(editor, QDoubleSpinBox):
                editor.setValue(float(value))


def _narrow_box() -> QComboBox:
    """Return a box whose longest entry does not make the page wider than its room."""
    box = QComboBox(minimumContentsLength=SHORTEST_CHOICE)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def choice_text(choice: Enum) -> str:
    """Return what a choice is called; a language by its own name, so that it is found in any other."""
    if isinstance(choice, Language) and choice is not Language.SYSTEM:
        return OWN_NAMES[choice]
    return QCoreApplication.translate("Settings", str(choice.value).capitalize())
