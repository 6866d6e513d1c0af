"""Exports of Nexis: both layouts, four kinds of files, several languages."""

import pytest

from reader.core.model import BlockKind, Field, FileKind, Snapshot, Source
from reader.intake.databases.labels import labels
from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import articles, captions, findings, left_out, said, snapshots
from tests.intake.databases.nexis_exports import NEXIS_ENGLISH, UNI_COVER, UNI_FIRST, UNI_SECOND
from tests.intake.databases.texts import FERRY, HAFEN, PONT, word_file


def test_classic_text_gives_every_field_of_a_story() -> None:
    first = articles("nexis_en.TXT")[0]
    assert said(first) == {
        "headline": "Ferry late again; Four hundred wait in the rain",
        "authors": ["Mara Quill", "Jonas Ebb"],
        "outlet": "The Harbour Gazette (Norderhaven)",
        "section": "NEWS; Pg. 6",
        "published": "2017-03-14",
        "language": "en",
        "saved": "2017-03-21T10:05:09",
    }
    assert first.body.split("\n") == list(FERRY)
    assert first.standfirst is not None
    assert first.standfirst.value.startswith("An old fault in the davits")
    assert captions(first) == ["Passengers in the rain at Norderhaven."]


def test_a_story_without_headline_keeps_its_text_and_its_correction() -> None:
    second = articles("nexis_en.TXT")[1]
    assert second.headline is None
    assert second.body.startswith(
        "What a day it was: the harbour slept, and so did we.\nPHOTO: in the middle of a text"
    )
    assert second.body.endswith("goes on here.\nCorrection\nAn earlier edition had the harbour awake.")
    assert sum(line.startswith("Paragraph") for line in second.body.split("\n")) == 8


def test_the_layout_of_the_nineties_has_its_headline_among_the_labels() -> None:
    third = articles("nexis_en.TXT")[2]
    assert said(third) == {
        "headline": "Low tide",
        "authors": ["PIA REED"],
        "outlet": "Slack Water Weekly",
        "section": "Life; Page 3",
        "published": "1994-05",
        "language": "en",
        "saved": "2017-03-21T10:05:09",
    }
    assert third.body.startswith("The tide went out")


def test_load_dates_are_no_dates_of_a_story_but_kept_with_the_original() -> None:
    first = snapshots("nexis_en.TXT")[0]
    assert b'<meta name="export-load-date" content="March 15, 2017">' in first.content
    assert b'<meta name="export-length" content="71 words">' in first.content
    assert not any("2017-03-15" in candidate.value for candidate in first.stated)
    assert all(candidate.source is Source.CONTAINER for candidate in first.stated)
    assert first.kind is FileKind.STORY


def test_the_cover_is_told_and_each_story_has_its_place() -> None:
    assert [item.what for item in left_out(FIXTURES["nexis_en.TXT"], "a.txt")] == ["cover pages"]
    assert [one.member for one in snapshots("nexis_en.TXT")] == ["document 1", "document 2", "document 3"]


def test_german_and_french_labels_are_read() -> None:
    german, other = articles("nexis_de.txt")
    assert said(german) == {
        "headline": "Fähre fällt wieder aus",
        "authors": ["Frieda Sund"],
        "outlet": "Süderooger Nachrichten",
        "section": "LOKALES; S. 3",
        "published": "2017-02-27T21:50:00+01:00",
        "language": "de",
        "saved": "2017-03-20T16:51:31",
    }
    assert german.body.split("\n") == list(HAFEN)
    assert captions(german) == ["Wartende am Anleger."]
    assert said(other)["published"] == "2017-02-28"
    (french,) = articles("nexis_fr.txt")
    assert said(french)["authors"] == ["Odile Ruisseau"]
    assert said(french)["published"] == "2016-03-14"
    assert french.body.split("\n") == list(PONT)


@pytest.mark.parametrize(
    "line",
    [
        "3 of 10 DOCUMENTS",
        "1 of 1 DOCUMENT",
        "Document 3 of 1,200",
        "LEVEL 1 - 3 OF 20 STORIES",
        "Dokument 3 von 10",
        "Document 3 de 10",
        "Documento 3 de 10",
        "Documento 3 di 10",
        "Document 3 van 10",
    ],
)
def test_counting_lines_of_all_languages_begin_a_document(line: str) -> None:
    text = NEXIS_ENGLISH.replace("3 of 3 DOCUMENTS", line)
    found = findings(text.encode(), "export.txt")
    assert len(found) == 4, found
    assert labels("nexis").counter(f"   {line}  ") is not None


def test_a_gap_in_the_count_is_told() -> None:
    text = NEXIS_ENGLISH.replace("3 of 3 DOCUMENTS", "5 of 5 DOCUMENTS")
    failures = [item.failure for item in left_out(text.encode(), "a.txt") if item.failure]
    assert failures == ["Documents left out of the count of this export: 3, 4. Export them again if they are wanted."]


