"""JSON-LD as pages have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake.metadata.jsonld import nodes_of, parse, text_of
from reader.intake.metadata.story_node import story_candidates
from tests.intake.metadata.pages import json_ld, metadata_of


@pytest.mark.parametrize(
    "script",
    [
        '{"headline": "Ferry"}',
        '<!--\n{"headline": "Ferry"}\n-->',
        '//<![CDATA[\n{"headline": "Ferry"}\n//]]>',
        '/*<![CDATA[*/ {"headline": "Ferry"} /*]]>*/',
        '{"headline": "Ferry",}',
        '{"headline": "Ferry", "keywords": ["a", "b",],}',
        '{"headline": "Ferry", "width": , "height": }',
        '{"headline": "Ferry", , "x": 1}',
        '{"headline": "Ferry"};',
        "{&quot;headline&quot;: &quot;Ferry&quot;}",
        '{"x": "a\nb\tc", "headline": "Ferry"}',
        '{"x": "it\\\'s \\d", "headline": "Ferry"}',
        '{"x": 1 2 3, "headline": "Ferry"',
    ],
)
def test_broken_scripts_are_mended(script: str) -> None:
    (value,) = parse(script)
    assert isinstance(value, dict)
    assert value["headline"] == "Ferry"


def test_several_values_in_one_script_are_all_read() -> None:
    assert len(parse('{"a": 1}{"b": 2}\n[{"c": 3}]')) == 3


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "bomb", ["[", '{"a":', '{"a":[', '"', ",", ", ", ":", '\\"', '{"@graph":[', '"a\\', "<!--", "]"]
)
def test_bombs_are_survived_quickly(bomb: str) -> None:
    assert story_candidates((bomb * 100_000,), frozenset(), frozenset()) == []


@given(st.text(alphabet='{}[]",:\\ abntu0&;<!-', max_size=300))
def test_any_script_is_survived(script: str) -> None:
    story_candidates((script,), frozenset(), frozenset())


def test_nodes_in_a_graph_stand_beside_each_other() -> None:
    nodes = nodes_of(('{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "author": {"name": "Ada"}}]}',))
    assert [depth for node, depth in nodes if "@type" in node] == [0, 0]


def test_text_of_finds_the_string_in_nested_values() -> None:
    assert text_of([{"name": ["The &amp; Quay"]}]) == "The & Quay"
    assert text_of(None) == ""
    assert text_of(False) == "false"


def test_node_of_this_page_wins_over_other_stories() -> None:
    other = json_ld(
        headline="Other story", datePublished="2010-01-01", author="Eve Other", url="https://quay.test/other"
    )
    own = json_ld(headline="Ferry sails again", datePublished="2011-03-22", author="Ada Quill")
    found = metadata_of(other + own)
    assert found.published is not None
    assert found.published.iso == "2011-03-22"
    assert [fact.value for fact in found.authors] == ["Ada Quill"]


def test_references_to_authors_in_the_graph_are_followed() -> None:
    script = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferry sails again",'
        '"author": {"@id": "#ada"}}, {"@type": "Person", "@id": "#ada", "name": "Ada Quill"}]}</script>'
    )
    assert [fact.value for fact in metadata_of(script).authors] == ["Ada Quill"]
