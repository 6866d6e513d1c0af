"""Stories of WARC and ARC files: every page once, with its address, date and charset; everything else is counted."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from reader.clean.pipeline import clean
from reader.core.model import FileKind, Snapshot
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.warc.captures import BLANK, ERROR_PAGES, FRAMES, NOTES, PARTS, REDIRECTS, REPEATED, saving_moment
from tests.intake.findings import counts, found, stories
from tests.intake.warc.fixtures import (
    BRIDGE,
    FIXTURES,
    FRENCH,
    GERMAN,
    HARBOUR,
    JAPANESE,
    PIXEL,
    RECORDS,
    answer,
    arc,
    page,
    record,
    request,
)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "single.warc.gz", "crawl.warc.zst"])
def test_every_packing_gives_the_same_stories_and_counts(name: str) -> None:
    items = found(FIXTURES[name], name)
    assert [(one.url, one.content) for one in stories(items)] == [(HARBOUR, GERMAN), (BRIDGE, FRENCH)]
    assert counts(items) == {NOTES: 2, PARTS: 1, REDIRECTS: 1}
    first = stories(items)[0]
    assert (first.kind, first.charset, first.member) == (FileKind.HTML, "utf-8", HARBOUR)
    assert first.saved is not None
    assert first.saved.iso == "2021-03-04T05:06:07+00:00"


def test_story_is_read_with_its_save_date_and_address() -> None:
    article = clean(read(stories(found(FIXTURES["crawl.warc.gz"]))[0]))
    assert article.headline is not None
    assert article.headline.value == "Neue Schleuse im Hafen von Altenwerder eröffnet"
    assert article.url is not None
    assert article.url.value == HARBOUR
    assert article.published is None
    assert article.saved is not None
    assert "Grete Uhlmann" in article.body


def test_arc_gives_stories_also_at_addresses_with_blanks() -> None:
    items = stories(found(FIXTURES["crawl.arc"], "crawl.arc"))
    assert [(one.url, one.content) for one in items] == [(HARBOUR, GERMAN), ("http://asahi.example/a b.html", JAPANESE)]
    assert items[0].saved is not None
    assert items[0].saved.iso == "2005-06-14T07:01:51+00:00"
    assert [one.content for one in stories(found(FIXTURES["crawl.arc.gz"], "crawl.arc.gz"))] == [FRENCH]


def test_arc_of_the_second_version_and_without_http_heads() -> None:
    content = arc() + f"{BRIDGE} 192.0.2.7 20050614070151 text/html 200 - - 0 x.arc {len(FRENCH)}\n".encode() + FRENCH
    assert [one.content for one in stories(found(content))] == [FRENCH]


def test_arc_heads_with_wrong_lengths_are_passed_over() -> None:
    wrong = b"http://a.example/ 192.0.2.1 20140401000000 text/html %b\n\n"
    content = arc() + wrong % b"-1" + wrong % b"abc" + arc((BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(found(content))] == [BRIDGE]


def test_same_capture_twice_is_one_story_and_other_content_another_version() -> None:
    newer = page(
        "Neue Schleuse eröffnet: erste Schiffe", "Am Freitag fuhren die ersten Schiffe durch die neue Schleuse."
    )
    items = found(
        record("response", HARBOUR, answer(GERMAN))
        + record("response", HARBOUR + "#top", answer(GERMAN), date="2021-03-05T00:00:00Z")
        + record("response", HARBOUR, answer(newer), date="2021-03-06T00:00:00Z")
        + record("revisit", HARBOUR, answer(b""))
    )
    assert [one.content for one in stories(items)] == [GERMAN, newer]
    assert counts(items) == {REPEATED: 2}


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (answer(b"", status="302 Found"), REDIRECTS),
        (answer(GERMAN, status="404 Not Found"), ERROR_PAGES),
        (answer(GERMAN, status="500 Oops"), ERROR_PAGES),
        (answer(b"User-agent: *\nDisallow:\n", "Content-Type: text/plain"), PARTS),
        (answer(b"p { color: red }" * 20, "Content-Type: text/css"), PARTS),
        (answer(b'{"story": "no page"}', "Content-Type: application/json"), PARTS),
        (answer(b"callback({})", "Content-Type: text/html"), PARTS),
        (answer(b'{"html": "<div><p>Mehr</p></div>"}', "Content-Type: text/html"), PARTS),
        (answer(b"", status="304 Not Modified"), REPEATED),
        (answer(PIXEL, "Content-Type: image/png"), PARTS),
        (answer(b""), BLANK),
        (
            answer(b"<html><head><title>Advertisement</title><script>var a = 'x';</script></head><body></body></html>"),
            BLANK,
        ),
    ],
)
def test_what_is_no_story_is_left_out_with_its_count(block: bytes, what: str) -> None:
    items = found(record("response", HARBOUR, block) + record("response", BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(items)] == [BRIDGE]
    assert counts(items) == {what: 1}


def test_page_without_declared_type_is_told_by_its_bytes() -> None:
    items = found(record("response", HARBOUR, answer(GERMAN, "Server: none")))
    assert [one.content for one in stories(items)] == [GERMAN]


def test_page_whose_story_is_in_its_data_is_kept() -> None:
    data = b'<html><head><script type="application/ld+json">{"articleBody": "..."}</script></head><body></body></html>'
    assert len(stories(found(record("response", HARBOUR, answer(data))))) == 1


def test_resource_and_conversion_records_are_stories_as_well() -> None:
    text = b"Ein gewandelter Text.\nMit zwei Zeilen."
    items = stories(
        found(
            record("resource", HARBOUR, GERMAN, content="text/html; charset=utf-8")
            + record("conversion", BRIDGE, text, content="text/plain")
            + record("resource", "urn:text:" + HARBOUR, text, content="text/plain")
        )
    )
    assert [(one.content, one.kind) for one in items] == [(GERMAN, FileKind.HTML), (text, FileKind.TEXT)]


@pytest.mark.parametrize("is_request_first", [True, False])
def test_frames_are_told_by_their_requests(is_request_first: bool) -> None:
    url = "https://widgets.example/poll"
    asked = record("request", url, request(url, "Sec-Fetch-Dest: iframe"), "WARC-Concurrent-To: <urn:uuid:7>")
    given = record(
        "response",
        url,
        answer(page("Umfrage", "Wie finden Sie die neue Schleuse?" * 9)),
        "WARC-Record-ID: <urn:uuid:7>",
    )
    pair = asked + given if is_request_first else given + asked
    items = found(pair + record("response", BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(items)] == [BRIDGE]
    assert counts(items)[FRAMES] == 1


def test_request_for_another_page_says_nothing_about_this_one() -> None:
    asked = record("request", "https://widgets.example/poll", request("/poll", "Sec-Fetch-Dest: iframe"))
    items = found(record("response", HARBOUR, answer(GERMAN)) + asked + record("response", BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(items)] == [HARBOUR, BRIDGE]


def test_frames_are_told_by_the_page_that_shows_them() -> None:
    outer = page(
        "Seite",
        "Eine Geschichte mit einem Rahmen darin." * 3,
        extra='<iframe title=x src="/anzeige?a=1&amp;b=2"></iframe>',
    )
    frame = page("Anzeige", "Kaufen Sie jetzt zwei Stück zum Preis von einem, nur heute und nur hier." * 2)
    items = found(
        record("response", HARBOUR, answer(outer))
        + record("response", "http://www.morgenpost.example/anzeige?a=1&b=2", answer(frame))
    )
    assert [one.url for one in stories(items)] == [HARBOUR]
    assert counts(items) == {FRAMES: 1}


def test_pieces_fetched_by_scripts_are_left_out_but_whole_pages_are_kept() -> None:
    url = "https://news.example/more"
    asked = record("request", url, request(url, "Sec-Fetch-Dest: empty"))
    piece = b"<div><p>Mehr Meldungen aus der Region</p><p>und noch mehr Meldungen</p></div>"
    assert counts(found(record("response", url, answer(piece)) + asked))[FRAMES] == 1
    assert len(stories(found(record("response", url, answer(GERMAN)) + asked))) == 1


def test_heritrix_says_by_the_hops_what_was_embedded() -> None:
    url = "http://ads.example/banner.html"
    given = record("response", url, answer(page("Werbung", "Nur heute: Schuhe, Hemden und Hosen im Ausverkauf.")))
    told = record("metadata", url, b"via: http://www.morgenpost.example/\r\nhopsFromSeed: LLE\r\n")
    assert counts(found(given + told))[FRAMES] == 1


def test_wget_writes_addresses_in_angle_brackets() -> None:
    assert stories(found(record("response", f"<{HARBOUR}>", answer(GERMAN))))[0].url == HARBOUR


@pytest.mark.parametrize(
    ("header", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("br", brotli.compress),
        ("zstd", zstandard.ZstdCompressor().compress),
        ("gzip", lambda body: body),
        ("br", lambda body: body),
        ("identity", lambda body: body),
        ("deflate", lambda body: body),
    ],
)
def test_compressed_pages_are_unpacked_and_lies_seen_through(header: str, pack: Callable[[bytes], bytes]) -> None:
    block = answer(pack(GERMAN), "Content-Type: text/html", f"Content-Encoding: {header}")
    assert stories(found(record("response", HARBOUR, block)))[0].content == GERMAN


@pytest.mark.parametrize("header", ["br", "gzip", "deflate", "sdch"])
def test_compression_that_cannot_be_undone_is_told(header: str) -> None:
    body = b"\x1f\x8b\x08\x00 damaged from here on \xff\xfe" * 3
    block = answer(body, "Content-Type: text/html", f"Content-Encoding: {header}")
    items = found(record("response", HARBOUR, block) + record("response", BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(items)] == [BRIDGE]
    failures = [item for item in items if isinstance(item, LeftOut) and item.failure]
    assert [one.member for one in failures] == [HARBOUR]


@pytest.mark.parametrize("header", ["gzip", "br", "zstd", "deflate"])
def test_bomb_in_a_page_is_refused_and_the_rest_goes_on(header: str) -> None:
    blanks = b"<html><body>" + b" " * 6_000_000
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }
    block = answer(packers[header](blanks), "Content-Type: text/html", f"Content-Encoding: {header}")
    items = found(record("response", HARBOUR, block) + record("response", BRIDGE, answer(FRENCH)))
    assert [one.url for one in stories(items)] == [BRIDGE]
    assert any("unpacks to more" in what for what in counts(items))


def test_chunks_are_joined_and_wrong_ones_taken_as_they_stand() -> None:
    chunked = b"%x\r\n%b\r\n%x;a=b\r\n%b\r\n0\r\n\r\n" % (100, GERMAN[:100], len(GERMAN) - 100, GERMAN[100:])
    for body in (chunked, GERMAN):
        block = answer(body, "Content-Type: text/html", "Transfer-Encoding: chunked")
        assert stories(found(record("response", HARBOUR, block)))[0].content == GERMAN
    broken = chunked.replace(b"\r\n0\r\n\r\n", b"\r\nzz\r\n<p>Rest</p>")
    block = answer(broken, "Content-Type: text/html", "Transfer-Encoding: chunked")
    assert b"<p>Rest</p>" in stories(found(record("response", HARBOUR, block)))[0].content


def test_position_tells_how_far_the_file_was_read(tmp_path: Path) -> None:
    filler = record("response", "http://x.example/a.bin", answer(bytes(3_000_000), "Content-Type: application/zip"))
    file = tmp_path / "long.warc"
    file.write_bytes(RECORDS[2] + filler + RECORDS[5])
    source = Source.of_file(file)
    places = [source.position for item in unfold(source) if isinstance(item, Snapshot)]
    assert len(places) == 2
    assert 0 < places[0] < 200_000
    assert places[1] > 3_000_000


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pictures_are_found_by_the_address_the_page_writes(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FIXTURES[name])
    first, second = stories(list(unfold(Source.of_file(file))))
    assert first.attached is not None
    assert second.attached is not None
    assert first.attached("bilder/schleuse.png") == PIXEL
    assert first.attached("https://www.morgenpost.example/hafen/bilder/schleuse.png#x") == PIXEL
    assert second.attached("bilder/schleuse.png") is None
    for odd in ("", "data:image/png;base64,AAAA", "file:///etc/passwd", "../" * 2_000, "http://[", "\x00"):
        assert first.attached(odd) is None


def test_archive_packed_as_one_has_no_pictures_but_stories(tmp_path: Path) -> None:
    file = tmp_path / "single.warc.gz"
    file.write_bytes(FIXTURES["single.warc.gz"])
    first = stories(list(unfold(Source.of_file(file))))[0]
    assert first.attached is not None
    assert first.attached("bilder/schleuse.png") is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-03-06T04:02:06Z", "2017-03-06T04:02:06+00:00"),
        ("2014-03-04T19:23:21.000Z", "2014-03-04T19:23:21+00:00"),
        ("2008-10-294T05:21:46-0700", "2008-10-20T05:21:46-07:00"),
        ("20140216050221", "2014-02-16T05:02:21+00:00"),
        ("201404010000000000", "2014-04-01T00:00:00+00:00"),
        ("2016", "2016"),
        ("2008-10-999T05:21:46-0700", None),
        ("0000-00-000T", None),
        ("", None),
        ("soon", None),
    ],
)
def test_dates_of_saving(written: str, iso: str | None) -> None:
    moment = saving_moment(written)
    assert (moment.iso if moment else None) == iso


def test_charset_a_browser_used_goes_before_the_headers() -> None:
    told = "WARC-Identified-Payload-Type: text/html; charset=windows-1252"
    assert stories(found(record("response", HARBOUR, answer(GERMAN), told)))[0].charset == "windows-1252"


def test_text_that_begins_like_an_archive_is_a_text() -> None:
    (story,) = stories(
        found("WARC/ARC-Dateien erklärt\n\nIn diesen Dateien liegen gesicherte Seiten.\n".encode(), "a.txt")
    )
    assert story.kind is FileKind.TEXT


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_every_version_of_warc_is_read(version: str) -> None:
    content = b"".join(RECORDS).replace(b"WARC/1.0", b"WARC/" + version.encode()).replace(b"WARC-Date:", b"warc-date :")
    assert [one.url for one in stories(found(content))] == [HARBOUR, BRIDGE]


def test_lines_without_carriage_returns_are_read() -> None:
    block = answer(GERMAN).replace(b"\r\n", b"\n")
    content = record("response", HARBOUR, b"").replace(b"\r\n", b"\n")
    content = content.replace(b"Content-Length: 0\n\n\n\n", b"Content-Length: %d\n\n" % len(block)) + block + b"\n\n"
    assert [one.content for one in stories(found(content * 2))] == [GERMAN]
