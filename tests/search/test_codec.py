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
from reader.search.breaks import Breaks
from reader.search.codec.build import Run
from reader.search.codec.bulk import SAMPLE, cut_batch, zones
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.documents import Documents, write_documents
from reader.search.codec.field import Field
from reader.search.codec.leaves import Statistics
from reader.search.codec.merge import merge
from reader.search.codec.segment import Integers, SegmentFile, SegmentWriter
from reader.search.codec.spots import Spots
from reader.search.codec.text.traits import CASE, trait
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.codec.units import Units
from reader.search.compile import Compiler
from reader.search.language.parse import parse
from reader.search.language.tree import Unit, Zone
from reader.search.marking import Marker
from reader.search.nodes import TermSet
from reader.search.places import APART, in_units
from reader.search.run import Engine, IndexLexicon, Leaf, Watch
from reader.search.schema import BODY_AT, STANDFIRST_AT, stem_term
from reader.search.stems import Stems, stem_code
from reader.search.storage import ColumnIndex, ColumnReader
from reader.search.textnodes import TextFacts
from reader.search.words import Cutter, is_paired
from tests.search.oracle import Asked, Said, Text, queries, random_story
from tests.search.stock import stock_index
from tests.search.stories import built, story
from tests.search.test_language import TODAY

CUTTER = Cutter()
Marked = tuple[SearchIndex, dict[int, SearchDocument]]


def drawn(seed: int, count: int) -> list[tuple[SearchDocument, Text]]:
    """Return random stories and their words."""
    rng = random.Random(seed)
    return [random_story(number, rng) for number in range(1, count + 1)]


def stories(seed: int, count: int) -> list[SearchDocument]:
    """Return random stories."""
    return [document for document, _ in drawn(seed, count)]


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


def test_a_merged_segment_is_the_segment_of_all_stories(tmp_path: Path) -> None:
    documents = stories(3, 90)
    whole = segment(tmp_path / "whole", documents)
    parts = [segment(tmp_path / f"part{at}", documents[at : at + 30]) for at in (0, 30, 60)]
    merge([(part, None) for part in parts], tmp_path / "merged")
    assert_same(SegmentFile(tmp_path / "merged"), whole.file)


def test_a_merge_drops_deleted_stories_and_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.codec.merging.parts.STRETCH", 50)
    monkeypatch.setattr("reader.search.codec.merging.fields._TERMS", 20)
    documents = stories(4, 60)
    documents[10] = story(11, "unheardof " * 5, captions="alone")
    gone = np.zeros(60, bool)
    gone[[0, 10, 11, 12, 29, 59]] = True
    parts = [segment(tmp_path / f"part{at}", documents[at : at + 30]) for at in (0, 30)]
    merge([(parts[0], ~gone[:30]), (parts[1], ~gone[30:])], tmp_path / "merged")
    kept = [document for document, is_gone in zip(documents, gone.tolist(), strict=True) if not is_gone]
    assert_same(SegmentFile(tmp_path / "merged"), segment(tmp_path / "whole", kept).file)


def test_words_keep_their_stems_in_every_language_through_a_merge(tmp_path: Path) -> None:
    languages = ["en", "de", "", "zh", "en-GB", "fr"]
    texts = ["Banken running taxes 中国人", "running Banken tax", "taxes 中国"]
    documents = [story(n, texts[n % 3], language=languages[n % 6], captions=texts[n % 2]) for n in range(1, 31)]
    whole = segment(tmp_path / "whole", documents)
    parts = [segment(tmp_path / f"part{at}", documents[at : at + 10]) for at in (0, 10, 20)]
    merge([(part, None) for part in parts], tmp_path / "merged")
    assert_same(SegmentFile(tmp_path / "merged"), whole.file)
    stems, words = whole.field("stem"), whole.field("text")
    assert stems is not None
    assert words is not None
    terms = stems.terms(0, stems.count)
    expected: dict[bytes, set[int]] = {}
    for place, document in enumerate(documents):
        code = stem_code(document.language)
        for token in CUTTER.tokens(document.body):
            if not is_paired(token.text):
                expected.setdefault(stem_term(code, Stems().stem(code, token.text)).encode(), set()).add(place)
    assert terms == sorted(expected)
    for number, term in enumerate(terms):
        assert set(stems.documents.of(number).tolist()) == expected[term], term
        for member in stems.members(number).tolist():
            code, stem = term.decode().split(":")
            assert Stems().stem(code, words.term(member).decode()) == stem


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


ANY_TEXT = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("aeiA09 .,'’\"-_\n中אبक\u0301\u00ad\U0001f600\ud800")),
    max_size=80,
)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_cut_in_bulk_as_by_the_cutter(first: str, second: str) -> None:
    assert_bulk_cut([story(1, first, headline=second), story(2, second + " " + first)])


@given(TEXTS, TEXTS)
def test_bulk_cutting_gives_the_words_of_the_cutter(first: list[str], second: list[str]) -> None:
    assert_bulk_cut([story(1, " ".join(first), headline=" ".join(second)), story(2, "\n".join(second))])


def assert_bulk_cut(documents: list[SearchDocument]) -> None:
    """Compare the words of stories cut in bulk with those of the cutter."""
    vocabulary = Vocabulary(CUTTER)
    batch = cut_batch(documents, vocabulary)
    words = iter(batch.tokens["text"].words.tolist())
    found = [
        (number, zone.at + place, vocabulary.words.terms[next(words)].decode("utf-8", "surrogatepass"))
        for number, counts in enumerate(batch.tokens["text"].counts.tolist())
        for zone, count in zip(zones("text"), counts, strict=True)
        for place in range(count)
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


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=30),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=20),
)
def test_spots_move_by_unit_as_places_do(spots: list[tuple[int, int]], starts: list[tuple[int, int]]) -> None:
    starts = sorted(set(starts))
    positions = [position for _, position in starts]
    bounds = [sum(document < at for document, _ in starts) for at in range(5)]
    units = Units(Runs(positions, bounds), Unit.SENTENCE)
    keys = np.array(sorted((document << 32) | position for document, position in spots), np.int64)
    moved = units.moved(Spots(keys, keys))
    assert units.back(moved).first.tolist() == keys.tolist()
    assert (np.diff(moved.first) >= 0).all()
    for left, left_key in zip(moved.first.tolist(), keys.tolist(), strict=True):
        for right, right_key in zip(moved.first.tolist(), keys.tolist(), strict=True):
            documents = left_key >> 32, right_key >> 32
            (a, _), (b, _) = in_units(
                [(key & APART, key & APART) for key in (left_key, right_key)],
                [position for document, position in starts if document == documents[0]],
            )
            together = documents[0] == documents[1] and abs(a - b) <= APART
            assert (abs(left - right) <= APART) == together


class Runs(Field):
    """A field of which only the beginnings of units are known."""

    def __init__(self, positions: list[int], bounds: list[int]) -> None:
        self._known = np.array(positions or [0], np.int64), np.array(bounds, np.int64)

    def runs(self, names: tuple[str, str]) -> tuple[Integers, Integers]:
        """Return the positions and where those of each document lie."""
        return self._known


def test_a_story_without_sentences_is_one(tmp_path: Path) -> None:
    columns = segment(tmp_path / "segment", [story(1, "oil", captions="gas. Gas")])
    owner = columns.field("caption")
    assert owner is not None
    keys = np.array([0, 1], np.int64)
    assert np.diff(Units(owner, Unit.SENTENCE).moved(Spots(keys, keys)).first).tolist() == [1]
