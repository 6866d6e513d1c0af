"""The columns against stock Whoosh, against a word-by-word cutter, and against themselves after merges."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.matching import Matcher
from whoosh.query import FuzzyTerm, NullQuery, Phrase, Prefix, Query, Term, Wildcard
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from reader.core.errors import IndexDamagedError
from reader.core.query import SearchDocument, SearchRequest
from reader.search import IndexWriter, SearchIndex
from reader.search.codec.build import Run
from reader.search.codec.bulk import SAMPLE, Vocabulary, cut_batch
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.documents import Documents, write_documents
from reader.search.codec.leaves import Statistics
from reader.search.codec.merge import merge
from reader.search.codec.postings import postings_of, postings_within, shared
from reader.search.codec.segment import SegmentFile, SegmentWriter
from reader.search.compile import Compiler
from reader.search.language.parse import parse
from reader.search.language.tree import Zone
from reader.search.marking import Marker
from reader.search.nodes import TermSet
from reader.search.run import Engine, IndexLexicon, Leaf, Watch
from reader.search.stems import Stems
from reader.search.storage import ColumnIndex, ColumnReader
from reader.search.words import Cutter
from tests.search.stock import stock_index
from tests.search.stories import built, found, story
from tests.search.test_language import TODAY
from tests.search.test_oracle import Test, queries, random_story

CUTTER = Cutter()
Marked = tuple[SearchIndex, dict[int, SearchDocument]]


def stories(seed: int, count: int) -> list[SearchDocument]:
    """Return random stories."""
    rng = random.Random(seed)
    return [random_story(number, rng)[0] for number in range(1, count + 1)]


def segment(path: Path, documents: list[SearchDocument]) -> SegmentColumns:
    """Return a segment of some stories."""
    run = Run(Vocabulary(CUTTER), Stems())
    run.add(documents)
    run.write(path)
    return SegmentColumns(path)


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
def test_executor_columns_and_stock_whoosh_find_the_same(
    both: tuple[Engine, Searcher], query: tuple[str, Test]
) -> None:
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
    ],
)
def test_what_users_ask_never_falls_back(both: tuple[Engine, Searcher], written: str) -> None:
    engine, _ = both
    executor = engine.executor(engine.leaves[0], Watch(None, 60_000))
    executor.hits(compiled(written, engine))
    assert executor.fallbacks == []


def test_a_merged_segment_is_the_segment_of_all_stories(tmp_path: Path) -> None:
    documents = stories(3, 90)
    whole = segment(tmp_path / "whole", documents)
    parts = [segment(tmp_path / f"part{at}", documents[at : at + 30]) for at in (0, 30, 60)]
    merge([(part, None) for part in parts], tmp_path / "merged")
    assert_same(SegmentFile(tmp_path / "merged"), whole.file)


def test_a_merge_drops_deleted_stories_and_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.codec.merge._STRETCH", 50)
    documents = stories(4, 60)
    documents[10] = story(11, "unheardof " * 5, captions="alone")
    gone = np.zeros(60, bool)
    gone[[0, 10, 11, 12, 29, 59]] = True
    parts = [segment(tmp_path / f"part{at}", documents[at : at + 30]) for at in (0, 30)]
    merge([(parts[0], ~gone[:30]), (parts[1], ~gone[30:])], tmp_path / "merged")
    kept = [document for document, is_gone in zip(documents, gone.tolist(), strict=True) if not is_gone]
    assert_same(SegmentFile(tmp_path / "merged"), segment(tmp_path / "whole", kept).file)


def assert_same(left: SegmentFile, right: SegmentFile) -> None:
    """Compare all arrays of two segments; names of outlets and such may have gone unused."""
    assert set(left.names()) == set(right.names())
    for name in left.names():
        assert left.array(name).tolist() == right.array(name).tolist(), name
    left.verify()


TEXTS = st.lists(
    st.sampled_from(
        [
            "oil",
            "Öl,",
            "O’Neill's",
            "l’homme",
            "U.S.",
            "(1,000)",
            "中国人",
            "—",
            "",
            "\u00ad",
            "co-op",
            "a\tb",
            "x\u00a0y",
            "\n",
        ]
    ),
    max_size=40,
)


@given(TEXTS, TEXTS)
def test_bulk_cutting_gives_the_words_of_the_cutter(first: list[str], second: list[str]) -> None:
    documents = [story(1, " ".join(first), headline=" ".join(second)), story(2, "\n".join(second))]
    vocabulary = Vocabulary(CUTTER)
    batch = cut_batch(documents, 0, vocabulary)
    tokens = batch.tokens["text"]
    found = [
        (document, position, vocabulary.words[word])
        for document, position, word in zip(
            tokens.documents.tolist(), tokens.positions.tolist(), tokens.words.tolist(), strict=True
        )
    ]
    expected = []
    samples = []
    for number, document in enumerate(documents):
        expected += [(number, at, token.text) for at, token in enumerate(CUTTER.tokens(document.headline))]
        body = CUTTER.tokens(document.body)
        expected += [(number, 2000 + at, token.text) for at, token in enumerate(body)]
        samples += [token.start for token in body[::SAMPLE]]
    assert found == expected
    assert batch.samples.tolist() == samples


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_marks_of_rows_are_those_of_the_texts(
    marked_library: tuple[SearchIndex, dict[int, SearchDocument]], query: tuple[str, Test]
) -> None:
    index, documents = marked_library
    marker = Marker(parse(query[0], CUTTER, TODAY).tree, CUTTER, Stems())
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


def test_a_segment_file_of_other_bytes_is_no_segment(tmp_path: Path) -> None:
    path = tmp_path / "segment"
    for content in (b"", b"x" * 10, b"x" * 5000, b"NARSEG01" + bytes(100)):
        path.write_bytes(content)
        with pytest.raises(IndexDamagedError):
            SegmentFile(path)


def test_statistics_are_of_all_segments(tmp_path: Path) -> None:
    documents = stories(5, 60)
    parts = tuple(segment(tmp_path / f"part{at}", documents[at : at + 30]) for at in (0, 30))
    whole = segment(tmp_path / "whole", documents)
    leaf = Term("stem", "en:run")
    assert Statistics(parts).idf(leaf) == pytest.approx(Statistics((whole,)).idf(leaf))


@pytest.mark.parametrize("count", [1, 65_536, 65_537, 200_000])
def test_documents_are_kept_in_two_bytes_whatever_their_number(tmp_path: Path, count: int) -> None:
    rng = np.random.default_rng(count)
    terms = [np.unique(rng.integers(0, count, size)) for size in (1, 5, 3000, 1, 40_000)]
    terms += [np.array([count - 1]), np.array([0])]
    starts = np.concatenate(([0], np.cumsum([len(term) for term in terms])))
    whole = np.concatenate(terms)
    with SegmentWriter(tmp_path / "segment") as writer:
        write_documents(writer, "text", count, starts, np.array_split(whole, 7))
        writer.close({})
    documents = Documents(SegmentFile(tmp_path / "segment"), "text", starts)
    for number, term in enumerate(terms):
        assert documents.of(number).tolist() == term.tolist()
    assert documents.between(0, len(terms)).tolist() == whole.tolist()
    assert documents.between(2, 5).tolist() == np.concatenate(terms[2:5]).tolist()
    assert documents.between(3, 3).tolist() == []
    marks = rng.random(count) < 0.5
    assert documents.marked(marks).tolist() == marks[whole].tolist()


@pytest.mark.parametrize(("left", "right"), [(3, 900), (900, 3), (300, 400), (0, 50), (50, 0), (1, 1000)])
def test_what_two_lists_share_is_found_whatever_their_lengths(left: int, right: int) -> None:
    rng = np.random.default_rng(left)
    one, other = (np.sort(rng.choice(1000, size, replace=False)) for size in (left, right))
    in_one, in_other = shared(one, other, 1000)
    assert one[in_one].tolist() == other[in_other].tolist() == sorted(set(one.tolist()) & set(other.tolist()))


@pytest.mark.parametrize(
    "leaf", [Term("stem", "en:oil"), TermSet("text", ["gas", "oil", "zero"]), Term("text", "none")]
)
@pytest.mark.parametrize("size", [1, 2, 40, 400])
def test_weights_in_some_documents_are_those_of_the_whole_list(tmp_path: Path, leaf: Term | TermSet, size: int) -> None:
    columns = segment(tmp_path / "segment", stories(9, 400))
    documents = np.sort(np.random.default_rng(size).choice(400, size, replace=False))
    whole = postings_of(columns, leaf)
    weights = dict(zip(whole.documents.tolist(), whole.weights.tolist(), strict=True)) if whole else {}
    some = postings_within(columns, leaf, documents)
    assert (some is None) == (whole is None)
    if some is not None:
        assert some.weights.tolist() == [weights.get(document, 0) for document in documents.tolist()]


def test_a_phrase_is_found_among_many_occurrences_of_its_words(tmp_path: Path) -> None:
    crowd = "the of " * 60
    bodies = [
        f"{crowd} rare of the end",
        f"of rare {crowd} the end",
        f"{crowd} of the rare the {crowd} end rare of",
        f"{crowd} rare the of",
    ]
    texts = {number: f" {' '.join(body.split())} " for number, body in enumerate(bodies, 1)}
    with built(tmp_path / "index", [story(number, body) for number, body in texts.items()]) as index:
        for written in ("rare of the", "of rare", "the rare", "of the end", "the of the", "rare the of", "end rare of"):
            expected = {
                number for number, body in enumerate(bodies, 1) if f" {written} " in f" {' '.join(body.split())} "
            }
            assert found(index, f'"{written}"') == expected, written
