"""Takes excessive nesting out of HTML source before it is parsed, keeping every character of its text.

A tree builder searches its stack of open elements at each tag, so 50,000 open elements cost minutes, and unclosed
formatting elements are opened again in each later paragraph. Real pages stay below 100.
"""

import re

import numpy as np
from numpy.typing import NDArray

MAX_DEPTH = 200
# Formatting elements left open are opened anew in every later block: few may be.
MAX_INLINE_DEPTH = 20
# The quick estimate counts void and unclosed elements as open, so it must be far above MAX_DEPTH to be worth a scan.
_SUSPECT_DEPTH = 600
_CHUNK = 1 << 22
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
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


def estimated_depth(source: bytes) -> int:
    """Return an upper estimate of how deep the elements of ``source`` nest, at the cost of a glance at each ``<``."""
    depth, lowest, deepest = 0, 0, 0
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


def flattened(text: str) -> bytes:
    """Return ``text`` as UTF-8, with the tags of elements deeper than ``MAX_DEPTH`` taken out if there are any.

    A block's tags become ``<br>``, so that its text stays apart from its neighbours'. Linear in the length of ``text``.
    """
    # Bytes, because a lone surrogate would stop the parser's own encoder.
    source = text.encode("utf-8", "replace")
    return _cut_deep_tags(text).encode("utf-8", "replace") if estimated_depth(source) > _SUSPECT_DEPTH else source


def _cut_deep_tags(text: str) -> str:
    kept: list[str] = []
    nesting = _Nesting()
    position = done = 0
    while (match := _TAG.search(text, position)) is not None:
        name = match[2].lower()
        end = text.find(">", match.end()) + 1
        if not end:
            break
        position = end
        if match[1]:
            cut = nesting.close(name)
        else:
            cut = nesting.open(name)
            raw_end = _RAW_END.get(name)
            if raw_end is not None:
                closing = raw_end.search(text, position)
                position = closing.start() if closing else len(text)
        if cut:
            kept += (text[done : match.start()], "" if name in _INLINE else "<br>")
            done = end
    kept.append(text[done:])
    return "".join(kept)


class _Nesting:
    """The elements open at a place in the source, as far as a look at the tags alone can tell."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._inline = 0
        self._dropped: dict[str, int] = {}

    def open(self, name: str) -> bool:
        """Note a start tag; return whether it is too deep to stand."""
        names, is_inline = self._names, name in _INLINE
        if name in _VOID or name in _RAW_END or (name in _SELF_CLOSED_BY_TWIN and names and names[-1] == name):
            return False
        if len(names) >= MAX_DEPTH or (is_inline and self._inline >= MAX_INLINE_DEPTH):
            self._dropped[name] = self._dropped.get(name, 0) + 1
            return True
        names.append(name)
        self._inline += is_inline
        return False

    def close(self, name: str) -> bool:
        """Note an end tag; return whether its start tag was taken out."""
        if self._dropped.get(name, 0):
            self._dropped[name] -= 1
            return True
        # Only the nearest few are looked at: a search through all of them would be quadratic on hostile input.
        for index in range(len(self._names) - 1, max(-1, len(self._names) - 6), -1):
            if self._names[index] == name:
                self._inline -= sum(closed in _INLINE for closed in self._names[index:])
                del self._names[index:]
                break
        return False
