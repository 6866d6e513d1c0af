"""How queries are read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.language.parse import DEEPEST, LONGEST_QUERY, MOST_CLAUSES, parse
from reader.search.language.tree import Node, Parsed, Pattern, Sequence, Word
from reader.search.words import Cutter
from tests.effort import effort

CUTTER = Cutter()
TODAY = date(2026, 11, 23)


def read(query: str, *, typing: bool = False) -> Parsed:
    """Return what a query is read as."""
    return parse(query, CUTTER, TODAY, typing=typing)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "all stories"),
        ("   ", "all stories"),
        ("*", "all stories"),
        ("climate change", "climate and change"),
        ("climate AND change", "climate and change"),
        ("climate & change && now", "climate and change and now"),
        ("a or b c", "(a or b) and c"),
        ("c a OR b", "c and (a or b)"),
        ("a | b", "a or b"),
        ("a or (b and c)", "a or (b and c)"),
        ("a and not b", "a but not b"),
        ("a but not b", "a but not b"),
        ("a not b", "a but not b"),
        ("a -b", "a but not b"),
        ("not a", "all stories but not a"),
        ("not not a", "a"),
        ("-a", "all stories but not a"),
        ('"prime minister"', "“prime minister”"),
        ("“prime minister”", "“prime minister”"),
        ("«prime minister»", "“prime minister”"),
        ('"minister"', "exactly “minister”"),
        ("=ministers", "exactly “ministers”"),
        ("al-Qaeda", "al-Qaeda"),
        ("minist*", "words like minist*"),
        ("child!", "words like child*"),
        ("wom?n", "words like wom?n"),
        ("why?", "why"),
        ("a w/5 b", "a within 5 words of b"),
        ("a /5 b", "a within 5 words of b"),
        ("a near/5 b", "a within 5 words of b"),
        ("a NEAR5 b", "a within 5 words of b"),
        ('"a b"~5', "a within 5 words of b"),
        ("a pre/3 b", "a followed by b within 3 words"),
        ("a onear/3 b", "a followed by b within 3 words"),
        ("a adj3 b", "a followed by b within 3 words"),
        ("a +3 b", "a followed by b within 3 words"),
        ("a w/1 b", "a within 1 word of b"),
        ("a not w/5 b", "a without b within 5 words"),
        ("a w/9 b w/2 c", "a within 9 words of (b within 2 words of c)"),
        ("a or b w/2 c", "(a or b) within 2 words of c"),
        ("headline:libya", "libya in the headline"),
        ("HD(libya)", "libya in the headline"),
        ('title:"prime minister" x', "“prime minister” in the headline and x"),
        ("headline:(a b)", "(a and b) in the headline"),
        ("date:2011", "published in 2011"),
        ("date:2011-03", "published in 2011-03"),
        ("date:2011-03-22", "published on 2011-03-22"),
        ("date:2011-01..2011-06", "published from 2011-01 to 2011-06"),
        ("date:2011/", "published from 2011 on"),
        ("date:/2003", "published until 2003"),
        ("date:P7D/", "published since 2026-11-16"),
        ("after:2011-03-01", "published after 2011-03-01"),
        ("before:2011-04", "published before 2011-04"),
        ("date aft 3/1/2011", "published after 2011-03-01"),
        ("date is 22.3.2011", "published on 2011-03-22"),
        ("saved:2020", "saved in 2020"),
        ("imported > 2020", "imported after 2020"),
        ("length>1200", "with 1201 words or more"),
        ("wc:300..800", "with 300 to 800 words"),
        ("atleast5(tax)", "tax at least 5 times"),
        ("is:unread", "marked unread"),
        ("a w/s b", "a in the same sentence as b"),
        ("a /s b", "a in the same sentence as b"),
        ("a W/P b", "a in the same paragraph as b"),
        ("a same b", "a in the same paragraph as b"),
        ("a SAME b or c", "a in the same paragraph as (b or c)"),
        ("the same", "the and same"),
        ("a pre/s b", "a followed by b in the same sentence"),
        ("a not w/p b", "a without b in the same paragraph"),
        ("a w/s b w/5 c w/p d", "(a in the same sentence as (b within 5 words of c)) in the same paragraph as d"),
        ("a and not w/5 b", "a without b within 5 words"),
        ("a NOT NEAR5 b", "a without b within 5 words"),
        ("caps(apple)", "apple with a capital"),
        ("AllCaps(aid or who)", "(aid or who) in capitals"),
        ('nocaps("white house")', "“white house” without capitals"),
        ("headline:caps(apple)", "(apple with a capital) in the headline"),
        ("caps(a w/3 b)", "(a within 3 words of b) with a capital"),
        ("atleast2(caps(a))", "(a with a capital) at least 2 times"),
        ("word~", "words within 1 edit of word"),
        ("Word~2", "words within 2 edits of Word"),
        ("word~0", "exactly “word”"),
        ("a~ w/5 b*", "(words within 1 edit of a) within 5 words of words like b*"),
        ("*burg", "words like *burg"),
        ('"the *burg w?n"', "“the *burg w?n”"),
        ('tag:climate note:"harbour master"', "climate as tag and “harbour master” in a note"),
        ("has:note IS:Duplicate has:image", "with a note and that are duplicates and with a picture"),
        ('date:"2011-03-22"', "published on 2011-03-22"),
        ("date:3/2011", "published in 2011-03"),
        ("date:3/1/2011..4/30/2011", "published from 2011-03-01 to 2011-04-30"),
        ("date:3/1/2011/", "published from 2011-03-01 on"),
        ("date >= 2011", "published from 2011 on"),
        ("date:<2011", "published before 2011"),
        ("length>1,200", "with 1201 words or more"),
        ("wc:>=300", "with 300 words or more"),
        ("LENGTH < 300", "with 299 words or fewer"),
        ("caption:*", "anything in a caption"),
        ("near", "near"),
        ("same sex marriage", "same and sex and marriage"),
        ("the date is unknown", "the and date and is and unknown"),
        ('צה"ל', 'צה"ל'),
    ],
)
def test_query_reads_as_its_sentence(query: str, sentence: str) -> None:
    assert read(query).reads_as == sentence


@pytest.mark.parametrize(
    "query",
    [
        "a and",
        "and a",
        "a or",
        "or a",
        "(a",
        "a)",
        '"a',
        "a not",
        "a w/5",
        "w/5 a",
        "a ()",
        "headline: a",
        "a -",
        "a ( ) )",
    ],
)
def test_what_is_incomplete_is_read_without_it(query: str) -> None:
    reads_as = read(query).reads_as
    assert "a" in reads_as.replace("“", "").split() + reads_as.replace("“", " ").replace("”", " ").split()


@pytest.mark.parametrize("query", ["or", "and and", "NOT", "w/5", "date:"])
def test_a_query_of_operators_alone_is_searched_as_words(query: str) -> None:
    assert isinstance(read(query).tree, Word | Sequence) or "and" in read(query).reads_as


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("date:soon", "no date"),
        ("a w/300 b", "at most 255"),
        ("is:odd oil", "no state"),
        ('"no end', "quotation mark"),
        ("a (b -c) w/3 d", "Proximity"),
        ("a )", "closing bracket"),
        ("word~3", "edits"),
        ("al-Qaeda~", "single word"),
        ("a or", "between no two words"),
    ],
)
def test_what_is_not_understood_is_said(query: str, note: str) -> None:
    assert any(note in sentence for sentence in read(query).notes)


def test_the_word_being_typed_may_go_on() -> None:
    assert read("climate cha", typing=True).reads_as == "climate and cha…"
    assert read("climate cha ", typing=True).reads_as == "climate and cha"
    assert read("climate c", typing=True).reads_as == "climate and c"
    assert read('"climate cha', typing=True).reads_as == "“climate cha”"
    assert read("climate or", typing=True).notes == ()


def depth(node: Node) -> int:
    """Return how deep a tree is."""
    below: list[int] = []
    for name in ("parts", "part", "left", "right"):
        child = getattr(node, name, ())
        below.extend(depth(each) for each in (child if isinstance(child, tuple) else (child,)))
    return 1 + max(below, default=0)


@pytest.mark.parametrize(
    "query",
    [
        "(" * 4000,
        ")" * 4000,
        "(" * 1990 + "a" + ")" * 1990,
        "(a or " * 600,
        "not " * 1000,
        "-" * 4000,
        "- " * 2000,
        "a " * 2000,
        "a or " * 900,
        "headline:" * 440,
        "headline:(" * 390,
        "atleast2(" * 440,
        '"' * 4000,
        '" ' * 2000,
        "a w/5 " * 660,
        "* " * 2000,
        "a* or " * 600,
        "?" * 4000,
        "x" * 4000,
        "\u0301" * 4000,
        "\x00" * 4000,
        "x" * 1_000_000,
    ],
)
def test_query_bombs_are_read_quickly_and_flatly(query: str) -> None:
    assert effort(lambda: read(query), at_most=200) <= 200
    parsed = read(query)
    assert depth(parsed.tree) < 4 * DEEPEST
    assert len(parsed.reads_as) < 20 * LONGEST_QUERY


def test_limits_are_said() -> None:
    assert any(str(MOST_CLAUSES) in note for note in read("a " * 300).notes)
    assert any("deeper" in note for note in read("(" * 30 + "a").notes)
    assert any("characters" in note for note in read("a" * 5000).notes)


PIECES = st.sampled_from(
    [
        *("(", ")", '"', "“", "”", "-", "=", "*", "?", "!", "~", "|", "&", ":", "w/5", "pre/3", "not w/2", "w/s", "or"),
        *(
            "and",
            "not",
            "but not",
            "headline:",
            "date:",
            "2011",
            "2011-02..",
            "length>",
            "5",
            "is:",
            "caps(",
            "atleast3(",
        ),
        *(
            "word",
            "wörd",
            "中国",
            "中",
            "a-b",
            "O'Neill",
            "U.S.",
            'צה"ל',
            " ",
            " ",
            " ",
            "\u00ad",
            "\x00",
            "\ud800",
            "P7D/",
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
def test_reading_never_fails(query: str, typing: bool) -> None:
    parsed = read(query, typing=typing)
    assert parsed.reads_as
    assert depth(parsed.tree) < 4 * DEEPEST


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_can_be_read(query: str) -> None:
    assert read(query).reads_as


def test_wildcards_inside_a_phrase_stay() -> None:
    tree = read('"prime minist*"').tree
    assert tree == Sequence((Word("prime", "prime"), Pattern("minist*", "minist*")), "prime minist*")
