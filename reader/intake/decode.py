"""Bytes of a saved page to text, with the charset and how it was found.

Order of evidence: byte order mark, the container's word, being valid UTF-8 (a saved page has lost its HTTP header, and
pages that declare iso-8859-1 are often UTF-8), the page's own declaration, a guess from the bytes, windows-1252.
Labels mean what browsers mean by them (WHATWG Encoding Standard): iso-8859-1 is windows-1252, gb2312 is gb18030.
"""

import codecs
import re
from dataclasses import dataclass

import chardet
import webencodings

from reader.core.model import EncodingSource
from reader.intake.declared import declared_charset

_DETECT_BYTES = 65_536
_REAL_PER_BAD = 20
"""Real UTF-8 sequences per broken one that make a text UTF-8 all the same (337 feeds and pages of chardet's set)."""
_REAL_PER_BAD_DECLARED = 3
_BAD_SHARE = 0.05
"""Share of undecodable characters among the non-ASCII ones above which a declaration is not believed."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_SUPERSETS = {"gbk": "gb18030", "iso-8859-8-i": "iso-8859-8", "x-user-defined": "windows-1252"}
"""Whatwg names whose decoder is another one's, or goes by another name in Python."""
_PYTHON_NAMES = {
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-874": "cp874",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
_DETECTABLE = (
    "big5hkscs",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp866",
    "cp874",
    "cp932",
    "cp949",
    "euc_jis_2004",
    "euc_kr",
    "gb18030",
    "iso2022_jp_2",
    "iso8859-2",
    "iso8859-4",
    "iso8859-5",
    "iso8859-6",
    "iso8859-7",
    "iso8859-8",
    "iso8859-13",
    "iso8859-15",
    "koi8-r",
    "koi8-u",
    "mac-roman",
    "mac-cyrillic",
    "tis-620",
)
"""What chardet may answer: the legacy charsets of the web, in its names; not those of mainframes and DOS."""
_DETECTED_NAMES = {
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jis_2004": "euc-jp",
    "iso2022_jp_2": "iso-2022-jp",
    "big5hkscs": "big5",
    "big5-hkscs": "big5",
    "macroman": "macintosh",
    "mac-roman": "macintosh",
    "maccyrillic": "x-mac-cyrillic",
    "mac-cyrillic": "x-mac-cyrillic",
}
_LEAST_CONFIDENCE = 0.05
_UNFIT = frozenset({"replacement", "utf-16le", "utf-16be"})
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_CONTROL_BYTES = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_HIGH_BYTES = bytes(range(0x80, 0x100))
_LOW_BYTES = bytes(range(0x80))
_REPLACEMENT_BYTES = b"\xef\xbf\xbd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file: no NULs, no C0 controls but tab and line ends. ``encoding`` is a WHATWG name."""

    text: str
    encoding: str
    source: EncodingSource


def decode(content: bytes, charset: str | None, is_html: bool) -> Decoded:
    """Decode ``content``; never raises. ``charset`` is the label a container states, believed unless it is unknown.

    Bytes that mean nothing in the charset become U+FFFD; NULs and other controls are dropped.
    """
    for find in (_by_mark, _by_container, _by_utf8, _by_declaration, _by_detection):
        decoded = find(content, charset, is_html)
        if decoded is not None:
            break
    else:
        decoded = Decoded(content.decode("windows-1252", "replace"), "windows-1252", EncodingSource.DEFAULT)
    if len(content.translate(None, _CONTROL_BYTES)) == len(content):  # in no charset does a control come of other bytes
        return decoded
    return Decoded(_CONTROLS.sub("", decoded.text), decoded.encoding, decoded.source)


def _by_mark(content: bytes, _charset: str | None, _is_html: bool) -> Decoded | None:
    for mark, name in _BOMS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(name, "replace")
            return Decoded(text, name, EncodingSource.BOM)
    return None


def _by_container(content: bytes, charset: str | None, _is_html: bool) -> Decoded | None:
    name = whatwg_name(charset or "")
    if name is None or name == "replacement":
        return None
    return Decoded(_decode_as(content, name), name, EncodingSource.CONTAINER)


def _by_utf8(content: bytes, _charset: str | None, is_html: bool) -> Decoded | None:
    if b"\x1b$" in content[:_DETECT_BYTES]:  # ISO-2022-JP is valid UTF-8 too, byte by byte
        return None
    if looks_like_utf16(content):
        return None
    try:
        return Decoded(content.decode("utf-8"), "utf-8", EncodingSource.UTF8)
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    stated = content.count(_REPLACEMENT_BYTES)
    bad = text.count("\ufffd") - stated
    if _ends_inside_a_character(content):
        bad -= 1
    ascii_count = len(content.translate(None, _HIGH_BYTES))
    real = len(text) - ascii_count - bad - stated
    needed = _REAL_PER_BAD
    if is_html and whatwg_name(declared_charset(content) or "") == "utf-8":
        needed = _REAL_PER_BAD_DECLARED
    if bad <= 0 or real > needed * bad:
        return Decoded(text, "utf-8", EncodingSource.NEARLY_UTF8)
    return None


def _by_declaration(content: bytes, _charset: str | None, is_html: bool) -> Decoded | None:
    name = whatwg_name(declared_charset(content) or "") if is_html else None
    if name is None or name in _UNFIT or name == "utf-8":
        return None
    text = _decode_as(content, name)
    foreign = len(content.translate(None, _LOW_BYTES))
    if text.count("\ufffd") > _BAD_SHARE * foreign + 2:
        return None
    return Decoded(text, name, EncodingSource.META)


def _by_detection(content: bytes, _charset: str | None, is_html: bool) -> Decoded | None:
    wide = utf16_name(content)
    if wide is not None:
        return Decoded(content.decode(wide, "replace"), wide, EncodingSource.DETECTED)
    sample = content[:_DETECT_BYTES]
    if is_html:
        sample = _without_tags(sample)
    sample = sample.replace(b"\x00", b"")
    if not sample.strip():
        return None
    guess = chardet.detect(sample, include_encodings=_DETECTABLE)
    label = (guess["encoding"] or "").lower()
    name = whatwg_name(_DETECTED_NAMES.get(label, label))
    if guess["confidence"] < _LEAST_CONFIDENCE or name is None or name in _UNFIT or name == "utf-8":
        return None
    return Decoded(_decode_as(content, name), name, EncodingSource.DETECTED)


def whatwg_name(label: str) -> str | None:
    """Return the name of the encoding that browsers mean by ``label``, with its wider decoder, or None."""
    try:
        found = webencodings.lookup(label.replace("_", "-")) or webencodings.lookup(label)
    except (LookupError, ValueError, AttributeError):
        return None
    if found is None:
        return None
    return _SUPERSETS.get(found.name, found.name)


def codec_of(name: str) -> str:
    """Return the name of Python's decoder for an encoding by its WHATWG name, for streams."""
    return _PYTHON_NAMES.get(name, name)


def _decode_as(content: bytes, name: str) -> str:
    return content.decode(codec_of(name), "replace")


def looks_like_utf16(content: bytes) -> bool:
    """Tell whether a text without a byte order mark is in UTF-16."""
    return utf16_name(content) is not None


def utf16_name(content: bytes) -> str | None:
    """Return which of the two UTF-16 a text without a byte order mark is in, or None.

    Most characters of the beginning have one NUL byte, always on the same side; or its blanks have, and letters none.
    """
    sample = content[:4_096]
    nulls = sample.count(0)
    if nulls < 2:
        return None
    if nulls * 5 >= len(sample) * 2:
        even = sample[::2].count(0)
        return ("utf-16be" if even else "utf-16le") if even in {0, nulls} else None
    return next((name for name in ("utf-16le", "utf-16be") if _reads_as_utf16(sample, name)), None)


def _reads_as_utf16(sample: bytes, name: str) -> bool:
    """Tell whether text in UTF-16 is of a script whose letters have no NUL bytes: its blanks and line ends have."""
    text = sample[: len(sample) // 2 * 2 - 2].decode(name, "replace")
    written = sum(char.isprintable() or char in "\r\n\t" for char in text)
    letters = sum(char.isalpha() for char in text)
    has_blanks = " " in text or "\n" in text
    return has_blanks and "\ufffd" not in text and written > 0.99 * len(text) and 2 * letters > len(text)


def _ends_inside_a_character(content: bytes) -> bool:
    """Tell whether the file was cut within a UTF-8 sequence."""
    tail = content[-3:]
    for back in range(1, len(tail) + 1):
        byte = tail[-back]
        if byte >= 0xC2:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return length > back
        if byte < 0x80:
            return False
    return False


def _without_tags(sample: bytes) -> bytes:
    """Return ``sample`` with its tags, scripts and styles cut out, in one pass."""
    kept: list[bytes] = []
    lowered = sample.lower()
    at = 0
    while at < len(sample):
        opening = sample.find(b"<", at)
        if opening < 0:
            kept.append(sample[at:])
            break
        kept.append(sample[at:opening])
        end_mark = b">"
        for name in (b"script", b"style"):
            if lowered.startswith(name, opening + 1):
                end_mark = b"</" + name
        end = lowered.find(end_mark, opening + 1)
        at = len(sample) if end < 0 else end + len(end_mark)
    return b" ".join(kept)
