"""Stories in JSON: what becomes of the fields of many makers, and of files that are broken or no stories at all."""

import gzip
import json

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import InputError, UnknownFormatError
from reader.core.model import Article, Field, FileKind
from reader.core.terms import Terms
from reader.intake.format import LeftOut, SavedLink
from reader.intake.read import read
from tests.intake.corpora.fixtures import (
    C4,
    FERRY,
    FIXTURES,
    FLUT,
    NEWS_PLEASE,
    as_json,
    as_lines,
    failures,
    found_in,
    stories,
)


def cleaned(name: str) -> Article:
    return clean(read(stories(found_in(FIXTURES[name], name))[0]))


def test_a_news_please_file_says_all_it_says() -> None:
    snapshot = stories(found_in(FIXTURES["news-please.json"], "a.json"))[0]
    assert (snapshot.url, snapshot.saved and snapshot.saved.iso) == (NEWS_PLEASE["url"], "2021-03-05T01:00:00")
    article = cleaned("news-please.json")
    assert article.clean_text == "\n".join(FERRY)
    assert article.headline
    assert article.headline.value == NEWS_PLEASE["title"]
    assert [author.value for author in article.authors] == ["Jane Roe", "Max Muster"]
    assert article.published
    assert article.published.iso == "2021-03-04T10:11:12"
    assert article.modified
    assert article.modified.iso == "2021-03-04T12:00:00"
    assert article.standfirst
    assert article.standfirst.value == NEWS_PLEASE["description"]
    assert article.language
    assert article.language.value == "en"


@pytest.mark.parametrize(
    ("name", "title", "published", "saved", "author", "outlet"),
    [
        ("realnews.ndjson", "Ferry late", "2019-03-27", "2019-04-18T12:57:54+00:00", "Jane Roe", "bote.test"),
        ("nela.json", "Ferry late", "2018-02-11T10:00:00+00:00", "2018-02-11T12:00:00+00:00", "Jane Roe", "bote"),
        ("webz.json", "Ferry late", "2015-09-30T23:14:00+03:00", "2015-10-01T01:00:00+03:00", "Jane Roe", "bote.test"),
        ("guardian.json", "Ferry late", "2020-01-02T03:04:05+00:00", None, "Jane Roe", "guard.test"),
        ("newyork.json", "Ferry Late", "2020-01-02T03:04:05+00:00", None, "Jane Roe", "The Test Times"),
        ("wordpress.json", "Ferry – late", "2020-01-02T03:04:05", None, None, "blog.test"),
        ("mongo.json", "Ferry late", "2014-05-06T07:08:09+00:00", None, "Jane Roe", "Der Bote"),
        ("elastic.json", NEWS_PLEASE["title"], "2021-03-04T10:11:12", "2021-03-05T01:00:00", "Jane Roe", "bote.test"),
    ],
)
def test_known_layouts(  # noqa: PLR0917 - a table
    name: str, title: str, published: str, saved: str | None, author: str | None, outlet: str
) -> None:
    article = cleaned(name)
    assert article.headline
    assert article.headline.value == title
    assert article.published
    assert article.published.iso == published
    assert (article.saved.iso if article.saved else None) == saved
    assert (article.authors[0].value if article.authors else None) == author
    assert article.outlet
    assert article.outlet.value == outlet
    assert article.clean_text.startswith(FERRY[0])


def test_a_crawl_gives_the_day_of_saving_and_no_day_of_publication() -> None:
    article = cleaned("c4.jsonl")
    assert article.published is None
    assert article.saved
    assert article.saved.iso == "2019-04-25T12:57:54+00:00"
    assert article.headline
    assert article.headline.value == "Ferry to the island late again"
    assert article.body == "\n".join(FERRY)


def test_a_broken_line_costs_itself_alone() -> None:
    good = as_lines(C4[:1])
    found = found_in(b"\xef\xbb\xbf" + good + b'{"text": broken\r\n\r\n' + good + good[:60], "corpus.jsonl")
    assert [story.member for story in stories(found)] == ["line 1", "line 4"]
    assert [member for member, _ in failures(found)] == ["line 2", "line 5"]
    assert "ends in the middle" in failures(found)[1][1]


