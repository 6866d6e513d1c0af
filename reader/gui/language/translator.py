"""Makes the program speak a language: our texts, Qt's own, numbers and dates, and the direction of the layout."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from reader.core.settings import Language
from reader.gui.language.catalog import CODES, Catalog, load_catalog
from reader.gui.plurals import EnglishPlurals


class CatalogTranslator(QTranslator):
    """Answers Qt from a catalog. The context does not matter: one English text has one translation."""

    def __init__(self, catalog: Catalog, parent: QApplication) -> None:
        super().__init__(parent)
        self._catalog = catalog

    def isEmpty(self) -> bool:
        """Return False: an empty translator is not asked."""
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # noqa: N803
        """Return the translation, or None."""
        return self._catalog.find(sourceText, n)


def code_of(language: Language) -> str:
    """Return the code of a language; ``SYSTEM`` is the first of the system's that has a catalog, else English."""
    if language is not Language.SYSTEM:
        return language.value
    wanted = (name[:2] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in (*CODES, "en")), "en")


class Speaker:
    """Holds the translators of an application, and exchanges them."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def speak(self, language: Language) -> str:
        """Use a language from now on, for whatever text is asked for next, and return its code."""
        for old in self._installed:
            self._application.removeTranslator(old)
        code = code_of(language)
        self._installed = [self._of_qt(code), self._ours(code)]
        for translator in self._installed:
            self._application.installTranslator(translator)
        system = QLocale.system()
        same = QLocale(code).language() == system.language()
        QLocale.setDefault(system if language is Language.SYSTEM or same else QLocale(code))
        is_mirrored = code == "he"
        direction = Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
        self._application.setLayoutDirection(direction)
        return code

    def _ours(self, code: str) -> QTranslator:
        if code in CODES:
            return CatalogTranslator(load_catalog(code), self._application)
        return EnglishPlurals(self._application)

    def _of_qt(self, code: str) -> QTranslator:
        """Return the words of Qt's own buttons and menus, which come with Qt; nothing where they do not."""
        translator = QTranslator(self._application)
        translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        return translator
