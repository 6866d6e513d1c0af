"""What is an export and what only speaks of one."""

import re

import pytest

from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import EXPORTS, format_name
from tests.intake.databases.texts import rich_file, word_file


@pytest.mark.parametrize("name", list(FIXTURES))
def test_every_fixture_is_taken_for_an_export_whatever_its_name(name: str) -> None:
    wanted = re.split("[_.]", name)[0] + " exports"
    assert format_name(FIXTURES[name], name).lower() == wanted
    assert format_name(FIXTURES[name], "saved.bin").lower() == wanted


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{body}</body></html>".encode()


NEGATIVES: dict[str, bytes] = {
    "a page about LexisNexis": _page(
        "<h1>LexisNexis buys a paper</h1><p>Document 1 of 3 was long.</p><p>LENGTH: it matters.</p>" * 20
    ),
    "a page with div.article": _page(
        '<div class="article"><h2>Factiva grows</h2><div class="author">Ann Lee</div><p>300 words.</p></div>' * 9
    ),
    "a page about ProQuest": _page(
        "<p><strong>Author:</strong> Ann Lee</p><p><strong>Subject:</strong> ProQuest</p><p>ProQuest is a database.</p>"
    ),
    "a page with a class of Europresse": _page('<span class="DocPublicationName">Mag</span><p>A story of the day.</p>'),
    "a page on the labels of Nexis": _page(
        "<table><tr><td><b>SECTION</b></td><td>where it stood</td></tr><tr><td><b>LENGTH</b></td></tr></table>"
        "<p>Exports begin with 1 of 10 DOCUMENTS.</p>"
    ),
    "a text with a counting phrase": (
        b"The trial\n\nThe clerk read Document 1 of 3 aloud.\n\nDocument 2 of 3 was lost.\n\nAll had gone.\n"
    ),
    "a text with a counting line": b"My notes\n\nDocument 1 of 3\n\nIt was a long day at court.\n",
    "a text with labels": (
        b"TITLE: My day\nAUTHOR: me\nDATE: May 3\nLENGTH: 3 words\nSECTION: life\n\nAnd so it went.\n"
    ),
    "a text on Factiva": b"The story had\n\n300 words\n\nand the editor cut it. Document it well, she said.\n",
    "a text with a form": b"______________________\nName: Ann\nTitle: Dr\nLocation: here\n__________________\n",
    "a mail about ProQuest": (
        b"From: a@b.example\nTo: c@d.example\nSubject: ProQuest\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
        b"Title: of the talk\nAuthor: Ann Lee\nAbstract: we talk about ProQuest.\n"
    ),
    "feed": (
        b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Factiva</title><source>global.factiva.com'
        b"</source></item></channel></rss>"
    ),
}


@pytest.mark.parametrize("name", list(NEGATIVES))
def test_what_only_speaks_of_a_database_is_no_export(name: str) -> None:
    try:
        found = format_name(NEGATIVES[name], "file")
    except Exception as error:  # noqa: BLE001 -- a kind that is not known here is none of ours either
        found = str(error)
    assert found not in EXPORTS


@pytest.mark.parametrize("make", [word_file, rich_file])
@pytest.mark.parametrize(
    "paragraphs",
    [
        ["LexisNexis Uni Test"],
        ["Specification", "Author: Ann Lee", "Section: 3", "Body", "The body of a letter.", "End of Document"],
        ["Minutes", "Title: Ferries", "Subject: delays", "We talked about 300 words.", "300 words", "The end."],
        ["Document 1 of 3", "A contract", "Between the harbour and the ferry."],
    ],
)
def test_ordinary_documents_are_no_exports(make: object, paragraphs: list[str]) -> None:
    assert callable(make)
    try:
        found = format_name(make(paragraphs), "file")
    except Exception as error:  # noqa: BLE001 -- formats for plain documents may be missing, which is not ours to say
        found = str(error)
    assert found not in EXPORTS
