"""Every hit of a story in its context: the marks of its row, and the words around them."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.cancel import CancelToken
from reader.core.errors import SearchCancelledError
from reader.core.model import ArticleId
from reader.core.query import Hit, Measure, SearchDocument, SearchRequest, SortKey, Width
from reader.search import IndexWriter, SearchIndex
from reader.search.words import Cutter
from tests.search.stories import built, story

WORDS = ("oil", "oils", "Gas", "coal", "l’huile", "café", "naïve", "don’t", "3.5", "中国人民", "東京", "Öl", "U.S.")
QUERIES = ("oil", "oil or gas or caf*", '"oil gas"', "oil w/3 coal", "中国", "民 or oil", "naive", "huile", "=don't")
ZONES = ("headline", "standfirst", "body")


def random_text(rng: random.Random, most: int) -> str:
    """Return some words with signs and white space between them, here and there a long gap."""
    text = ""
    for _ in range(rng.randrange(most)):
        gap = rng.choice((" ", " ", " ", ", ", ". ", "\n", "\u00a0 ", " “", " " + "–" * rng.choice((1, 300)) + " "))
        text += rng.choice(WORDS) + gap
    return text


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchIndex, dict[int, SearchDocument]]]:
    """Index stories in two segments."""
    rng = random.Random(4)
    stories = [
        story(
            number,
            random_text(rng, 120),
            headline=" ".join(random_text(rng, 8).split()),
            standfirst=random_text(rng, 20),
            outlet=rng.choice(("Aldern Post", "Weir Gazette")),
            published=f"20{rng.randrange(10, 20)}",
        )
        for number in range(1, 121)
    ]
    folder = tmp_path_factory.mktemp("contexts") / "index"
    with IndexWriter.open(folder) as writer:
        writer.write(stories[:80], (), 1)
        writer.write(stories[80:], (), 2)
    with SearchIndex.open(folder) as index:
        yield index, {int(each.article_id): each for each in stories}


def expected(index: SearchIndex, query: str, document: SearchDocument, width: Width) -> Iterator[Hit]:
    """Yield the hits of a story, worked out by cutting its texts."""
    folded = [" ".join(text.split()) for text in (document.standfirst, document.body)]
    texts = [document.headline, *folded]
    for zone, text, spans in zip(ZONES, texts, index.hits(query, texts, document.language), strict=True):
        tokens = Cutter().tokens(text)
        for span in spans:
            first = next(place for place, token in enumerate(tokens) if token.start == span.start)
            if width.measure is Measure.WORDS:
                low = tokens[first - width.size].start if first > width.size else 0
            else:
                low = max(0, span.start - width.size)
            yield Hit(document.article_id, zone, first, text[low : span.start], span.of(text), text[span.end :])


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("width", [Width(3), Width(0), Width(12, Measure.CHARACTERS), Width(10_000)])
def test_hits_are_the_marks_of_the_story_in_order(
    archive: tuple[SearchIndex, dict[int, SearchDocument]], query: str, width: Width
) -> None:
    index, stories = archive
    request = SearchRequest(query, limit=500, sort=SortKey.OLDEST)
    answer = index.search(request)
    page = index.contexts(request, width)
    wanted = [each for row in answer.rows for each in expected(index, query, stories[int(row.article_id)], width)]
    assert wanted
    assert page.total == answer.total
    assert page.next_offset is None
    assert len(page.hits) == answer.hits
    assert [hit[:3] for hit in page.hits] == [hit[:3] for hit in wanted]
    for hit, whole in zip(page.hits, wanted, strict=True):
        assert hit.text == whole.text
        assert whole.right.startswith(hit.right)
        if width.measure is Measure.CHARACTERS:
            assert len(hit.left) <= width.size
            assert len(hit.right) <= width.size
            assert whole.left.endswith(hit.left)
        else:
            assert hit.left == whole.left
        if width.size >= 10_000:
            assert hit.right == whole.right


def test_a_context_has_so_many_words(tmp_path: Path) -> None:
    text = "One two, three “four” oil five; six seven. Eight nine"
    with built(tmp_path / "index", [story(1, text, headline="Oil", standfirst="No oil today")]) as index:
        hits = index.contexts(SearchRequest("oil"), Width(2)).hits
        cut = index.contexts(SearchRequest("oil"), Width(12, Measure.CHARACTERS)).hits
    assert hits == (
        Hit(ArticleId(1), "headline", 0, "", "Oil", ""),
        Hit(ArticleId(1), "standfirst", 1, "No ", "oil", " today"),
        Hit(ArticleId(1), "body", 4, "three “four” ", "oil", " five; six"),
    )
    assert (cut[2].left, cut[2].text, cut[2].right) == ("“four” ", "oil", " five; six")


def test_zones_and_deadlines_bound_a_page(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, _ = archive
    request = SearchRequest("headline:oil", limit=500)
    hits = index.contexts(request).hits
    assert {hit.zone for hit in hits} == {"headline"}
    assert len(hits) == index.search(request).hits


def test_pages_go_on_where_the_last_one_ended(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, _ = archive
    whole = index.contexts(SearchRequest("oil or gas", limit=500, include={"outlet": ("Weir Gazette",)}))
    gathered: list[Hit] = []
    offset: int | None = 0
    while offset is not None:
        request = SearchRequest("oil or gas", limit=7, offset=offset, include={"outlet": ("Weir Gazette",)})
        page = index.contexts(request)
        assert page.total == whole.total
        gathered += page.hits
        offset = page.next_offset
    assert tuple(gathered) == whole.hits


def test_without_time_some_stories_are_seen_and_the_rest_is_left(tmp_path: Path) -> None:
    stories = [story(number, "oil") for number in range(1, 2_502)]
    with built(tmp_path / "index", stories) as index:
        first, second, third = (
            index.contexts(SearchRequest("oil", limit=5_000, offset=offset), deadline_ms=0)
            for offset in (0, 1_000, 2_000)
        )
    assert [len(page.hits) for page in (first, second, third)] == [1_000, 1_000, 501]
    assert [page.next_offset for page in (first, second, third)] == [1_000, 2_000, None]
    assert len({hit.article_id for page in (first, second, third) for hit in page.hits}) == 2_501


def test_hits_of_some_stories_alone(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, stories = archive
    ids = [ArticleId(90), ArticleId(9_999), ArticleId(3), ArticleId(40)]
    page = index.contexts(SearchRequest("oil"), Width(3), stories=ids)
    found = {row.article_id for row in index.search(SearchRequest("oil", limit=500)).rows}
    kept = [number for number in ids if number in found]
    assert page.total == len(kept) > 0
    wanted = [each[:3] for number in kept for each in expected(index, "oil", stories[int(number)], Width(3))]
    assert [hit[:3] for hit in page.hits] == wanted


def test_a_newer_search_stops_it(archive: tuple[SearchIndex, dict[int, SearchDocument]]) -> None:
    index, _ = archive
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(SearchCancelledError):
        index.contexts(SearchRequest("oil", limit=500), cancel=cancel)


def test_hostile_texts_have_contexts(tmp_path: Path) -> None:
    texts = [
        "\ud800 oil \udfff",
        "oil\x00oil",
        "x" * 300_000 + " oil",
        "中" * 5_000 + "oil",
        "\u202e\u00ad\u0301oil",
        "oil " * 5_000,
    ]
    stories = [story(number, text, headline=text[:50]) for number, text in enumerate(texts, 1)]
    shown = [f"{each.headline}\n{' '.join(each.body.split())}" for each in stories]
    with built(tmp_path / "index", stories) as index:
        for query in ("oil", "中", "中中", "x*", "oil or 中*"):
            for width in (Width(2), Width(30, Measure.CHARACTERS)):
                request = SearchRequest(query, limit=100, sort=SortKey.OLDEST)
                hits = index.contexts(request, width).hits
                assert len(hits) == index.search(request).hits > 0
                for hit in hits:
                    assert hit.left + hit.text + hit.right in shown[int(hit.article_id) - 1]
                    assert hit.text
