"""Dates as a reader writes them, from ISO 8601 at any precision."""

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt


def _tr(form: str) -> str:
    """Return a form of dates as the reader's language has it, in the letters of QLocale."""
    return QCoreApplication.translate("Dates", form)


def short_moment(iso: str) -> str:
    """Return day and time here of a moment in ISO 8601; the text itself where it is none."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(moment.toLocalTime(), _tr("d MMM yyyy, HH:mm")) if moment.isValid() else iso


def short_date(iso: str) -> str:
    """Return ``6 Feb 2011``, ``Feb 2011`` or ``2011`` from ISO 8601; the text itself where it is none, "" for ""."""
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
    date = QDate(year, month, day)
    if not date.isValid():
        return iso
    if len(parts) == 1:
        return QLocale().toString(date, "yyyy")
    return QLocale().toString(date, _tr("d MMM yyyy") if len(parts) == 3 else _tr("MMM yyyy"))
