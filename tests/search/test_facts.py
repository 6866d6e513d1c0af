"""What is kept for every position of a story: letter case, and where sentences and paragraphs begin."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.query import SearchDocument
from reader.search.codec.build import Run
from reader.search.codec.columns import SegmentColumns
from reader.search.codec.field import Field
from reader.search.codec.merge import merge
from reader.search.codec.packing import pack, pack_pieces, pick, unpack
from reader.search.codec.text.traits import ALL_CAPITALS, FIRST_CAPITAL, NO_CAPITAL, OTHER_CAPITALS
from reader.search.codec.text.vocabulary import Vocabulary
from reader.search.stems import Stems
from reader.search.words import Cutter
from tests.search.stories import story

CUTTER = Cutter()


def segment(path: Path, *documents: SearchDocument) -> SegmentColumns:
    """Return a segment of some stories."""
    run = Run(Vocabulary(CUTTER), Stems())
    run.add(documents)
    run.write(path)
    return SegmentColumns(path)


def text_field(columns: SegmentColumns) -> Field:
    """Return the field of the text."""
    field = columns.field("text")
    assert field is not None
    return field


def begun(path: Path, body: str) -> list[str]:
    """Return the words that begin the sentences of a body."""
    positions, _ = text_field(segment(path, story(1, body))).sentence_starts(np.array([0]))
    words = [token.text for token in CUTTER.tokens(body)]
    return [words[position - 2000] for position in positions.tolist()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One two. Three! Four? Five… Six", "one three four five six"),
        ("He fell. then rose. 12 men came.", "he 12"),
        ("“Go!” she said. ‘Stay.’ Then (he did.) [And left.] Now", "go stay then and now"),
        ("Mr. Smith met Dr. Jones, Gen. Lee and J. R. Ewing. Then St. Paul.", "mr then"),
        ("In the U.S. Congress met at 9 a.m. Eastern. See No. 5 on Jan. 7. No. Not so.", "in see no not"),
        ("Am 5. Mai kam z.B. Anna. Danach bzw. Davor. Um 2010. Mai war da.", "am danach um mai"),
        ("It rose 3.5 percent. 3.5 is much. Yahoo! is fine; www.Example.org too", "it 3.5 yahoo"),
        ("Apples, etc. are cheap. Pears, etc. Then plums.", "apples pears then"),
        ("今天。明天！昨天", "今天 明天 昨天"),
        ("यह एक है। वह दो है॥ तीन", "यह वह तीन"),
        ("هل هذا؟ نعم۔ لا", "هل نعم لا"),
        ("Он пришёл. он ушёл. А. С. Пушкин писал. Всё.", "он а все"),
        ("Wait...And see... Then go", "wait and then"),
        ("A line\nanother line\n\nthird", "a another third"),
        ("... 'Quoted' first. – Dash", "quoted dash"),
        ("", ""),
    ],
)
def test_sentences_begin_where_readers_see_it(tmp_path: Path, body: str, expected: str) -> None:
    assert begun(tmp_path / "segment", body) == expected.split()


def test_paragraphs_are_lines_of_the_body_and_the_other_texts_whole(tmp_path: Path) -> None:
    first = story(1, "One two.\nThree. Four\n \n— \nfive", headline="A head\nline. More", standfirst="It stands. So.")
    field = text_field(segment(tmp_path / "segment", first, story(2), story(3, headline="Alone")))
    positions, starts = field.paragraph_starts(np.array([0, 1, 2]))
    assert positions.tolist() == [0, 1000, 2000, 2002, 2004, 0]
    assert starts.tolist() == [0, 5, 5, 6]
    positions, starts = field.sentence_starts(np.array([2, 0]))
    assert positions.tolist() == [0, 0, 3, 1000, 1002, 2000, 2002, 2003, 2004]
    assert starts.tolist() == [0, 1, 9]


def test_words_past_the_end_of_a_headline_begin_nothing(tmp_path: Path) -> None:
    field = text_field(segment(tmp_path / "segment", story(1, "Body", headline="A bee. " * 600, standfirst="So.")))
    assert field.positions is not None
    assert int(field.positions[field.positions < 1000].max()) == 998
    positions = field.sentence_starts(np.array([0]))[0].tolist()
    assert positions == [*range(0, 999, 2), 1000, 2000]
    assert len(field.cases(0, len(field.positions))) == len(field.positions)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("apple", NO_CAPITAL),
        ("Apple", FIRST_CAPITAL),
        ("A", FIRST_CAPITAL),
        ("AID", ALL_CAPITALS),
        ("COVID19", ALL_CAPITALS),
        ("iPhone", OTHER_CAPITALS),
        ("McDonald", OTHER_CAPITALS),
        ("Élan", FIRST_CAPITAL),
        ("ÉLAN", ALL_CAPITALS),
        ("Москва", FIRST_CAPITAL),
        ("НАТО", ALL_CAPITALS),
        ("U.S.", ALL_CAPITALS),
        ("1,000", NO_CAPITAL),
        ("Don’t", FIRST_CAPITAL),
        ("中国", NO_CAPITAL),
        ("Straße", FIRST_CAPITAL),
        ("Antidisestablishmentarianism", FIRST_CAPITAL),
    ],
)
def test_letter_case_is_kept_for_every_position(tmp_path: Path, word: str, case: int) -> None:
    field = text_field(segment(tmp_path / "segment", story(1, f"zz {word}", headline=word)))
    assert field.positions is not None
    cases = field.cases(0, len(field.positions)).tolist()
    found = [at for at, position in enumerate(field.positions.tolist()) if position in (0, 2001)]
    assert [cases[at] for at in found] == [case, case]
    assert field.cases_at(np.array(found)).tolist() == [case, case]


def test_pieces_of_an_elided_word_have_cases_of_their_own(tmp_path: Path) -> None:
    field = text_field(segment(tmp_path / "segment", story(1, "l’Homme O’neill")))
    assert field.positions is not None
    in_order = np.argsort(field.positions)
    assert field.cases(0, 4)[in_order].tolist() == [NO_CAPITAL, FIRST_CAPITAL, FIRST_CAPITAL, NO_CAPITAL]


def test_merging_keeps_the_facts_of_the_stories_that_stay(tmp_path: Path) -> None:
    stories = [story(n, f"Alpha beta GAMMA. Word{n} iPod {'x. Y ' * n}\nEnd", headline="Head.") for n in range(1, 30)]
    parts = [segment(tmp_path / f"part{at}", *stories[at : at + 10]) for at in (0, 10, 20)]
    live = np.ones(10, bool)
    live[[0, 3, 9]] = False
    merge([(parts[0], live), (parts[1], None), (parts[2], None)], tmp_path / "merged")
    whole = segment(tmp_path / "whole", *(each for n, each in enumerate(stories) if n not in (0, 3, 9)))
    merged, expected = text_field(SegmentColumns(tmp_path / "merged")), text_field(whole)
    assert expected.positions is not None
    everything = np.arange(whole.count)
    for mine, theirs in (
        (merged.sentence_starts(everything), expected.sentence_starts(everything)),
        (merged.paragraph_starts(everything), expected.paragraph_starts(everything)),
    ):
        assert mine[0].tolist() == theirs[0].tolist()
        assert mine[1].tolist() == theirs[1].tolist()
    count = len(expected.positions)
    assert merged.cases(0, count).tolist() == expected.cases(0, count).tolist()


def test_a_field_without_facts_says_so(tmp_path: Path) -> None:
    field = segment(tmp_path / "segment", story(1, "a", captions="Caption. Two")).field("caption")
    assert field is not None
    positions, starts = field.sentence_starts(np.array([0]))
    assert positions.tolist() == []
    assert starts.tolist() == [0, 0]
    assert field.cases(0, 2).tolist() == [0, 0]


@given(st.lists(st.lists(st.integers(0, 3), max_size=9), max_size=6), st.data())
def test_two_bits_are_packed_and_found_again(pieces: list[list[int]], data: st.DataObject) -> None:
    values = [value for piece in pieces for value in piece]
    packed = np.concatenate(list(pack_pieces(np.array(piece, np.uint8) for piece in pieces)))
    assert packed.tolist() == pack(np.array(values, np.uint8)).tolist()
    first = data.draw(st.integers(0, len(values)))
    last = data.draw(st.integers(first, len(values)))
    assert unpack(packed, first, last).tolist() == values[first:last]
    assert pick(packed, np.arange(first, last)).tolist() == values[first:last]
