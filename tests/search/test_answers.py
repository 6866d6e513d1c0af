"""Rows, sorting, counts, snippets and limits of an answer."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.cancel import CancelToken
from reader.core.errors import SearchCancelledError
from reader.core.model import ArticleId
from reader.core.query import FacetCount, SearchRequest, SortKey
from reader.search import IndexWriter, SearchIndex
from tests.effort import effort
from tests.search.stories import ask, built, found, story


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    """Index six stories about oil."""
    stories = [
        story(
            1,
            "Oil " * 3 + "word " * 20,
            headline="Oil rises",
            outlet="The Times",
            section="Business",
            published="2011-03-22",
        ),
        story(
            2,
            "Oil falls.",
            headline="Markets",
            outlet="the Times",
            published="2011-04",
            saved="2020-01-02",
            language="en-GB",
        ),
        story(3, "Öl steigt. Oil.", outlet="Die Zeit", section="Wirtschaft", published="2010", language="de"),
        story(4, "oil again", outlet="", published="", saved="2021-01-02"),
        story(5, "gas only", outlet="Die Zeit", published="2012-01-01T10:00:00+01:00", language="fr"),
        story(
            6,
            "oil",
            byline="Jane O’Neill",
            url="https://www.example.co.uk/oil/2011/story.html",
            captions="A pipeline burns",
        ),
    ]
    with built(tmp_path / "index", stories) as opened:
        yield opened


def ids(index: SearchIndex, query: str, sort: SortKey) -> list[int]:
    """Return the ids of an answer in order."""
    return [int(row.article_id) for row in ask(index, query, sort=sort).rows]


def test_an_empty_query_is_all_stories_newest_first(index: SearchIndex) -> None:
    answer = index.search(SearchRequest(""))
    assert [int(row.article_id) for row in answer.rows] == [5, 2, 1, 3, 4, 6]
    assert answer.total == index.size() == 6
    assert answer.hits == 0
    assert answer.reads_as == "all stories"


def test_results_are_sorted_as_asked(index: SearchIndex) -> None:
    assert ids(index, "oil", SortKey.NEWEST) == [2, 1, 3, 4, 6]
    assert ids(index, "oil", SortKey.OLDEST) == [3, 1, 2, 4, 6]
    assert ids(index, "oil", SortKey.SAVED)[:2] == [4, 2]
    assert ids(index, "oil", SortKey.OUTLET) == [3, 2, 1, 4, 6]
    assert ids(index, "oil", SortKey.LENGTH)[0] == 1


def test_orders_go_both_ways_and_what_is_not_known_comes_last(tmp_path: Path) -> None:
    stories = [
        story(1, "oil " * 5, outlet="Beta", section="World", language="de", saved="2012-01-01"),
        story(2, "oil " * 9, outlet="alpha", section="art", language="", saved=""),
        story(3, "oil " * 7, outlet="", section="", language="en", saved="2010-01-01"),
    ]
    with built(tmp_path / "index", stories) as index:
        assert ids(index, "oil", SortKey.SAVED_FIRST) == [3, 1, 2]
        assert ids(index, "oil", SortKey.OUTLET) == [2, 1, 3]
        assert ids(index, "oil", SortKey.OUTLET_DOWN) == [1, 2, 3]
        assert ids(index, "oil", SortKey.SECTION) == [2, 1, 3]
        assert ids(index, "oil", SortKey.LANGUAGE) == [1, 3, 2]
        assert ids(index, "oil", SortKey.SHORTEST) == [1, 3, 2]


def test_a_rank_knows_the_stories_that_states_mean(tmp_path: Path) -> None:
    with built(tmp_path / "index", [story(number, "oil") for number in (1, 2, 3)]) as index:
        ranked = index.rank(SearchRequest("oil is:starred"), restrict={"starred": frozenset({2, 3})})
        assert (ranked.total, set(ranked.ids)) == (2, {2, 3})


def test_a_headline_counts_more_than_the_body(tmp_path: Path) -> None:
    filler = " word" * 30
    stories = [
        story(1, f"oil{filler} x", published="2012"),
        story(2, f"y{filler} x", headline="oil"),
        story(3, f"z{filler} x", standfirst="oil"),
    ]
    opened = built(tmp_path / "index", stories)
    assert [int(row.article_id) for row in opened.search(SearchRequest("oil")).rows] == [2, 3, 1]


def test_counts_are_of_the_whole_result(index: SearchIndex) -> None:
    answer = index.search(SearchRequest("oil", limit=1, facets=True))
    facets = dict(answer.facets)
    assert answer.total == 5
    assert len(answer.rows) == 1
    assert facets["outlet"] == (FacetCount("Die Zeit", 1), FacetCount("The Times", 1), FacetCount("the Times", 1))
    assert facets["year"] == (FacetCount("2010", 1), FacetCount("2011", 2))
    assert facets["month"] == (FacetCount("2010-01", 1), FacetCount("2011-03", 1), FacetCount("2011-04", 1))
    assert facets["language"] == (FacetCount("en", 4), FacetCount("de", 1))
    assert facets["section"] == (FacetCount("Business", 1), FacetCount("Wirtschaft", 1))
    assert index.search(SearchRequest("oil")).facets == ()


def test_pages_do_not_overlap(index: SearchIndex) -> None:
    pages = [index.search(SearchRequest("oil", limit=2, offset=offset)) for offset in (0, 2, 4, 6)]
    assert [len(page.rows) for page in pages] == [2, 2, 1, 0]
    assert len({row.article_id for page in pages for row in page.rows}) == 5


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Index a few hundred stories of a few words."""
    rng = random.Random(5)
    words = ["oil", "oils", "gas", "gases", "ore", "coal"]
    stories = [
        story(number, " ".join(rng.choices(words, k=rng.randrange(1, 40))), published=f"20{rng.randrange(10, 14)}")
        for number in range(1, 500)
    ]
    with built(tmp_path_factory.mktemp("many") / "index", stories) as opened:
        yield opened


