"""Values as makers write them, their layouts, and texts as content."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import FileKind
from reader.intake.corpora.body import body_of
from reader.intake.corpora.flat import flat
from reader.intake.corpora.layouts import MEANINGS, folded, generic, layout_of, layouts, meaning_of
from reader.intake.corpora.values import date_of, is_true, line_of, names_of, notes_of, tags_of, text_of
from reader.resources import resource
from tests.intake.corpora.fixtures import FERRY


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-01-02T03:04:05Z", "2020-01-02T03:04:05Z"),
        (1600322788, "2020-09-17T06:06:28+00:00"),
        ("1600322788", "2020-09-17T06:06:28+00:00"),
        (1600322788.25, "2020-09-17T06:06:28+00:00"),
        (1600322788000, "2020-09-17T06:06:28+00:00"),
        ("1600322788000000", "2020-09-17T06:06:28+00:00"),
        ("13244796388000000", "2020-09-17T06:06:28+00:00"),
        ({"$date": "2014-05-06T07:08:09Z"}, "2014-05-06T07:08:09Z"),
        ({"$date": {"$numberLong": "1600322788000"}}, "2020-09-17T06:06:28+00:00"),
        (["2020-01-02"], "2020-01-02"),
        ("0001-01-01T00:00:00Z", ""),
        ("1970-01-01T00:00:00Z", ""),
        (0, ""),
        (-1, ""),
        (True, ""),
        (None, ""),
        ("null", ""),
        (float("nan"), ""),
    ],
)
def test_dates(value: object, date: str) -> None:
    assert date_of(value) == date


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Roe and Max Muster", ("Jane Roe and Max Muster",)),
        (["Jane Roe", "", None, "Jane Roe", "Max"], ("Jane Roe", "Max")),
        ([{"name": "Jane Roe"}, {"first_name": "Max", "last_name": "Muster"}], ("Jane Roe", "Max Muster")),
        ("['Jane Roe', 'Max Muster']", ("Jane Roe", "Max Muster")),
        ('["Jane Roe"]', ("Jane Roe",)),
        ("[Jane Roe]", ("Jane Roe",)),
        ({"original": "By Jane Roe"}, ("By Jane Roe",)),
        ("nan", ()),
        (None, ()),
    ],
)
def test_names(value: object, names: tuple[str, ...]) -> None:
    assert names_of(value) == names


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("a|b c", ("a", "b c")),
        ("a, b c", ("a", "b c")),
        ("a;b", ("a", "b")),
        (["a", {"name": "b"}, {"label": "c"}], ("a", "b", "c")),
        ({"x": {"item_id": "1", "tag": "x"}, "y": {}}, ("x", "y")),
        ("['a', 'b']", ("a", "b")),
        (["user/1/label/News & more", "user/1/state/com.google/read"], ("News & more",)),
        ("", ()),
        (None, ()),
    ],
)
def test_tags(value: object, tags: tuple[str, ...]) -> None:
    assert tags_of(value) == tags


@pytest.mark.parametrize(
    ("value", "notes"),
    [
        ([{"quote": "q", "text": "mine"}], ("q\nmine",)),
        ([{"text": "q", "note": "mine"}, {"text": "r"}], ("q\nmine", "r")),
        ([{"text": "mine", "quote": ""}], ("mine",)),
        ({"highlights": [{"quote": "q"}]}, ("q",)),
        ("one note", ("one note",)),
        ([], ()),
        (None, ()),
    ],
)
def test_notes(value: object, notes: tuple[str, ...]) -> None:
    assert notes_of(value) == notes


def test_yes_and_no() -> None:
    assert [is_true(value) for value in ("1", "true", "Yes", 1, True)] == [True] * 5
    assert [is_true(value) for value in ("0", "False", "", 0, None, float("nan"))] == [False] * 6


def test_text_out_of_lists_and_objects_but_not_out_of_other_records() -> None:
    assert text_of(["a", {"type": "p", "text": "b"}, ["c"], None]) == "a\n\nb"
    assert text_of({"rendered": "<p>a</p>"}) == "<p>a</p>"
    assert not text_of([{"title": "t", "text": "another story"}])
    assert line_of("<b>Ferry</b> &amp; <i>bus</i>\n late") == "Ferry & bus late"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "text", "$date", "quote", "tags", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_value_is_read_as_something(value: object) -> None:
    assert isinstance(text_of(value), str)
    assert isinstance(line_of(value), str)
    assert isinstance(date_of(value), str)
    assert all(names_of(value))
    assert all(tags_of(value))
    assert all(notes_of(value))
    assert is_true(value) in {True, False}


def test_nested_fields_are_found_by_their_path_and_through_wrappers() -> None:
    record = {"a": {"b": {"c": 1}}, "list": [{"x": 2}, {"x": 3}], "Article": {"Body-Text": "t"}, "author": {"url": "u"}}
    fields = flat(record)
    assert (fields["a.b.c"], fields["list.x"], fields["bodytext"], fields["author.url"]) == (1, 2, "t", "u")
    assert "url" not in fields


def test_names_are_folded_alike_in_all_scripts() -> None:
    assert folded("Date de Publication") == folded("date_de_publication")
    assert folded("Título") == folded("titulo")
    assert folded("thread.Site_Full") == "thread.sitefull"
    assert [meaning_of(name) for name in ("Überschrift", "正文", "Дата", "العنوان", "기자", "x")] == [
        "title", "text", "published", "title", "author", "",
    ]  # fmt: skip


def test_every_name_in_the_data_files_means_one_thing() -> None:
    names = [name for meaning in generic().names.values() for name in meaning]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert all(names)


def test_layouts_name_known_meanings_and_each_is_reached_by_its_own_fields() -> None:
    known = {*MEANINGS, "name", "needs", "lacks", "is_list", "empty", "has_blank_tags", "order"}
    with resource("corpora", "layouts.toml").open("rb") as stream:
        tables = tomllib.load(stream)["layout"]
    assert [(table["name"], key) for table in tables for key in table if key not in known] == []
    for layout in layouts():
        reached = layout_of(layout.needs)
        assert reached is not None
        assert reached.name == layout.name


def test_texts_as_content() -> None:
    assert body_of("<p>One</p><p>Two</p>") == (b"<p>One</p><p>Two</p>", FileKind.STORY)
    assert body_of("One <b>bold</b> word.\n\nTwo.")[0] == b"<p>One <b>bold</b> word.</p>\n<p>Two.</p>"
    assert body_of("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;")[0] == b"<p>One</p><p>Two</p>"
    assert body_of("<html><body>x</body></html>")[1] is FileKind.HTML
    assert b"<p>3 &lt; 4 &amp; more</p>" in body_of("3 < 4 &amp; more")[0]
    assert b"<p>a</p>\n<p>b</p>\n<p>c</p>" in body_of("a\\nb\\nc")[0]
    assert b"<h1>Ferry late again</h1>" in body_of(f"Ferry late again\n{FERRY[0]}", has_title=False)[0]
    assert b"<h1>" not in body_of(f"Ferry late again\n{FERRY[0]}")[0]
    assert b"<h1>" not in body_of(f"It was late.\n{FERRY[0]}", has_title=False)[0]


def test_lines_broken_at_a_width_are_left_to_be_joined() -> None:
    words = " ".join(FERRY).split()
    lines = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]
    wrapped = "\n".join(line.ljust(48, "x") for line in lines)
    assert body_of(wrapped)[1] is FileKind.TEXT
    assert body_of("\n".join(FERRY * 4))[1] is FileKind.STORY
