"""Takes excessive nesting out of HTML source before it is parsed, keeping every character of its text.

A tree builder searches its stack of open elements at each tag, so 50,000 open elements cost minutes, and unclosed
formatting elements are opened again in each later paragraph. Real pages stay below 100.
"""

import re

import numpy as np
from numpy.typing import NDArray

MAX_DEPTH = 200
# The quick estimate counts void and unclosed elements as open, so it must be far above MAX_DEPTH to be worth a scan.
_SUSPECT_DEPTH = 600
_CHUNK = 1 << 22
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>")
_RAW_END = {
    name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_TWIN_NAMES = "p li td th tr dt dd option optgroup"
_INLINE_NAMES = "a abbr b bdi bdo big cite code em font i kbd mark nobr q s small span strike strong sub sup tt u"
_VOID = frozenset(_VOID_NAMES.split())
_SELF_CLOSED_BY_TWIN = frozenset(_TWIN_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())


def estimated_depth(text: str) -> int:
    """Return an upper estimate of how deep the elements of ``text`` nest, at the cost of a glance at each ``<``."""
    depth, lowest, deepest = 0, 0, 0
    source = text.encode("utf-8", "replace")
    for start in range(0, len(source), _CHUNK):
        codes: NDArray[np.uint8] = np.frombuffer(source[start : start + _CHUNK + 1] + b" ", dtype=np.uint8)
        opening = np.flatnonzero(codes[:-2] == ord("<"))
        after = codes[opening + 1]
        letter = (after | 0x20) - ord("a") < 26
        steps = letter.astype(np.int64) - (after == ord("/"))
        if not len(steps):
            continue
        levels = depth + np.cumsum(steps)
        floor = np.minimum(np.minimum.accumulate(levels), lowest)
        deepest = max(deepest, int((levels - floor).max()))
        depth, lowest = int(levels[-1]), int(floor[-1])
    return deepest


def flattened(text: str) -> str:
    """Return ``text`` with the tags of elements deeper than ``MAX_DEPTH`` taken out, or as it is if none can be.

    A block's tags become ``<br>``, so that its text stays apart from its neighbours'. Linear in the length of ``text``.
    """
    return _cut_deep_tags(text) if estimated_depth(text) > _SUSPECT_DEPTH else text


def _cut_deep_tags(text: str) -> str:
    kept: list[str] = []
    names: list[str] = []
    dropped: dict[str, int] = {}
    position = done = 0
    while (match := _TAG.search(text, position)) is not None:
        name = match[2].lower()
        position = match.end()
        if match[1]:
            cut = _close(name, names, dropped)
        else:
            cut = _open(name, names, dropped)
            raw_end = _RAW_END.get(name)
            if raw_end is not None:
                end = raw_end.search(text, position)
                position = end.start() if end else len(text)
        if cut:
            kept += (text[done : match.start()], "" if name in _INLINE else "<br>")
            done = match.end()
    kept.append(text[done:])
    return "".join(kept)


def _open(name: str, names: list[str], dropped: dict[str, int]) -> bool:
    """Note a start tag; return whether it is too deep to stand."""
    if name in _VOID or name in _RAW_END or (name in _SELF_CLOSED_BY_TWIN and names and names[-1] == name):
        return False
    if len(names) >= MAX_DEPTH:
        dropped[name] = dropped.get(name, 0) + 1
        return True
    names.append(name)
    return False


def _close(name: str, names: list[str], dropped: dict[str, int]) -> bool:
    """Note an end tag; return whether its start tag was taken out."""
    if dropped.get(name, 0):
        dropped[name] -= 1
        return True
    # Only the nearest few are looked at: a search through all of them would be quadratic on hostile input.
    for index in range(len(names) - 1, max(-1, len(names) - 6), -1):
        if names[index] == name:
            del names[index:]
            break
    return False
