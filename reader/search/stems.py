"""Words to stems, by the language of a story (Snowball, through PyStemmer).

Diacritics are folded before stemming, so that a word typed without them has the same stem.
"""

import Stemmer

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_LONG = {
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fre": "fr",
    "fra": "fr",
    "spa": "es",
    "ita": "it",
    "rus": "ru",
    "ara": "ar",
}
_AVAILABLE = frozenset(Stemmer.algorithms())
_CACHE_LIMIT = 200_000
UNSTEMMED = ""
"""The code of languages whose words are compared as they are."""


def language_code(language: str) -> str:
    """Return the bare lower-case language of a tag: ``en`` for ``en-GB``, ``EN_us`` and ``eng``; "" for none."""
    head = language.strip().lower().replace("_", "-").split("-")[0]
    return _LONG.get(head, head)


def stem_code(language: str) -> str:
    """Return the code under which stems of this language are kept; ``UNSTEMMED`` where there is no stemmer."""
    code = language_code(language)
    return code if _ALGORITHMS.get(code) in _AVAILABLE else UNSTEMMED


class Stems:
    """Stems of folded words, remembered per language."""

    def __init__(self) -> None:
        self._stemmers: dict[str, Stemmer.Stemmer] = {}
        self._known: dict[str, dict[str, str]] = {}

    def stem(self, code: str, word: str) -> str:
        """Return the stem of a folded word; ``code`` as ``stem_code`` gives it."""
        if code == UNSTEMMED:
            return word
        known = self._known.setdefault(code, {})
        stem = known.get(word)
        if stem is None:
            if len(known) >= _CACHE_LIMIT:
                known.clear()
            stem = known[word] = self._stemmer(code).stemWord(word)
        return stem

    def stems(self, code: str, words: list[str]) -> list[str]:
        """Return the stems of folded words, which are not remembered."""
        return words if code == UNSTEMMED else self._stemmer(code).stemWords(words)

    def _stemmer(self, code: str) -> Stemmer.Stemmer:
        stemmer = self._stemmers.get(code)
        if stemmer is None:
            stemmer = self._stemmers[code] = Stemmer.Stemmer(_ALGORITHMS[code], 0)
        return stemmer
