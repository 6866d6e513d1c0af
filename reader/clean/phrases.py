"""Phrases that mark boilerplate, by language: read from ``resources/phrases/*.toml``, matched in linear time.

A file holds a language's words, labels and line patterns. A pattern is a whole line as people read it: case, quotes,
decoration at its ends and the exact value of numbers do not matter (``#`` stands for any number), ``*`` stands for any
run of characters. Nothing else is special. Keys of ``[lines]`` are the rules in ``reader.clean.rules.phrasing``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reader.clean.folding import EDGES, WORD, fold, has_case, is_dense, level
from reader.resources import resource

COMMON = "common"
"""Name of the file whose phrases hold in every language: picture agencies, services, brands."""

_HEADS = (5, 3, 2)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: the literals between its wildcards, and the group it belongs to."""

    literals: tuple[str, ...]
    group: str

    @property
    def is_open(self) -> bool:
        """Whether the pattern has a wildcard."""
        return len(self.literals) > 1

    @property
    def letters(self) -> int:
        """How many characters are literal; in scripts without word spaces each counts as two."""
        literal = "".join(self.literals)
        return len(literal) * (2 if is_dense(literal) else 1)

    def matches(self, key: str) -> bool:
        """Whether the whole of a line's key (see ``folding.key``) fits, in time linear in its length.

        The first literal ends where a word ends, in scripts that know capitals: "support us*" fits no "Support user…".
        """
        first, last = self.literals[0], self.literals[-1]
        if not self.is_open:
            return key == first
        if len(key) < len(first) + len(last) or not key.startswith(first) or not key.endswith(last):
            return False
        if first and has_case(first[-1]) and has_case(key[len(first) : len(first) + 1]):
            return False
        at, end = len(first), len(key) - len(last)
        for literal in self.literals[1:-1]:
            at = key.find(literal, at, end)
            if at < 0:
                return False
            at += len(literal)
        return True


@lru_cache(maxsize=8_192)
def compile_pattern(written: str, group: str) -> Pattern:
    """Compile a pattern as written in a phrase file: once, though each language is in the books of many pages."""
    edges = EDGES.replace("#", "").replace("*", "")
    folded = fold(written).strip(edges)
    return Pattern(tuple(folded.split("*")), group)


@dataclass(frozen=True, slots=True, eq=False)
class Phrasebook:
    """The phrases of one or more languages, indexed for matching. Words are folded, labels levelled.

    ``headless`` patterns begin with a wildcard; each stands behind its longest literal, which is looked for first.
    A book equals only itself, so that answers about a text and a book can be cached.
    """

    languages: tuple[str, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exact: Mapping[str, Pattern] = field(default_factory=dict)
    headed: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    headless: tuple[tuple[str, Pattern], ...] = ()

    def fitting(self, key: str) -> tuple[Pattern, ...]:
        """Return the patterns that fit a line's key, an exact one first."""
        found = [self.exact[key]] if key in self.exact else []
        for size in _HEADS:
            found += [pattern for pattern in self.headed.get(key[:size], ()) if pattern.matches(key)]
        found += [pattern for literal, pattern in self.headless if literal in key and pattern.matches(key)]
        return tuple(found)

    def group(self, name: str) -> frozenset[str]:
        """Return a group of words, empty if no language has it."""
        return self.words.get(name, frozenset())

    def has_word(self, group: str, words: Iterable[str]) -> bool:
        """Whether any of these folded words belongs to a word group."""
        return not self.group(group).isdisjoint(words)


@dataclass(frozen=True, slots=True)
class PhraseFile:
    """A phrase file as read: word groups, labels and patterns in the order written."""

    language: str
    words: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def phrase_files() -> Mapping[str, PhraseFile]:
    """Return all phrase files that ship with the program, by language code."""
    files = sorted(resource("phrases").glob("*.toml"))
    return {path.stem: read_phrases(path.stem, path.read_text("utf-8")) for path in files}


def read_phrases(language: str, toml: str) -> PhraseFile:
    """Read a phrase file; a word group is a string or a list. Raises TypeError, TOMLDecodeError."""
    tables = tomllib.loads(toml)
    groups: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for name in ("words", "labels", "lines"):
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise TypeError(f"[{name}] of {language}.toml is not a table")
        groups[name] = {key: _listed(value) for key, value in table.items()}
    return PhraseFile(language, groups["words"], groups["labels"], groups["lines"])


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(str(item) for item in value)
    raise TypeError("a group of phrases is a string of words or a list of strings")


@lru_cache(maxsize=64)
def phrasebook(languages: tuple[str, ...]) -> Phrasebook:
    """Return the phrases of these languages, with those common to all; unknown codes are left out."""
    files = phrase_files()
    chosen = tuple(dict.fromkeys(code for code in (*languages, COMMON) if code in files))
    return build_phrasebook([files[code] for code in chosen])


_folded, _levelled = lru_cache(maxsize=16_384)(fold), lru_cache(maxsize=4_096)(level)


def build_phrasebook(files: list[PhraseFile]) -> Phrasebook:
    """Merge phrase files into one indexed book; where two hold the same pattern, the first wins."""
    words: dict[str, set[str]] = {}
    labels: dict[str, dict[str, None]] = {}
    exact: dict[str, Pattern] = {}
    headed: dict[str, list[Pattern]] = {}
    headless: list[Pattern] = []
    for file in files:
        for group, values in file.words.items():
            words.setdefault(group, set()).update(map(_folded, values))
        for group, values in file.labels.items():
            labels.setdefault(group, {}).update(dict.fromkeys(map(_levelled, values)))
        for pattern in (compile_pattern(w, group) for group, written in file.lines.items() for w in written):
            if not pattern.is_open:
                exact.setdefault(pattern.literals[0], pattern)
            else:
                first = pattern.literals[0]
                size = next((size for size in _HEADS if len(first) >= size), 0)
                (headed.setdefault(first[:size], []) if size else headless).append(pattern)
    words["agency_parts"] = {part for name in words.get("agencies", ()) for part in WORD.findall(name)}
    return Phrasebook(
        tuple(file.language for file in files),
        {group: frozenset(values) for group, values in words.items()},
        {group: tuple(sorted(values, key=len, reverse=True)) for group, values in labels.items()},
        exact,
        {head: tuple(patterns) for head, patterns in headed.items()},
        tuple((max(pattern.literals, key=len), pattern) for pattern in headless),
    )