@pytest.mark.parametrize("sort", [SortKey.RELEVANCE, SortKey.NEWEST, SortKey.OUTLET_DOWN, SortKey.LENGTH])
@pytest.mark.parametrize("query", ["oil", "oil or gas", "o*", "o* or gas", "o* or date:2012", "date:2010..2012", ""])
def test_a_short_page_is_the_beginning_of_a_long_one(many: SearchIndex, query: str, sort: SortKey) -> None:
    all_rows = many.search(SearchRequest(query, limit=500, sort=sort))
    page = many.search(SearchRequest(query, limit=4, offset=1, sort=sort))
    ranked = many.rank(SearchRequest(query, limit=4, offset=1, sort=sort))
    assert [row.article_id for row in page.rows] == [row.article_id for row in all_rows.rows[1:5]] == list(ranked.ids)
    assert page.total == all_rows.total == len(all_rows.rows) == ranked.total
    assert [row.score for row in page.rows] == [row.score for row in all_rows.rows[1:5]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("byline:oneill", set()),
        ("byline:O'Neill", {6}),
        ("by(jane)", {6}),
        ("outlet:times", {1, 2}),
        ('outlet:"die zeit"', {3, 5}),
        ("section:business", {1}),
        ("site:example.co.uk", {6}),
        ("url:story", {6}),
        ("lang:de", {3}),
        ("la:en-GB", {1, 2, 4, 6}),
        ("caption:pipelines", {6}),
        ("caption:*", {6}),
        ("-section:*", {2, 4, 5, 6}),
        ("lang:*", {1, 2, 3, 4, 5, 6}),
        ("headline:*", {1, 2, 3, 4, 5, 6}),
        ("pipeline", set()),
        ("date:2011", {1, 2}),
        ("date:2011-03", {1}),
        ("after:2011-12", {5}),
        ("before:2011", {3}),
        ("saved:2020..2021", {2, 4}),
        ("imported:2020 oil", {1, 2, 3, 4, 6}),
        ("length>10", {1}),
        ("length:1", {6}),
        ("atleast3(oil)", {1}),
        ("öl", {3}),
        ("OL", {3}),
        ("is:unread oil", {1, 2, 3, 4, 6}),
    ],
)
def test_fields_find_their_own(index: SearchIndex, query: str, expected: set[int]) -> None:
    assert found(index, query) == expected


def test_states_are_taken_from_the_caller(index: SearchIndex) -> None:
    request = SearchRequest("oil is:unread", limit=10)
    answer = index.search(request, restrict={"unread": frozenset({2, 5, 77})})
    assert [int(row.article_id) for row in answer.rows] == [2]
    assert answer.notes == ()
    assert any("unread" in note for note in index.search(request).notes)
    assert index.search(SearchRequest("not is:unread"), restrict={"unread": frozenset({2, 5})}).total == 4


def test_the_word_being_typed_is_a_beginning(index: SearchIndex) -> None:
    assert found(index, "oil agai", typing=True) == {4}
    assert found(index, "oil agai") == set()
    assert found(index, "marke", typing=True) == {2}
    assert found(index, '"oil fal', typing=True) == {2}
    assert found(index, "o", typing=True) == found(index, "o")


def test_a_wildcard_that_stands_for_too_many_words_says_so(tmp_path: Path) -> None:
    opened = built(tmp_path / "index", [story(n, " ".join(f"a{n}x{k}" for k in range(300))) for n in range(1, 9)])
    answer = opened.search(SearchRequest("a*"))
    assert 6 <= answer.total <= 8
    assert any("most frequent" in note for note in answer.notes)


