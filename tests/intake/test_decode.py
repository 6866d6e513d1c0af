"""Bytes to text: which evidence wins, and what never happens."""

import json
from pathlib import Path

import pytest
import webencodings.labels
from hypothesis import given
from hypothesis import strategies as st

from reader.core.model import EncodingSource
from reader.intake.declared import declared_charset
from reader.intake.decode import decode, looks_like_utf16, whatwg_name

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
GERMAN = "Die Fähre über den großen Fluss fährt täglich. Ärger gibt es nur mit „Gästen“ – aber das ist schön. " * 4
RUSSIAN = "Паром на остров вчера опоздал на два часа, сообщили в порту. Пассажиры ждали на берегу. " * 4
HEBREW = "המעבורת אל האי איחרה אתמול בשעתיים, כך נמסר מן הנמל. הנוסעים המתינו על החוף. " * 4
JAPANESE = "島へのフェリーは昨日二時間遅れた、と港が発表した。乗客は岸で待っていた。" * 6
CHINESE = "港口方面表示，前往岛上的渡轮昨天晚点两小时。乘客在岸边等候。" * 6
KOREAN = "섬으로 가는 여객선이 어제 두 시간 늦었다고 항구 측이 밝혔다. 승객들은 부두에서 기다렸다. " * 4


def page(body: str, declaration: str = "") -> str:
    """Return a page with ``declaration`` in its head."""
    return f"<html><head>{declaration}<title>x</title></head><body><p>{body}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_beats_everything(encoding: str) -> None:
    content = page(GERMAN, '<meta charset="koi8-r">').encode(encoding)
    decoded = decode(content, "windows-1251", is_html=True)
    assert GERMAN in decoded.text
    assert decoded.source is EncodingSource.BOM
    assert not decoded.text.startswith("\ufeff")


def test_container_beats_what_the_page_declares() -> None:
    decoded = decode(page(RUSSIAN, '<meta charset="iso-8859-1">').encode("cp1251"), "windows-1251", is_html=True)
    assert RUSSIAN in decoded.text
    assert decoded.source is EncodingSource.CONTAINER


def test_unknown_label_of_a_container_is_passed_over() -> None:
    assert decode(GERMAN.encode(), "x-no-such-charset", is_html=False).source is EncodingSource.UTF8


def test_valid_utf8_beats_the_declaration() -> None:
    decoded = decode(page(GERMAN, '<meta charset="iso-8859-1">').encode(), None, is_html=True)
    assert GERMAN in decoded.text
    assert decoded.source is EncodingSource.UTF8


def test_few_bad_bytes_leave_it_utf8() -> None:
    decoded = decode((GERMAN * 3).encode() + b" \xe4 " + GERMAN.encode(), None, is_html=False)
    assert decoded.source is EncodingSource.NEARLY_UTF8
    assert decoded.text.count("\ufffd") == 1


def test_text_cut_within_a_character_is_still_utf8() -> None:
    decoded = decode("Die Fähre kommt – ja".encode()[:-4], None, is_html=False)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("Die Fähre kommt")


def test_iso_8859_1_means_windows_1252() -> None:
    content = page("He said “hello” – twice", '<meta charset="ISO-8859-1">').encode("cp1252")
    decoded = decode(content, None, is_html=True)
    assert "“hello” – twice" in decoded.text
    assert decoded.encoding == "windows-1252"
    assert decoded.source is EncodingSource.META


@pytest.mark.parametrize(
    ("text", "declared", "codec"),
    [
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "big5", "big5"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (KOREAN, "euc-kr", "cp949"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (HEBREW, "iso-8859-8-i", "iso8859-8"),
    ],
)
def test_declared_legacy_charsets_are_believed(text: str, declared: str, codec: str) -> None:
    content = page(text, f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>").encode(
        codec, "ignore"
    )
    decoded = decode(content, None, is_html=True)
    assert text.encode(codec, "ignore").decode(codec) in decoded.text
    assert decoded.source is EncodingSource.META


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (HEBREW, "cp1255"),
        (JAPANESE, "cp932"),
        (KOREAN, "cp949"),
        (CHINESE, "big5"),
    ],
)
def test_undeclared_legacy_charsets_are_detected(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec, "ignore"), None, is_html=False)
    assert decoded.text == text.encode(codec, "ignore").decode(codec)
    assert decoded.source is EncodingSource.DETECTED


def test_wrong_declaration_is_found_out() -> None:
    decoded = decode(page(JAPANESE * 3, '<meta charset="utf-8">').encode("cp932"), None, is_html=True)
    assert JAPANESE in decoded.text
    assert decoded.source is EncodingSource.DETECTED