def test_documents_of_a_page_are_found_behind_their_anchors() -> None:
    first, second = articles("nexis.html")
    assert [one.member for one in snapshots("nexis.html")] == ["document 7", "document 8"]
    assert said(first) == {
        "headline": "Bridge to stay shut; Crack in the pillar",
        "authors": ["TOM ASHER"],
        "outlet": "The Vale Observer",
        "section": "Section 5; Page 16; Metro Desk",
        "published": "1991-12-19",
        "language": "en",
        "saved": "2017-10-21T18:07:13",
    }
    assert "Children walk <twenty> miles.\nBridge Age\nOld 92\nNew 4\nCorrection" in first.body
    assert first.body.endswith("The pillar is the western one.")
    assert captions(first) == ["Photo: The pillar."]
    content = snapshots("nexis.html")[0].content
    assert b'<meta name="export-date" content="December 19, 1991, Thursday, Late Edition - Final">' in content
    assert b'<meta name="export-edition" content="Correction Appended">' in content
    assert said(second)["authors"] == ["Frieda Sund"]
    assert second.body.split("\n") == list(HAFEN)


def test_a_page_without_anchors_is_divided_by_its_counting_lines() -> None:
    assert [said(one)["headline"] for one in articles("nexis_unmarked.html")] == ["Vale story 1", "Vale story 2"]


@pytest.mark.parametrize("name", ["nexis_uni.docx", "nexis_uni.rtf"])
def test_the_newer_layout_is_divided_behind_its_cover(name: str) -> None:
    first, second = articles(name)
    assert said(first) == {
        "headline": "Ferry late again",
        "authors": ["Mara Quill"],
        "outlet": "The Harbour Gazette (Norderhaven)",
        "section": "NEWS; Pg. 6",
        "published": "2019-07-01T09:20:00+00:00",
        "language": "en",
        "saved": "2018-12-19T19:08:00+09:00",
    }
    assert first.body.split("\n")[:3] == list(FERRY)
    assert first.body.split("\n")[3].startswith("Subject: this line opens a sentence")
    assert captions(first) == ["Passengers in the rain at Norderhaven."]
    assert said(second)["published"] == "2019-07"
    assert said(second)["outlet"] == "Slack Water Weekly"
    assert [item.what for item in left_out(FIXTURES[name], name)] == ["cover pages"]


def test_a_document_alone_and_one_in_german_are_read() -> None:
    (single,) = articles("nexis_uni_single.docx")
    assert said(single)["headline"] == "Low tide"
    (german,) = articles("nexis_uni_de.docx")
    assert said(german)["published"] == "2021-02-27"
    assert said(german)["section"] == "LOKALES; S. 3"
    assert german.body.split("\n") == list(HAFEN)


def test_search_hits_in_a_word_document_leave_no_marks() -> None:
    paragraphs = [text.replace("ferry", "**ferry**") for text in UNI_FIRST]
    (found,) = findings(word_file(paragraphs), "a.docx")
    assert b"<strong>" not in getattr(found, "content", b"<strong>")


def test_fewer_documents_than_the_cover_names_are_told() -> None:
    cover = [line.replace("Documents (2)", "Documents (5)") for line in UNI_COVER]
    failures = [item.failure for item in left_out(word_file([*cover, *UNI_FIRST, *UNI_SECOND]), "a.docx")]
    assert any("names 5 documents, but only 2 were found" in failure for failure in failures)


def test_a_last_document_without_its_end_is_kept_and_told() -> None:
    content = word_file([*UNI_COVER, *UNI_FIRST, *UNI_SECOND[:-2]])
    found = findings(content, "a.docx")
    assert sum(hasattr(one, "content") for one in found) == 2
    assert any("no end mark" in item.failure for item in left_out(content, "a.docx"))


def test_a_standfirst_is_a_block_of_its_own() -> None:
    kinds = [block.kind for block in articles("nexis_en.TXT")[0].blocks]
    assert kinds[:2] == [BlockKind.HEADLINE, BlockKind.STANDFIRST]


def test_documents_without_end_marks_begin_above_their_bodies() -> None:
    content = word_file(text for text in [*UNI_COVER, *UNI_FIRST, *UNI_SECOND] if text != "End of Document")
    stories = [one for one in findings(content, "a.docx") if isinstance(one, Snapshot)]
    headlines = [c.value for one in stories for c in one.stated if c.field is Field.HEADLINE]
    assert headlines == ["Ferry late again", "Low tide"]
    assert b"Low tide" not in stories[0].content
    assert b"The tide went out" in stories[1].content


def test_labels_in_the_lines_of_one_paragraph_are_read_apart() -> None:
    first = [text for text in UNI_FIRST if not text.startswith(("Byline", "Highlight"))]
    both = "Byline: Mara Quill\nHighlight: A fault in the davits keeps the islands waiting this year."
    content = word_file([*first[:5], both.replace("\n", "\u2028"), *first[5:]])
    (story,) = [one for one in findings(content, "a.docx") if isinstance(one, Snapshot)]
    assert [c.value for c in story.stated if c.field is Field.AUTHOR] == ["Mara Quill"]
    assert [c.value[:15] for c in story.stated if c.field is Field.DESCRIPTION] == ["A fault in the "]
