"""The counts of an import as JSON, for the import at hand and for past ones."""

from reader.core.changes import ImportProgress


def counts_json(progress: ImportProgress) -> dict[str, object]:
    """Return the counts of an import: ``total`` and ``done`` in files, the outcomes in stories."""
    return {
        "total": progress.total,
        "done": progress.done,
        "imported": progress.imported + progress.check,
        "check": progress.check,
        "versions": progress.versions,
        "copies": progress.copies,
        "already_here": progress.already_here,
        "missing": progress.missing,
        "left_out": progress.left_out,
        "failed": progress.failed,
    }
