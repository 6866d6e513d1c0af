"""Finds the files that ship with the program, installed or in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource("phrases", "de.toml")``."""
    installed = PACKAGE / "shipped"
    return (installed if installed.is_dir() else PACKAGE.parent / "resources").joinpath(*parts)


def guide_folder() -> Path:
    """Return the folder of the user guide and its pictures."""
    installed = PACKAGE / "shipped"
    return installed / "guide" if installed.is_dir() else PACKAGE.parent / "docs" / "guide"
