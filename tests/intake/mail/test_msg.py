"""Outlook's messages: texts in all three forms, what is attached, and damage."""

import pytest

from reader.core.errors import InputError
from reader.core.model import Field, FileKind
from reader.intake.mail.msg import MSG
from reader.intake.mail.rtf import html_in, unpacked
from reader.intake.source import Source
from reader.intake.unfold import recognise
from tests.intake.finding import article_of, found_in, stated, stories_in
from tests.intake.mail.compound import Tree
from tests.intake.mail.fixtures import FIXTURES, HTML, PARAGRAPHS, TEXT, outlook, packed, properties

EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c0900206277 05b06c647d0a800fa0"
)
"""The example of the specification (MS-OXRTFCP 3.1.1)."""


def message(more: Tree) -> bytes:
    tree: Tree = {"__properties_version1.0": properties({0x3FFD: 1251}), **more}
    return outlook(tree)


def test_packed_rich_text_of_the_specification() -> None:
    assert unpacked(EXAMPLE, 1_000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert unpacked(EXAMPLE[:30], 1_000).startswith(b"{\\rtf1")
    assert unpacked(b"", 1_000) == b""
    assert unpacked(b"\0" * 40, 1_000) == b""
    assert unpacked(packed(b"{\\rtf1 x}"), 1_000) == b"{\\rtf1 x}"


def test_reference_into_what_it_writes_repeats() -> None:
    body = b"\x02" + b"a" + ((207 << 4 | 8) & 0xFFFF).to_bytes(2, "big")
    raw = len(body + b"x" * 12).to_bytes(4, "little") + (11).to_bytes(4, "little") + b"LZFu\0\0\0\0" + body
    assert unpacked(raw, 1_000) == b"a" * 11


def test_html_wrapped_in_rich_text_comes_out() -> None:
    rich = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1{\fonttbl{\f0 Arial;}}{\*\generator x}{\*\htmltag19 <html>}"
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 One \{two\}\~\'93three\'94 \u1087?\line four\htmlrtf\par}\htmlrtf0"
        rb"{\*\mhtmltag84 <a>}{\*\htmltag84 <a href=\\x>}{\*\htmltag72 </p>}}"
    )
    assert html_in(rich) == "<html><p>One {two}&nbsp;“three” п\nfour<a href=\\x></p>"
    assert html_in(rb"{\rtf1\ansi plain}") == ""


def test_message_gives_its_story_files_and_messages() -> None:
    first, attached, inner = stories_in(FIXTURES["one.msg"], "one.msg")
    story = article_of(first)
    assert "Café –Привет" in story.text
    assert stated(first, Field.HEADLINE) == ["Quay to close"]
    assert stated(first, Field.AUTHOR) == ["Edda Quist"]
    assert story.published is not None
    assert story.published.iso == "2019-03-06T05:50:00+00:00"
    assert (attached.member, attached.kind) == ("notes.html", FileKind.HTML)
    assert (inner.member, inner.kind) == ("Inner message", FileKind.TEXT)


def test_html_and_narrow_texts_are_read_in_their_code_page() -> None:
    (found,) = stories_in(
        message(
            {
                "__substg1.0_0037001E": "Причал".encode("cp1251"),
                "__substg1.0_0C1A001E": "Кнут".encode("cp1251"),
                "__substg1.0_10130102": HTML.encode(),
                "__substg1.0_1000001E": b"short",
            }
        ),
        "a.msg",
    )
    assert stated(found, Field.HEADLINE) == ["Причал"]
    assert stated(found, Field.AUTHOR) == ["Кнут"]
    assert article_of(found).clean_text.split("\n") == list(PARAGRAPHS)


def test_headers_of_transport_come_first() -> None:
    headers = "From: Courier <news@courier.test>\r\nDate: Tue, 5 Mar 2019 06:30:00 +0100\r\nList-Id: <a.b>\r\n\r\n"
    (found,) = stories_in(
        message({"__substg1.0_007D001F": headers.encode("utf-16le"), "__substg1.0_1000001F": TEXT.encode("utf-16le")}),
        "a.msg",
    )
    assert stated(found, Field.OUTLET) == ["Courier"]
    assert article_of(found).published is not None


def test_rich_text_alone_is_read() -> None:
    rich = rb"{\rtf1\ansi\ansicpg1252\deff0 " + PARAGRAPHS[0].encode() + rb"\par Caf\'e9\par}"
    (found,) = stories_in(message({"__substg1.0_10090102": packed(rich)}), "a.msg")
    assert "Café" in article_of(found).text


def test_message_is_known_without_its_name() -> None:
    assert recognise(Source.of_bytes(FIXTURES["one.msg"], "one")) is MSG


def test_damaged_messages_raise_nothing_but_input_errors() -> None:
    content = FIXTURES["one.msg"]
    with pytest.raises(InputError):
        found_in(content[:600], "a.msg")
    for at in range(0, len(content), 61):
        broken = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        for one in (broken, content[:at]):
            try:
                found_in(one, "a.msg")
            except InputError:
                continue
