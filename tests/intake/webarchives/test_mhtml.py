"""MHTML of every maker, whole and damaged, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import InputError, UnknownFormatError, UnreadableFileError
from reader.core.model import FileKind, Snapshot
from reader.core.model import Source as Origin
from reader.core.terms import STANDARD, Terms
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import recognise, unfold
from reader.intake.webarchives.mhtml import CUT_OFF, MHTML, MORE_PARTS
from reader.intake.webarchives.mime import parts_of, unencoded
from tests.effort import spending
from tests.intake.webarchives import fixtures
from tests.intake.webarchives.fixtures import BLINK, PICTURE, URL, mhtml, page, part


def story_in(content: bytes, name: str = "ferry.mht") -> Snapshot:
    """Return the one story of a file."""
    (found,) = unfold(Source.of_bytes(content, name))
    assert isinstance(found, Snapshot)
    return found


def is_mhtml(content: bytes, name: str = "file") -> bool:
    """Tell whether the bytes are taken for MHTML."""
    return MHTML.matches(Source.of_bytes(content, name))


def test_chrome_page_with_its_address_moment_and_picture() -> None:
    story = story_in(fixtures.chrome())
    assert (story.url, story.kind, story.member) == (URL, FileKind.HTML, "")
    assert story.saved is not None
    assert (story.saved.iso, story.saved.source) == ("2021-03-12T09:30:05+00:00", Origin.CONTAINER)
    text = read(story).text
    assert "café opens too" in text
    assert "advertisement" not in text
    assert story.attached is not None
    assert story.attached("cid:quay-1@mhtml.blink") == PICTURE
    assert story.attached("img/quay.png") == PICTURE
    assert story.attached("http://quay.example/news/2021/03/img/quay.png#part") == PICTURE
    assert story.attached("img/other.png") is None
    assert story.attached("") is None


def test_internet_explorer_page_in_its_charset_and_folded_address() -> None:
    story = story_in(fixtures.internet_explorer())
    assert (story.url, story.charset) == (URL, "windows-1252")
    assert story.saved is not None
    assert story.saved.iso == "2009-03-02T17:14:03+01:00"
    assert "Friday, the harbour said – so the café" in read(story).text
    assert story.attached is not None
    assert story.attached("img/quay.png") == PICTURE


def test_start_names_the_page_and_a_date_in_javascript_form_is_read() -> None:
    story = story_in(fixtures.unmht())
    assert b"harbour master" in story.content
    assert story.charset is None
    assert story.saved is not None
    assert story.saved.iso == "2006-03-10T13:40:00+01:00"


def test_word_page_has_no_address_of_the_web_but_its_picture() -> None:
    story = story_in(fixtures.word())
    assert (story.url, story.saved) == (None, None)
    assert story.attached is not None
    assert story.attached("ferry_files/image001.png") == PICTURE


def test_subject_stands_in_for_a_missing_title_and_is_weak() -> None:
    content = fixtures.chrome().replace(b"<title>", b"<nota>")
    (stated,) = story_in(content).stated
    assert (stated.value, stated.source) == ("Ferry sails again | The Quay – café", Origin.TITLE)
    assert story_in(fixtures.chrome()).stated == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (fixtures.chrome(), True),
        (fixtures.internet_explorer(), True),
        (fixtures.unmht(), True),
        (fixtures.word(), True),
        (fixtures.chrome()[fixtures.chrome().index(b"------Boundary") :], True),
        (mhtml(("MIME-Version: 1.0",), [part({"Content-Type": "text/html", "Content-Location": URL}, page())]), True),
        (fixtures.mail(), False),
        (b"Received: from a\r\n" + mhtml(("MIME-Version: 1.0",), [part({"Content-Location": URL}, page())]), False),
        (mhtml(("From: Ada <a@b.example>", "MIME-Version: 1.0"), [part({"Content-Type": "text/html"}, page())]), False),
        (b"From: <Saved by the sea> is a song\r\n\r\nand nothing else.", False),
        (b"Title: A story\r\nDate: Monday\r\n\r\nText.", False),
        (page(), False),
        (b"", False),
    ],
)
def test_saved_pages_are_told_from_mails_and_texts(content: bytes, expected: bool) -> None:
    assert is_mhtml(content) is expected


def test_page_of_one_part_without_multipart_is_read() -> None:
    headers = {"From": '"Saved by Microsoft Internet Explorer 7"', "MIME-Version": "1.0", "Content-Type": "text/html"}
    story = story_in(part({**headers, "Content-Location": URL}, page()))
    assert story.url == URL
    assert b"harbour master" in story.content


def test_charset_called_unicode_by_internet_explorer_is_utf16() -> None:
    headers = {"Content-Type": 'text/html; charset="unicode"', "Content-Location": URL}
    content = "\ufeff" + page().decode()
    story = story_in(mhtml(BLINK, [part(headers, content.encode("utf-16-le"), "base64")]))
    assert "café opens too" in read(story).text


def test_frameset_gives_the_frame_with_the_story() -> None:
    frames = b'<html><frameset cols="2"><frame src="menu.html"><frame src="ferry.html"></frameset></html>'
    content = mhtml(BLINK, [
        part({"Content-Type": "text/html", "Content-Location": URL}, frames),
        part({"Content-Type": "text/html", "Content-Location": "https://quay.example/menu.html"}, b"<p>Menu</p>"),
        part({"Content-Type": "text/html", "Content-Location": "https://quay.example/ferry.html"}, page()),
    ])  # fmt: skip
    story = story_in(content)
    assert b"harbour master" in story.content
    assert story.url == URL


@pytest.mark.parametrize("boundary", ["----Boundary--x1y2", "----Other"])
def test_missing_or_wrong_boundary_still_gives_the_page(boundary: str) -> None:
    content = fixtures.chrome().replace(b'boundary="----Boundary--x1y2"', f'boundary="{boundary}"'.encode())
    assert b"harbour master" in story_in(content).content
    assert b"harbour master" in story_in(content.replace(f'; boundary="{boundary}"'.encode(), b"")).content


def test_page_without_any_boundary_is_read_to_its_end() -> None:
    content = mhtml(BLINK, [part({"Content-Type": "text/html", "Content-Location": URL}, page())])
    lines = [line for line in content.split(b"\r\n") if not line.startswith(b"------Boundary")]
    story, damage = unfold(Source.of_bytes(b"\r\n".join(lines), "a.mht"))
    assert isinstance(story, Snapshot)
    assert b"harbour master" in story.content
    assert damage == LeftOut("", failure=CUT_OFF)


def test_file_that_ends_in_its_page_is_read_and_told_as_damaged() -> None:
    whole = fixtures.chrome()
    story, damage = unfold(Source.of_bytes(whole[: whole.index(b"Passengers") + 40], "a.mht"))
    assert isinstance(story, Snapshot)
    assert b"The ferry to the island" in story.content
    assert damage == LeftOut("", failure=CUT_OFF)


def test_file_that_ends_among_its_pictures_is_whole_enough() -> None:
    whole = fixtures.chrome()
    story = story_in(whole[: whole.rindex(b"Content-Transfer-Encoding: base64") + 50])
    assert story.attached is not None
    assert PICTURE.startswith(story.attached("cid:quay-1@mhtml.blink") or b"x")


@pytest.mark.parametrize("keep", [80, 220, 420])
def test_file_that_ends_before_any_text_is_told_as_damaged(keep: int) -> None:
    with pytest.raises(UnreadableFileError, match="damaged"):
        list(unfold(Source.of_bytes(fixtures.chrome()[:keep] + b"\r\n", "a.mht")))


def test_part_without_headers_is_taken_when_it_is_markup() -> None:
    content = mhtml(BLINK, [b"\r\n" + page(), part({"Content-Type": "image/png"}, PICTURE, "base64")])
    assert b"harbour master" in story_in(content).content


def test_nested_multiparts_end_at_a_depth_without_recursion() -> None:
    inner = part({"Content-Type": "text/html"}, page())
    for level in range(3_000):
        mark = f"b{level}"
        head = f"Content-Type: multipart/related; boundary={mark}\r\n\r\n--{mark}\r\n"
        inner = head.encode() + inner + f"\r\n--{mark}--".encode()
    with spending() as spent, pytest.raises(InputError):
        list(unfold(Source.of_bytes("\r\n".join(BLINK).encode() + b"\r\n" + inner, "a.mht")))
    assert spent.units < 1000


def test_twenty_thousand_parts_are_read_and_more_are_told() -> None:
    picture = part({"Content-Type": "image/png"}, b"x", "base64")
    first = part({"Content-Type": "text/html", "Content-Location": URL}, page())
    assert b"harbour" in story_in(mhtml(BLINK, [first, *[picture] * 19_999])).content
    found = list(unfold(Source.of_bytes(mhtml(BLINK, [first, picture, picture]), "a.mht"), Terms(members=2)))
    assert found[0] == LeftOut("", MORE_PARTS)
    assert isinstance(found[1], Snapshot)


def test_old_mac_line_ends_are_read() -> None:
    content = fixtures.chrome().replace(b"\r\n", b"\n").replace(b"\n", b"\r")
    assert [one.kind for one in parts_of(content, 9)] == ["text/html", "text/html", "image/png"]


def test_broken_encoded_words_stay_as_they_are_or_lose_little() -> None:
    assert unencoded("=?utf-8?Q?caf=C3=A9?= =?utf-8?Q?_au_lait?=") == "café au lait"
    assert unencoded("=?no-such-code?Q?abc?=") == "abc"
    assert unencoded("=?utf-8?B?a?=")
    assert unencoded("plain = ? text") == "plain = ? text"


@given(st.integers(0, 2_000), st.binary(max_size=30))
def test_noise_in_a_file_raises_nothing_but_sentences(at: int, noise: bytes) -> None:
    whole = fixtures.chrome()
    content = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    try:
        recognise(Source.of_bytes(content, "a.mht"))
        for found in MHTML.unpack(Source.of_bytes(content, "a.mht"), STANDARD):
            if isinstance(found, Snapshot):
                read(found)
    except (InputError, UnknownFormatError):
        return
