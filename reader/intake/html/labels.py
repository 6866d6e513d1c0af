"""The attributes of an element that say what it is for, and whether it is shown."""

import re
from collections.abc import Mapping
from functools import lru_cache

_NAMES = (
    "class",
    "id",
    "role",
    "itemprop",
    "data-testid",
    "data-test",
    "data-component",
    "data-component-name",
    "data-qa",
    "data-block",
    "data-block-type",
    "data-type",
    "data-module",
    "data-name",
    "data-gu-name",
    "data-tracking-module",
    "aria-label",
)
_NAME_SET = frozenset(_NAMES)
HIDING = frozenset({"hidden", "aria-hidden", "style"})
"""The attributes by which an element may say that it is not shown."""
_UNSEEN_NAMES = re.compile(
    r"(?:^|[ _-])(?:visually-?hidden|sr-only|screen-?reader(?:-?(?:text|only))?|a11y-hidden|offscreen)(?: |$)"
)
# React writes what it streams into hidden elements of these ids, and a script moves it into place.
_STREAMED = re.compile(r"[SB]:[0-9a-f]+$")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A label longer than this is generated state or base64, not a name somebody gave.
_LONGEST = 400


def labels_of(attributes: Mapping[str, str | None]) -> str:
    """Return class, id, role, itemprop and the telling data-* values, lower-case, separated by single spaces."""
    found = ""
    for name, value in attributes.items():
        if value and name in _NAME_SET and len(value) <= _LONGEST:
            found = f"{found} {value}" if found else value
    return _folded(found) if found else ""


@lru_cache(maxsize=10_000)
def _folded(labels: str) -> str:
    return " ".join(labels.lower().split())


def is_marked_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Return whether the attributes say that the element is not shown (``hidden``, ``aria-hidden``, inline style)."""
    if HIDING.isdisjoint(attributes):
        return False
    return attributes.get("aria-hidden") == "true" or is_not_drawn(attributes)


def is_unseen_inline(attributes: Mapping[str, str | None], labels: str) -> bool:
    """Return whether an inline element inside a line is there for screen readers only, or not drawn at all."""
    if labels and _is_name_of_unseen(labels):
        return True
    return not HIDING.isdisjoint(attributes) and is_not_drawn(attributes)


@lru_cache(maxsize=10_000)
def _is_name_of_unseen(labels: str) -> bool:
    return _UNSEEN_NAMES.search(labels) is not None


def is_not_drawn(attributes: Mapping[str, str | None]) -> bool:
    """Return whether the attributes say that nobody sees the element (``hidden``, inline style)."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return not _STREAMED.match(attributes.get("id") or "")
    style = attributes.get("style")
    return bool(style) and _NOT_SHOWN.search(style or "") is not None
