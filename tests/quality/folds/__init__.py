"""Out-of-fold models: each was trained without the sites of its fold, so that figures can be cross-validated."""

import hashlib
from pathlib import Path

FOLDS = 5
FOLDER = Path(__file__).resolve().parent


def fold_of(site: str) -> int:
    """Return the fold of a registered domain: the same for all its pages, in all sets."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def model_path(fold: int) -> Path:
    """Return where the model is that has not seen the sites of ``fold``."""
    return FOLDER / f"without_{fold}.npz"
