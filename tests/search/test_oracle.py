"""The index against a brute-force reading of the query language, on random libraries and random queries."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.model import ArticleId
from reader.core.query import SearchDocument
from reader.search import IndexWriter, SearchIndex
from tests.search.stories import found, story

STEM = {
    "run": "run", "runs": "run", "running": "run", "tax": "tax", "taxes": "tax", "taxed": "tax", "minister": "minist",
    "ministers": "minist", "vote": "vote", "votes": "vote", "voted": "vote", "oil": "oil", "gas": "gas", "zero": "zero",
}  # fmt: skip
WORDS = sorted(STEM)
PREFIXES = ["ru", "run", "tax", "mini", "vot", "o", "zebra"]
MONTHS = ["2009", "2010-03", "2010-03-22", "2011-01-01", "2011-12-31T23:59:59", ""]
RANGES = {
    "2010": ("2010-01-01", "2010-12-31"),
    "2010-03": ("2010-03-01", "2010-03-31"),
    "2010-03-22": ("2010-03-22", "2010-03-22"),
    "2009..2010": ("2009-01-01", "2010-12-31"),
    "2011/": ("2011-01-01", "9999-12-31"),
    "/2010-02": ("0001-01-01", "2010-02-31"),
}


@dataclass(frozen=True)
class Text:
    """A story's words by zone."""

    headline: list[str]
    standfirst: list[str]
    body: list[str]
    byline: list[str]
    day: str

    def zones(self) -> list[list[str]]:
        """Return the zones that are searched by default."""
        return [self.headline, self.standfirst, self.body]


Test = Callable[[Text], bool]
Library = tuple[SearchIndex, dict[int, Text]]


def random_story(number: int, rng: random.Random) -> tuple[SearchDocument, Text]:
    """Return a story and its words."""
    zones = [rng.choices(WORDS, k=rng.randrange(most)) for most in (4, 4, 70, 3)]
    published = rng.choice(MONTHS)
    full = (published + "-01-01"[len(published) - 4 :])[:10] if published else ""
    document = story(
        number,
        "\n".join([" ".join(zones[2][:9]), ", ".join(zones[2][9:])]),
        headline=" ".join(zones[0]).upper(),
        standfirst="; ".join(zones[1]),
        byline=" ".join(zones[3]),
        published=published,
    )
    return document, Text(zones[0], zones[1], zones[2], zones[3], full)


