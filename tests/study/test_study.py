"""Sorting hits in their contexts, and the words near them."""

from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import ArticleId
from reader.core.query import Hit, StoryHead, Width
from reader.search.words import Cutter
from reader.study.collocates import Window, lines_with, log_likelihood, measured, mutual_information, words_near
from reader.study.lines import NEAR, Batch, Reader, joined
from reader.study.sorting import Level, ordered
from reader.study.width import left_part, right_part


def cut(text: str) -> list[str]:
    return text.lower().split()


def hit(left: str, text: str, right: str, story: int = 1, position: int | None = None) -> Hit:
    at = len(left.split()) if position is None else position
    return Hit(ArticleId(story), "body", at, left, text, right)


HEADS = (
    StoryHead(ArticleId(1), "One", "Zebra News", "2011-02-06", "en"),
    StoryHead(ArticleId(2), "Two", "", "", "en"),
    StoryHead(ArticleId(3), "Three", "abend", "2010", "de"),
)


def texts_by(reader: Reader, lines: Batch, *levels: Level) -> list[str]:
    order = ordered(lines, levels, reader.vocabulary.words, HEADS)
    return [lines.texts[place] for place in order.tolist()]


def test_lines_are_sorted_by_the_words_beside_the_hit_whatever_their_case() -> None:
    reader = Reader(cut)
    lines = reader.batch(
        [hit("b ", "oil", " Zinc"), hit("C ", "oil", " apple"), hit("", "Oil", ""), hit("a ", "gas", " x")]
    )
    assert texts_by(reader, lines, Level.L1) == ["a gas x", "b oil Zinc", "C oil apple", "Oil"]
    assert texts_by(reader, lines, Level.R1) == ["C oil apple", "a gas x", "b oil Zinc", "Oil"]
    assert texts_by(reader, lines, Level.HIT, Level.L1) == ["a gas x", "b oil Zinc", "C oil apple", "Oil"]
    assert texts_by(reader, lines, Level.AS_FOUND) == list(lines.texts)


def test_outlets_and_dates_that_are_unknown_come_last() -> None:
    reader = Reader(cut)
    lines = reader.batch([hit("", f"w{story}", "", story) for story in (1, 2, 3)])
    assert texts_by(reader, lines, Level.OUTLET) == ["w3", "w1", "w2"]
    assert texts_by(reader, lines, Level.DATE) == ["w3", "w1", "w2"]


def test_words_of_hebrew_are_counted_in_reading_order() -> None:
    reader = Reader(cut)
    lines = reader.batch([hit("על ", "הגשר", " נפתח היום"), hit("של ", "הגשר", " אבד היום")])
    assert reader.vocabulary.words[lines.right[0, 0]] == "נפתח"
    assert texts_by(reader, lines, Level.R1) == ["של הגשר אבד היום", "על הגשר נפתח היום"]


def test_hits_of_a_story_are_counted_and_batches_go_on_with_stories_and_words() -> None:
    reader = Reader(cut)
    first = reader.batch([hit("a ", "oil", "", 5), hit("b ", "oil", "", 5)])
    both = joined([first, reader.batch([hit("b ", "oil", "", 6)])])
    assert both.ordinals.tolist() == [0, 1, 0]
    assert both.stories.tolist() == [0, 0, 1]
    assert both.left[1, 0] == both.left[2, 0]
    assert len(joined([])) == 0
    assert ordered(joined([]), [Level.L1], [], []).tolist() == []


@given(st.lists(st.tuples(st.text("ab ", max_size=6), st.text("ab ", max_size=6)), max_size=12))
def test_sorting_by_a_word_agrees_with_a_plain_sort(contexts: list[tuple[str, str]]) -> None:
    reader = Reader(cut)
    lines = reader.batch([hit(left + " ", "oil", " " + right) for left, right in contexts])
    order = ordered(lines, [Level.L2, Level.R1], reader.vocabulary.words, HEADS)

    def key(place: int) -> tuple[str, str]:
        left, right = (cut(text) for text in contexts[place])
        return (left[-2] if len(left) > 1 else "~", right[0] if right else "~")

    assert order.tolist() == sorted(range(len(contexts)), key=key)


def test_a_word_between_two_hits_is_counted_once_at_the_nearer() -> None:
    reader = Reader(cut)
    lines = reader.batch([hit("", "oil", " x y oil z", position=0), hit("oil x y ", "oil", " z", position=3)])
    near = words_near(lines, Window(), len(reader.vocabulary.words))
    found = {reader.vocabulary.words[n]: (a, b) for n, a, b in zip(near.words, near.left, near.right, strict=True)}
    assert found == {"x": (0, 1), "y": (1, 0), "oil": (1, 1), "z": (0, 1)}
    assert near.size == 5


