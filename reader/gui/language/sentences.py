"""Sentences that come from beneath the window, in its language: reasons of removals, doubts, reports, errors, notes.

Cleaning, search and worker say them in English, and the library keeps them so. ``resources/i18n/sentences/<code>.toml``
has the translations; what was filled in stands there as ``{1}``, ``{2}``, … and is put back as it was. Pure but for
``told``, which asks Qt's translator.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from reader.resources import resource

CONTEXT = "Sentences"
KEPT = 2_000
MOST_PARTS = 12
_PLACE = re.compile(r"\{(\d)\}")
_BOUNDARY = re.compile(r"(?<=[.:]) (?=[A-Z“])|; |\n")


def told(text: str) -> str:
    """Return a text of one or several sentences in the language of the window; what is not known stays as it is."""
    return QCoreApplication.translate(CONTEXT, text) if text else text


class Sentences:
    """The sentences of one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        filled = sorted((text for text in texts if _PLACE.search(text)), key=len, reverse=True)
        self._patterns = [(_pattern(text), texts[text]) for text in filled]
        self._found: dict[str, str] = {}

    def find(self, text: str) -> str:
        """Return a text with every sentence translated that is known."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= KEPT:
                self._found.clear()
            found = self._found[text] = "".join(self._parts(text))
        return found

    def _parts(self, text: str) -> Iterator[str]:
        """Yield the translations of the longest known runs of sentences, and what is between them."""
        bounds = [0, *(match.end() for match in _BOUNDARY.finditer(text)), len(text)]
        if len(bounds) > MOST_PARTS:
            yield text
            return
        at = 0
        while at < len(bounds) - 1:
            for until in range(len(bounds) - 1, at, -1):
                piece = text[bounds[at] : bounds[until]]
                bare = re.sub(r"(; |\s)$", "", piece)
                known = self._whole(bare)
                if known is not None:
                    yield known + piece[len(bare) :]
                    break
            else:
                until = at + 1
                yield text[bounds[at] : bounds[until]]
            at = until

    def _whole(self, text: str) -> str | None:
        known = self._texts.get(text)
        if known is not None or not text:
            return known
        for pattern, translation in self._patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                return _filled(translation, match)
        return None


@lru_cache(maxsize=8)
def load_sentences(code: str) -> Sentences:
    """Return the sentences of a language; none where their file is missing."""
    path = resource("i18n", "sentences", f"{code}.toml")
    return Sentences(tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {})


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PLACE.split(template)
    parts = [f"(?P<n{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)]
    return re.compile("".join(parts), re.DOTALL)


def _filled(translation: str, match: re.Match[str]) -> str:
    return _PLACE.sub(lambda place: str(match[f"n{place[1]}"]), translation)
