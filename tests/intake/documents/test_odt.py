"""OpenDocument texts: styles, lists, links, notes, tables, pictures, properties."""

import pytest

from reader.core.errors import UnreadableFileError
from reader.core.model import BlockKind, MarkKind
from tests.intake.documents.fixtures import LONG, SECOND, odt, zipped
from tests.intake.documents.help import article_in, snapshots, texts

_BODY = (
    '<text:h text:outline-level="1">Bridge to open</text:h>'
    f'<text:p text:style-name="P1">{LONG}</text:p>'
    '<text:p>A <text:a xlink:href="https://example.org/a">link</text:a>, <text:span text:style-name="T1">bold'
    '</text:span><text:s text:c="2"/>words<text:note><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>A note.</text:p></text:note-body></text:note> and more.</text:p>"
    "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item>"
    "</text:list></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
    "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    '<text:p><draw:image xlink:href="Pictures/a.png"/></text:p>'
)
_STYLES = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'


def test_paragraphs_keep_their_looks_and_order() -> None:
    article = article_in(odt(_BODY, _STYLES), "a.odt")
    assert texts(article) == [
        "Bridge to open",
        LONG,
        "A link, bold words[1] and more.",
        "one",
        "two",
        "a b",
        "A note.",
    ]
    assert article.blocks[0].kind is BlockKind.HEADLINE
    strong = [mark.span.of(article.text) for mark in article.marks if mark.kind is MarkKind.STRONG]
    assert strong == ["bold"]
    assert [mark.href for mark in article.marks if mark.kind is MarkKind.LINK] == ["https://example.org/a"]


def test_deleted_text_is_left_out() -> None:
    body = f"<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:p>{LONG}</text:p>"
    assert texts(article_in(odt(body), "a.odt")) == [LONG]


def test_dates_are_those_of_saving() -> None:
    meta = "<meta:creation-date>2020-01-02T10:00:00</meta:creation-date><dc:date>2020-01-03T11:00:00</dc:date>"
    article = article_in(odt(f"<text:p>{LONG}</text:p><text:p>{SECOND}</text:p>", meta=meta), "a.odt")
    assert article.saved is not None
    assert article.saved.iso == "2020-01-03T11:00:00"
    assert article.published is None


def test_damaged_and_protected_documents_are_refused_with_a_sentence() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    with pytest.raises(UnreadableFileError, match="no readable text"):
        snapshots(zipped({"mimetype": kind, "meta.xml": "<x/>"}), "a.odt")
    locked = {"mimetype": kind, "content.xml": "x", "META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(UnreadableFileError, match="password"):
        snapshots(zipped(locked), "a.odt")
