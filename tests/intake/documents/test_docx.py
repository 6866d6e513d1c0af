"""Word documents: styles in any language, links, notes, tables, tracked changes, pictures, properties."""

import pytest

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import BlockKind, Snapshot
from reader.intake.documents.docx_text import docx_paragraphs
from reader.intake.documents.paragraphs import Style
from reader.intake.source import Source
from reader.intake.unfold import unfold
from tests.intake.documents.fixtures import LONG, SECOND, docx, word_paragraph, zipped
from tests.intake.documents.help import article_in, snapshots, texts


def test_headings_are_told_by_style_and_by_what_a_style_is_made_from() -> None:
    body = word_paragraph("One", '<w:pStyle w:val="berschrift1"/>') + word_paragraph("Two", '<w:pStyle w:val="Mein"/>')
    assert [(one.style, one.level) for one in docx_paragraphs(docx(body))] == [(Style.HEADING, 1)] * 2


def test_bold_is_told_by_run_and_character_style() -> None:
    body = (
        word_paragraph("a", "", "<w:b/>")
        + word_paragraph("b", "", '<w:rStyle w:val="Stark"/>')
        + word_paragraph("c", "", '<w:b w:val="0"/>')
    )
    assert [one.is_bold for one in docx_paragraphs(docx(body))] == [True, True, False]


def test_links_of_both_kinds_keep_their_addresses() -> None:
    body = (
        '<w:p><w:hyperlink r:id="link"><w:r><w:t>one</w:t></w:r></w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/b"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> two</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> three</w:t></w:r></w:p>'
    )
    (found,) = docx_paragraphs(docx(body))
    assert [(run.text, run.href) for run in found.runs] == [
        ("one", "https://example.org/a"),
        (" two", "https://example.org/b"),
        (" three", ""),
    ]


def test_insertions_are_kept_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )
    assert [one.text for one in docx_paragraphs(docx(body))] == ["new"]


def test_tables_notes_and_boxes_find_their_places() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(word_paragraph("a")) + cell.format(word_paragraph("b")) + "</w:tr>"
    box = (
        "<w:p><w:r><w:t>outer</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>"
        f"{word_paragraph('box')}</w:txbxContent></mc:Choice><mc:Fallback>{word_paragraph('box')}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='2'>{word_paragraph('A note.')}</w:footnote>"
    found = docx_paragraphs(docx(f"<w:tbl>{row}{row}</w:tbl>{box}", notes=notes))
    assert [(one.text, one.table, one.row, one.cell) for one in found] == [
        ("a", 1, 1, 1),
        ("b", 1, 1, 2),
        ("a", 1, 2, 1),
        ("b", 1, 2, 2),
        ("box", 0, 0, 0),
        ("outer[2]", 0, 0, 0),
        ("[2] A note.", 0, 0, 0),
    ]


def test_lists_keep_their_depth() -> None:
    deep = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
    flat = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    content = docx(word_paragraph(LONG) + word_paragraph("one", flat) + word_paragraph("two", deep))
    assert [one.level for one in docx_paragraphs(content)] == [0, 1, 2]
    assert [block.kind for block in article_in(content, "a.docx").blocks][1:] == [BlockKind.LIST_ITEM] * 2


def test_pictures_are_shown_from_the_document() -> None:
    drawing = '<wp:docPr xmlns:wp="p" descr="A view"/><a:blip xmlns:a="a" r:embed="picture"/>'
    content = docx(word_paragraph(LONG) + f"<w:p><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>")
    for one in unfold(Source.of_bytes(content, "a.docx")):
        assert isinstance(one, Snapshot)
        assert b'<img src="word/media/image1.png" alt="A view">' in one.content
        assert one.attached is not None
        assert one.attached("word/media/image1.png") == b"\x89PNG picture"
        assert one.attached("../word/document.xml") is None


def test_properties_are_weak_and_never_a_date_of_publication() -> None:
    core = (
        "<dc:title>Microsoft Word - Bridge.docx</dc:title><dc:creator>Admin</dc:creator>"
        "<t:created>2019-11-07T20:38:26Z</t:created><t:modified>2019-11-08T09:00:00Z</t:modified>"
    )
    article = article_in(docx(word_paragraph(LONG) + word_paragraph(SECOND), core=core), "x.docx")
    assert article.headline is not None
    assert article.headline.value == "Bridge"
    assert article.authors == ()
    assert article.published is None
    assert article.saved is not None
    assert article.saved.iso == "2019-11-08T09:00:00+00:00"


def test_author_property_counts_where_the_text_names_the_person() -> None:
    core = "<dc:creator>Tam Osgood</dc:creator>"
    body = word_paragraph("Bridge closed for good") + word_paragraph("Tam Osgood") + word_paragraph(LONG)
    assert [one.value for one in article_in(docx(body, core=core), "x.docx").authors] == ["Tam Osgood"]


def test_short_first_line_is_the_headline_of_a_document_without_styles() -> None:
    article = article_in(docx(word_paragraph("Bridge to open in spring") + word_paragraph(LONG)), "x.docx")
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert texts(article)[1] == LONG


def test_document_without_text_part_is_refused_with_a_sentence() -> None:
    content = zipped({"[Content_Types].xml": "<Types/>", "word/other.xml": "<x/>"})
    with pytest.raises(UnreadableFileError, match="no readable text"):
        snapshots(content, "x.docx")


def test_damaged_zip_is_refused_with_a_sentence() -> None:
    with pytest.raises(InputError, match=r"\w+ \w+"):
        snapshots(docx(word_paragraph(LONG))[:200], "x.docx")


def test_protected_document_is_refused_with_a_sentence() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFileError, match="password"):
        snapshots(content, "x.docx")


def test_deep_nesting_of_tables_is_read_without_recursion() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 500 + word_paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 500
    assert [one.text for one in docx_paragraphs(docx(body))] == ["deep"]
