"""The terms on which files are read, from the preferences and from what the reader said about columns."""

from pathlib import Path

from reader.core.settings import Settings
from reader.core.terms import ColumnNames, Terms
from reader.service import columns, preferences

MEGABYTE = 1_000_000


def terms_of(settings: Settings, columns: tuple[ColumnNames, ...] = ()) -> Terms:
    """Return the limits of these preferences, with what is known of columns."""
    return Terms(
        document=settings.document_mb * MEGABYTE,
        expanded=settings.expanded_mb * MEGABYTE,
        ratio=settings.ratio,
        members=settings.members,
        columns=columns,
    )


def saved_terms(settings_folder: Path) -> Terms:
    """Return the terms that were saved in this settings folder."""
    return terms_of(preferences.load(settings_folder), columns.load(settings_folder))
