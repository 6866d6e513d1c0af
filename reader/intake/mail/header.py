"""The header block of a mail or of a part of one: its fields, unfolded and decoded, however they were written."""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses

from reader.intake.decode import decode

_MOST_FIELDS = 2_000
_LONGEST_FIELD = 100_000
_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)", re.DOTALL)
_END = re.compile(rb"\r?\n\r?\n")
_ENCODED = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,5000})\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?[\w.:+-]{1,40}(?:\*[\w-]{0,20})?\?[bBqQ]\?)")
_BLANKS = re.compile(r"\s+")


class Header:
    """The fields of a header block. Names are lower-case; values are as written, but unfolded."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.fields = fields[:_MOST_FIELDS]

    @classmethod
    def parsed(cls, block: bytes) -> "Header":
        """Return the fields in ``block``; lines that are none are passed over."""
        return cls(list(_fields(block)))

    def raw(self, name: str) -> str:
        """Return the first field of this name as it is written, or ""."""
        return next((value for key, value in self.fields if key == name), "")

    def every(self, name: str) -> list[str]:
        """Return all fields of this name as they are written."""
        return [value for key, value in self.fields if key == name]

    def text(self, name: str) -> str:
        """Return the first field of this name decoded, on one line, or ""."""
        return decoded(self.raw(name))

    def address(self, name: str) -> tuple[str, str]:
        """Return display name and address of the first mailbox in a field, each "" where it is missing."""
        written = self.raw(name)[:5_000]
        parsed = next(iter(getaddresses([written])), ("", ""))
        shown, address = decoded(parsed[0]).strip(" '\"<>"), parsed[1].strip(" '\"<>")
        if "@" not in address:
            found = re.search(r"[^\s<>\"'(),;:\[\]]{1,100}@[^\s<>\"'(),;:\[\]]{1,200}", written)
            before = decoded(written[: found.start()] if found else written).strip(" '\"<>([")
            shown, address = before or shown, found.group() if found else ""
        return ("" if shown == address or "@" in shown else shown), address

    @property
    def content_type(self) -> str:
        """The media type in lower case, ``text/plain`` where none is stated or what is stated makes no sense."""
        return _parameters(self.raw("content-type")).get_content_type()

    @property
    def disposition(self) -> str:
        """``inline``, ``attachment`` or ""."""
        return (_parameters("", self.raw("content-disposition")).get_content_disposition() or "").lower()

    @property
    def file_name(self) -> str:
        """The name of the file that a part is, without folders, or ""."""
        name = _parameters(self.raw("content-type"), self.raw("content-disposition")).get_filename() or ""
        return decoded(name).replace("\\", "/").rsplit("/", 1)[-1].strip()[:200]

    def parameter(self, name: str) -> str:
        """Return a parameter of the content type, or ""."""
        value = _parameters(self.raw("content-type")).get_param(name, "")
        return collapse_rfc2231_value(value).strip() if isinstance(value, str | tuple) else ""

    @property
    def transfer_encoding(self) -> str:
        """How the body was made fit for transport, in lower case."""
        return self.raw("content-transfer-encoding").split(";")[0].strip(" \"'").lower()


def header_end(content: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return where a header block that begins at ``start`` ends, and where the body after it begins."""
    stop = len(content) if end is None else end
    for blank in (b"\n", b"\r\n"):
        if content.startswith(blank, start):
            return start, min(stop, start + len(blank))
    found = _END.search(content, start, stop)
    return (found.start(), found.end()) if found else (stop, stop)


def decoded(written: str) -> str:
    """Return the text of a header field: encoded words read (RFC 2047), bytes of unknown charset guessed."""
    text = written
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = decode(text.encode("utf-8", "surrogateescape"), None, False).text
    if "=?" in text:
        text = _without_encoded_words(_BETWEEN_WORDS.sub(r"\1", text[:_LONGEST_FIELD]))
    return _BLANKS.sub(" ", text).strip()


def _without_encoded_words(text: str) -> str:
    """Return ``text`` with its encoded words read; neighbours of one charset as one: characters may be split in two."""
    out: list[str] = []
    charset, pending, at = "", b"", 0
    for match in _ENCODED.finditer(text):
        if match.start() > at or match.group(1).lower() != charset:
            out.append(_of_charset(pending, charset))
            pending = b""
        out.append(text[at : match.start()])
        charset, at = match.group(1).lower(), match.end()
        pending += _word_bytes(match.group(2), match.group(3))
    out.append(_of_charset(pending, charset))
    out.append(text[at:])
    return "".join(out)


def _word_bytes(encoding: str, word: str) -> bytes:
    raw = word.encode("utf-8", "replace")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    return lenient_base64(raw)


def lenient_base64(raw: bytes) -> bytes:
    """Return what ``raw`` holds; foreign characters and a missing end are passed over."""
    digits = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    whole = digits[: len(digits) // 4 * 4]
    rest = digits[len(whole) :]
    tail = binascii.a2b_base64(rest + b"=" * (4 - len(rest))) if len(rest) > 1 else b""
    return binascii.a2b_base64(whole) + tail


def _of_charset(raw: bytes, charset: str) -> str:
    if not raw:
        return ""
    if charset in {"utf-7", "unicode-1-1-utf-7"}:
        return raw.decode("utf-7", "replace")
    return decode(raw, charset, False).text


def _fields(block: bytes) -> Iterator[tuple[str, str]]:
    name, value = "", b""
    for line in block.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if len(value) < _LONGEST_FIELD:
                value += b" " + line.strip()
            continue
        if name:
            yield name, value.decode("utf-8", "surrogateescape").strip()
            name = ""
        match = _FIELD.fullmatch(line)
        if match is not None:
            name, value = match.group(1).decode("ascii").lower(), match.group(2)[:_LONGEST_FIELD]
    if name:
        yield name, value.decode("utf-8", "surrogateescape").strip()


def _parameters(content_type: str, disposition: str = "") -> "Message[str, str]":
    """Return the standard library's reader of parameters for these two fields."""
    message: Message[str, str] = Message()
    if content_type:
        message["Content-Type"] = _printable(content_type)
    if disposition:
        message["Content-Disposition"] = _printable(disposition)
    return message


def _printable(written: str) -> str:
    """Return a field without bytes of unknown charset, which the standard library would take for another type."""
    if written.isascii():
        return written
    return decode(written.encode("utf-8", "surrogateescape"), None, False).text
