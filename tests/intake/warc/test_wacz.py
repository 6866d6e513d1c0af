"""WACZ files: the pages of their list, in the archives they hold."""

from pathlib import Path

import pytest

from reader.clean.pipeline import clean
from reader.core.model import FileKind, Snapshot
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.warc.captures import FRAMES, REPEATED
from reader.intake.warc.wacz import MISSING
from tests.intake.findings import counts, found, stories
from tests.intake.warc.fixtures import (
    BRIDGE,
    FIXTURES,
    FRENCH,
    GERMAN,
    HARBOUR,
    MORNING,
    PAGES,
    PIXEL,
    RECORDS,
    answer,
    by_member,
    page,
    record,
    request,
    wacz,
    zipped,
)


def test_pages_of_the_list_come_with_their_titles_as_weak_headlines() -> None:
    items = stories(found(FIXTURES["crawl.wacz"], "crawl.wacz"))
    assert [(one.url, one.content) for one in items] == [(HARBOUR, GERMAN), (BRIDGE, FRENCH)]
    assert [one.stated[0].value for one in items] == ["Schleuse", "Pont"]
    headline = clean(read(items[0])).headline
    assert headline is not None
    assert headline.value == "Neue Schleuse im Hafen von Altenwerder eröffnet"


def test_it_is_told_by_what_is_in_it_whatever_its_name() -> None:
    assert len(stories(found(FIXTURES["crawl.wacz"], "download.zip"))) == 2


def test_a_frame_that_the_list_names_is_a_page_of_its_own() -> None:
    shown = record("request", HARBOUR, request(HARBOUR, "Sec-Fetch-Dest: iframe")) + record(
        "response", HARBOUR, answer(GERMAN)
    )
    assert counts(found(wacz({"a.warc": shown}, []), "a.wacz"))[FRAMES] == 1
    assert len(stories(found(wacz({"a.warc": shown}, PAGES[:1]), "a.wacz"))) == 1


def test_documents_of_other_sites_that_no_list_names_are_frames() -> None:
    url = "https://ads.example/frame"
    asked = record("request", url, request(url, "Referer: http://www.morgenpost.example/"))
    given = record("response", url, answer(page("Werbung", "Nur heute: Schuhe, Hemden und Hosen im Ausverkauf.")))
    assert counts(found(wacz({"a.warc": RECORDS[2] + given + asked}, PAGES[:1]), "a.wacz"))[FRAMES] == 1
    assert len(stories(found(RECORDS[2] + given + asked))) == 2


def test_list_may_write_addresses_otherwise_than_captures() -> None:
    given = record("response", "https://a.example/", answer(page("A", "Eine Geschichte aus der Stadt. " * 9)))
    items = found(wacz({"a.warc": given}, [{"url": "http://a.example", "title": "A"}]), "a.wacz")
    assert MISSING not in counts(items)
    assert [one.stated[0].value for one in stories(items)] == ["A"]


def test_pages_that_the_list_does_not_name_come_too() -> None:
    assert len(stories(found(wacz({"a.warc.gz": by_member(RECORDS)}, PAGES[:1]), "a.wacz"))) == 2


def test_captures_repeated_across_its_archives_are_one_story() -> None:
    items = found(wacz({"a.warc.gz": by_member(RECORDS), "b.warc": b"".join(RECORDS)}, PAGES), "a.wacz")
    assert len(stories(items)) == 2
    assert counts(items)[REPEATED] == 2


def test_page_named_but_not_there_is_told_or_read_from_its_text_in_the_list() -> None:
    text = "Ein langer Text über die Schleuse. " * 20
    pages = [{"url": "http://a.example/1"}, {"url": "http://a.example/2", "title": "Zwei", "text": text, "ts": MORNING}]
    items = found(wacz({"a.warc": b"".join(RECORDS)}, [*PAGES, *pages]), "a.wacz")
    assert counts(items)[MISSING] == 1
    last = stories(items)[-1]
    assert (last.url, last.kind, last.content) == ("http://a.example/2", FileKind.TEXT, text.encode())
    assert last.saved is not None


def test_damaged_archive_in_it_is_told_and_the_next_one_read() -> None:
    items = found(wacz({"a.warc.gz": by_member(RECORDS)[:90], "b.warc": b"".join(RECORDS)}, PAGES), "a.wacz")
    assert len(stories(items)) == 2
    assert any(isinstance(one, LeftOut) and one.member == "archive/a.warc.gz" and one.failure for one in items)


def test_wacz_files_in_a_wacz_are_opened() -> None:
    other = wacz(
        {"b.warc": record("response", "http://b.example/", answer(page("B", "Noch eine Geschichte. " * 9)))}, []
    )
    both = zipped({"datapackage.json": b"{}", "one.wacz": FIXTURES["crawl.wacz"], "two.wacz": other})
    items = stories(found(both, "multi.wacz"))
    assert [one.url for one in items] == [HARBOUR, BRIDGE, "http://b.example/"]
    assert items[2].member == "two.wacz/http://b.example/"


@pytest.mark.parametrize(
    "lines", [b"", b"no json\n[1, 2]\n{}\n", b"[" * 100_000, b'{"url": 7}\n{"url": null}', b"\xff\xfe"]
)
def test_odd_lists_of_pages_cost_no_story(lines: bytes) -> None:
    content = zipped({"archive/a.warc": b"".join(RECORDS), "pages/pages.jsonl": lines, "datapackage.json": b"{}"})
    assert len(stories(found(content, "a.wacz"))) == 2


def test_pictures_are_read_from_the_archives_in_a_file_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "crawl.wacz"
    file.write_bytes(FIXTURES["crawl.wacz"])
    for one in unfold(Source.of_file(file)):
        if isinstance(one, Snapshot) and one.url == HARBOUR:
            assert one.attached is not None
            assert one.attached("bilder/schleuse.png") == PIXEL
            assert one.attached("bilder/fehlt.png") is None


def test_address_in_the_place_of_a_title_is_none() -> None:
    items = found(wacz({"a.warc": RECORDS[2]}, [{"url": HARBOUR, "title": HARBOUR, "ts": "1614834367000"}]), "a.wacz")
    assert stories(items)[0].stated == ()