def test_utf16_without_mark_is_seen_by_its_nuls() -> None:
    for codec in ("utf-16le", "utf-16be"):
        decoded = decode(page("The ferry is late.").encode(codec), None, is_html=True)
        assert decoded.encoding == codec
        assert "The ferry is late." in decoded.text


def test_iso_2022_jp_is_not_taken_for_ascii() -> None:
    content = page(JAPANESE, '<meta charset="iso-2022-jp">').encode("iso-2022-jp")
    assert JAPANESE in decode(content, None, is_html=True).text


@pytest.mark.parametrize(
    "markup",
    [
        b'<script>document.write("<meta charset=koi8-r>")</script>',
        b'<!-- <meta charset="koi8-r"> -->',
        b"<style>/* <meta charset=koi8-r> */</style>",
        b'<script src="x.js" charset="koi8-r"></script>',
        b'<meta name="description" content="all about charset=koi8-r">',
        b"<title><meta charset=koi8-r></title>",
    ],
)
def test_charsets_named_elsewhere_than_in_a_declaration_do_not_count(markup: bytes) -> None:
    assert declared_charset(b"<html><head>" + markup + b"</head>") is None
    assert declared_charset(b"<html>" + markup + b"<META CHARSET = 'GBK'>") == "GBK"


def test_xml_declaration_counts_at_the_beginning() -> None:
    assert declared_charset(b'<?xml version="1.0" encoding="EUC-JP"?><html>') == "EUC-JP"


def test_labels_mean_what_browsers_mean() -> None:
    assert whatwg_name("latin1") == "windows-1252"
    assert whatwg_name("GB_2312-80") == "gb18030"
    assert whatwg_name("x-user-defined") == "windows-1252"
    assert whatwg_name("no such") is None


def test_controls_are_dropped_but_lines_and_tabs_stay() -> None:
    assert decode(b"a\x00b\x01c\x0bd\te\r\nf\x7f", None, is_html=False).text == "abcd\te\r\nf"


@given(st.binary(max_size=3_000), st.booleans())
def test_any_bytes_become_text_without_controls(content: bytes, is_html: bool) -> None:
    text = decode(content, None, is_html).text
    assert not any(char < " " and char not in "\t\n\r" for char in text)
    text.encode("utf-8")


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.binary(max_size=400), st.booleans())
def test_visible_ascii_lines_are_never_lost(line: str, noise: bytes, is_html: bool) -> None:
    high = bytes(byte | 0x80 for byte in noise)
    content = line.encode() + b"\r\n" + high + b"\r\n" + line.encode() + b"\r\n"
    if b"charset" in content or b"encoding" in content:
        return
    assert decode(content, None, is_html).text.count(line) >= 2


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")
def test_real_files_in_many_encodings_come_out_right() -> None:
    rows = json.loads((SAMPLES / "MANIFEST.json").read_text("utf-8"))
    checked = 0
    for row in rows:
        path, expected = row["path"], row.get("expected", {})
        if not path.startswith("encodings"):
            continue
        text = decode((SAMPLES / path).read_bytes(), None, not path.endswith(".txt")).text
        wanted = expected.get("contains") or expected.get("title") or ""
        if "\ufffd" in wanted:  # its title was noted down undecoded: the page is GBK
            assert "新华网" in text or "新华" in text, path
            continue
        visible = " ".join(_without_tags(text).split())
        assert " ".join(wanted.split()) in visible or wanted in text, path
        checked += 1
    assert checked > 20


def _without_tags(text: str) -> str:
    for mark in ("<![CDATA[", "]]>"):
        text = text.replace(mark, " ")
    parts = text.split("<")
    return parts[0] + " ".join(part.split(">", 1)[-1] for part in parts[1:])


def test_page_of_nothing_but_an_open_tag_is_decoded_by_default() -> None:
    assert decode(b"<\x80", None, is_html=True).source is EncodingSource.DEFAULT


@pytest.mark.parametrize("label", sorted(set(webencodings.labels.LABELS)))
def test_every_label_of_the_web_has_a_decoder(label: str) -> None:
    name = webencodings.labels.LABELS[label]
    content = "Harbour".encode(name) if name.startswith("utf-16") else b"Harbour"
    assert decode(content, label, is_html=False).text == "Harbour"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["마을 의회는 화요일 다리를 수리하기로 결정했다. ", "Совет решил починить мост. ", "The bridge. "]
)
def test_utf16_without_a_mark_is_told_by_its_blanks(name: str, text: str) -> None:
    found = decode((text * 12).encode(name), None, is_html=False)
    assert found.text == text * 12


def test_binary_data_is_not_taken_for_utf16() -> None:
    assert not looks_like_utf16(bytes([0, 0x81, 0, 0xFE, 0xD8, 0x12, 0xDC, 0x01] * 100))
    assert not looks_like_utf16(b"\x00\x01\x02\x03" * 200)
