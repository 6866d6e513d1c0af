"""What a file is, told by its bytes."""

import gzip
import hashlib

import pytest

from reader.core.errors import EmptyFileError, InputError, TooLargeError, UnknownFormatError, UnreadableFileError
from reader.core.model import FileKind
from reader.core.terms import STANDARD
from reader.intake.names import is_importable
from tests.intake.sniff import sniff

PAGE = b"<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>The ferry is late.</p></body></html>"
STORY = b"Ferry is late again\n\nThe ferry to the island was late on Monday.\n"


@pytest.mark.parametrize(
    "content",
    [
        PAGE,
        b"\n\n<!-- saved from url=(0014)http://a.test/ -->\n" + PAGE,
        b"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'><html></html>",
        b"\xef\xbb\xbf" + PAGE,
        b"\xff\xfe" + PAGE.decode().encode("utf-16le"),
        PAGE.decode().encode("utf-16be"),
        b"<div class=story><p>A fragment</p></div>",
        b"\x00" + PAGE,
        b"<html>\x01\x02\x03\x04\x05\x06\x07\x08 broken but a page</html>",
    ],
)
def test_pages_are_told_by_their_markup_whatever_their_name(content: bytes) -> None:
    assert sniff(content, "story.txt")[0].kind is FileKind.HTML


@pytest.mark.parametrize(
    "content",
    [
        STORY,
        b"\xff\xfe" + STORY.decode().encode("utf-16le"),
        STORY.replace(b" ", b"\x00 "),
        "Über die Fähre".encode("windows-1252") * 9,
        b"The tag <b> makes text bold, and <i> makes it slanted.\n",
        b"BM is a car maker's name cut short.",
        b"II* is no picture",
        b"From: the harbour\nTo: the island\n\nThe ferry runs daily.",
    ],
)
def test_plain_text_is_text(content: bytes) -> None:
    assert sniff(content, "story.html.txt")[0].kind is FileKind.TEXT


def test_markup_in_a_file_named_as_a_page_makes_it_a_page() -> None:
    content = b"Loose words first <p>and a paragraph</p>"
    assert sniff(content, "story.html")[0].kind is FileKind.HTML
    assert sniff(content, "story.txt")[0].kind is FileKind.TEXT


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04" + bytes(22) + b"\x13\x00\x00\x00[Content_Types].xmlPK word/", "a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "an old Word"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x00" + bytes(50), "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00\x00", "a GIF picture"),
        (b"<?xml version='1.0'?><gpx version='1.1'><trk/></gpx>", "an XML file (gpx)"),
        (b"<?xml version='1.0'?><export/>", "an XML file (export)"),
        (bytes(range(256)) * 40, "not text"),
    ],
)
def test_other_kinds_are_refused_by_name(content: bytes, word: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        sniff(content, "story.html")
    assert word in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\x00\x00\x00", gzip.compress(b"", mtime=0)])
def test_empty_files_are_called_empty(content: bytes) -> None:
    with pytest.raises(EmptyFileError):
        sniff(content, "story.txt")


def test_gzip_is_expanded_and_named_by_what_is_inside() -> None:
    (snapshot,) = sniff(gzip.compress(PAGE), "saved/ferry.html.gz")
    assert snapshot.content == PAGE
    assert snapshot.member == "ferry.html"
    assert snapshot.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert snapshot.path == "saved/ferry.html.gz"


def test_all_members_of_a_gzip_file_are_read() -> None:
    (snapshot,) = sniff(gzip.compress(STORY) + gzip.compress(STORY), "a.txt.gz")
    assert snapshot.content == STORY + STORY


def test_gzip_bomb_is_refused_before_it_unfolds() -> None:
    with pytest.raises(TooLargeError, match="gzip"):
        sniff(gzip.compress(b"a" * 30_000_000), "bomb.txt.gz")


@pytest.mark.parametrize("damage", [lambda b: b[:-20], lambda b: b[:30] + b"\x00\xff\x00" + b[33:]])
def test_damaged_gzip_is_unreadable(damage: object) -> None:
    assert callable(damage)
    packed = gzip.compress(bytes(i * 7 % 251 for i in range(5_000)))
    with pytest.raises(UnreadableFileError, match="gzip"):
        sniff(damage(packed), "a.txt.gz")


def test_containers_open_inside_each_other_down_to_a_limit() -> None:
    packed = STORY
    for _ in range(STANDARD.depth):
        packed = gzip.compress(packed)
    assert sniff(packed, "a.txt.gz")[0].content == STORY
    with pytest.raises(TooLargeError, match="too deep"):
        sniff(gzip.compress(packed), "a.txt.gz")


def test_file_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    at_limit = b"word " * (STANDARD.document // 5)
    assert sniff(at_limit, "long.txt")[0].kind is FileKind.TEXT
    with pytest.raises(TooLargeError, match="50 MB"):
        sniff(at_limit + b"x", "long.txt")


@pytest.mark.parametrize(
    "name", ["a.html", "A.HTM", "c.txt", "d.html.gz", "a.pdf", "a.zip", "html", "bookmarks", "2011.03.txt", "a.gz"]
)
def test_names_that_may_be_of_stories_are_importable(name: str) -> None:
    assert is_importable(name)


@pytest.mark.parametrize("name", ["a.png", "style.CSS", "film.mp4", "a.html.bak", "page.js", "font.woff2"])
def test_names_of_what_lies_beside_stories_are_not(name: str) -> None:
    assert not is_importable(name)


def test_every_message_is_a_sentence_that_says_what_to_do() -> None:
    for content in (b"", b"%PDF-1.4", bytes(range(256)) * 40, b"<?xml version='1.0'?><catalog/>"):
        with pytest.raises(InputError) as caught:
            sniff(content, "x")
        message = str(caught.value)
        assert message[0].isupper()
        assert message.endswith(".")
        assert message.count(". ") >= 1
