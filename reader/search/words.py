"""Text to words: one way of cutting and folding for stories and for queries, with exact places in the original text.

Cut as readers expect: an apostrophe is part of a word (``don't``), except after an elided article (``l'homme``,
``O'Neill`` are two words side by side) and before a possessive s, which is dropped; a hyphen separates (``COVID-19`` is
two words side by side); ``U.S.`` and ``3.5`` are one word; Chinese, Japanese and Korean are cut into overlapping pairs
of characters, one for every character. Folded: compatibility forms (NFKC), letter case, diacritics of Latin, Greek,
Cyrillic, Hebrew and Arabic, typographic apostrophes, soft hyphens and other invisible characters.
"""

import re
import unicodedata
from typing import NamedTuple


class Token(NamedTuple):
    """A folded word and its half-open range of code points in the original text."""

    text: str
    start: int
    end: int


INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u0640"
STRIPPED = (
    "\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Combining marks that are not letters of their own; the breve is handled apart, for Cyrillic short i."""

PAIRED = (
    "\u1100-\u11ff\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\U00020000-\U000323af"
)
"""Characters of scripts written without spaces, or found by pairs of characters: Han, Kana, Hangul, Bopomofo."""


def _combining() -> str:
    """Return a regex class body of every combining mark of the first two planes."""
    parts: list[str] = []
    start = previous = -2
    for code in range(0x300, 0x20000):
        if 0x3400 <= code < 0xA000 or 0xAC00 <= code < 0xD7A4 or unicodedata.category(chr(code))[0] != "M":
            continue
        if code != previous + 1:
            if start >= 0:
                parts.append(f"{chr(start)}-{chr(previous)}")
            start = code
        previous = code
    return "".join([*parts, f"{chr(start)}-{chr(previous)}"])


_INSIDE = _combining() + INVISIBLE
_APOSTROPHE = "'\u2019\u2018\u02bc\uff07\u05f3\u05f4\u2032"
_CORE = rf"[^\W_]+(?:(?![\x00-\x7f])[{_INSIDE}]+[^\W_]*)*"  # what is in ASCII is not looked for in the large class
_WORD = re.compile(
    r"([A-Za-z][A-Za-z0-9]++)(?=[\x00-\x26\x28-\x7f]|\Z)"  # what most words are, told apart soonest
    rf"|\d+(?:[.,]\d+){{1,8}}(?![^\W_])"  # 3.5, 1,000
    rf"|[^\W\d_](?:\.[^\W\d_]){{1,8}}(?![^\W_])\.?"  # U.S.
    rf'|{_CORE}(?:(?:[{_APOSTROPHE}]|(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])){_CORE}){{0,8}}'
)
_MARK = re.compile(f"[{_INSIDE}]")
_STRIP = re.compile(rf"[{STRIPPED}{INVISIBLE}]|(?<!\u0438)\u0306")
_NOT_WORD = re.compile(rf"(?:[^\w{_INSIDE}]|_)+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t", "ŀ": "l"}
)
_CUT = re.compile(rf'[{_APOSTROPHE}"]')
_ELISIONS = frozenset(
    {"qu", "dell", "all", "nell", "sull", "dall", "quest", "jusqu", "lorsqu", "puisqu", "quelqu", "un"}
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PAIRED_RUN = re.compile(rf"[{PAIRED}][{PAIRED}\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f{INVISIBLE}]*")
_UNIT = re.compile(
    rf"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[{PAIRED}][\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f{INVISIBLE}]*"
)
_CACHE_LIMIT = 400_000

Pieces = tuple[tuple[str, int, int], ...]


def fold(text: str) -> str:
    """Return ``text`` as it is compared: compatibility forms, case, diacritics and invisible characters folded."""
    if text.isascii():
        return text.lower()
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = _STRIP.sub("", unicodedata.normalize("NFD", wide))
    return unicodedata.normalize("NFC", bare)


class Cutter:
    """Cuts texts into tokens; remembers the pieces of words it has met."""

    def __init__(self) -> None:
        self._known: dict[str, Pieces] = {}

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of ``text`` in order; their spans never overlap, except pairs of characters."""
        found: list[Token] = []
        known = self._known
        make = Token._make
        for match in _WORD.finditer(text):
            word = match.group()
            at = match.start()
            for piece, start, end in known.get(word) or self._learn(word):
                found.append(make((piece, at + start, at + end)))
        return found

    def tokens_from(self, text: str, start: int, last: int) -> list[Token]:
        """Return the tokens from the one at ``start`` on, to the one at place ``last`` and the one after it."""
        found: list[Token] = []
        for match in _WORD.finditer(text, start):
            at = match.start()
            word = match.group()
            for piece, begin, end in self._known.get(word) or self._learn(word):
                found.append(Token(piece, at + begin, at + end))
            if len(found) > last + 1:
                break
        return found

    def ends(self, text: str, start: int, first: int, last: int) -> tuple[int, int]:
        """Return where a token begins and where another one ends, counted from the one at ``start`` on."""
        if not first and not last and (plain := _WORD.match(text, start)) and plain.lastindex:
            return plain.span()  # a plain word is a single token
        begin = start
        for match in _WORD.finditer(text, start):
            if match.lastindex:
                if first == 0:
                    begin = match.start()
                if last == 0:
                    return begin, match.end()
                count = 1
            else:
                pieces = self._known.get(match[0]) or self._learn(match[0])
                count = len(pieces)
                if 0 <= first < count:
                    begin = match.start() + pieces[first][1]
                if last < count:
                    return begin, match.start() + pieces[last][2]
            first -= count
            last -= count
        return begin, len(text)

    def _learn(self, word: str) -> Pieces:
        if len(self._known) >= _CACHE_LIMIT:
            self._known.clear()
        pieces = self._known[word] = _cut(word)
        return pieces


def is_apostrophe(character: str) -> bool:
    """Whether a character may stand between two parts of a word as an apostrophe."""
    return character in _APOSTROPHE


def is_inside(character: str) -> bool:
    """Whether a character that is no letter may stand inside a word: a combining mark, or an invisible one."""
    return _MARK.match(character) is not None


def is_paired(text: str) -> bool:
    """Whether the folded text is of a script that is found by pairs of characters."""
    return _PAIRED_RUN.match(text) is not None


def _cut(word: str) -> Pieces:
    if word.isascii() and word.isalnum():
        return ((word.lower(), 0, len(word)),)
    if _PAIRED_RUN.search(word):
        return tuple(_mixed(word))
    if "." in word or "," in word:
        return ((_numeral(word), 0, len(word)),)
    return tuple(_split_at_apostrophes(word))


def _numeral(word: str) -> str:
    folded = fold(word).rstrip(".")
    return folded.replace(",", "") if _THOUSANDS.fullmatch(folded) else folded


def _split_at_apostrophes(word: str) -> list[tuple[str, int, int]]:
    parts: list[tuple[str, int, int]] = []
    at = 0
    for cut in [*(m.start() for m in _CUT.finditer(word)), len(word)]:
        parts.append((_NOT_WORD.sub("", fold(word[at:cut])), at, cut))
        at = cut + 1
    if len(parts) > 1 and parts[-1][0] == "s":
        parts.pop()
    joined: list[tuple[str, int, int]] = []
    for text, start, end in parts:
        if joined and not _is_elided(joined[-1][0]):
            before = joined.pop()
            joined.append((before[0] + text, before[1], end))
        else:
            joined.append((text, start, end))
    return [piece for piece in joined if piece[0]]


def _is_elided(text: str) -> bool:
    return (len(text) == 1 and text.isalpha() and not "\u0590" <= text <= "\u06ff") or text in _ELISIONS


def _mixed(word: str) -> list[tuple[str, int, int]]:
    """Cut a run that holds characters of paired scripts, perhaps beside letters and digits."""
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for run in [*_PAIRED_RUN.finditer(word), None]:
        for plain in _WORD.finditer(word[at : run.start() if run else len(word)]):
            pieces.extend(
                (text, at + start + plain.start(), at + end + plain.start()) for text, start, end in _cut(plain.group())
            )
        if run is None:
            break
        pieces.extend(_pairs(run.group(), run.start()))
        at = run.end()
    return pieces


def _pairs(run: str, at: int) -> list[tuple[str, int, int]]:
    units = [(fold(m.group()), at + m.start(), at + m.end()) for m in _UNIT.finditer(run)]
    pieces = []
    for index, (text, start, end) in enumerate(units):
        if index + 1 < len(units):
            following = units[index + 1]
            pieces.append((text + following[0], start, following[2]))
        else:
            pieces.append((text, start, end))
    return pieces