def test_a_broken_record_in_a_list_costs_itself_alone() -> None:
    one = as_json(NEWS_PLEASE).decode()
    found = found_in(f'[{one}, {{"title" "x"}}, {one}, {one[:200]}'.encode(), "a.json")
    assert [story.member for story in stories(found)] == ["record 1", "record 3"]
    assert [member for member, _ in failures(found)] == ["record 2", "record 4"]


def test_marks_that_stand_too_many_end_no_list() -> None:
    one = as_json(NEWS_PLEASE).decode()
    found = found_in(f"[{one}, }}, {one}, :: nonsense, {one}]".encode(), "a.json")
    assert len(stories(found)) == 3
    assert len(failures(found)) == 1


def test_records_that_follow_each_other_without_a_list() -> None:
    content = b"\n".join(as_json(record, indent=2) for record in C4)
    assert [story.member for story in stories(found_in(content, "a.json"))] == ["record 1", "record 2"]


def test_a_list_far_down_in_a_large_file_is_streamed() -> None:
    many = {"meta": {"x": [1, 2], "y": "z" * 5_000}, "data": {"articles": [NEWS_PLEASE] * 2_000}}
    found = found_in(as_json(many), "a.json")
    assert len(stories(found)) == len(found) == 2_000
    assert stories(found)[-1].member == "record 2000"


def test_lists_in_a_record_are_not_taken_for_records() -> None:
    one = {**NEWS_PLEASE, "images": [{"src": f"{i}.jpg", "title": "x"} for i in range(30)]}
    found = stories(found_in(as_json(one), "a.json"))
    assert [story.url for story in found] == [NEWS_PLEASE["url"]]


def test_a_record_without_text_is_counted_and_an_overlong_line_told() -> None:
    lines = as_lines([C4[0], {"url": "https://bote.test/x", "text": "", "timestamp": "2019"}, C4[1]])
    found = found_in(lines, "a.jsonl")
    assert [one.what for one in found if isinstance(one, LeftOut)] == ["records without text"]
    found = found_in(as_lines([C4[0], {"text": "x" * 5_000}, C4[1]]), "a.jsonl", Terms(document=2_000, expanded=50_000))
    assert [member for member, _ in failures(found)] == ["line 2"]
    assert len(stories(found)) == 2


def test_an_overlong_record_in_a_list_is_told_and_the_rest_goes_on() -> None:
    content = as_json([C4[0], {"text": "x" * 5_000}, C4[1]])
    found = found_in(content, "a.json", Terms(document=2_000, expanded=50_000))
    assert [member for member, _ in failures(found)] == ["record 2"]
    assert len(stories(found)) == 2


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"name": "pkg", "version": "1.0.0", "description": FERRY[0], "dependencies": {"a": "1"}}, "dependencies"),
        (
            {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {}, "properties": {}}] * 3},
            "geometry",
        ),
        (
            {"cells": [{"cell_type": "markdown", "source": [FERRY[0]]}, {"cell_type": "code", "source": []}]},
            "cell_type",
        ),
        ([{"id": 1, "likes": 3}, {"id": 2, "likes": 4}], "likes"),
        ({}, "no fields"),
        ([1, 2, 3], ""),
    ],
)
def test_data_without_stories_is_refused_with_the_fields(value: object, field: str) -> None:
    if value == [1, 2, 3]:
        assert stories(found_in(as_json(value), "a.txt"))[0].kind is FileKind.TEXT
        return
    with pytest.raises(UnknownFormatError, match=field):
        found_in(as_json(value), "a.json")


@pytest.mark.parametrize(
    "text", ["[Update] The ferry is late.\n", "{curly} beginnings are prose too\n", "[1] A footnote."]
)
def test_prose_that_begins_with_a_bracket_is_text(text: str) -> None:
    assert stories(found_in(text.encode(), "a.txt"))[0].kind is FileKind.TEXT


