"""Completions, colours, suggestions and explanations of queries."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.query import CompletionKind, SearchRequest, TokenKind
from reader.search import SearchIndex
from reader.search.language.parse import LONGEST_QUERY
from reader.search.language.scan import scan
from tests.search.stories import ask, built, story
from tests.search.test_language import PIECES, read

TAGS = {"tag:Sea level": frozenset({1, 2}), "tag:Harbour": frozenset({3}), "note:Ask the keeper": frozenset({2})}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Index some stories."""
    stories = [
        story(1, "Libya and Libyan oil", outlet="The Alder Courier", section="World", byline="Oda Olsen"),
        story(2, "Libya, the library", outlet="The Alder Courier", section="Culture", language="de"),
        story(3, "The liberal libraries of Libya", outlet="Libra Post", section="World", captions="Lighthouse"),
    ]
    with built(tmp_path_factory.mktemp("assist") / "index", stories) as opened:
        yield opened


def kinds(query: str) -> list[tuple[str, str]]:
    """Return the kinds and texts of a query's pieces."""
    return [(token.kind.value, token.span.of(query)) for token in read(query).tokens]


def test_pieces_of_a_query_have_kinds() -> None:
    assert kinds('headline:(Libya W/5 "no fly*" or lib?a) -date:2011 is:unread wc>100 oil~ )') == [
        ("field", "headline:"),
        ("bracket", "("),
        ("word", "Libya"),
        ("operator", "W/5"),
        ("phrase", '"no fly*"'),
        ("operator", "or"),
        ("wildcard", "lib?a"),
        ("bracket", ")"),
        ("operator", "-"),
        ("date", "date:2011"),
        ("state", "is:unread"),
        ("length", "wc>100"),
        ("wildcard", "oil~"),
        ("passed over", ")"),
    ]


@pytest.mark.parametrize(
    ("query", "passed"),
    [
        ("a or", ["or"]),
        ("w/5 a", ["w/5"]),
        ("is:odd a", ["is:odd"]),
        ("a " * 201, ["a"]),
        ("a" * (LONGEST_QUERY - 1) + " behind", ["behind"]),
        ("date:soon", []),
    ],
)
def test_what_is_passed_over_is_told_apart(query: str, passed: list[str]) -> None:
    assert [text for kind, text in kinds(query) if kind == TokenKind.PASSED.value] == passed


@given(st.lists(PIECES, max_size=20).map("".join))
def test_pieces_are_in_order_and_leave_out_blanks_alone(query: str) -> None:
    tokens = read(query).tokens
    at = 0
    for token in tokens:
        assert token.span.start >= at
        assert not query[at : token.span.start].strip()
        at = token.span.end
    assert not query[at:].strip()
    assert len(tokens) >= len(scan(query))


def offered(index: SearchIndex, query: str, most: int = 12) -> list[str]:
    """Return the queries that completing at the end of a query leads to."""
    completions = index.completions(query, len(query), TAGS, most)
    return [query[: completions.span.start] + each.text for each in completions.items]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oil lib", ["oil libya", "oil liberal", "oil libraries", "oil library", "oil libyan"]),
        ("he", ["headline:"]),
        ("tit", ["title:"]),
        ("outlet:", ['outlet:"The Alder Courier"', 'outlet:"Libra Post"']),
        ("outlet:li", ['outlet:"Libra Post"']),
        ("sn:alder", ['sn:"The Alder Courier"']),
        ('outlet:"the al', ['outlet:"The Alder Courier"']),
        ("outlet:(post or al", ['outlet:(post or "The Alder Courier"']),
        ("section:w", ["section:World"]),
        ("lang:", ["lang:en", "lang:de"]),
        ("byline:ol", ["byline:olsen"]),
        ("caption:li", ["caption:lighthouse"]),
        ("tag:", ['tag:"Sea level"', "tag:Harbour"]),
        ("tag:lev", ['tag:"Sea level"']),
        ("is:un", ["is:unread"]),
        ("is:", ["is:unread", "is:read", "is:starred", "is:check", "is:duplicate", "is:annotated", "is:version"]),
        ("has:", ["has:note", "has:image"]),
        ('"the lib', ['"the libya', '"the liberal', '"the libraries', '"the library', '"the libyan']),
        ("oil ", []),
        ("", []),
        ("date:20", []),
        ("zzz", []),
    ],
)
def test_completions_are_what_could_stand_there(index: SearchIndex, query: str, expected: list[str]) -> None:
    assert offered(index, query) == expected


