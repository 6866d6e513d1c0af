"""Queries on columns: by the executor, by their own matchers, and on a stock Whoosh index of the same stories."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from whoosh.matching import Matcher
from whoosh.query import FuzzyTerm, NullQuery, Phrase, Prefix, Query, Term, Wildcard
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from reader.search import IndexWriter
from reader.search.codec.text.traits import CASE, trait
from reader.search.compile import Compiler
from reader.search.language.parse import parse
from reader.search.language.tree import Unit
from reader.search.nodes import TermSet
from reader.search.run import Engine, IndexLexicon, Leaf, Watch
from reader.search.schema import BODY_AT, STANDFIRST_AT
from reader.search.stems import Stems
from reader.search.storage import ColumnIndex, ColumnReader
from reader.search.textnodes import TextFacts
from reader.search.words import Cutter
from tests.search.oracle import Asked, Said, Text, drawn, stories
from tests.search.queries import queries
from tests.search.stock import stock_index
from tests.search.test_language import TODAY

CUTTER = Cutter()


class StockFacts:
    """What stock Whoosh cannot know of texts; documents are numbered in their order."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts

    def _zones(self, document: int) -> Iterator[tuple[int, list[Said]]]:
        yield from zip((0, STANDFIRST_AT, BODY_AT), self.texts[document].zones(), strict=True)

    def unit_starts(self, unit: Unit, document: int) -> list[int]:
        """Return where sentences or paragraphs begin."""
        starts = []
        for at, zone in self._zones(document):
            units = [getattr(each, unit.value) for each in zone]
            starts += [at + k for k in range(len(zone)) if not k or units[k] != units[k - 1]]
        return starts

    def letters(self, fieldname: str, document: int) -> dict[int, int]:
        """Return the letter case at each position."""
        found: dict[int, int] = {}
        for at, zone in self._zones(document):
            found.update({at + k: trait(each.written) & CASE for k, each in enumerate(zone)})
        return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Searcher]]:
    """Index the same stories in columns and in stock Whoosh, with the same document numbers."""
    folder = tmp_path_factory.mktemp("codec")
    documents = stories(7, 120)
    with IndexWriter.open(folder / "columns") as writer:
        writer.write(documents, (), 1)
    searcher = ColumnIndex.open(folder / "columns").searcher()
    reader = searcher.reader()
    assert isinstance(reader, ColumnReader)
    engine = Engine((Leaf(reader.columns, searcher, 0, reader.live),))
    stock = stock_index(folder / "stock", documents).searcher()
    facts = StockFacts([text for _, text in drawn(7, 120)])
    vars(stock.reader()).update(unit_starts=facts.unit_starts, letters=facts.letters)
    assert isinstance(stock.reader(), TextFacts)
    yield engine, stock
    stock.close()
    searcher.close()


def walked(query: Query, searcher: Searcher) -> dict[int, float]:
    """Return the documents and scores that a query's own matcher walks over."""
    try:
        matcher: Matcher = query.matcher(searcher, searcher.context(needs_current=True))
    except TermNotFound:
        return {}
    found: dict[int, float] = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.score()
        matcher.next()
    return found


def executed(query: Query, engine: Engine) -> dict[int, float]:
    """Return the documents and scores that the executor finds."""
    hits = engine.executor(engine.leaves[0], Watch(None, 60_000)).hits(query)
    return dict(zip(hits.documents.tolist(), hits.scores.tolist(), strict=True))


def compiled(written: str, engine: Engine) -> Query:
    """Return the Whoosh query of a written one."""
    lexicon = IndexLexicon(engine, Watch(None, 60_000))
    compiler = Compiler(lexicon, Stems(), frozenset({"en"}), {})
    return compiler.compile(parse(written, CUTTER, TODAY).tree)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_executor_columns_and_stock_whoosh_find_the_same(both: tuple[Engine, Searcher], query: Asked) -> None:
    engine, stock = both
    tree = compiled(query[0], engine)
    found = set(executed(tree, engine))
    assert found == set(walked(tree, engine.leaves[0].searcher)), "own matchers on columns"
    assert found == set(walked(tree, stock)), "stock index"


@pytest.mark.parametrize(
    "query",
    [
        Term("stem", "en:run"),
        Term("text", "taxes"),
        Term("text", "nowhere"),
        TermSet("stem", ["en:run", "en:tax"]),
        Prefix("text", "mini"),
        Prefix("text", "zz"),
        NullQuery,
        FuzzyTerm("text", "oik"),
        Wildcard("text", "*ers"),
        Phrase("text", ["oil", "gas"]),
    ],
)
def test_any_whoosh_query_runs_on_columns(both: tuple[Engine, Searcher], query: Query) -> None:
    engine, stock = both
    assert set(executed(query, engine)) == set(walked(query, engine.leaves[0].searcher)) == set(walked(query, stock))


@pytest.mark.parametrize("term", ["en:run", "en:minist", "en:zero"])
def test_scores_are_those_of_whoosh(both: tuple[Engine, Searcher], term: str) -> None:
    engine, stock = both
    ours = executed(Term("stem", term), engine)
    theirs = walked(Term("stem", term), stock)
    columns = walked(Term("stem", term), engine.leaves[0].searcher)
    for document, score in ours.items():
        assert score == pytest.approx(columns[document], rel=1e-4)
        assert score == pytest.approx(theirs[document], rel=0.2), "stock lengths are rounded to a byte"


@pytest.mark.parametrize(
    "written",
    [
        "oil",
        "oil gas",
        "oil or gas",
        '"oil gas"',
        "ru*",
        "oil w/3 gas",
        "oil not w/3 gas",
        "headline:oil -gas",
        "date:2011",
        "oil~",
        "oil w/s gas",
        "oil not w/p gas",
        "caps(oil) w/3 gas",
        'allcaps("oil gas")',
        "length>10",
        "*il",
    ],
)
def test_what_users_ask_never_falls_back(both: tuple[Engine, Searcher], written: str) -> None:
    engine, _ = both
    executor = engine.executor(engine.leaves[0], Watch(None, 60_000))
    executor.hits(compiled(written, engine))
    assert executor.fallbacks == []


@pytest.mark.parametrize(
    "written",
    ["oil w/3 gas", "oil w/s gas", "oil not w/p gas", "caps(oil)", "atleast2(*s)", "headline:oil", '"o* gas"'],
)
def test_documents_looked_at_in_blocks_are_all_looked_at(
    both: tuple[Engine, Searcher], written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, _ = both
    tree = compiled(written, engine)
    whole = executed(tree, engine)
    monkeypatch.setattr("reader.search.codec.spotting._BLOCK", 3)
    assert executed(tree, engine) == whole
    assert len(whole) > 3
