"""The columns against stock Whoosh, against a word-by-word cutter, and against themselves after merges."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import Term

from reader.core.errors import IndexDamagedError
from reader.core.query import SearchDocument
from reader.search.codec.build import Run
from reader.search.codec.bulk import SAMPLE, cut_batch, zones
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.documents import Documents, write_documents
from reader.search.codec.leaves import Statistics
from reader.search.codec.lists import postings_of, postings_within, shared
from reader.search.codec.merge import merge
from reader.search.codec.segment import SegmentFile, SegmentWriter
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.nodes import TermSet
from reader.search.schema import stem_term
from reader.search.stems import Stems, stem_code
from reader.search.words import Cutter, is_paired
from tests.search.oracle import stories
from tests.search.stories import built, found, story

CUTTER = Cutter()


def segment(path: Path, documents: list[SearchDocument]) -> SegmentColumns:
    """Return a segment of some stories."""
    run = Run(Vocabulary(CUTTER), Stems())
    run.add(documents)
    run.write(path)
    return SegmentColumns(path)


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


@pytest.mark.parametrize("count", [3, 65_537])
def test_a_field_without_any_word_is_read_whatever_the_number_of_documents(tmp_path: Path, count: int) -> None:
    starts = np.zeros(1, np.int64)
    with SegmentWriter(tmp_path / "segment") as writer:
        write_documents(writer, "byline", count, starts, [np.empty(0, np.int64)])
        writer.close({})
    documents = Documents(SegmentFile(tmp_path / "segment"), "byline", starts)
    assert documents.between(0, 0).tolist() == []
    assert documents.marked(np.ones(count, bool)).tolist() == []


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
