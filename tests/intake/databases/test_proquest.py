"""Exports of ProQuest: pages, mails and plain texts."""

import pytest

from reader.core.model import Snapshot
from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import articles, findings, left_out, said, snapshots
from tests.intake.databases.proquest_exports import PROQUEST_DOCUMENTS, PROQUEST_FORWARDED, PROQUEST_PAGE
from tests.intake.databases.texts import FERRY


@pytest.mark.parametrize(("name", "saved"), [("proquest.html", None), ("proquest.eml", "2023-08-15T01:02:03-04:00")])
def test_a_page_and_a_mail_give_every_field(name: str, saved: str | None) -> None:
    first, second = articles(name)
    assert said(first) == {
        "headline": "Ferry late again: [Final Edition]",
        "authors": ["Mara Quill", "Jonas Ebb"],
        "outlet": "Harbour Gazette",
        "section": "News; Islands Desk",
        "published": "2010-05-08",
        "language": "en",
        "saved": saved,
    }
    assert first.body.split("\n") == [*FERRY, "Location: the quay, where this sentence of the text begins."]
    assert first.standfirst is None
    assert second.standfirst is not None
    assert second.standfirst.value.startswith("The tide took its time, and a summary")
    assert second.body == "The tide went out, and it took its time to come back."
    assert second.authors == ()
    assert [one.member for one in snapshots(name)] == ["document 251439", "document 251440"]
    assert [item.what for item in left_out(FIXTURES[name], name)] == ["footers"]


def test_addresses_are_the_storys_own_or_where_the_database_shows_it() -> None:
    first, second = articles("proquest.html")
    assert first.url is not None
    assert first.url.value == "https://search.example/newspapers/docview/251439"
    assert snapshots("proquest.html")[0].url is None
    assert snapshots("proquest.html")[1].url == "https://slackwater.example/2010/low-tide"
    assert second.url is not None
    assert second.url.value == "https://slackwater.example/2010/low-tide"


def test_spanish_labels_are_read_and_names_turned() -> None:
    (story,) = articles("proquest_es.html")
    assert said(story) == {
        "headline": "El puente sigue cerrado",
        "authors": ["Ana Ríos Vega"],
        "outlet": "El Correo de Valbruma",
        "section": None,
        "published": "2016-03-14",
        "language": "es",
        "saved": None,
    }


def test_a_forwarded_mail_without_a_page_is_divided_by_its_labels() -> None:
    first, second = articles("proquest_forwarded.eml")
    assert said(first)["headline"] == "Ferry late again"
    assert first.body.split("\n") == list(FERRY)
    assert said(second)["headline"] == "Low tide"


def test_a_forwarded_mail_without_blank_lines_is_divided_as_well() -> None:
    head, _, rest = PROQUEST_FORWARDED.partition("\n\n")
    dense = "\n".join(line for line in rest.split("\n") if line.strip("> "))
    content = f"{head}\n\n> <>\n{dense}".replace("> Low tide", "> <>\n> Low tide")
    stories = [one for one in findings(content.encode(), "a.eml") if isinstance(one, Snapshot)]
    assert [one.member for one in stories] == ["document 251439", "document 251440"]
    assert all(sentence.encode() in stories[0].content.replace(b"&quot;", b'"') for sentence in FERRY)


def test_plain_text_is_divided_by_its_lines() -> None:
    first, second = articles("proquest.txt")
    assert said(first)["headline"] == "Ferry late again"
    assert said(first)["authors"] == ["Mara Quill"]
    assert said(first)["published"] == "2010-05-08"
    assert first.body.split("\n") == list(FERRY)
    assert said(second)["authors"] == ["Pia Reed"]
    assert [item.what for item in left_out(FIXTURES["proquest.txt"], "a.txt")] == ["cover pages", "footers"]


def test_without_full_text_the_abstract_is_the_text() -> None:
    page = PROQUEST_PAGE.replace("<p>The tide went out, and it took its time to come back.</p>", "")
    stories = [one for one in findings(page.encode(), "a.html") if isinstance(one, Snapshot)]
    assert b"<p>The tide took its time, and a summary of it says so in other words.</p>" in stories[1].content


def test_captions_of_pictures_are_no_text() -> None:
    picture = (
        '<div class="document_view_image"><img src="x"><a class="sr-only" title="The quay in the rain.">Enlarge this '
        'image.</a><div class="small document_view_caption"><p></p></div></div>'
    )
    page = PROQUEST_PAGE.replace("<p>The ferry between", picture + "<p>The ferry between", 1)
    first = next(one for one in findings(page.encode(), "a.html") if isinstance(one, Snapshot))
    assert b"<figcaption>The quay in the rain.</figcaption>" in first.content
    assert b"Enlarge" not in first.content


def test_labels_and_dates_with_stray_blanks_are_read() -> None:
    page = PROQUEST_DOCUMENTS[0].replace("Publication date", "Publicat ion date").replace("May 8, 2010", "May 8, 2 010")
    (story,) = [one for one in findings(f"<html>{page}</html>".encode(), "a.html") if isinstance(one, Snapshot)]
    assert any(candidate.value == "2010-05-08" for candidate in story.stated)


@pytest.mark.parametrize(
    ("name", "outlet", "day", "member"),
    [
        ("proquest.xml", "Harbour Gazette", "1910-05-08", "document 498123"),
        ("proquest_mined.xml", "Harbour Gazette", "2010-05-08", "document 251439"),
    ],
)
def test_records_in_xml_give_every_field(name: str, outlet: str, day: str, member: str) -> None:
    (story,) = articles(name)
    assert said(story) == {
        "headline": "Ferry late again",
        "authors": ["Mara Quill"],
        "outlet": outlet,
        "section": None,
        "published": day,
        "language": "en",
        "saved": None,
    }
    assert story.body.split("\n") == list(FERRY)
    assert snapshots(name)[0].member == member
