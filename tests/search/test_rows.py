"""The marks of result rows are those of the stories' texts."""

import pytest
from hypothesis import HealthCheck, given, settings

from reader.core.query import SearchDocument, SearchRequest
from reader.search import SearchIndex
from reader.search.breaks import Breaks
from reader.search.language.parse import parse
from reader.search.language.tree import Zone
from reader.search.marking import Marker
from reader.search.stems import Stems
from reader.search.words import Cutter
from tests.search.oracle import Asked, stories
from tests.search.queries import queries
from tests.search.stories import built
from tests.search.test_language import TODAY

CUTTER = Cutter()
Marked = tuple[SearchIndex, dict[int, SearchDocument]]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_marks_of_rows_are_those_of_the_texts(
    marked_library: tuple[SearchIndex, dict[int, SearchDocument]], query: Asked
) -> None:
    index, documents = marked_library
    marker = Marker(parse(query[0], CUTTER, TODAY).tree, CUTTER, Stems(), Breaks(CUTTER))
    answer = index.search(SearchRequest(query[0], limit=1000))
    expected = 0
    for row in answer.rows:
        document = documents[int(row.article_id)]
        headline = marker.spans(document.headline, "en", Zone.HEADLINE)
        standfirst = marker.spans(document.standfirst, "en", Zone.STANDFIRST)
        body = marker.spans(document.body, "en", Zone.BODY)
        assert row.headline_marks == headline
        expected += len(headline) + len(standfirst) + len(body)
        words = [span.of(document.standfirst) for span in standfirst] + [span.of(document.body) for span in body]
        shown = [mark.of(row.snippet) for mark in row.marks]
        assert bool(shown) == bool(words)
        assert any(words[at : at + len(shown)] == shown for at in range(len(words) + 1))
        within = row.snippet.strip("…")
        assert within in " ".join(f"{document.standfirst}\n{document.body}".split())
    assert answer.hits == expected


@pytest.fixture(scope="module")
def marked_library(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """Index random stories."""
    documents = stories(11, 60)
    index = built(tmp_path_factory.mktemp("marks") / "index", documents)
    return index, {int(document.article_id): document for document in documents}
