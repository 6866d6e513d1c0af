"""Rich text: paragraphs, looks, links, code pages; what is hidden stays hidden, what is damaged gives what is left."""

from reader.intake.documents.paragraphs import Style
from reader.intake.documents.rtf_text import read_rtf, rtf_paragraphs
from tests.effort import spending
from tests.intake.documents.fixtures import RTF
from tests.intake.documents.help import article_in, texts


def _texts(content: bytes) -> list[str]:
    return [one.text for one in rtf_paragraphs(content)]


def test_paragraphs_keep_text_looks_and_order() -> None:
    found = rtf_paragraphs(RTF)
    assert [one.text for one in found] == [
        "Bridge to be repaired",
        "By Tam Osgood",
        "The council said “yes” — and a plan follows. 😀",
        "Привет",
        "item one",
        "a",
        "b",
        "c",
        "d",
        "after the picture",
        "A note.",
    ]
    assert (found[0].style, found[0].level) == (Style.HEADING, 1)
    assert found[1].is_bold
    assert found[1].alignment == "center"
    assert [run.href for run in found[2].runs if run.href] == ["https://example.org/a"]
    assert found[4].style is Style.LIST_ITEM
    assert [(one.row, one.cell) for one in found[5:9]] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert found[9].table == 0


def test_info_group_gives_title_author_and_day() -> None:
    found = read_rtf(RTF)
    assert found.info == {"title": "Bridge to be repaired", "author": "Mara Quillfeather"}
    assert found.created == (2020, 5, 3, 10, 4)


def test_story_is_saved_when_the_file_was_made_and_has_no_date_of_publication() -> None:
    article = article_in(RTF, "story.rtf")
    assert article.headline is not None
    assert article.headline.value == "Bridge to be repaired"
    assert article.saved is not None
    assert article.saved.iso == "2020-05-03T10:04:00"
    assert article.published is None
    assert "a b" in texts(article)


def test_chinese_and_japanese_bytes_are_read_by_their_fonts() -> None:
    fonts = rb"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset128 Mincho;}}"
    content = rb"{\rtf1\ansi" + fonts + rb"{\f0 \'c4\'e3\'ba\'c3}\par{\f1 \'93\'fa\'96\'7b}}"
    assert _texts(content) == ["你好", "日本"]


def test_unicode_escapes_skip_as_many_stand_ins_as_the_text_says() -> None:
    assert _texts(rb"{\rtf1\uc2 a\u233\'c3\'a9b {\uc0 \u233x}}") == ["aéb éx"]


def test_deleted_text_and_annotations_are_left_out() -> None:
    assert _texts(rb"{\rtf1 kept {\deleted gone }{\*\annotation note}{\revised new}\par}") == ["kept new"]


def test_truncated_file_gives_what_is_there() -> None:
    assert _texts(RTF[:700])[0] == "Bridge to be repaired"


def test_empty_and_broken_files_give_nothing() -> None:
    assert _texts(rb"{\rtf1}") == []
    assert _texts(b"{\\rtf1" + b"}" * 50 + b"\\bin999999999 \\'zz\\") == []


def test_deep_groups_keep_their_text_and_take_no_time() -> None:
    with spending() as spent:
        assert _texts(b"{\\rtf1 " + b"{" * 200_000 + b"deep" + b"}" * 200_000 + b" end}") == ["deep end"]
    assert spent.units < 1000
