"""Damaged, cut and lying web archives: what is sound in them is read, and the rest is told."""

import gzip
from contextlib import suppress
from dataclasses import replace

import pytest

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.terms import STANDARD
from reader.intake.format import Finding
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.warc.captures import PARTS
from reader.intake.warc.chunks import DAMAGED, ENDS_EARLY
from tests.intake.findings import counts, found, stories
from tests.intake.warc.fixtures import BRIDGE, FIXTURES, FRENCH, GERMAN, HARBOUR, INFO, RECORDS, answer, page, record


@pytest.mark.parametrize("lie", [-200, -1, 7, 400, 10**12])
def test_lying_lengths_cost_no_story(lie: int) -> None:
    block = answer(GERMAN)
    content = (
        INFO + record("response", HARBOUR, block, size=len(block) + lie) + record("response", BRIDGE, answer(FRENCH))
    )
    items = stories(found(content))
    assert [one.url for one in items] == [HARBOUR, BRIDGE]
    assert GERMAN.strip() in items[0].content
    assert items[1].content == FRENCH


@pytest.mark.parametrize("size", ["-5", "many", ""])
def test_record_without_a_length_is_passed_over(size: str) -> None:
    block = answer(GERMAN)
    broken = record("response", HARBOUR, block).replace(
        b"Content-Length: %d" % len(block), b"Content-Length: " + size.encode()
    )
    assert [one.url for one in stories(found(broken + record("response", BRIDGE, answer(FRENCH))))] == [BRIDGE]


def test_text_about_warc_files_is_not_taken_for_a_record() -> None:
    lesson = page(
        "WARC erklärt", "So sieht ein Kopf aus:<pre>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n</pre> und Schluss."
    )
    items = found(record("response", HARBOUR, answer(lesson)) + record("response", BRIDGE, answer(FRENCH)))
    assert [one.content for one in stories(items)] == [lesson, FRENCH]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "single.warc.gz", "crawl.warc.zst"])
@pytest.mark.parametrize("tenth", range(1, 10))
def test_truncated_archive_gives_what_is_there_and_says_so(name: str, tenth: int) -> None:
    content = FIXTURES[name][: len(FIXTURES[name]) * tenth // 10]
    got: list[Finding] = []
    with suppress(InputError):
        got.extend(unfold(Source.of_bytes(content, name)))
    if name in {"crawl.warc", "crawl.warc.gz"} and tenth >= 7:
        assert [one.url for one in stories(got)][:1] == [HARBOUR]
    for one in stories(got):
        assert GERMAN.startswith(one.content) or FRENCH.startswith(one.content)


def test_end_in_the_middle_is_told_after_the_stories() -> None:
    content = b"".join(RECORDS)[:-80]
    items: list[Finding] = []
    with pytest.raises(UnreadableFileError) as caught:
        items.extend(unfold(Source.of_bytes(content, "cut.warc")))
    assert str(caught.value) == ENDS_EARLY
    assert [one.url for one in stories(items)] == [HARBOUR, BRIDGE]


def test_damaged_member_costs_only_its_own_record() -> None:
    members = [gzip.compress(one, mtime=0) for one in RECORDS]
    members[2] = members[2][:60] + b"\xff" * 20 + members[2][80:]
    got: list[Finding] = []
    with pytest.raises(UnreadableFileError) as caught:
        got.extend(unfold(Source.of_bytes(b"".join(members), "x.warc.gz")))
    assert str(caught.value) == DAMAGED
    assert FRENCH in [one.content for one in stories(got)]


def test_gzip_members_may_have_extra_fields_and_padding() -> None:
    extra = bytearray(gzip.compress(RECORDS[2], mtime=0))
    extra[3] |= 4
    content = bytes(extra[:10]) + b"\x04\x00SL\x00\x00" + bytes(extra[10:]) + bytes(512) + gzip.compress(RECORDS[5])
    assert [one.url for one in stories(found(content, "x.warc.gz"))] == [HARBOUR, BRIDGE]


def test_page_over_the_limit_is_told_and_the_rest_goes_on() -> None:
    terms = replace(STANDARD, document=2_000)
    big = record("response", HARBOUR, answer(page("Lang", "Wort " * 2_000)))
    items = list(unfold(Source.of_bytes(big + record("response", BRIDGE, answer(FRENCH)), "x.warc"), terms))
    assert [one.url for one in stories(items)] == [BRIDGE]
    assert any("more than the" in what for what in counts(items))


def test_archive_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = gzip.compress(RECORDS[2] + b"WARC/1.0\r\nContent-Length: 90000000\r\n\r\n" + b" " * 20_000_000)
    with pytest.raises(TooLargeError):
        found(bomb, "bomb.warc.gz")


def test_large_download_without_a_type_is_no_failure() -> None:
    terms = replace(STANDARD, document=2_000)
    download = record(
        "response", "http://a.example/x", answer(bytes(range(256)) * 40, "Content-Type: application/octet-stream")
    )
    assert counts(list(unfold(Source.of_bytes(download, "x.warc"), terms))) == {PARTS: 1}


def test_records_that_all_claim_the_rest_of_the_file_end_soon() -> None:
    greedy = [record("response", f"http://a.example/{n}", answer(GERMAN), size=40_000_000) for n in range(20_000)]
    got: list[Finding] = []
    with pytest.raises(UnreadableFileError):
        got.extend(unfold(Source.of_bytes(b"".join(greedy), "greedy.warc")))
    assert stories(got)