def test_a_set_token_stops_the_search(index: SearchIndex) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(SearchCancelledError):
        index.search(SearchRequest("oil"), token)


def test_a_search_past_its_deadline_says_so(index: SearchIndex) -> None:
    answer = index.search(SearchRequest("oil"), deadline_ms=0)
    assert any("stopped" in note for note in answer.notes)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 4000,
        "not " * 1000,
        " or ".join(f"{c}*" for c in "abcdefghijklmnopqrstuvwxyz"),
        "*",
        "* " * 900,
        "*a*",
        "\ud800",
        "\x00",
    ],
)
def test_query_bombs_are_answered_in_time(index: SearchIndex, query: str) -> None:
    assert effort(lambda: index.search(SearchRequest(query)), at_most=400) <= 400


def test_an_index_without_stories_answers(tmp_path: Path) -> None:
    opened = built(tmp_path / "index", [])
    answer = opened.search(SearchRequest("a or b*", facets=True))
    assert (answer.total, answer.rows) == (0, ())
    assert opened.size() == 0


def test_a_reader_sees_changes_after_refresh(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    opened = built(folder, [story(1, "old words"), story(2, "other")])
    with IndexWriter.open(folder) as writer:
        writer.write([story(1, "new words"), story(3, "words too")], [ArticleId(2)], 2)
    assert found(opened, "old") == {1}
    opened.refresh()
    assert found(opened, "old") == set()
    assert found(opened, "words") == {1, 3}
    assert opened.size() == 2


def shown(folder: Path, query: str, body: str, *, standfirst: str = "") -> tuple[str, list[str]]:
    """Return the snippet of the one story that a query finds, and what is marked in it."""
    with built(folder, [story(1, body, standfirst=standfirst)]) as opened:
        (row,) = opened.search(SearchRequest(query)).rows
    return row.snippet, [mark.of(row.snippet) for mark in row.marks]


def test_a_snippet_shows_the_densest_marks(tmp_path: Path) -> None:
    text, marks = shown(
        tmp_path / "index", "oil or gas", "oil " + "far " * 200 + "here is oil and gas " + "away " * 200
    )
    assert marks == ["oil", "gas"]
    assert 150 < len(text) < 290
    assert text.startswith("…")
    assert text.endswith("…")


@pytest.mark.parametrize("filler", ["Wörter ", "слово ", "word "])
def test_a_snippet_is_as_long_in_any_script(tmp_path: Path, filler: str) -> None:
    text, marks = shown(tmp_path / "index", "oil", filler * 150 + "oil oil " + filler * 150)
    assert marks == ["oil", "oil"]
    assert 220 < len(text) < 290


def test_a_snippet_folds_white_space_and_keeps_marks_in_place(tmp_path: Path) -> None:
    text, marks = shown(tmp_path / "index", "oil", "  Ä\u00a0\u2003first\n\nline.\tThen   oil  \n")
    assert text == "Ä first line. Then oil"
    assert marks == ["oil"]


def test_a_snippet_begins_with_the_standfirst_where_that_matches(tmp_path: Path) -> None:
    body = "Gas and " + "more " * 200 + "oil oil oil"
    text, marks = shown(tmp_path / "index", "oil or gas", body, standfirst="Über\nOIL and oil. ")
    assert text.startswith("Über OIL and oil. Gas and more")
    assert marks == ["OIL", "oil", "Gas"]


def test_a_snippet_without_marks_is_the_beginning(tmp_path: Path) -> None:
    text, marks = shown(tmp_path / "index", "not gas", "word " * 100)
    assert text.startswith("word word")
    assert text.endswith("word…")
    assert marks == []


def test_a_story_of_one_endless_word_has_a_snippet(tmp_path: Path) -> None:
    text, marks = shown(tmp_path / "index", "x*", "y " * 500 + "x" * 5000)
    assert len(text) < 600
    assert marks
    assert text.endswith(marks[0] + "…")


@pytest.mark.parametrize("long", ["é" * 400, "—" * 300, "y" * 70_000])
def test_marks_behind_a_long_word_or_gap_are_in_place(tmp_path: Path, long: str) -> None:
    text, marks = shown(tmp_path / "index", "oil", f"one l’homme {long} {'two ' * 7} oil. {'word ' * 90}")
    assert marks == ["oil"]
    assert "two oil. word" in text


@pytest.mark.parametrize("standfirst", ["", "Only this "])
def test_a_story_without_a_body_has_a_row(tmp_path: Path, standfirst: str) -> None:
    with built(tmp_path / "index", [story(1, headline="Oil", standfirst=standfirst)]) as opened:
        (row,) = opened.search(SearchRequest("oil")).rows
    assert (row.headline, row.snippet, row.marks) == ("Oil", standfirst.strip(), ())
