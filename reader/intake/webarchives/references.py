"""References as a page writes them, to the parts that were saved with it."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import unquote, urljoin

from reader.core.model import Attached

LARGEST_PART = 20_000_000
"""In bytes; no picture of a story is larger."""
_LONGEST = 4_000
_Part = TypeVar("_Part")


def attached_from(base: str, parts: Iterable[tuple[str, _Part]], read: Callable[[_Part], bytes | None]) -> Attached:
    """Return the way from a reference to the bytes of a part, or None.

    ``parts`` are addresses, absolute or relative to ``base``, the address of the page; of two with one address the
    first counts. ``read`` returns a part's bytes, or None where they cannot be had.
    """
    exact: dict[str, _Part] = {}
    alike: dict[str, _Part] = {}
    for address, part in parts:
        whole = absolute(base, address)
        exact.setdefault(whole, part)
        alike.setdefault(_folded(whole), part)

    def attached(reference: str) -> bytes | None:
        if not reference or len(reference) > _LONGEST:
            return None
        plain = reference.strip()
        for form in (plain, plain.split("#", 1)[0]):
            whole = absolute(base, form) if form else ""
            part = exact.get(whole, alike.get(_folded(whole)))
            if part is not None:
                content = read(part)
                return content if content is not None and len(content) <= LARGEST_PART else None
        return None

    return attached


def absolute(base: str, reference: str) -> str:
    """Return a reference seen from ``base``; as it is where the two do not fit together."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _folded(address: str) -> str:
    """Return an address without what savers write differently: its scheme, and characters as percent signs."""
    plain = unquote(address.replace("\\", "/"))
    head, mark, tail = plain.partition("://")
    return tail if mark and head.lower() in {"http", "https"} else plain
