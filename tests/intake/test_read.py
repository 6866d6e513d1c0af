"""A snapshot to a page, HTML and plain text alike."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import EmptyFileError, InputError, TooLargeError, UnreadableFileError
from reader.core.model import EncodingSource, FileKind, Page, Precision, Role, Source
from reader.intake.load import load
from reader.intake.prepare import MOST_TAGS, prepare
from reader.intake.read import read
from reader.intake.text.lines import MOST_LINES
from tests.intake.sniff import sniff

STORY = """Ferry service to resume on Friday

Passengers stranded since Monday will be carried first.

By Ada Quill
  The ferry to the island will sail again on Friday,
the harbour said.
"""


def page_of(content: bytes, path: str = "story.html") -> Page:
    """Return the page of a file's bytes."""
    return read(sniff(content, path)[0])


def test_lines_of_plain_text_are_pieces_and_blank_lines_stay() -> None:
    page = page_of(STORY.replace("\n", "\r\n").encode(), "2011-03-22 ferry.txt")
    assert page.kind is FileKind.TEXT
    assert page.text == STORY.rstrip("\n")
    assert [piece.span.of(page.text) for piece in page.pieces] == [line.strip() for line in STORY.split("\n") if line]
    assert {piece.role for piece in page.pieces} == {Role.LINE}
    assert {piece.element for piece in page.pieces} == {-1}


def test_date_in_a_file_name_is_weak_evidence() -> None:
    published = page_of(STORY.encode(), "saved/2011-03-22 ferry.txt").metadata.published
    assert published is not None
    assert (published.iso, published.source) == ("2011-03-22", Source.FILE_NAME)
    assert page_of(STORY.encode(), "saved/1234-56-78 ferry.txt").metadata.published is None


@pytest.mark.parametrize("line_end", ["\r", "\u2028", "\u0085", "\r\n"])
def test_all_kinds_of_line_ends_count(line_end: str) -> None:
    page = page_of(f"One{line_end}{line_end}Two".encode(), "a.txt")
    assert page.text == "One\n\nTwo"


@given(st.text(max_size=500))
def test_pieces_of_a_text_hold_every_visible_character_once_in_order(text: str) -> None:
    try:
        page = page_of(("x" + text).encode("utf-8", "ignore"), "a.txt")
    except InputError:
        return
    if page.kind is not FileKind.TEXT:
        return
    joined = "".join(piece.span.of(page.text) for piece in page.pieces)
    assert "".join(joined.split()) == "".join(page.text.split())
    ends = [0] + [piece.span.end for piece in page.pieces]
    assert all(piece.span.start >= end for piece, end in zip(page.pieces, ends, strict=False))


def test_page_comes_with_its_metadata_and_how_it_was_decoded() -> None:
    source = (
        '<?xml version="1.0" encoding="iso-8859-1"?><html lang="en-GB"><head><meta charset="iso-8859-1">'
        '<meta property="og:title" content="Ferry sails again"><title>Ferry sails again | The Quay</title>'
        '<meta property="article:published_time" content="2011-03-22T10:05:00+02:00"></head>'
        "<body><h1>Ferry sails again</h1><p>The harbour café said so – twice.</p></body></html>"
    )
    page = page_of(gzip.compress(source.encode("cp1252")), "ferry.html.gz")
    assert (page.encoding, page.encoding_source) == ("windows-1252", EncodingSource.META)
    assert "café said so – twice" in page.text
    assert page.metadata.headline is not None
    assert page.metadata.headline.value == "Ferry sails again"
    assert page.metadata.published is not None
    assert page.metadata.published.precision is Precision.INSTANT
    assert page.candidates


def test_unreadable_characters_are_counted_in_a_warning() -> None:
    page = page_of(("Die Fähre fährt über den Fluss, schön. " * 30).encode() + b"\xe4 \xe4!", "a.txt")
    assert any("2 characters" in warning for warning in page.warnings)


def test_page_without_visible_text_is_empty() -> None:
    with pytest.raises(EmptyFileError, match="no visible text"):
        page_of(b"<html><head><title>Loading</title></head><body><script>go()</script></body></html>")


def test_singlefile_notes_when_and_where_the_page_was_saved() -> None:
    page = page_of(
        b"<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://quay.test/ferry \n saved date: "
        b"Tue Mar 22 2011 10:05:00 GMT+0200 (Central European Summer Time)\n--><body><p>The ferry.</p></body></html>"
    )
    assert page.saved is not None
    assert page.saved.iso == "2011-03-22T10:05:00+02:00"
    assert page.metadata.url is not None
    assert (page.metadata.url.value, page.metadata.url.source) == ("https://quay.test/ferry", Source.CONTAINER)


def test_long_data_uris_are_cut_and_short_ones_and_prose_stay() -> None:
    long = '<img src="data:image/png;base64,' + "A" * 5_000 + '"><p>data: after, all</p>'
    assert prepare(long).text == '<img src="data:image/png;base64,:0"><p>data: after, all</p>'
    assert [span.of(long) for span in prepare(long).cut] == ["A" * 5_000]
    short = '<img src="data:image/png;base64,AAAA">' + "x" * 3_000
    assert prepare(short).text == short


def test_too_many_lines_or_tags_are_refused() -> None:
    with pytest.raises(TooLargeError, match="lines"):
        page_of(b"a\n" * (MOST_LINES + 2), "a.txt")
    with pytest.raises(TooLargeError, match="tags"):
        page_of(b"<html>" + b"<p>" * (MOST_TAGS + 1))


@pytest.mark.parametrize(
    "inside",
    [
        b"<div>" * 50_000 + b"inner" + b"</div>" * 50_000,
        b'<p title="' + b"x" * 10_000_000 + b'">inner</p>',
        b'<img src="data:image/png;base64,' + b"A" * 12_000_000 + b'"><p>inner</p>',
        b"<p>inner</p>" + b"\x00" * 100_000,
        b"<p>inner</p>" + b"<!--" * 20_000 + b"-->",
        b"<p>inner</p>" + b"<" * 100_000 + b"p>",
    ],
    ids=["deep", "attribute", "data-uri", "nuls", "comments", "brackets"],
)
@pytest.mark.timeout(30)
def test_hostile_pages_keep_their_text(inside: bytes) -> None:
    page = page_of(b"<html><body><h1>Before</h1>" + inside + b"</body></html>")
    assert "Before" in page.text
    assert "inner" in page.text


def test_files_that_cannot_be_loaded_say_why(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    assert load(story) == STORY.encode()
    with pytest.raises(UnreadableFileError, match="not there"):
        load(tmp_path / "gone.txt")
    with pytest.raises(UnreadableFileError, match="folder"):
        load(tmp_path)
    with pytest.raises(UnreadableFileError):
        load(Path("a\x00b.txt"))


def test_file_over_the_limit_is_not_even_loaded(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(TooLargeError, match="60 MB"):
        load(large)
