"""What filters are called, in the reader's language."""

from PySide6.QtCore import QCoreApplication, QLocale

from reader.core.filters import Chosen


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where Qt has none."""
    language = QLocale.codeToLanguage(code)
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def value_name(facet: str, value: str) -> str:
    """Return what a value of a facet is called."""
    if not value:
        return QCoreApplication.translate("Filters", "none")
    return language_name(value) if facet == "language" else value


def facet_name(facet: str) -> str:
    """Return what a facet is called: that which its values are of."""
    names = {
        "outlet": QCoreApplication.translate("Filters", "Outlet"),
        "year": QCoreApplication.translate("Filters", "Year"),
        "month": QCoreApplication.translate("Filters", "Month"),
        "day": QCoreApplication.translate("Filters", "Day"),
        "language": QCoreApplication.translate("Filters", "Language"),
        "section": QCoreApplication.translate("Filters", "Section"),
        "tag": QCoreApplication.translate("Filters", "Tag"),
        "author": QCoreApplication.translate("Filters", "Author"),
    }
    return names.get(facet, facet)


def filter_label(chosen: Chosen) -> str:
    """Return a filter in words."""
    said = (
        QCoreApplication.translate("Filters", "{facet}: not {value}")
        if chosen.is_excluded
        else QCoreApplication.translate("Filters", "{facet}: {value}")
    )
    return said.format(facet=facet_name(chosen.facet), value=value_name(chosen.facet, chosen.value))


def range_label(first: str, last: str) -> str:
    """Return a range of years in words."""
    return QCoreApplication.translate("Filters", "Years: {first}–{last}").format(first=first, last=last)