@pytest.mark.parametrize("content", [b'{"title": "a", ', b'{"a": "' + b"x" * 100, b'[{"a"', b'{"a": ' * 3_000])
def test_damaged_files_are_told(content: bytes) -> None:
    with pytest.raises(InputError, match=r"\.$"):
        found_in(content, "a.json")


def test_deep_nesting_is_told() -> None:
    deep = '{"title": "a", "b": ' + "[" * 200_000 + "]" * 200_000 + "}"
    with pytest.raises(InputError):
        found_in(deep.encode(), "a.json")


@pytest.mark.parametrize(
    "value",
    [
        {"title": {"0": "A", "1": "B"}, "text": {"0": FERRY[0], "1": FLUT[0]}, "url": {"0": "", "1": ""}},
        {"title": ["A", "B"], "text": [FERRY[0], FLUT[0]]},
        {"x": {"title": "A", "text": FERRY[0]}, "y": {"title": "B", "text": FLUT[0]}},
        {"data": {"nodes": [{"node": {"title": "A", "text": FERRY[0]}}, {"node": {"title": "B", "text": FLUT[0]}}]}},
    ],
)
def test_records_by_columns_by_keys_and_in_wrappers(value: object) -> None:
    found = stories(found_in(as_json(value), "a.json"))
    titles = [next(one.value for one in story.stated if one.field is Field.HEADLINE) for story in found]
    assert titles == ["A", "B"]
    assert FLUT[0] in found[1].content.decode()


def test_an_address_that_stands_as_the_source_is_the_address() -> None:
    record = {"title": "A", "text": FERRY[0], "source": "https://www.bote.test/a"}
    story = stories(found_in(as_json([record, {**record, "source": "https://www.bote.test/"}]), "a.json"))
    assert [one.url for one in story] == ["https://www.bote.test/a", None]
    outlets = [one.value for one in story[1].stated if one.field is Field.OUTLET]
    assert outlets == ["bote.test"]


def test_links_without_text_are_links() -> None:
    rows = [{"title": f"Ferry {i}", "link": f"https://bote.test/{i}", "date": "2020-01-01"} for i in range(3)]
    found = found_in(as_json(rows), "a.json")
    assert [one.url for one in found if isinstance(one, SavedLink)] == [row["link"] for row in rows]


def test_other_charsets_and_halves_of_characters() -> None:
    record = {"title": "Flut", "text": "\n".join(FLUT), "url": "https://bote.test/flut"}
    wide = json.dumps([record], ensure_ascii=False)
    for content in (wide.encode("cp1252"), wide.encode("utf-16")):
        assert FLUT[1] in stories(found_in(content, "a.json"))[0].content.decode()
    halves = (
        '[{"title": "x \\ud83d\\ude00 \\ud83d", "text": "' + FERRY[0] + '", "url": "https://bote.test/", "n": NaN}]'
    )
    story = stories(found_in(halves.encode(), "a.json"))[0]
    title = next(one.value for one in story.stated if one.field is Field.HEADLINE)
    assert title == "x 😀 \ufffd"


def test_numeric_dates_are_read_as_the_file_as_a_whole_shows() -> None:
    def published(dates: list[str]) -> list[str]:
        rows = [{"title": "t", "text": FERRY[0], "date": date} for date in dates]
        found = stories(found_in(as_lines(rows), "a.jsonl"))
        return [next(c.value for c in one.stated if c.field is Field.PUBLISHED) for one in found]

    assert published(["03/04/2011", "13/04/2011"]) == ["2011-04-03", "2011-04-13"]
    assert published(["03/04/2011", "04/13/2011"]) == ["2011-03-04", "2011-04-13"]
    assert published(["03/04/2011", "04/05/2011"]) == ["03/04/2011", "04/05/2011"]


@pytest.mark.parametrize("name", ["c4.jsonl", "nela.json", "flut.csv", "news-please.json"])
def test_packed_files_give_the_same(name: str) -> None:
    plain = stories(found_in(FIXTURES[name], name))
    packed = stories(found_in(gzip.compress(FIXTURES[name]), f"{name}.gz"))
    assert [story.sha256 for story in packed] == [story.sha256 for story in plain]
    assert [story.stated for story in packed] == [story.stated for story in plain]
