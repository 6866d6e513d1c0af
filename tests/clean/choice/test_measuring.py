"""The parts of measuring: letters, layout, names of containers, what is apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.choice import choose
from reader.clean.choice.apart import CAPTION, COMMENTS, HIDDEN, NAVIGATION, SHOWN, SIDEBAR
from reader.clean.choice.layout import Layout
from reader.clean.choice.letters import Letters, letters
from reader.clean.choice.sheet import View
from reader.clean.choice.words import BITS, mask_of
from reader.core.errors import EmptyFileError
from reader.core.model import ElementTable
from tests.clean.choice.sites import BODY, HEADLINE, page_of, paragraphs, site, story


def letters_of(*texts: str) -> Letters:
    """Return the statistics of these texts as pieces of one page."""
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    lengths = np.array([len(text) for text in texts])
    return letters("\n".join(texts), starts, starts + lengths, np.zeros(len(texts), dtype=np.int64))


def test_sentence_ends_are_counted_in_several_scripts() -> None:
    read = letters_of("One. Two! “Three.”", "三千五百。你好！", "Version 1.2 of x.y", "No end")
    assert read.stops.tolist() == [3, 2, 0, 0]
    assert read.is_ended.tolist() == [True, True, False, False]


def test_ideographs_weigh_twice() -> None:
    assert letters_of("abcd", "漢字かな").weight.tolist() == [4, 8]


def test_prose_is_long_and_ends_a_sentence() -> None:
    read = letters_of("Short.", "word " * 30 + "end.", "word " * 30 + "end")
    assert [weight > 0 for weight in read.prose] == [False, True, False]


def test_long_texts_are_read_in_batches_with_the_same_counts() -> None:
    texts = [f"Sentence number {n} ends here. " * 20 + "漢。" for n in range(6_000)]
    read, alone = letters_of(*texts), letters_of(texts[-1])
    assert read.counts[-1].tolist() == alone.counts[0].tolist()
    assert (read.stops[-1], read.words[-1], read.prose[-1]) == (alone.stops[0], alone.words[0], alone.prose[0])
    assert len(read.chars) == len(texts)


def test_layout_sums_over_subtrees_and_finds_blocks() -> None:
    page = page_of("<div><p>a <b>b</b></p><section><p>c</p></section></div><p>d</p>")
    layout = Layout(page.elements)
    rows = np.array([piece.element for piece in page.pieces])
    totals = layout.total(rows, np.ones(len(rows)))
    assert dict(zip(layout.tags, totals.tolist(), strict=True)) == {
        "html": 3, "body": 3, "div": 2, "p": 1, "b": 0, "section": 1,
    }  # fmt: skip
    bold = layout.tags.index("b")
    assert layout.tags[layout.block[bold]] == "p"
    assert layout.tags[layout.up[layout.block[bold]]] == "div"


def test_steps_to_a_path_count_from_where_the_ways_part() -> None:
    page = page_of("<div><p>a</p><section><p>b</p></section></div>")
    layout = Layout(page.elements)
    first = layout.tags.index("p")
    assert layout.steps_to_path(first).tolist() == [0, 0, 0, 0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["div", "p", "b", "article"])), max_size=40))
def test_the_layout_of_any_tree_is_that_found_row_by_row(steps: list[tuple[int, str]]) -> None:
    parents, tags = [-1], ["html"]
    for up, tag in steps:
        parent = len(parents) - 1
        for _ in range(up):
            parent = max(parents[parent], 0)
        parents.append(parent)
        tags.append(tag)
    nothing = ("",) * len(tags)
    layout = Layout(ElementTable(tuple(parents), tuple(tags), nothing, (False,) * len(tags)))
    ways = [[row] for row in range(len(tags))]
    for row, way in enumerate(ways):
        way.extend(ways[parents[row]] if row else [])
    blocks = [next(one for one in way if tags[one] != "b") for way in ways]
    assert layout.depth.tolist() == [len(way) - 1 for way in ways]
    assert layout.end.tolist() == [max(n for n, way in enumerate(ways) if row in way) + 1 for row in range(len(tags))]
    assert layout.block.tolist() == blocks
    assert layout.up.tolist() == [blocks[max(parents[block], 0)] for block in blocks]
    assert layout.path(len(tags) - 1) == ways[-1][::-1]


def test_the_way_up_ends_at_the_nearest_goal_or_after_the_most_steps() -> None:
    page = page_of("<article><div><div><p>a</p></div></div></article><p>b</p>")
    layout = Layout(page.elements)
    is_goal = np.array([tag == "article" for tag in layout.tags])
    rows = np.array([piece.element for piece in page.pieces])
    found = {most: layout.way_up(rows, is_goal, most) for most in (1, 3, 9)}
    assert {most: [layout.tags[row] for row in there.tolist()] for most, (there, _) in found.items()} == {
        1: ["div", "body"],
        3: ["article", "html"],
        9: ["article", "html"],
    }
    assert {most: steps.tolist() for most, (_, steps) in found.items()} == {1: [1, 1], 3: [3, 3], 9: [3, 9]}


@pytest.mark.parametrize(
    ("labels", "group"),
    [
        ("c-article__body", "article_body"),
        ("articlebody", "article_body"),
        ("js-comments-wrapper", "comments"),
        ("right-rail", "sidebar"),
        ("widget sidebar", "sidebar"),
        ("bildunterschrift", "caption"),
        ("ad", "ad"),
        ("newsletter-signup", "offer"),
    ],
)
def test_names_of_containers_are_understood(labels: str, group: str) -> None:
    assert mask_of(labels) & BITS[group]


@pytest.mark.parametrize(
    ("labels", "group"),
    [("has-sidebar", "sidebar"), ("sidebar-grid__content", "sidebar"), ("header", "ad"), ("shadow", "ad"), ("", "nav")],
)
def test_names_that_only_sound_alike_are_not_taken(labels: str, group: str) -> None:
    assert not mask_of(labels) & BITS[group]


def test_containers_are_apart_by_tag_or_name_unless_the_headline_is_in_them() -> None:
    parts = {
        "<nav><p>x</p></nav>": NAVIGATION,
        "<aside><p>x</p></aside>": SIDEBAR,
        "<div id=disqus_thread><p>x</p></div>": COMMENTS,
        "<div class=wp-caption-text>x</div>": CAPTION,
        "<div hidden><p>x</p></div>": HIDDEN,
        "<div class=commentary-header><h1>Ferry to the island will sail again on Friday</h1><p>x</p></div>": SHOWN,
    }
    for part, kind in parts.items():
        article = f"{part}{paragraphs()}" if kind == SHOWN else f"{story()}{part}"
        view = View(page_of(site(article)))
        number = next(n for n, p in enumerate(view.page.pieces) if p.span.of(view.page.text) == "x")
        assert view.kinds[number] == kind, part


@pytest.mark.parametrize(
    "headline",
    [f"<h2>{HEADLINE}</h2>", f"<div class=title>{HEADLINE}</div>", f"<h1>Update: {HEADLINE.lower()}</h1>"],
)
def test_the_headline_is_known_by_its_wording_even_where_the_logo_is_a_heading(headline: str) -> None:
    declared = f"<meta property=og:title content='{HEADLINE}'>"
    view = View(page_of(f"<title>{HEADLINE}</title>{declared}<h1>The Coast Mail</h1>{headline}{paragraphs()}"))
    assert HEADLINE.lower() in view.texts[view.headline].lower()


def test_a_page_without_a_headline_has_none() -> None:
    assert View(page_of(f"<body>{paragraphs()}</body>")).headline == -1


def test_names_are_not_believed_where_nothing_would_be_left() -> None:
    view = View(page_of(f"<body><aside class=comments>{paragraphs()}</aside></body>"))
    assert len(view.numbers) == len(BODY)


@given(st.text("<>/ abp1.", max_size=80) | st.text(max_size=80))
def test_any_page_gets_a_verdict_for_each_piece(source: str) -> None:
    try:
        page = page_of(f"<p>{source}")
    except EmptyFileError:
        return
    verdicts = choose(page)
    assert len(verdicts) == len(page.pieces)
    assert verdicts == choose(page)
