"""Labels of database exports, read from ``resources/exports/*.toml``, and what they mean."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from reader.intake.metadata.folding import folded
from reader.resources import resource

_LANGUAGES = "languages"
_NUMBER = r"\s{0,3}([0-9]{1,3}(?:[.,\u00a0 ]?[0-9]{3}){0,2}|[0-9]{1,7})\s{0,3}"
_LONGEST_LABEL = 40
_LONGEST_COUNTER = 120
_LONGEST_RIGHTS = 400
_SIGNS = ("©", "(c)", "(C)")
_WHOLE_LINES = frozenset({"counter", "cover", "end", "words", "none", "rights", "medium", "web"})
"""Keys that name whole lines or values rather than labels before a value."""
_COLONS = ":：\u00a0 \t"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with a known label: what it means, in which language it is written ("" for codes), and the value."""

    meaning: str
    language: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A line that begins a document: "3 of 10 DOCUMENTS"."""

    number: int
    total: int


class Labels:
    """What a maker's labels mean; see ``resources/exports/README.md``."""

    def __init__(self, tables: dict[str, dict[str, list[str]]]) -> None:
        self._meanings: dict[str, tuple[str, str]] = {}
        self._lines: dict[str, set[str]] = {kind: set() for kind in _WHOLE_LINES}
        counters: list[str] = []
        for language, table in tables.items():
            code = language if len(language) == 2 else ""
            for meaning, labels in table.items():
                if meaning in _WHOLE_LINES:
                    self._lines[meaning].update(folded(label) for label in labels)
                if meaning == "counter":
                    counters += labels
                if meaning not in _WHOLE_LINES:
                    for label in labels:
                        self._meanings.setdefault(_key(label), (meaning, code))
        self._counter = _counter_pattern(counters)
        words = sorted(self._lines["words"], key=len, reverse=True)
        ends = "|".join(map(re.escape, words)) or "(?!)"
        self._words = re.compile(rf"[\d.,\u00a0\u202f ]{{1,12}}\s?(?:{ends})", re.IGNORECASE)

    def meaning(self, label: str) -> str:
        """Return what a label without its value means, or ""."""
        return self._meanings.get(_key(label), ("", ""))[0] if len(label) <= _LONGEST_LABEL else ""

    def labelled(self, line: str) -> Labelled | None:
        """Return the label and the value of "LABEL: value", or None where the line begins with no known label."""
        at = min((p for p in (line.find(":"), line.find("：")) if p > 0), default=-1)
        if not 0 < at <= _LONGEST_LABEL:
            return None
        label = line[:at].strip()
        meaning, language = self._meanings.get(_key(label), ("", ""))
        return Labelled(meaning, language, line[at + 1 :].strip(_COLONS), label) if meaning else None

    def counter(self, line: str) -> Counter | None:
        """Return which document of how many the whole line begins, or None."""
        if len(line) > _LONGEST_COUNTER:
            return None
        match = self._counter.fullmatch(line.strip())
        if match is None:
            return None
        numbers = [int(re.sub(r"\D", "", group)) for group in match.groups() if group]
        return Counter(*numbers[-2:]) if len(numbers) > 1 else None

    def is_end(self, line: str) -> bool:
        """Tell whether the whole line ends a document."""
        return len(line) <= _LONGEST_LABEL and folded(line) in self._lines["end"]

    def is_word_count(self, line: str) -> bool:
        """Tell whether the whole line is a number of words."""
        return len(line) <= _LONGEST_LABEL and self._words.fullmatch(line.strip()) is not None

    def is_none(self, value: str) -> bool:
        """Tell whether a value says that there is none."""
        return not value.strip() or folded(value) in self._lines["none"]

    def is_rights(self, text: str) -> bool:
        """Tell whether a line is about copyright."""
        if len(text) > _LONGEST_RIGHTS:
            return False
        begin = folded(text[:_LONGEST_LABEL])
        return text.startswith(_SIGNS) or any(begin.startswith(words) for words in self._lines["rights"])

    def begins_with(self, kind: str, line: str) -> bool:
        """Tell whether a line begins with one of the phrases of a kind, ``medium`` or ``web``."""
        begin = folded(line[: 2 * _LONGEST_LABEL]) + " "
        return any(begin.startswith(words + " ") for words in self._lines[kind])

    def is_cover(self, line: str) -> bool:
        """Tell whether a line stands on cover pages alone: with a label of theirs, or "Documents (7)"."""
        head = line.split(":", 1)[0][:_LONGEST_LABEL]
        return folded(re.sub(r"\d+", "#", head)) in self._lines["cover"] or folded(head) in self._lines["cover"]


def _key(label: str) -> str:
    """Return what a label is known by: without blanks, which some exports lose or add."""
    return folded(label).replace(" ", "")


@cache
def labels(maker: str) -> Labels:
    """Return the labels of a maker, e.g. ``nexis``."""
    with resource("exports", f"{maker}.toml").open("rb") as stream:
        return Labels(tomllib.load(stream))


def language_code(name: str) -> str:
    """Return the code of a language by its name in many languages ("Français", "GERMAN; DEUTSCH"), or ""."""
    codes = _language_codes()
    text = name.strip()
    if re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?", text):
        return text.lower()
    parts = [text, *re.split(r"[;,/|(]", text)]
    return next((codes[key] for part in parts if (key := folded(part)) in codes), "")


@cache
def _language_codes() -> dict[str, str]:
    with resource("exports", f"{_LANGUAGES}.toml").open("rb") as stream:
        table: dict[str, list[str]] = tomllib.load(stream)
    return {folded(name): code for code, names in table.items() for name in names}


def _counter_pattern(counters: list[str]) -> re.Pattern[str]:
    parts = [_NUMBER.join(re.escape(part.strip()) for part in one.split("#")) for one in dict.fromkeys(counters)]
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)
