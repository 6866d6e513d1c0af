"""Catalogs of translated texts: ``resources/i18n/<code>.toml``, a table from the English text to its translation.

A text with ``%n`` has a list of forms, as many as ``FORMS`` says. An empty text is not translated yet. Pure.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reader.resources import resource

CODES = ("de", "fr", "es", "he")
"""Languages with a catalog, as ISO 639-1 codes. English is the language of the texts themselves."""

FORMS: Mapping[str, tuple[Callable[[int], bool], ...]] = {
    "de": (lambda n: n == 1,),
    "fr": (lambda n: n in (0, 1),),
    "es": (lambda n: n == 1,),
    "he": (lambda n: n == 1, lambda n: n == 2),
}
"""For each language, which numbers take the first forms; all others take the last (plural rules of the CLDR)."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The texts of one language."""

    code: str
    texts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def find(self, source: str, number: int = -1) -> str | None:
        """Return the translation of a text, in the form for this number; None where there is none."""
        found = self.texts.get(source)
        if isinstance(found, tuple):
            found = found[form_of(self.code, number)]
        return found or None


def form_of(code: str, number: int) -> int:
    """Return which form a number takes in a language."""
    rules = FORMS[code]
    return next((place for place, holds in enumerate(rules) if holds(number)), len(rules))


@lru_cache(maxsize=len(CODES))
def load_catalog(code: str) -> Catalog:
    """Return the catalog of a language; an empty one where its file is missing."""
    path = resource("i18n", f"{code}.toml")
    if not path.is_file():
        return Catalog(code)
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Catalog(code, {source: tuple(text) if isinstance(text, list) else text for source, text in table.items()})