def test_completions_are_counted_and_cut(index: SearchIndex) -> None:
    (first,) = index.completions("lib", 3, most=1).items
    assert (first.text, first.kind, first.stories) == ("libya", CompletionKind.WORD, 3)


def test_the_word_at_the_cursor_is_completed(index: SearchIndex) -> None:
    completions = index.completions("lib and oil", 3)
    assert completions.span.of("lib and oil") == "lib"
    assert completions.items


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(-2, 60))
def test_completing_never_fails(index: SearchIndex, query: str, cursor: int) -> None:
    completions = index.completions(query, cursor, TAGS)
    assert 0 <= completions.span.start <= completions.span.end <= len(query)


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("lybya oil", ["libya oil"]),
        ('"the libary"', ['"the library"']),
        ("libyaa or liberall", ["libya or liberall", "libyaa or liberal"]),
        ("headline:libary", ["headline:library"]),
        ("libya", []),
        ("libraryish", []),
        ("oil -lybya", []),
        ("outlet:curier", []),
        ("ab", []),
        ("lybya*", []),
    ],
)
def test_words_that_no_story_has_come_with_a_suggestion(index: SearchIndex, query: str, instead: list[str]) -> None:
    answer = ask(index, query)
    assert [each.query for each in answer.suggestions] == instead
    for each in answer.suggestions:
        assert any(f"Did you mean “{each.instead}”?" in note for note in answer.notes)
        assert each.stories > 0


def test_nothing_is_suggested_while_typing(index: SearchIndex) -> None:
    assert ask(index, "lybya", typing=True).suggestions == ()


def test_an_explanation_shows_tree_and_expansions(index: SearchIndex) -> None:
    query = "(lib* w/3 oil or gas) headline:x~ (a not w/s y) atleast2(a) caps(b) is:unread not date:2011"
    explanation = index.explain(SearchRequest(query))
    assert explanation.tree.split("\n") == [
        "and",
        "  both within 3 words",
        "    words like lib*",
        "    or",
        "      oil",
        "      gas",
        "  in the headline",
        "    words within 1 edit of x",
        "  first without second in one sentence",
        "    a",
        "    y",
        "  at least 2 times",
        "    a",
        "  caps",
        "    b",
        "  not",
        "    published in 2011",
    ]
    assert explanation.expansions[0].written == "lib*"
    assert explanation.expansions[0].words[0] == "libya"
    assert any("unread" in note for note in explanation.notes)
    assert [name for name, _ in explanation.steps_ms] == ["read", "expand", "find", "rows"]


def test_tags_and_notes_are_found_by_their_words(index: SearchIndex) -> None:
    def found(query: str) -> set[int]:
        answer = index.search(SearchRequest(query), restrict=TAGS)
        assert answer.notes == ()
        return {int(row.article_id) for row in answer.rows}

    assert found("tag:level") == {1, 2}
    assert found("tag:*") == {1, 2, 3}
    assert found("-note:*") == {1, 3}
    assert found('tag:"sea level"') == {1, 2}
    assert found('tag:"level sea"') == set()
    assert found("tag:harb*") == {3}
    assert found("tag:(sea or harbour) -tag:harbour") == {1, 2}
    assert found("libya tag:harbuor~") == {3}
    assert found("note:keeper") == {2}
    assert found("note:(ask w/2 keeper)") == {2}


def test_tags_that_nobody_knows_are_passed_over(index: SearchIndex) -> None:
    answer = index.search(SearchRequest("oil or tag:x"))
    assert answer.total == 1
    assert answer.reads_as == "oil"
    assert any("Tags are not known" in note for note in answer.notes)
    assert index.search(SearchRequest("oil -tag:x")).total == 1
    assert index.search(SearchRequest("tag:x"), restrict={"tag:": frozenset()}).total == 0
