"""Every format holds the stories, and nothing in a story breaks out of its format."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.model import Article, ArticleId, Fact, Source
from reader.core.records import Story
from reader.export.citations import CitationStyle, citation
from reader.export.escapes import LONGEST_NAME_BYTES, bibtex, cell, file_name, markdown
from reader.export.facts import facts_of, name_parts
from reader.export.stories import ENDINGS, StoryFormat, writer_of
from tests.store.stories import any_article, make_article


def story_of(article: Article, number: int = 7, notes: tuple[str, ...] = ()) -> Story:
    return Story(ArticleId(number), article, "2026-01-01T10:00:00Z", "a.html", "0" * 64, notes=notes)


def written(form: StoryFormat, *stories: Story) -> str:
    out = io.StringIO(newline="")
    writer = writer_of(form, out)
    writer.begin()
    for story in stories:
        writer.story(story)
    writer.end()
    return out.getvalue()


PLAIN = replace(
    make_article("Bridge & ferry: 50 % {more}", "First paragraph.", "=HYPERLINK(1)"),
    url=Fact("https://example.org/a_b?x=1&y=%20", Source.LINK),
)


@pytest.mark.parametrize("form", list(StoryFormat))
def test_two_stories_come_out_in_their_order(form: StoryFormat) -> None:
    second = make_article("Second story", "Text.")
    text = written(form, story_of(PLAIN, 1), story_of(second, 2))
    assert 0 <= text.index("Bridge") < text.index("Second")
    assert ENDINGS[form].startswith(".")


def test_html_forbids_everything_and_escapes() -> None:
    hostile = replace(
        make_article("<script>alert(1)</script>", "<img src=x onerror=y>"), url=Fact("javascript:alert(1)", Source.LINK)
    )
    text = written(StoryFormat.HTML, story_of(hostile, notes=("<b>note</b>",)))
    assert "default-src 'none'" in text
    for never in ("<script", "<img", "<b>", "href="):
        assert never not in text
    assert 'href="https://example.org/a_b?x=1&amp;y=%20"' in written(StoryFormat.HTML, story_of(PLAIN))


def test_csv_has_no_formulas_and_reads_back() -> None:
    story = story_of(make_article("=cmd|' /C calc'!A0", "+1", 'Text, with "quotes"\nand lines'))
    text = written(StoryFormat.CSV, story)
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["headline"] == "'=cmd|' /C calc'!A0"
    assert row["text"].startswith("'+1")
    assert row["authors"] == "Ada Example"


def test_bibtex_escapes_and_has_one_key_each() -> None:
    text = written(StoryFormat.BIBTEX, story_of(PLAIN, 1), story_of(PLAIN, 2))
    assert r"Bridge \& ferry: 50 \% \{more\}" in text
    assert "author = {Example, Ada}" in text
    assert "month = mar," in text
    assert len(set(re.findall(r"@article\{(.*),", text))) == 2


def test_ris_has_the_fields_of_a_newspaper_story() -> None:
    lines = written(StoryFormat.RIS, story_of(PLAIN)).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert {"AU  - Example, Ada", "T2  - The Example", "PY  - 2011", "DA  - 2011/03/22/", "ER  - "} <= set(lines)


def test_csl_is_json_with_date_parts() -> None:
    items = json.loads(written(StoryFormat.CSL, story_of(PLAIN, 1), story_of(PLAIN, 2)))
    assert [item["id"] for item in items] == ["1", "2"]
    assert items[0]["issued"] == {"date-parts": [[2011, 3, 22]]}
    assert items[0]["author"] == [{"family": "Example", "given": "Ada"}]
    assert json.loads(written(StoryFormat.CSL)) == []


def test_citations_are_written_as_the_manuals_do() -> None:
    facts = facts_of(story_of(replace(PLAIN, headline=Fact("Bridge opens", Source.HTML))))
    address = "https://example.org/a_b?x=1&y=%20"
    assert citation(facts, CitationStyle.APA) == f"Example, A. (2011, March 22). Bridge opens. The Example. {address}"
    assert citation(facts, CitationStyle.MLA) == (
        "Example, Ada. “Bridge opens.” The Example, 22 Mar. 2011, example.org/a_b?x=1&y=%20."
    )
    assert citation(facts, CitationStyle.CHICAGO) == (
        f"Example, Ada. “Bridge opens.” The Example, March 22, 2011. {address}."
    )


def test_citation_of_a_story_without_facts_is_still_a_sentence() -> None:
    bare = replace(
        make_article(), headline=None, authors=(), outlet=None, published=None, byline=None, url=None, saved=None
    )
    assert citation(facts_of(story_of(bare)), CitationStyle.APA) == "[Untitled]. (n.d.)."


def test_names_are_taken_apart_where_that_is_safe() -> None:
    assert name_parts("Ludwig van Beethoven") == ("van Beethoven", "Ludwig")
    assert name_parts("Reuters") == ("Reuters", "")
    assert name_parts("Example, Ada") == ("Example", "Ada")
    assert name_parts("山田 太郎") == ("山田 太郎", "")


def test_file_names_are_taken_by_every_system() -> None:
    assert file_name("CON") == "_CON"
    assert file_name("a/b\\c:d*?.txt", ".md") == "a b c d .txt.md"
    assert file_name("...", ".md") == "stories.md"
    assert file_name("com1.old", ".md").startswith("_")


@given(st.text(max_size=300), st.sampled_from(sorted(set(ENDINGS.values()))))
def test_file_names_hold_their_bounds(text: str, ending: str) -> None:
    name = file_name(text, ending)
    assert len(name.encode()) <= LONGEST_NAME_BYTES + 1
    assert name.endswith(ending)
    assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')


@given(st.text(max_size=80))
def test_no_cell_is_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(max_size=80))
def test_braces_of_bibtex_are_always_in_pairs(text: str) -> None:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", bibtex(text)):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_markdown_of_a_story_is_not_marked_up_by_its_text() -> None:
    assert markdown("# no *heading* [x](y)\n1. no list\n- no list") == (
        "\\# no \\*heading\\* \\[x\\](y)\n1\\. no list\n\\- no list"
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(any_article, max_size=3), st.sampled_from(StoryFormat))
def test_no_story_makes_a_writer_fail(articles: list[Article], form: StoryFormat) -> None:
    text = written(form, *(story_of(each, number) for number, each in enumerate(articles)))
    text.encode("utf-8")
    if form is StoryFormat.JSONL:
        assert len([json.loads(each) for each in text.split("\n") if each]) == len(articles)
    if form is StoryFormat.CSL:
        assert len(json.loads(text)) == len(articles)
    if form is StoryFormat.CSV:
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == len(articles) + 1
