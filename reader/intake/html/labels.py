"""The attributes of an element that say what it is for, and whether it is shown."""

import re
from collections.abc import Mapping

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
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A label longer than this is generated state or base64, not a name somebody gave.
_LONGEST = 400


def labels_of(attributes: Mapping[str, str | None]) -> str:
    """Return class, id, role, itemprop and the telling data-* values, lower-case, separated by single spaces."""
    if not attributes:
        return ""
    found = [value for name, value in attributes.items() if name in _NAME_SET and value and len(value) <= _LONGEST]
    return " ".join(" ".join(found).lower().split()) if found else ""


def is_marked_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Return whether the attributes say that the element is not shown (``hidden``, ``aria-hidden``, inline style)."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style) and _NOT_SHOWN.search(style or "") is not None
