"""The rich text of Outlook: unpacked (MS-OXRTFCP), and the HTML that it wraps taken out (MS-OXRTFEX)."""

import re
import struct
from dataclasses import dataclass, replace

from reader.intake.decode import decode

_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the dictionary holds before the first byte, by the specification."""
_PACKED, _UNPACKED = b"LZFu", b"MELA"
_RING = 4_096
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object pntext pntxta pntxtb listtext header footer mhtmltag bkmkstart "
    b"bkmkend generator themedata colorschememapping latentstyles datastore xmlnstbl listtable "
    b"listoverridetable".split()
)
_WORDS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"endash": "–", b"emdash": "—", b"emspace": "\u2003", b"enspace": "\u2002",
}  # fmt: skip
_CODE_PAGES = {
    0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
    186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
_LABELS = {932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 65001: "utf-8", 10000: "macintosh"}


def unpacked(packed: bytes, limit: int) -> bytes:
    """Return the rich text in a PR_RTF_COMPRESSED property; as much as there is where it is cut off, b"" for others."""
    if len(packed) < 16:
        return b""
    raw_size, kind = struct.unpack_from("<I4s", packed, 4)
    if kind == _UNPACKED:
        return packed[16 : 16 + raw_size]
    if kind != _PACKED:
        return b""
    most = min(raw_size, limit)
    ring = bytearray(_BEGINNING.ljust(_RING, b"\x00"))
    out = bytearray()
    at, to = 16, len(_BEGINNING)
    while at < len(packed) and len(out) < most:
        control = packed[at]
        at += 1
        for bit in range(8):
            if at >= len(packed):
                break
            if not control >> bit & 1:
                part = packed[at : at + 1]
                at += 1
            else:
                pair = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                start = pair >> 4
                if start == to:
                    return bytes(out[:most])
                part = _copied(ring, start, (pair & 15) + 2, to)
            for byte in part:
                ring[to] = byte
                to = (to + 1) % _RING
            out += part
    return bytes(out[:most])


def _copied(ring: bytearray, start: int, length: int, to: int) -> bytes:
    """Return ``length`` bytes of the dictionary; they may reach into what they themselves write at ``to``."""
    distance = (to - start) % _RING
    return bytes(ring[(start + nth % distance) % _RING] for nth in range(length))


def label_of_code_page(number: int) -> str:
    """Return the charset label of a Windows code page."""
    return _LABELS.get(number, f"windows-{number}")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group. ``after_unicode`` is how many signs stand in for a Unicode one."""

    is_tag: bool = False
    is_skipped: bool = False
    is_rtf_only: bool = False
    font: int = -1
    after_unicode: int = 1


def html_in(rich: bytes) -> str:
    """Return the HTML that was wrapped in rich text, or "" where there is none."""
    if b"\\fromhtml" not in rich[:4_096]:
        return ""
    return _Unwrapping(rich).html()


class _Unwrapping:
    """Walks over the tokens of rich text and keeps what is HTML."""

    def __init__(self, rich: bytes) -> None:
        self._rich = rich
        self._fonts = _fonts(rich)
        page = re.search(rb"\\ansicpg(\d{1,5})", rich[:4_096])
        self._page = int(page.group(1)) if page else 1252
        self._state = _State()
        self._stack: list[_State] = []
        self._out: list[str] = []
        self._raw = bytearray()
        self._to_skip = 0
        self._starred = False

    def html(self) -> str:
        """Return the HTML."""
        for match in _TOKEN.finditer(self._rich):
            word, number, code, sign, brace, text = match.groups()
            if brace:
                self._group(brace)
            elif word:
                self._control(word, int(number) if number else None)
            elif code:
                self._byte(int(code, 16))
            elif sign:
                self._sign(sign)
            elif text:
                self._text(text)
        self._flush()
        return "".join(self._out)

    def _group(self, brace: bytes) -> None:
        self._flush()
        self._to_skip, self._starred = 0, False
        if brace == b"{":
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _control(self, word: bytes, number: int | None) -> None:
        state = self._state
        starred, self._starred = self._starred, False
        if word == b"htmltag":
            self._flush()
            self._state = replace(state, is_tag=True)
        elif word == b"htmlrtf":
            self._flush()
            self._state = replace(state, is_rtf_only=number != 0)
        elif word in _SKIPPED or starred:
            self._state = replace(state, is_skipped=True)
        elif word == b"f":
            self._flush()
            self._state = replace(state, font=number or 0)
        elif word == b"uc":
            self._state = replace(state, after_unicode=number or 0)
        elif word == b"u" and number is not None:
            self._say(chr(number % 0x10000) if not 0xD800 <= number % 0x10000 < 0xE000 else "\ufffd")
            self._to_skip = state.after_unicode
        elif word in _WORDS:
            self._say(_WORDS[word])

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in b"{}\\":
            self._say(sign.decode("ascii"))
        elif sign == b"~":
            self._say("&nbsp;")
        elif sign == b"_":
            self._say("&shy;")

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._is_kept():
            self._raw.append(value)

    def _text(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        if self._is_kept():
            self._raw += text[skipped:]

    def _say(self, text: str) -> None:
        self._flush()
        if self._is_kept():
            self._out.append(text)

    def _is_kept(self) -> bool:
        return not self._state.is_skipped and (self._state.is_tag or not self._state.is_rtf_only)

    def _flush(self) -> None:
        if self._raw:
            page = self._fonts.get(self._state.font, self._page)
            self._out.append(decode(bytes(self._raw), label_of_code_page(page), False).text)
            self._raw.clear()


def _fonts(rich: bytes) -> dict[int, int]:
    """Return the code page of each font that names a charset of its own."""
    found = re.finditer(rb"\\f(\d{1,5})(?:\\(?!fcharset)[a-z]{1,20}\d{0,5}){0,6}\\fcharset(\d{1,3})", rich[:65_536])
    pages = {int(match.group(1)): _CODE_PAGES.get(int(match.group(2)), 0) for match in found}
    return {font: page for font, page in pages.items() if page and page != _CODE_PAGES[0]}
