"""Words that say little by themselves, by language, read from ``resources/function_words``."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from reader.core import language as languages
from reader.resources import resource

_PAIR = 2


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The words of a language, and in scripts whose words are pairs of characters what tells which pairs are some.

    A pair is one if it has a particle, or if both are ``characters``.
    """

    words: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    characters: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        if word in self.words:
            return True
        is_short = 0 < len(word) <= _PAIR
        return is_short and (
            not self.particles.isdisjoint(word) or (bool(self.characters) and self.characters.issuperset(word))
        )

    def folded(self, cut: Callable[[str], list[str]]) -> "FunctionWords":
        """Return the words as the index has them; what it cuts into several words is one of these with each of them."""
        whole = " ".join(self.words)
        return FunctionWords(frozenset(cut(whole)), self.particles, self.characters)


@cache
def function_words(language: str) -> FunctionWords:
    """Return the function words of a language, told by its code (``pt-BR`` is ``pt``).

    Languages without a file have those by which they are recognised, and where there are none of these, none.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    path = resource("function_words", f"{code}.toml")
    if not code.isalpha() or not path.is_file():
        return FunctionWords(languages.function_words(code))
    listed = {name: frozenset(text.split()) for name, text in tomllib.loads(path.read_text("utf-8")).items()}
    nothing = frozenset[str]()
    return FunctionWords(listed["words"], listed.get("particles", nothing), listed.get("characters", nothing))


def joined(all_of: Iterable[FunctionWords]) -> FunctionWords:
    """Return the function words of several languages as one."""
    each = list(all_of)
    return FunctionWords(
        frozenset().union(*(one.words for one in each)),
        frozenset().union(*(one.particles for one in each)),
        frozenset().union(*(one.characters for one in each)),
    )
