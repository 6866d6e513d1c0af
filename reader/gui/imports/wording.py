"""Sentences about an import."""

from PySide6.QtCore import QCoreApplication, QLocale

from reader.core.changes import ImportProgress, Outcome


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Imports", text, "", number)


def outcome_name(outcome: Outcome) -> str:
    """Return what the reader calls an outcome."""
    return {
        Outcome.IMPORTED: _tr("Imported"),
        Outcome.VERSION: _tr("Another version"),
        Outcome.COPY: _tr("Copy"),
        Outcome.CHECK: _tr("Please check"),
        Outcome.ALREADY_HERE: _tr("Already here"),
        Outcome.MISSING: _tr("Missing"),
        Outcome.LEFT_OUT: _tr("Left out"),
        Outcome.FAILED: _tr("Failed"),
        Outcome.OPENED: _tr("Opened"),
    }[outcome]


def clock(seconds: float) -> str:
    """Return ``01:05`` or ``2:01:05``."""
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes:02}:{whole % 60:02}"


def running(progress: ImportProgress) -> str:
    """Return e.g. ``148/312 · 9 already here · 2 failed · 00:11 left``."""
    number = QLocale().toString
    parts = [f"{number(progress.done)}/{number(progress.total)}", *_counts(progress)]
    if progress.left_seconds is not None:
        parts.append(_tr("{time} left").format(time=clock(progress.left_seconds)))
    return " · ".join(parts)


def ended(progress: ImportProgress, *, cancelled: bool) -> str:
    """Return what an import came to."""
    parts = [_tr("%n stories imported", progress.imported), *_counts(progress)]
    if cancelled:
        parts.insert(0, _tr("Import stopped"))
    return " · ".join(parts)


def _counts(progress: ImportProgress) -> list[str]:
    counts = (
        (progress.versions, "%n versions"),
        (progress.copies, "%n copies"),
        (progress.already_here, "%n already here"),
        (progress.check, "%n to check"),
        (progress.missing, "%n missing"),
        (progress.left_out, "%n left out"),
        (progress.failed, "%n failed"),
    )
    return [_tr(text, count) for count, text in counts if count]
