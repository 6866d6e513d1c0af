"""How lines are compared: folded text, words, and what a line looks like (a sentence, a headline, a name)."""

import re
from hashlib import blake2b

WORD = re.compile(r"\w+")
_DENSE = re.compile("[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NUMBER = re.compile(r"\d[\d.,:]*")

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′´ʼ＇"), "'") | dict.fromkeys(map(ord, "“”„‟«»″〝〞＂"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_WIDE = {ord("："): ":", ord("？"): "?", ord("！"): "!", ord("（"): "(", ord("）"): ")", ord("｜"): "|", ord("／"): "/"}
_GONE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
)
_FOLDING = _QUOTES | _DASHES | _WIDE | _GONE

_FOLDED = re.compile("[" + re.escape("".join(map(chr, _FOLDING))) + "]")


_LEVELS = _QUOTES | _DASHES | _WIDE | {ord("ς"): "σ"}
_LEVELLED = re.compile("[" + re.escape("".join(map(chr, _LEVELS))) + "]")


def _levelled(match: re.Match[str]) -> str:
    return _LEVELS[ord(match.group())]


def _folded(match: re.Match[str]) -> str:
    return _FOLDING[ord(match.group())] or ""


EDGES = " \t\n\r\u00a0\u3000•·▪■●◆►▶▸→➡⇒>»<«|*_-–—=~#:;,.!…。、\"'()[]{}【】〔〕《》〈〉「」"
"""Decoration at either end of a line that says nothing about what the line is."""

SENTENCE_ENDS = frozenset(".!?…。！？｡।؟۔")
FULL_STOPS = frozenset(".…。｡।۔")
_ENDS, _STOPS = tuple(SENTENCE_ENDS), tuple(FULL_STOPS)
_AFTER_STOP = "\"'”’“‘»)]」』）】›‹« \u00a0\n"
REPEATED_LOOKS = 4_096
"""Lines whose answers are kept: each is asked again in every round of the rules, of a page of usual length."""
CLOSERS = frozenset("\"'”’»)]」』）】›‹«")
OPENERS = frozenset("\"'“‘„«»‚([「『（【‹›¿¡")


def fold(text: str) -> str:
    """Return ``text`` for comparing: case-folded, plain quotes and dashes, single spaces."""
    plain = text if text.isascii() else _FOLDED.sub(_folded, text)
    return " ".join(plain.casefold().split())


def level(text: str) -> str:
    """Return ``text`` in lower case with plain quotes, dashes and colons, character by character: offsets stay."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low if low.isascii() else _LEVELLED.sub(_levelled, low)


def key(folded: str) -> str:
    """Return a folded line without decoration at its ends and with each number as ``#``: what patterns match."""
    return _NUMBER.sub("#", folded.strip(EDGES)).strip()


def digest(folded: str) -> int:
    """Return a signed 64-bit digest of folded text."""
    return int.from_bytes(blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def passage_key(text: str) -> int:
    """Return the key of a passage: equal for texts that differ in case, spacing, numbers and decoration at most."""
    folded = fold(text)
    return digest(key(folded) or folded)


_BETWEEN_WORDS = {code: " " for code in range(128) if not WORD.match(chr(code))}


def words_of(text: str) -> list[str]:
    """Return the words of ``text``, as ``WORD`` finds them: three times faster where it is ASCII, as most folded is."""
    return text.translate(_BETWEEN_WORDS).split() if text.isascii() else WORD.findall(text)


def loosely(text: str) -> str:
    """Return the letters and digits of ``text`` alone, folded, words apart: equal for lines that say the same."""
    return " ".join(words_of(fold(text)))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in the text."""
    return any(map(str.isalnum, text))


def is_dense_script(char: str) -> bool:
    """Whether a character belongs to a script written without spaces between words."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or ("\u0e00" <= char <= "\u0e7f" or "\U00020000" <= char <= "\U0003ffff")
    )


def is_dense(text: str) -> bool:
    """Whether most letters of ``text`` (of its first 400 characters) are of a script without word spaces."""
    letters = [c for c in text[:400] if c.isalpha()]
    return bool(letters) and 2 * sum(map(is_dense_script, letters)) > len(letters)


def count_words(text: str) -> int:
    """Count words; in scripts without word spaces two characters count as one."""
    return count_found(WORD.findall(text), text)


def count_found(words: list[str], text: str) -> int:
    """Count the ``words`` found in ``text``; in scripts without word spaces two characters count as one."""
    if text.isascii() or not _DENSE.search(text):
        return len(words)
    return sum(max(1, sum(map(is_dense_script, word)) // 2) for word in words)


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(_AFTER_STOP).endswith(_ENDS)


def ends_with_stop(text: str) -> bool:
    """Whether the line ends with a full stop (not a question or exclamation mark), closing quotes aside."""
    return text.rstrip(_AFTER_STOP).endswith(_STOPS)


def capitalised_share(text: str) -> float:
    """Share of the words of four letters and more, the first word aside, that begin with a capital; 0.0 if none."""
    words = [w for w in WORD.findall(text)[1:] if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in words) / len(words) if words else 0.0


def has_case(text: str) -> bool:
    """Whether the text is in a script that knows capitals."""
    return text.upper() != text.lower()


def closed_quotes(text: str) -> str:
    """Return ``text`` with the upper quotes that close German „…“ as ”, which closes in all languages."""
    if "„" not in text:
        return text
    first, *rest = text.split("„")
    return "„".join((first, *(part.replace("“", "”", 1) for part in rest)))


def has_balanced_quotes(text: str) -> bool:
    """Whether double quotes and brackets that open are closed within ``text``."""
    plain = closed_quotes(text)
    opened = plain.count("“") + plain.count("„")
    pairs = text.count("(") == text.count(")") and text.count("「") == text.count("」")
    straight = text.count('"') % 2 == 0
    angled = text.count("«") == text.count("»")
    return pairs and straight and angled and opened in (0, plain.count("”"))
