"""Exports of Factiva: with codes and without, as pages, XML, rich text and plain text."""

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import UnreadableFileError
from reader.core.model import Snapshot
from reader.intake.read import read
from tests.intake.databases.factiva_exports import FACTIVA_LINE_DOCUMENTS, FACTIVA_XML
from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import articles, captions, findings, left_out, said, snapshots
from tests.intake.databases.texts import FERRY, HAFEN, PONT, rich_file


def test_rows_of_codes_give_every_field() -> None:
    first, second = articles("factiva_codes.html")
    assert said(first) == {
        "headline": "Le pont reste fermé",
        "authors": ["Odile Ruisseau"],
        "outlet": "Le Courrier de Valbrume",
        "section": "Région",
        "published": "2011-12-29T15:32:00",
        "language": "fr",
        "saved": None,
    }
    assert first.body.split("\n") == list(PONT)
    assert captions(first) == ["Le pont de Valbrume."]
    assert second.body.split("\n") == list(FERRY)
    assert [one.member for one in snapshots("factiva_codes.html")] == [
        "Document COVAL00020111229e7ct0001r",
        "Document HGN0000020170403ed430008m",
    ]


def test_what_has_no_field_is_kept_with_the_original() -> None:
    content = snapshots("factiva_codes.html")[0].content.decode()
    for fact in ('export-pg" content="26"', 'export-wc" content="50 mots"', 'export-ns" content="gpol'):
        assert fact in content


def test_lines_in_a_known_order_give_every_field() -> None:
    first, second = articles("factiva_lines.html")
    assert said(first) == {
        "headline": "Fähre fällt wieder aus",
        "authors": ["Frieda Sund", "Ole Brand"],
        "outlet": "Süderooger Nachrichten Online",
        "section": "Lokales",
        "published": "2017-04-03T06:30:00",
        "language": "de",
        "saved": None,
    }
    assert first.body.split("\n") == list(HAFEN)
    assert captions(first) == ["Wartende am Anleger."]
    assert said(second)["headline"] == "Die Fähre fährt"
    assert snapshots("factiva_lines.html")[0].member == "Dokument SUON000020170403ed430008m"


def test_bold_search_hits_leave_no_marks() -> None:
    assert not any(b"<strong>" in one.content for one in snapshots("factiva_lines.html"))


def test_xml_gives_instants_and_paragraphs() -> None:
    first, second = articles("factiva.xml")
    assert said(first) == {
        "headline": "Ferry late again",
        "authors": ["Mara Quill"],
        "outlet": "The Harbour Gazette",
        "section": "News",
        "published": "2012-01-09T01:35:58+00:00",
        "language": "en",
        "saved": None,
    }
    assert first.body.split("\n") == list(FERRY)
    assert second.body.split("\n") == [
        "The ferry was late, as it often is.",
        "The harbour master blamed the davits, and nobody was hurt.",
    ]


def test_fewer_documents_than_declared_are_told() -> None:
    content = FACTIVA_XML.replace('count="2"', 'count="3"').encode()
    assert ["holds 3 documents, but only 2" in item.failure for item in left_out(content, "a.xml")] == [True]


def test_xml_that_is_cut_off_gives_what_was_there() -> None:
    at = FACTIVA_XML.index("HGN0000020120110")
    found = findings(FACTIVA_XML[: at + 40].encode(), "a.xml")
    assert next(one.member for one in found if isinstance(one, Snapshot)) == "Document HGN0000020120109e51700030"
    failures = [item.failure for item in left_out(FACTIVA_XML[: at + 40].encode(), "a.xml")]
    assert [failure[:14] for failure in failures] == ["A document of ", "This XML file "]
    with pytest.raises(UnreadableFileError):
        findings(FACTIVA_XML.replace("article>", "piece>").encode(), "a.xml")


def test_xml_with_an_entity_bomb_expands_nothing() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    content = FACTIVA_XML.replace("?>\n", f"?>\n{bomb}\n", 1).replace("again<", "again &b;&c;<")
    found = [one for one in findings(content.encode(), "a.xml") if isinstance(one, Snapshot)]
    assert found
    assert not any(b"root:" in one.content or b"aaaaaaaaaaaaaaaaaaaa" in one.content for one in found)


@pytest.mark.parametrize("name", ["factiva_lines.rtf", "factiva_lines.docx", "factiva_lines.txt"])
def test_documents_of_a_text_end_with_their_numbers(name: str) -> None:
    first, second = articles(name)
    assert said(first) == {
        "headline": "Ferry late again",
        "authors": ["Mara Quill"],
        "outlet": "The Harbour Gazette",
        "section": "News",
        "published": "2017-04-03T10:15:00",
        "language": "en",
        "saved": None,
    }
    assert first.body.split("\n") == list(FERRY)
    assert said(second)["headline"] == "Low tide"
    assert [item.what for item in left_out(FIXTURES[name], name)] == ["footers"]


@pytest.mark.parametrize("name", ["factiva_codes.rtf", "factiva_codes.txt"])
def test_codes_at_the_beginning_of_lines_are_read(name: str) -> None:
    (story,) = articles(name)
    assert said(story)["headline"] == "Ferry late again"
    assert said(story)["published"] == "2017-04-03"
    assert story.body.split("\n") == list(FERRY)
    assert [one.member for one in snapshots(name)] == ["Document HGN0000020170403ed430008m"]


def test_a_header_without_copyright_takes_nothing_of_the_text() -> None:
    lines = ["Low tide", "30 words", "4 April 2017", "Slack Water Weekly", "SLACK", "A short line first", *FERRY]
    content = rich_file([*lines, "Document SLACK00020170404ed440001a"], ["Low tide"])
    (story,) = [clean(read(one)) for one in findings(content, "a.rtf") if isinstance(one, Snapshot)]
    assert story.body.split("\n")[0] == "A short line first"
    assert said(story)["outlet"] == "Slack Water Weekly"


def test_a_last_document_without_number_is_kept_and_told() -> None:
    content = rich_file(FACTIVA_LINE_DOCUMENTS[:-2], ["Ferry late again", "Low tide"])
    found = findings(content, "a.rtf")
    assert sum(isinstance(one, Snapshot) for one in found) == 2
    assert any("no number at its end" in item.failure for item in left_out(content, "a.rtf"))
