"""Counts of values over whole results, and choosing stories by them, against counting story by story."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from reader.core.model import ArticleId
from reader.core.query import FACETS, SearchAnswer, SearchDocument, SearchRequest
from reader.search import IndexWriter, SearchIndex
from tests.search.stories import story

WORDS = ("oil", "gas", "coal", "ore")
OUTLETS = ("Aldern Post", "the aldern post", "Weir Gazette", "Наш край", "")
AUTHORS = ("Ida Holm", "Per Lund", "Ana Sousa", "Olga Reyes", "")
TAGS = {"tag:Harbour": frozenset({1, 5, 9, 40, 999}), "tag:To read": frozenset(range(30, 60)), "tag:": frozenset({1})}
DATES = ("", "2009", "2010-03", "2010-03-22", "2010-02-31", "2011-12-31T23:59:59", "2012-02-29", "0004-07-01")
QUERIES = ("", "oil", "oil or gas", "=coal -gas", "nothing", '"oil gas"')


def random_stories(count: int, rng: random.Random) -> list[SearchDocument]:
    """Return stories of a few words whose facts are drawn from few values."""
    return [
        story(
            number,
            " ".join(rng.choices(WORDS, k=rng.randrange(1, 6))),
            outlet=rng.choice(OUTLETS),
            section=rng.choice(("Business", "Sport", "")),
            language=rng.choice(("en", "de", "")),
            published=rng.choice(DATES),
            authors=tuple(rng.sample(AUTHORS, rng.randrange(4))) + ("Ida Holm",) * rng.randrange(2),
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchIndex, dict[int, SearchDocument]]]:
    """Index stories in segments, some merged, replaced or removed; return the index and the stories that stay."""
    rng = random.Random(11)
    stories = random_stories(300, rng)
    folder = tmp_path_factory.mktemp("facets") / "index"
    with IndexWriter.open(folder) as writer:
        writer.write(stories[:120], (), 1)
        writer.write(stories[120:200], map(ArticleId, (3, 4, 5)), 2)
        writer.tidy(60)
        replaced = [each for each in random_stories(140, rng) if int(each.article_id) > 110]
        writer.write(stories[200:] + replaced, (ArticleId(150),), 3)
    kept = {int(each.article_id): each for each in [*stories, *replaced]}
    for number in (3, 4, 5, 150):
        del kept[number]
    with SearchIndex.open(folder) as opened:
        yield opened, kept


def values_of(document: SearchDocument) -> dict[str, set[str]]:
    """Return the values that a story has of each facet; the value "" where it has none."""
    dated = document.published[:10] + "-01-01"[len(document.published[:10]) - 4 :] if document.published else ""
    dated = dated.replace("02-31", "02-28")
    tags = {name[4:] for name, ids in TAGS.items() if int(document.article_id) in ids and name != "tag:"}
    return {
        "outlet": {document.outlet},
        "section": {document.section},
        "language": {document.language},
        "year": {dated[:4]},
        "month": {dated[:7]},
        "day": {dated},
        "author": {each for each in document.authors if each} or {""},
        "tag": tags or {""},
    }


def passes(
    document: SearchDocument,
    include: Mapping[str, tuple[str, ...]],
    exclude: Mapping[str, tuple[str, ...]],
    but: str = "",
) -> bool:
    """Return whether a story has what is included and nothing of what is excluded, of all facets but one."""
    values = values_of(document)
    wanted = all(values[name] & set(asked) for name, asked in include.items() if name != but and asked)
    return wanted and not any(values[name] & set(asked) for name, asked in exclude.items() if name != but)


def counted(answer: SearchAnswer) -> dict[str, dict[str, int]]:
    """Return the counts of an answer."""
    return {name: {count.value: count.stories for count in counts} for name, counts in answer.facets}


def some_of(rng: random.Random, document: SearchDocument) -> dict[str, tuple[str, ...]]:
    """Return a choice of values of some facets, among them those of a story, and such as no story has."""
    chosen: dict[str, tuple[str, ...]] = {}
    for name in rng.sample(FACETS, rng.randrange(3)):
        own = rng.sample(sorted(values_of(document)[name]), 1)
        chosen[name] = (*own, *rng.sample(("2010", "2010-03", "de", "Per Lund", "Harbour", "", "nobody"), 2))
    return chosen


@pytest.mark.parametrize("seed", range(40))
def test_counts_and_choices_are_those_of_counting_story_by_story(
    archive: tuple[SearchIndex, dict[int, SearchDocument]], seed: int
) -> None:
    index, stories = archive
    rng = random.Random(seed)
    query = QUERIES[seed % len(QUERIES)]
    plain = index.search(SearchRequest(query, limit=1_000), restrict=TAGS)
    found = [stories[int(row.article_id)] for row in plain.rows]
    include = some_of(rng, rng.choice(list(stories.values())))
    exclude = some_of(rng, rng.choice(list(stories.values())))
    request = SearchRequest(
        query, limit=1_000, facets=True, facet_names=FACETS, include=include, exclude=exclude, histogram=True
    )
    answer = index.search(request, restrict=TAGS)
    chosen = {each.article_id for each in found if passes(each, include, exclude)}
    assert {row.article_id for row in answer.rows} == chosen
    assert answer.total == len(chosen) == index.explain(request, TAGS).total
    assert answer.histogram is not None
    assert sum(answer.histogram.counts) + answer.histogram.undated == len(chosen)
    assert [name for name, _ in answer.facets] == list(FACETS)
    for name, counts in counted(answer).items():
        own = [each for each in found if passes(each, include, exclude, but=name)]
        expected = Counter(value for each in own for value in values_of(each)[name] if value)
        assert counts == expected, name


def test_times_are_in_order_and_others_by_how_many(
    archive: tuple[SearchIndex, dict[int, SearchDocument]],
) -> None:
    index, _ = archive
    answer = index.search(SearchRequest("", limit=0, facets=True, facet_names=FACETS), restrict=TAGS)
    for name, counts in answer.facets:
        is_time = name in ("year", "month", "day")
        pairs = [(0 if is_time else -each.stories, each.value) for each in counts]
        assert pairs == sorted(pairs), name
        assert counts


def test_only_what_is_asked_for_is_counted(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, _ = archive
    asked = index.search(SearchRequest("oil", facets=True, facet_names=("author", "year")))
    assert [name for name, _ in asked.facets] == ["year", "author"]
    assert "day" not in counted(index.search(SearchRequest("oil", facets=True)))


def test_a_ranked_page_is_of_the_chosen_stories(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, stories = archive
    request = SearchRequest("oil or gas or coal", limit=7, offset=2, include={"author": ("Ida Holm", "Per Lund")})
    page = index.search(request)
    ranked = index.rank(request)
    assert [row.article_id for row in page.rows] == list(ranked.ids)
    assert page.total == ranked.total
    assert all({"Ida Holm", "Per Lund"} & set(stories[int(row.article_id)].authors) for row in page.rows)


def test_the_most_frequent_of_very_many_authors_are_told(tmp_path: Path) -> None:
    stories = [story(n, "oil", authors=(f"Author {n}", f"Author {n % 7}")) for n in range(1, 1_400)]
    with IndexWriter.open(tmp_path / "index") as writer:
        writer.write(stories, (), 1)
    with SearchIndex.open(tmp_path / "index") as index:
        authors = dict(index.search(SearchRequest("oil", limit=0, facets=True)).facets)["author"]
        only = index.search(SearchRequest("oil", include={"author": ("Author 1399",)}))
    assert len(authors) == 1_000
    assert {each.value for each in authors[:7]} == {f"Author {n}" for n in range(7)}
    assert only.total == 1


def test_an_empty_index_has_empty_facets(tmp_path: Path) -> None:
    with IndexWriter.open(tmp_path / "index"):
        pass
    with SearchIndex.open(tmp_path / "index") as index:
        request = SearchRequest("", facets=True, facet_names=FACETS, histogram=True, include={"day": ("2010-01-01",)})
        answer = index.search(request, restrict=TAGS)
    assert all(counts == () for _, counts in answer.facets)
    assert answer.histogram is not None
    assert answer.histogram.counts == ()
