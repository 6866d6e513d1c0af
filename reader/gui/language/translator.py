"""Makes the program speak a language: our texts, Qt's own, numbers and dates, and the direction of the layout."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from reader.core.settings import Language
from reader.gui.language.catalog import CODES, Catalog, load_catalog
from reader.gui.language.plurals import EnglishPlurals
from reader.gui.language.sentences import CONTEXT, load_sentences

OURS = "translator of the window"
MIRRORED = frozenset({"he"})


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
        if context == CONTEXT:
            return load_sentences(self._catalog.code).find(sourceText)
        return self._catalog.find(sourceText, n)


def code_of(language: Language) -> str:
    """Return the code of a language; ``SYSTEM`` is the first of the system's that has a catalog, else English."""
    if language is not Language.SYSTEM:
        return str(language.value)
    wanted = (name[:2] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in (*CODES, "en")), "en")


def speak(application: QApplication, language: Language) -> str:
    """Use a language from now on, for whatever text is asked for next, and return its code."""
    for old in application.findChildren(QTranslator, OURS):
        application.removeTranslator(old)
        old.deleteLater()
    code = code_of(language)
    for translator in (_of_qt(code, application), _ours(code, application)):
        translator.setObjectName(OURS)
        application.installTranslator(translator)
    system = QLocale.system()
    same = QLocale(code).language() == system.language()
    is_known = system.language() is not QLocale.Language.C  # which would write 14000 for 14,000
    QLocale.setDefault(system if is_known and (language is Language.SYSTEM or same) else QLocale(code))
    is_mirrored = code in MIRRORED
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    return code


def _ours(code: str, parent: QApplication) -> QTranslator:
    return CatalogTranslator(load_catalog(code), parent) if code in CODES else EnglishPlurals(parent)


def _of_qt(code: str, parent: QApplication) -> QTranslator:
    """Return the words of Qt's own buttons and menus, which come with Qt; nothing where they do not."""
    translator = QTranslator(parent)
    translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator
