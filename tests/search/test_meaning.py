"""What queries mean on small texts: how operators nest, where sentences end, what letter case is."""

from pathlib import Path

import pytest

from reader.search import SearchIndex
from reader.search.language.lower import lowered, pruned
from reader.search.language.tree import Cased, Letters, Node, Nothing, Or, Sequence, State, Word
from tests.search.stories import ask, built, found, marked, story
from tests.search.test_language import read


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """Index four stories."""
    folder: Path = tmp_path_factory.mktemp("meaning") / "index"
    stories = [
        story(
            1, "Apple met the minister. Turkey rose.\nShe ate an apple, a turkey and Bread.", headline="AID for Apple"
        ),
        story(2, "The U.S. apple crop fell. Mr. Apple aided us.", headline="Crop falls", standfirst="Apple. Turkey."),
        story(3, "APPLE and iPhone. apple\nTURKEY", headline="turkey"),
        story(4, "oil one two gas three oil. Coal oil gas", captions="Apple. Turkey"),
    ]
    return built(folder, stories)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("apple w/s minister", {1}),
        ("apple w/s turkey", {1}),
        ("apple pre/s turkey", {1}),
        ("turkey pre/s apple", set()),
        ("apple w/p turkey", {1, 2}),
        ("apple same turkey", {1, 2}),
        ("apple not w/s turkey", {1, 2, 3}),
        ("apple not w/p turkey", {1, 2, 3}),
        ("turkey not w/p apple", {3}),
        ("us w/s apple", {2}),
        ('"Mr apple" w/s aided', {2}),
        ('"crop fell" w/s apple', {2}),
        ('"fell Mr" w/s apple', set()),
        ("headline:(aid w/s apple)", {1}),
        ("standfirst:(apple w/s turkey)", set()),
        ("caps(apple)", {1, 2, 3}),
        ("allcaps(apple)", {3}),
        ("nocaps(apple)", {1, 2, 3}),
        ("nocaps(turkey)", {1, 3}),
        ("allcaps(aid)", {1}),
        ("headline:caps(turkey)", set()),
        ("caps(iphone)", {3}),
        ("allcaps(iphone)", set()),
        ("allcaps(us)", set()),
        ('allcaps("U.S.")', {2}),
        ('caps("apple crop")', set()),
        ('caps("mr apple")', {2}),
        ("caps(appl* w/2 m*)", {2}),
        ("caps(apple -turkey)", set()),
        ("caps(apple -met)", {1, 2, 3}),
        ("allcaps(apple) w/2 caps(iphone)", {3}),
        ("nocaps(apple) w/s caps(bread)", {1}),
        ("atleast2(caps(apple))", {1, 2}),
        ("oil w/3 gas w/1 coal", set()),
        ("gas w/3 oil w/1 coal", {4}),
        ("(oil w/1 one) w/2 gas", {4}),
        ("(oil w/1 coal) w/s gas", {4}),
        ("(oil w/1 one) w/s coal", set()),
        ("aple~", {1, 2, 3}),
        ("caps(aple~) w/2 crop", set()),
        ("headline:tukrey~", {3}),
        ("caption:aplle~", {4}),
        ("caption:(apple w/s turkey)", {4}),
    ],
)
def test_queries_find_what_they_mean(index: SearchIndex, query: str, expected: set[int]) -> None:
    assert found(index, query) == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("apple w/s tax", "Apple fell. Apple paid tax.", ["Apple", "tax"]),
        ("apple w/p tax", "Apple.\nApple. No tax.\nTax", ["Apple", "tax"]),
        ("apple not w/s tax", "Apple fell. Apple paid tax.", ["Apple"]),
        ("caps(apple)", "apple Apple APPLE", ["Apple", "APPLE"]),
        ("allcaps(apple)", "apple Apple APPLE", ["APPLE"]),
        ("nocaps(apple or tax)", "apple Tax APPLE tax", ["apple", "tax"]),
        ('caps("bank of x")', "bank of x, Bank of x, bank of X", ["Bank", "of", "x", "bank", "of", "X"]),
        ('nocaps("bank of x")', "bank of x, Bank of x, bank of X", ["bank", "of", "x"]),
        ("libya~", "Libya, libyan, Lybia, liby", ["Libya", "libyan", "liby"]),
        ("lybia~2", "Libya, libyan, Lybia", ["Libya", "Lybia"]),
        ("-apple tax", "apple tax", ["tax"]),
        ("apple not w/3 tax", "apple a tax", []),
        ("caps(中国)", "中国", []),
    ],
)
def test_marks_follow_the_meaning(index: SearchIndex, query: str, text: str, expected: list[str]) -> None:
    assert marked(index, query, text) == expected


def test_letter_case_and_sentences_of_other_fields_are_said_not_to_be_known(index: SearchIndex) -> None:
    assert any("Letter case is known" in note for note in ask(index, "caption:caps(apple)").notes)
    assert any("Sentences are told apart" in note for note in ask(index, "caption:(apple w/s turkey)").notes)


def test_rows_mark_the_words_that_take_part(index: SearchIndex) -> None:
    (row,) = ask(index, "apple w/s minister").rows
    assert [mark.of(row.snippet) for mark in row.marks] == ["Apple", "minister"]
    assert row.headline_marks == ()
    (row,) = ask(index, "allcaps(aid)").rows
    assert [mark.of(row.headline) for mark in row.headline_marks] == ["AID"]


def test_letter_case_moves_down_to_words() -> None:
    assert lowered(read("caps(a or (b -c))").tree) == read("caps(a) or (caps(b) -caps(c))").tree
    assert lowered(read("caps(headline:a w/3 b)").tree) == lowered(read("headline:caps(a) and caps(b)").tree)
    assert lowered(read("caps(nocaps(a))").tree) == Cased(Word("a", "a"), Letters.NO_CAPITALS)


def test_a_phrase_has_a_capital_if_any_of_its_words_has() -> None:
    tree = lowered(read('caps("a b")').tree)
    assert isinstance(tree, Or)
    assert [[isinstance(item, Cased) for item in part.items] for part in tree.parts if isinstance(part, Sequence)] == [
        [True, False],
        [False, True],
    ]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("a is:unread", "a"),
        ("a -is:unread", "a"),
        ("a or is:unread", "a"),
        ("a (b or (is:unread is:read))", "a b"),
        ("a is:starred", "a is:starred"),
    ],
)
def test_what_is_not_known_narrows_and_widens_nothing(query: str, kept: str) -> None:
    def is_known(node: Node) -> bool:
        return not isinstance(node, State) or node.name == "starred"

    assert pruned(read(query).tree, is_known) == read(kept).tree
    assert pruned(read("is:unread").tree, is_known) == Nothing()
