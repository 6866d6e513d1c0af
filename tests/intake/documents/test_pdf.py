"""PDFs: pages that browsers print, documents, what has no text, what is damaged; lines become paragraphs again."""

import pytest

from reader.core.errors import EmptyFileError, UnreadableFileError
from reader.core.model import BlockKind, FileKind
from reader.intake.documents.pdf_document import pdf_date
from reader.intake.documents.pdf_joining import Joiner, plain_letters
from tests.intake.documents.fixtures import LONG, SECOND, pdf, printed, tagged_pdf, wrapped
from tests.intake.documents.help import article_in, snapshots, texts


def test_printed_page_gives_address_title_and_day_of_saving() -> None:
    article = article_in(printed(), "x.pdf")
    assert article.url is not None
    assert article.url.value == "https://echo.example/2020/bridge"
    assert article.headline is not None
    assert article.headline.value == "Bridge to be repaired"
    assert article.saved is not None
    assert article.saved.iso == "2020-05-03T10:04:00+02:00"
    assert article.published is None


def test_lines_become_paragraphs_and_menus_and_heads_are_removed_not_lost() -> None:
    article = article_in(printed(3), "x.pdf")
    shown = texts(article)
    assert LONG in shown
    assert SECOND in shown
    assert not any("Sport" in text or "echo.example" in text for text in shown)
    removed = " ".join(removal.span.of(article.text) for removal in article.removals)
    assert "Sport" in removed
    assert "https://echo.example/2020/bridge" in removed


def test_single_printed_page_has_its_frame_told_by_its_looks() -> None:
    (one,) = snapshots(printed(1), "x.pdf")
    assert one.kind is FileKind.HTML
    assert one.url == "https://echo.example/2020/bridge"


def test_head_with_title_and_address_and_foot_with_number_and_date_are_a_frame_too() -> None:
    page = [
        (25.0, 770.0, 8.0, "Bridge to be repaired"),
        (380.0, 770.0, 8.0, "https://echo.example/2020/bridge"),
        (25.0, 20.0, 8.0, "1 of 1"),
        (500.0, 20.0, 8.0, "03.05.2020, 10:04"),
        *wrapped(LONG, 90, 640, 11, 70),
    ]
    content = pdf([page], {"Title": "Bridge to be repaired"})
    (one,) = snapshots(content, "x.pdf")
    assert (one.url, one.kind) == ("https://echo.example/2020/bridge", FileKind.HTML)
    article = article_in(content, "x.pdf")
    assert texts(article) == [LONG]
    assert article.published is None


def test_document_is_kept_whole_without_running_heads() -> None:
    pages = [
        [(250.0, 770.0, 9.0, "Annual report"), (300.0, 20.0, 9.0, str(n)), *wrapped(LONG, 90, 640, 11, 70)]
        for n in range(1, 4)
    ]
    (one,) = snapshots(pdf(pages), "x.pdf")
    assert one.kind is FileKind.STORY
    assert texts(article_in(pdf(pages), "x.pdf"))[0] == LONG
    assert b"Annual report" not in one.content


def test_paragraph_goes_on_over_the_end_of_a_page() -> None:
    lines = wrapped(f"{LONG} {SECOND}", 90, 700, 11, 70)
    second = [(left, 730.0 - 15.4 * n, size, text) for n, (left, _, size, text) in enumerate(lines[3:])]
    assert texts(article_in(pdf([lines[:3], second]), "x.pdf")) == [f"{LONG} {SECOND}"]


def test_paragraphs_without_gaps_are_told_by_their_short_last_lines() -> None:
    first, second = wrapped(LONG, 90, 700, 11, 70), wrapped(SECOND, 90, 0, 11, 70)
    base = first[-1][1]
    moved = [(left, base - 15.4 * (n + 1), size, text) for n, (left, _, size, text) in enumerate(second)]
    assert texts(article_in(pdf([[*first, *moved]]), "x.pdf")) == [LONG, SECOND]


def test_columns_are_read_one_after_the_other() -> None:
    left = wrapped(LONG, 60, 700, 10, 40)
    right = wrapped(SECOND, 320, 700, 10, 40)
    assert texts(article_in(pdf([[*left, *right]]), "x.pdf")) == [LONG, SECOND]


def test_large_lines_are_headings() -> None:
    page = [(90.0, 720.0, 24.0, "Bridge to open"), *wrapped(LONG, 90, 680, 11, 70)]
    article = article_in(pdf([page]), "x.pdf")
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.headline is not None
    assert article.headline.value == "Bridge to open"


