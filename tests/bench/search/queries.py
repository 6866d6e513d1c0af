"""Seeded queries of every kind, drawn from the stories themselves.

The table is made with ``TABLE_SEED``. Whoever tunes the index does so with other seeds.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from tests.bench.search.corpus import Story

TABLE_SEED = 20_261
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[a-z]{2,}")
_SHORTEST = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Kind(Enum):
    """What a query asks for."""

    RARE = "rare word"
    COMMON = "common word"
    AND = "two words, and"
    OR = "three words, or"
    PHRASE = "phrase"
    NEAR = "within 5 words"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "one edit"
    DATES = "word and dates"
    SORTED = "sorted by date"
    FACETS = "outlets and months"
    TOTAL = "total"
    TYPING = "as you type"


@dataclass(frozen=True, slots=True)
class Ask:
    """A query: its words; for ``DATES`` the first and the last day, for ``TYPING`` the last word is unfinished."""

    kind: Kind
    words: tuple[str, ...]
    days: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Pool:
    """What queries are drawn from: sampled stories and their lower-case words by how many stories have them."""

    bodies: list[list[str]]
    rare: list[str]
    medium: list[str]
    common: list[str]


def asks(sample: Sequence[Story], seed: int, each: int) -> dict[Kind, list[Ask]]:
    """Return ``each`` queries of every kind."""
    draw = random.Random(seed)
    pool = _pool(sample)
    return {kind: [Ask(kind, *_MAKERS[kind](pool, draw)) for _ in range(each)] for kind in Kind}


def _pool(sample: Sequence[Story]) -> _Pool:
    bodies = [_WORD.findall(story.body) for story in sample]
    shares = Counter(word for body in bodies for word in set(body) if len(word) >= _SHORTEST and _is_plain(word))
    most = len(bodies)
    return _Pool(
        bodies=[body for body in bodies if len(body) > 60],
        rare=sorted(word for word, count in shares.items() if count == 1),
        medium=sorted(word for word, count in shares.items() if 0.01 * most <= count <= 0.08 * most),
        common=sorted(word for word, count in shares.items() if 0.08 * most < count <= 0.45 * most),
    )


def _is_plain(word: str) -> bool:
    return _PLAIN.fullmatch(word) is not None


Made = tuple[tuple[str, ...], tuple[str, str]]
_ALWAYS = ("", "")


def _rare(pool: _Pool, draw: random.Random) -> Made:
    return (draw.choice(pool.rare),), _ALWAYS


def _common(pool: _Pool, draw: random.Random) -> Made:
    return (draw.choice(pool.common),), _ALWAYS


def _and(pool: _Pool, draw: random.Random) -> Made:
    while True:
        known = set(draw.choice(pool.bodies))
        words = [word for word in (*pool.medium, *pool.common) if word in known]
        if len(words) > 1:
            return tuple(draw.sample(words, 2)), _ALWAYS


def _or(pool: _Pool, draw: random.Random) -> Made:
    return tuple(draw.sample(pool.medium, 3)), _ALWAYS


def _phrase(pool: _Pool, draw: random.Random) -> Made:
    while True:
        body = draw.choice(pool.bodies)
        at = draw.randrange(len(body) - 3)
        words = tuple(body[at : at + draw.choice((2, 2, 3))])
        if all(map(_is_plain, words)) and any(len(word) > _SHORTEST for word in words):
            return words, _ALWAYS


def _near(pool: _Pool, draw: random.Random) -> Made:
    while True:
        body = draw.choice(pool.bodies)
        at = draw.randrange(len(body) - 5)
        words = (body[at], body[at + draw.randint(1, 4)])
        if all(_is_plain(word) and len(word) >= _SHORTEST for word in words):
            return words, _ALWAYS


def _prefix(pool: _Pool, draw: random.Random) -> Made:
    word = draw.choice(pool.medium)
    return (word[: draw.randint(3, max(3, len(word) - 2))],), _ALWAYS


def _wildcard(pool: _Pool, draw: random.Random) -> Made:
    word = draw.choice([w for w in pool.medium if len(w) > 6])
    at = draw.randint(2, len(word) - 4)
    return (f"{word[:at]}*{word[at + 2 :]}",), _ALWAYS


def _fuzzy(pool: _Pool, draw: random.Random) -> Made:
    word = draw.choice([w for w in pool.medium if len(w) > 5])
    at = draw.randrange(1, len(word))
    return (word[:at] + draw.choice(_LETTERS) + word[at + 1 :],), _ALWAYS


def _dates(pool: _Pool, draw: random.Random) -> Made:
    year, month = draw.randint(2008, 2023), draw.randint(1, 12)
    span = draw.choice((0, 0, 1, 2))
    return (draw.choice(pool.common),), (f"{year}-{month:02}", f"{year + span}-12")


def _typing(pool: _Pool, draw: random.Random) -> Made:
    word = draw.choice(pool.medium + pool.common)
    begun = word[: draw.randint(2, len(word))]
    return ((begun,) if draw.random() < 0.5 else (draw.choice(pool.common), begun)), _ALWAYS


_MAKERS: dict[Kind, Callable[[_Pool, random.Random], Made]] = {
    Kind.RARE: _rare,
    Kind.COMMON: _common,
    Kind.AND: _and,
    Kind.OR: _or,
    Kind.PHRASE: _phrase,
    Kind.NEAR: _near,
    Kind.PREFIX: _prefix,
    Kind.WILDCARD: _wildcard,
    Kind.FUZZY: _fuzzy,
    Kind.DATES: _dates,
    Kind.SORTED: _common,
    Kind.FACETS: _common,
    Kind.TOTAL: _common,
    Kind.TYPING: _typing,
}
