"""Safari's web archives, binary and XML, whole and hostile."""

import plistlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import FileKind, Snapshot
from reader.core.terms import STANDARD
from reader.intake.format import Inner
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.webarchives.safari import NO_PAGE, WEBARCHIVE
from tests.intake.webarchives.fixtures import PICTURE, URL, page, webarchive


def story_in(content: bytes) -> Snapshot:
    """Return the one story of an archive."""
    (found,) = unfold(Source.of_bytes(content, "ferry.webarchive"))
    assert isinstance(found, Snapshot)
    return found


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_page_with_its_address_charset_and_picture(kind: plistlib.PlistFormat) -> None:
    story = story_in(webarchive(kind))
    assert (story.url, story.charset, story.kind, story.saved) == (URL, "UTF-8", FileKind.HTML, None)
    assert "Advertisement" not in read(story).text
    assert story.attached is not None
    assert story.attached("img/quay.png") == PICTURE
    assert story.attached("img/none.png") is None


def test_archive_of_a_text_or_another_file_gives_that() -> None:
    text = webarchive(plistlib.FMT_XML, b"The ferry sails.").replace(b"text/html", b"text/plain", 1)
    assert story_in(text).kind is FileKind.TEXT
    other = webarchive(plistlib.FMT_XML, page()).replace(b"text/html", b"application/x", 1)
    (inner,) = WEBARCHIVE.unpack(Source.of_bytes(other, "a.webarchive"), STANDARD)
    assert isinstance(inner, Inner)
    assert (inner.url, story_in(other).content) == (URL, page())


def test_frameset_gives_the_frame_with_the_story() -> None:
    content = plistlib.loads(webarchive())
    content["WebSubframeArchives"][0]["WebMainResource"]["WebResourceData"] = page()
    content["WebMainResource"]["WebResourceData"] = b"<html><frameset><frame src=a></frameset></html>"
    story = story_in(plistlib.dumps(content, fmt=plistlib.FMT_BINARY))
    assert (story.content, story.url) == (page(), URL)


def test_empty_archive_is_told_as_a_sentence() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        story_in(plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY))
    assert str(caught.value) == NO_PAGE


@pytest.mark.parametrize(
    "other", [plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), plistlib.dumps({"a": 1}), b"", page()]
)
def test_other_property_lists_are_not_taken(other: bytes) -> None:
    assert not WEBARCHIVE.matches(Source.of_bytes(other, "a.plist"))


def deep() -> bytes:
    """Return a binary list of lists, 5,000 deep, with the name of a web archive in it."""
    objects = [b"\xa1" + struct.pack(">H", i + 1) for i in range(5_000)]
    objects.append(b"\x5f\x10\x0f" + b"WebMainResource")
    offsets, at, body = [], 8, b"bplist00"
    for one in objects:
        offsets.append(at)
        at += len(one)
        body += one
    table = b"".join(struct.pack(">L", offset) for offset in offsets)
    return body + table + struct.pack(">6xBBQQQ", 4, 2, len(objects), 0, len(body))


def huge_count() -> bytes:
    """Return an archive that claims to have two thousand million objects."""
    whole = webarchive()
    sizes = list(struct.unpack(">6xBBQQQ", whole[-32:]))
    sizes[2] = 2_000_000_000
    return whole[:-32] + struct.pack(">6xBBQQQ", *sizes)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<plist><dict><key>WebMainResource</key><string>&b;</string></dict></plist>"
)


@pytest.mark.parametrize("hostile", [deep(), huge_count(), BOMB, webarchive()[:-40], webarchive()[:300]])
def test_hostile_and_damaged_lists_are_told_as_sentences(hostile: bytes) -> None:
    assert WEBARCHIVE.matches(Source.of_bytes(hostile, "a.webarchive"))
    with pytest.raises(InputError):
        list(unfold(Source.of_bytes(hostile, "a.webarchive")))


@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=12))
def test_noise_raises_nothing_but_sentences(at: int, noise: bytes) -> None:
    whole = webarchive()
    content = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    try:
        list(WEBARCHIVE.unpack(Source.of_bytes(content, "a.webarchive"), STANDARD))
    except InputError:
        return