@pytest.fixture(scope="module", params=[1, 2])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Random stories, written in several commits with replacements and removals."""
    rng = random.Random(request.param)
    folder: Path = tmp_path_factory.mktemp("oracle") / "index"
    texts: dict[int, Text] = {}
    with IndexWriter.open(folder) as writer:
        for turn in range(4):
            numbers = [rng.randrange(1, 90) for _ in range(30)]
            pairs = {number: random_story(number, rng) for number in numbers}
            gone = [number for number in texts if rng.random() < 0.1 and number not in pairs]
            writer.write([document for document, _ in pairs.values()], [ArticleId(number) for number in gone], turn)
            texts.update({number: text for number, (_, text) in pairs.items()})
            for number in gone:
                del texts[number]
    with SearchIndex.open(folder) as index:
        yield index, texts


def has_word(word: str) -> Test:
    return lambda text: any(STEM[each] == STEM[word] for zone in text.zones() for each in zone)


def has_form(word: str) -> Test:
    return lambda text: any(word in zone for zone in text.zones())


def has_prefix(prefix: str) -> Test:
    return lambda text: any(each.startswith(prefix) for zone in text.zones() for each in zone)


def has_phrase(words: list[str]) -> Test:
    size = len(words)
    return lambda text: any(zone[k : k + size] == words for zone in text.zones() for k in range(len(zone)))


def are_near(left: str, right: str, distance: int, *, ordered: bool) -> Test:
    def test(text: Text) -> bool:
        for zone in text.zones():
            lefts = [k for k, each in enumerate(zone) if STEM[each] == STEM[left]]
            rights = [k for k, each in enumerate(zone) if STEM[each] == STEM[right]]
            steps = [b - a for a in lefts for b in rights]
            if any(0 < step <= distance or (not ordered and 0 < -step <= distance) for step in steps):
                return True
        return False

    return test


def is_apart(left: str, right: str, distance: int) -> Test:
    def test(text: Text) -> bool:
        for zone in text.zones():
            rights = [k for k, each in enumerate(zone) if STEM[each] == STEM[right]]
            for k, each in enumerate(zone):
                if STEM[each] == STEM[left] and all(abs(k - other) > distance for other in rights):
                    return True
        return False

    return test


def in_zone(name: str, word: str) -> Test:
    def test(text: Text) -> bool:
        if name == "byline":
            return word in text.byline
        zone = {
            "headline": text.headline,
            "standfirst": text.standfirst,
            "body": text.body,
            "lead": text.body[:50],
            "hlead": text.headline + text.standfirst + text.body[:50],
        }[name]
        return any(STEM[each] == STEM[word] for each in zone)

    return test


def dated(written: str) -> Test:
    first, last = RANGES[written]
    return lambda text: bool(text.day) and first <= text.day <= last


word = st.sampled_from(WORDS)
distance = st.integers(1, 12)
zone_name = st.sampled_from(["headline", "standfirst", "body", "lead", "hlead", "byline"])
leaf = st.one_of(
    word.map(lambda w: (w, has_word(w))),
    word.map(lambda w: (f"={w}", has_form(w))),
    st.sampled_from(PREFIXES).map(lambda p: (f"{p}*", has_prefix(p))),
    st.lists(word, min_size=2, max_size=3).map(lambda ws: (f'"{" ".join(ws)}"', has_phrase(ws))),
    st.tuples(word, word, distance).map(lambda t: (f"({t[0]} w/{t[2]} {t[1]})", are_near(*t, ordered=False))),
    st.tuples(word, word, distance).map(lambda t: (f"({t[0]} pre/{t[2]} {t[1]})", are_near(*t, ordered=True))),
    st.tuples(word, word, distance).map(lambda t: (f"({t[0]} not w/{t[2]} {t[1]})", is_apart(*t))),
    st.tuples(zone_name, word).map(lambda t: (f"{t[0]}:{t[1]}", in_zone(*t))),
    st.sampled_from(sorted(RANGES)).map(lambda r: (f"date:{r}", dated(r))),
)


def combined(children: st.SearchStrategy[tuple[str, Test]]) -> st.SearchStrategy[tuple[str, Test]]:
    """Return queries made of two or three smaller ones."""

    def both(parts: list[tuple[str, Test]]) -> tuple[str, Test]:
        return f"({' and '.join(p[0] for p in parts)})", lambda text: all(p[1](text) for p in parts)

    def either(parts: list[tuple[str, Test]]) -> tuple[str, Test]:
        return f"({' or '.join(p[0] for p in parts)})", lambda text: any(p[1](text) for p in parts)

    def without(pair: tuple[tuple[str, Test], tuple[str, Test]]) -> tuple[str, Test]:
        (kept, keeps), (dropped, drops) = pair
        return f"({kept} and not {dropped})", lambda text: keeps(text) and not drops(text)

    def negated(part: tuple[str, Test]) -> tuple[str, Test]:
        return f"(not {part[0]})", lambda text: not part[1](text)

    several = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        several.map(both), several.map(either), st.tuples(children, children).map(without), children.map(negated)
    )


queries = st.recursive(leaf, combined, max_leaves=5)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_every_query_finds_what_it_says(library: Library, query: tuple[str, Test]) -> None:
    index, texts = library
    written, test = query
    assert found(index, written) == {number for number, text in texts.items() if test(text)}, written


def test_or_binds_tighter_than_and(library: Library) -> None:
    index, texts = library
    expected = {n for n, t in texts.items() if has_word("oil")(t) and (has_form("zero")(t) or has_form("gas")(t))}
    assert found(index, "oil zero or gas") == found(index, "zero or gas oil") == expected
