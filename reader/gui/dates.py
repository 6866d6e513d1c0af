"""Dates as a reader writes them, from ISO 8601 at any precision."""

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt


def short_moment(iso: str) -> str:
    """Return day and time here of a moment in ISO 8601; the text itself where it is none."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm") if moment.isValid() else iso


def short_date(iso: str) -> str:
    """Return ``6 Feb 2011``, ``Feb 2011`` or ``2011`` from ISO 8601; the text itself where it is none, "" for ""."""
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return iso
    year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
    date = QDate(year, month, day)
    if not date.isValid():
        return iso
    form = ("yyyy", "MMM yyyy", "d MMM yyyy")[len(parts) - 1]
    return QLocale().toString(date, form)