def test_a_window_bounds_what_is_counted_and_what_is_filtered() -> None:
    reader = Reader(cut)
    lines = reader.batch([hit("far near ", "oil", " near far"), hit("far x ", "oil", " x", 2)])
    number = reader.vocabulary.number
    near = words_near(lines, Window(1, 0), len(reader.vocabulary.words))
    assert [reader.vocabulary.words[each] for each in near.words] == ["near", "x"]
    assert lines_with(lines, number("far"), Window(2, 0)).tolist() == [True, True]
    assert lines_with(lines, number("far"), Window(1, 2)).tolist() == [True, False]
    assert lines_with(lines, number("far"), Window(0, 0)).tolist() == [False, False]


@pytest.mark.parametrize(
    ("table", "likelihood", "information"),
    [
        # O = 10 90 10 890, E = 2 98 18 882: 2 (10 ln 5 + 90 ln 90/98 + 10 ln 10/18 + 890 ln 890/882), log2 5
        ((10, 20, 100, 1_000), 21.176963, 2.321928),
        # O = 20 980 80 98,920, E = 1 999 99 98,901
        ((20, 100, 1_000, 100_000), 86.101701, 4.321928),
        # a word that always stands near: the cell of 0 adds nothing
        ((3, 3, 100, 1_000), 13.897415, 3.321928),
        # rarer near than by chance: O = 1 999 49,999 49,001, E = 500 500 49,500 49,500
        ((1, 50_000, 1_000, 100_000), -1_380.540668, -8.965784),
        # just as often as by chance
        ((2, 20, 100, 1_000), 0.0, 0.0),
    ],
)
def test_measures_have_the_values_worked_out_by_hand(
    table: tuple[int, int, int, int], likelihood: float, information: float
) -> None:
    together, total, size, corpus = table
    arrays = np.array([together]), np.array([total])
    assert log_likelihood(*arrays, size, corpus)[0] == pytest.approx(likelihood, abs=1e-6)
    assert mutual_information(*arrays, size, corpus)[0] == pytest.approx(information, abs=1e-6)


def test_collocates_of_a_text_are_counted_and_measured_as_by_hand() -> None:
    reader = Reader(cut)
    lines = reader.batch(
        [hit("black ", "oil", " spill at", 1), hit("black ", "oil", " tanker", 2), hit("the ", "oil", "", 3)]
    )
    near = words_near(lines, Window(1, 1), len(reader.vocabulary.words))
    words = [reader.vocabulary.words[number] for number in near.words]
    totals = {"black": 4, "spill": 1, "tanker": 2, "the": 50}
    found = {each.word: each for each in measured(near, words, [totals[word] for word in words], 1_000)}
    assert near.size == 5
    assert found["black"][1:5] == (2, 2, 0, 4)
    # E = 4 x 5 / 1,000 = 0.02; O = 2 3 2 993, E = 0.02 4.98 3.98 991.02
    by_hand = 2 * (2 * log(2 / 0.02) + 3 * log(3 / 4.98) + 2 * log(2 / 3.98) + 993 * log(993 / 991.02))
    assert found["black"].log_likelihood == pytest.approx(by_hand)
    assert found["black"].mutual_information == pytest.approx(log2(100))
    assert found["the"].mutual_information == pytest.approx(2.0)
    assert "at" not in found


def test_collocates_never_stand_near_more_often_than_in_all_stories() -> None:
    reader = Reader(cut)
    near = words_near(reader.batch([hit("a a ", "oil", "")]), Window(), len(reader.vocabulary.words))
    (collocate,) = measured(near, ["a"], [0], 0)
    assert collocate[:5] == ("a", 2, 2, 0, 2)


@given(st.text('aé, -\u2019s.3\u5927\u6865\u05d0"\u00a0', max_size=40))
def test_words_beside_a_hit_are_those_of_the_whole_context(text: str) -> None:
    cutter = Cutter()

    def folded(part: str) -> list[str]:
        return [token.text for token in cutter.tokens(part)]

    reader = Reader(folded)
    lines = reader.batch([hit(f"{text} ", "oil", f" {text}")])
    words = [*reader.vocabulary.words, ""]
    assert [words[each] for each in lines.right[0]] == [*folded(text), *[""] * NEAR][:NEAR]
    assert [words[each] for each in lines.left[0]] == [*reversed(folded(text)), *[""] * NEAR][:NEAR]


def test_many_words_are_sorted_in_parts_and_merged() -> None:
    reader = Reader(cut)
    lines = reader.batch([hit("", f"w{number * 7919 % 30_000:05}", "") for number in range(30_000)])
    assert texts_by(reader, lines, Level.HIT) == sorted(lines.texts)


@pytest.mark.parametrize(
    ("context", "left", "right"),
    [
        ("one two, three ", "two, three", "one two,"),
        ("\u6b66\u6c49\u957f\u6c5f\u5927\u6865", "\u5927\u6865", "\u6b66\u6c49"),
        ("\u6a4b\u304c 2021 \u5e74", "2021 \u5e74", "\u6a4b\u304c"),
        ("", "", ""),
        (" ", "", ""),
    ],
)
def test_a_width_in_words_takes_characters_of_scripts_without_blanks(context: str, left: str, right: str) -> None:
    assert left_part(context, Width(2)) == left
    assert right_part(context, Width(2)) == right
