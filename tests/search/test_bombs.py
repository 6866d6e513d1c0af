"""Queries made to hurt: all are answered in time, and what is cut is said."""

import random
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import SearchAnswer, SearchRequest
from reader.search import SearchIndex
from reader.search.language.patterns import pattern_regex
from tests.effort import effort
from tests.search.stories import built, story
from tests.search.test_language import PIECES

DEADLINE_MS = 400
_MOST = 700
"""What the search until its deadline, marks and rows may cost together."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Index stories with many words, long ones among them."""
    rng = random.Random(3)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    words = ["".join(rng.choices(syllables, k=rng.randrange(1, 5))) for _ in range(12_000)]
    stories = [story(n, ". ".join(rng.choices(words, k=400)), headline="Aa " * 30) for n in range(1, 120)]
    stories.append(story(200, "a" * 4000 + " " + "ab" * 1500 + " 中国" * 300))
    with built(tmp_path_factory.mktemp("bombs") / "index", stories) as opened:
        yield opened


def answered(index: SearchIndex, query: str) -> SearchAnswer:
    """Return the answer to a query, which must come in time and also be possible to mark."""
    answers: list[SearchAnswer] = []

    def work() -> None:
        answers.append(index.search(SearchRequest(query, limit=20, facets=True), deadline_ms=DEADLINE_MS))
        index.hits(query, [story(1).headline, "a ba. Aa ab " * 20], "en")

    assert effort(work, at_most=_MOST) <= _MOST
    assert answers[-1].reads_as
    return answers[-1]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("(" * 4000, ""),
        ("(a or " * 660, "levels"),
        ("((((a w/3 b) w/s c) w/p d) not w/5 e) " * 60, "parts"),
        ("-" * 4000, ""),
        ("not " * 1000, ""),
        ("not (" * 800 + "a", "levels"),
        (" ".join(f"*{a}*{b}" for a in "bdfgklmnprst" for b in "aeiou"), ""),
        (" or ".join(f"{a}{b}*" for a in "bdfgklmnprst" for b in "aeiou"), ""),
        (" or ".join(f"{a}{b}ka~2" for a in "bdfgklmnprst" for b in "aeiou"), ""),
        ("*a" * 1999 + "b", ""),
        ("?*" * 2000, ""),
        ("* " * 1999, "parts"),
        ("*a* w/255 *b* w/254 *e* w/s *o* w/p *u*", ""),
        (" w/s ".join(["*a*"] * 200), "in a row"),
        ('"' + "*a* " * 900 + '"', ""),
        ('"' + "a* " * 900 + '"~255', "words"),
        ("caps(" * 600 + "a", "levels"),
        ("caps(" + "(*a* or *e*) w/s " * 60 + "b)", ""),
        ('caps("' + "a* " * 1200 + '")', ""),
        ("atleast9999(*a* or *e* or *i*)", ""),
        ("headline:" * 440 + "a", ""),
        ("date:" * 800, ""),
        ("tag:" * 1000, ""),
        ("same " * 800, ""),
        ("a~2 same " * 400, ""),
        ("中" * 4000, ""),
        ("=" * 4000, ""),
        ("~" * 4000, ""),
        ("x~" * 2000, ""),
        ("\u0301" * 4000, ""),
        ("\ud800" * 4000, ""),
        ("a" * 100_000, "characters"),
    ],
)
def test_bombs_are_answered_in_time(index: SearchIndex, query: str, note: str) -> None:
    answer = answered(index, query)
    assert not note or any(note in sentence for sentence in answer.notes)


def test_a_pattern_of_many_stars_takes_no_longer_for_that() -> None:
    fits = pattern_regex("*a" * 500 + "*b").fullmatch
    assert fits("a" * 20_000 + "b") is not None
    assert effort(lambda: fits("a" * 20_000), at_most=400) <= 400
    assert fits("a" * 20_000) is None


@given(st.text("ab*?", max_size=12), st.text("ab", max_size=10))
def test_patterns_match_what_their_signs_say(pattern: str, word: str) -> None:
    def fits(signs: str, rest: str) -> bool:
        if not signs:
            return not rest
        if signs[0] == "*":
            return fits(signs[1:], rest) or (bool(rest) and fits(signs, rest[1:]))
        return bool(rest) and signs[0] in ("?", rest[0]) and fits(signs[1:], rest[1:])

    assert (pattern_regex(pattern).fullmatch(word) is not None) == fits(pattern, word)


QUERIES = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=4000))


@settings(max_examples=60, deadline=None)
@given(QUERIES, st.booleans())
def test_any_query_is_answered(index: SearchIndex, query: str, typing: bool) -> None:
    answered(index, query)
    index.search(SearchRequest(query, limit=5, typing=typing), deadline_ms=DEADLINE_MS)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(8))
def test_long_random_queries_are_answered(index: SearchIndex, seed: int) -> None:
    rng = random.Random(seed)
    pieces = [
        *("(", ")", '"', "*", "?", "~", "~2", " or ", " w/5 ", " w/s ", " not w/p ", " same ", " -", " not ", "caps("),
        *("allcaps(", "atleast2(", "headline:", "body(", "date:2011..", "tag:", "is:", "length>", "=", "中国", " "),
        *("aa", "ba", "ka*", "*ti", "m?n", "ne~", "to~2", "“", "”", "'", "\u00ad", "\ud83d", "\x00", "İ", "ß"),
    ]
    for _ in range(150):
        query = "".join(rng.choices(pieces, k=rng.randrange(1, 900)))
        answered(index, query)
    for _ in range(50):
        answered(index, "".join(chr(rng.randrange(sys.maxunicode)) for _ in range(rng.randrange(4200))))
