"""The index against a brute-force reading of the query language, on random libraries and random queries."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from reader.core.model import ArticleId
from reader.core.query import SearchDocument
from reader.search import IndexWriter, SearchIndex
from reader.search.breaks import Breaks
from reader.search.language.parse import parse
from reader.search.language.tree import Zone
from reader.search.marking import Marker
from reader.search.stems import Stems
from reader.search.words import Cutter
from tests.search.oracle import Asked, Text, alone, random_story, some_word, this_form
from tests.search.queries import queries
from tests.search.stories import ask, found
from tests.search.test_language import TODAY

Library = tuple[SearchIndex, dict[int, tuple[SearchDocument, Text]]]
CUTTER = Cutter()
BREAKS = Breaks(CUTTER)


@pytest.fixture(scope="module", params=[1, 2])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Random stories, written in several commits with replacements and removals."""
    rng = random.Random(request.param)
    folder: Path = tmp_path_factory.mktemp("oracle") / "index"
    texts: dict[int, tuple[SearchDocument, Text]] = {}
    with IndexWriter.open(folder) as writer:
        for turn in range(4):
            numbers = [rng.randrange(1, 90) for _ in range(30)]
            pairs = {number: random_story(number, rng) for number in numbers}
            gone = [number for number in texts if rng.random() < 0.1 and number not in pairs]
            writer.write([document for document, _ in pairs.values()], [ArticleId(number) for number in gone], turn)
            texts.update(pairs)
            for number in gone:
                del texts[number]
    with SearchIndex.open(folder) as index:
        yield index, texts


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_every_query_finds_and_counts_what_it_says(library: Library, query: Asked) -> None:
    index, texts = library
    answer = ask(index, query.written)
    expected = {number: text for number, (_, text) in texts.items() if query.test(text)}
    assert {int(row.article_id) for row in answer.rows} == set(expected), query.written
    assert answer.total == len(expected)
    assert answer.hits == sum(len(query.marks(text)) for text in expected.values()), query.written


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_every_query_marks_the_words_that_take_part(library: Library, query: Asked) -> None:
    _, texts = library
    marker = Marker(parse(query.written, CUTTER, TODAY).tree, CUTTER, Stems(), BREAKS)
    for document, text in texts.values():
        found_marks = set()
        parts = ((Zone.HEADLINE, document.headline), (Zone.STANDFIRST, document.standfirst), (Zone.BODY, document.body))
        for number, (zone, part) in enumerate(parts):
            starts = {token.start: place for place, token in enumerate(CUTTER.tokens(part))}
            found_marks |= {(number, starts[span.start]) for span in marker.spans(part, "en", zone)}
        assert found_marks == query.marks(text), (query.written, document)


def test_or_binds_tighter_than_and(library: Library) -> None:
    index, texts = library
    oil, zero, gas = alone(some_word("oil")), alone(this_form("zero")), alone(this_form("gas"))
    expected = {n for n, (_, t) in texts.items() if oil.test(t) and (zero.test(t) or gas.test(t))}
    assert found(index, "oil zero or gas") == found(index, "zero or gas oil") == expected