def test_scan_is_told_to_have_no_text() -> None:
    with pytest.raises(EmptyFileError, match="OCR"):
        snapshots(pdf([[], []]), "x.pdf")


def test_damaged_file_is_told_to_be_damaged() -> None:
    with pytest.raises(UnreadableFileError, match="damaged"):
        snapshots(b"%PDF-1.7\n" + b"garbage " * 100, "x.pdf")


def test_truncated_file_gives_its_text_or_a_sentence() -> None:
    content = printed()
    for end in range(400, len(content), 300):
        try:
            snapshots(content[:end], "x.pdf")
        except (UnreadableFileError, EmptyFileError) as error:
            assert str(error).endswith(".")  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a mini\x02budget"], "a mini-budget"),
        (["the well-known case", "a well-", "known man"], "a well-known man"),
        (["hyphenation is", "hyphen-", "ation"], "hyphenation"),
        (["soft\u00ad", "ened"], "softened"),
        (["Franco-", "German"], "Franco-German"),
        (["日本の", "新聞"], "日本の新聞"),
        (["한국", "신문"], "한국 신문"),
    ],
)
def test_lines_are_joined_as_their_words_ask(lines: list[str], joined: str) -> None:
    joiner = Joiner(lines)
    text = ""
    for line in map(joiner.within, lines[-2:]):
        cut, between = joiner.seam(text, line) if text else (0, "")
        text = text[: len(text) - cut] + between + line
    assert text == joined


def test_ligatures_become_letters_and_other_signs_stay() -> None:
    assert plain_letters("ﬂood of ½ ﬁre ² ⽇") == "flood of ½ fire ² 日"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("D:20110322100500+02'00'", "2011-03-22T10:05:00+02:00"),
        ("D:20110322100500Z", "2011-03-22T10:05:00+00:00"),
        ("D:20110322", "2011-03-22"),
        ("D:20111322", None),
        ("", None),
    ],
)
def test_dates_of_properties(written: str, iso: str | None) -> None:
    moment = pdf_date(written)
    assert (moment.iso if moment else None) == iso


def test_structure_of_a_tagged_page_is_read_as_its_markup() -> None:
    page = [
        ("Aside", 500.0, 760.0, 9.0, "Related: another bridge fell"),
        ("H1", 90.0, 700.0, 24.0, "Bridge to open"),
        ("P", 90.0, 660.0, 11.0, LONG[:90]),
        ("P", 90.0, 644.0, 11.0, LONG[90:].strip()),
        ("LI", 90.0, 620.0, 11.0, "first point"),
        ("", 90.0, 600.0, 11.0, "Not in the structure"),
    ]
    (one,) = snapshots(tagged_pdf([page]), "x.pdf")
    markup = one.content.decode()
    for part in (
        "<aside>Related: another bridge fell</aside>",
        "<h1>Bridge to open</h1>",
        f"<p>{LONG[:90]}</p>",
        "<li>first point</li>",
        "<p>Not in the structure</p>",
    ):
        assert part in markup


def test_paragraph_of_a_tagged_file_goes_on_over_the_end_of_a_page() -> None:
    first = [("P", 90.0, 60.0, 11.0, "The council of Lower Wexcombe voted on Tuesday to repair")]
    second = [("P", 90.0, 730.0, 11.0, "the old bridge."), ("P", 90.0, 700.0, 11.0, "Work begins in spring.")]
    (one,) = snapshots(tagged_pdf([first, second]), "x.pdf")
    assert b"<p>The council of Lower Wexcombe voted on Tuesday to repair the old bridge.</p>" in one.content
    assert b"<p>Work begins in spring.</p>" in one.content


def test_title_that_is_no_text_is_passed_over() -> None:
    content = printed().replace(b"/Title (Bridge", b"/Title (\xfe\xff\xdc")
    article = article_in(content, "x.pdf")
    assert article.headline is not None
    assert article.headline.value == "Bridge to be repaired"


def test_text_at_places_that_are_none_is_read_without_harm() -> None:
    page = [(1e30, 700.0, 11.0, "far"), (90.0, -1e30, 11.0, "away"), (90.0, 650.0, 1e20, "huge")]
    assert article_in(pdf([[*page, *wrapped(LONG, 90, 640, 11, 70)]]), "x.pdf").text
