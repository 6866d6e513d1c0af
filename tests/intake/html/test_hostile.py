"""Pages built to break a reader: depth, size, tags without end. The text is kept, in linear time."""

import pytest

from reader.intake.html import read_html
from reader.intake.html.flatten import MAX_DEPTH, estimated_depth, flattened
from tests.effort import spending

_SHAPES = {
    "div": ("<div>", "</div>"),
    "inline": ("<b>", "</b>"),
    "quote": ("<blockquote><p>", "</blockquote>"),
    "list": ("<ul><li>", "</li></ul>"),
    "table": ("<table><tr><td>", "</td></tr></table>"),
    "never closed": ("<div>", ""),
}


@pytest.mark.parametrize("depth", [10, 255, 256, 300, 2_100, 10_000, 50_000])
@pytest.mark.parametrize("shape", sorted(_SHAPES))
def test_text_before_inside_and_after_deep_nesting_is_kept(depth: int, shape: str) -> None:
    start, end = _SHAPES[shape]
    tree = read_html(f"<p>before</p>{start * depth}inside{end * depth}<p>after</p>")
    assert {"before", "inside", "after"} <= set(tree.text.split())


@pytest.mark.parametrize("megabytes", [9, 10, 11])
def test_a_huge_text_node_is_kept(megabytes: int) -> None:
    tree = read_html(f"<p>before</p><p>{'0123456789 ' * (megabytes * 100_000)}</p><p>after</p>")
    assert tree.text.startswith("before\n0123456789 ")
    assert tree.text.endswith("\nafter")
    assert len(tree.text) > megabytes * 1_000_000


def test_a_huge_attribute_loses_nothing() -> None:
    tree = read_html(f"<p>before<img src='data:image/png;base64,{'A' * 12_000_000}'>mid</p><p>after</p>")
    assert tree.text == "beforemid\nafter"


@pytest.mark.parametrize(
    "source",
    [
        "".join(f"<p><b id={n}>x" for n in range(5_000)),
        "".join(f"<b id={n}><p>x</p>" for n in range(5_000)),
        "<a " * 100_000,
        "<!--" * 100_000,
        "<" * 500_000,
        "</p>" * 100_000,
        "<table>" * 20_000,
        "&#x0;" * 50_000,
    ],
)
def test_malformed_pages_take_no_more_than_seconds(source: str) -> None:
    with spending() as spent:
        read_html(source)
    assert spent.units < 1600


def test_lone_surrogates_do_not_stop_the_reading() -> None:
    assert "after" in read_html("<p>\ud800</p><p>after</p>").text


def test_ordinary_pages_are_not_touched_by_flattening() -> None:
    page = "<div><p>a<p>b<ul><li>c<li>d</ul><img src=x><br></div>" * 400
    assert flattened(page) == page.encode()


def test_the_estimate_never_falls_short_of_the_depth() -> None:
    assert estimated_depth(b"<div>" * 700 + b"</div>" * 700) >= 700
    assert estimated_depth(b"<p>a</p>" * 700) < 5


def test_flattening_bounds_the_depth_and_keeps_scripts_apart() -> None:
    deep = "<div>" * 5_000 + "<script>if (a<b) '<div>'</script>text" + "</div>" * 5_000
    flat = flattened(deep).decode()
    assert flat.count("<div>") - 1 == MAX_DEPTH
    assert read_html(flat).text == "text"
