"""Outlook's messages (.msg): a compound file of properties, read with olefile (MS-OXMSG)."""

import io
import re
import struct
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.core.errors import UnreadableFileError
from reader.core.terms import Terms
from reader.intake.decode import decode
from reader.intake.documents.rtf_text import rtf_paragraphs
from reader.intake.format import Format, Item, LeftOut
from reader.intake.mail.header import Header
from reader.intake.mail.letter import Body, File, Letter, best, items
from reader.intake.mail.rtf import html_in, label_of_code_page, unpacked
from reader.intake.source import Source

if TYPE_CHECKING:
    from olefile import OleFileIO

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = tuple(name.encode("utf-16le") for name in ("__properties_version1.0", "__substg1.0_", "__nameid_version"))
_SUBJECT, _BODY, _HTML, _RTF, _HEADERS = "0037", "1000", "1013", "1009", "007D"
_SENDER, _ADDRESS, _SMTP, _BEHALF = "0C1A", "0C1F", "5D01", "0042"
_NAME, _SHORT_NAME, _MEDIA, _CONTENT_ID, _LOCATION, _CONTENT = "3707", "3704", "370E", "3712", "3713", "3701"
_SENT, _DELIVERED, _CODE_PAGE, _CHARSET = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_FLAGS = {"": 32, "message": 24, "attachment": 8}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_INTERNET = {
    65001: "utf-8",
    20127: "us-ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    50220: "iso-2022-jp",
    50221: "iso-2022-jp",
    50222: "iso-2022-jp",
    51932: "euc-jp",
    51949: "euc-kr",
    54936: "gb18030",
}
_FAULTS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError)
_DAMAGED = "This Outlook message is damaged and cannot be read. Save it again, best as .eml or as HTML."
_ATTACHMENT = re.compile(r"__attach_version1\.0_#[0-9A-Fa-f]{8}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""A subject may begin with two of them that say how long its prefix is."""
_MOST_ATTACHMENTS = 1_000


def _is_msg(source: Source) -> bool:
    if not source.head.startswith(_MAGIC):
        return False
    return source.suffix in {".msg", ".oft"} or any(mark in source.head or mark in source.tail for mark in _MARKS)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    import olefile  # noqa: PLC0415 - needed for these files alone

    content = source.read_document(terms)
    try:
        compound = olefile.OleFileIO(io.BytesIO(content))
    except _FAULTS as error:
        raise UnreadableFileError(_DAMAGED) from error
    with closing(compound):
        waiting: list[tuple[str, str, int]] = [("", "", 0)]
        while waiting:
            place, member, depth = waiting.pop()
            try:
                message = _Message(compound, place, terms)
                letter = message.letter()
                inner = [(f"{member}/{name}".strip("/"), where) for name, where in message.messages()]
            except _FAULTS as error:
                if not place:
                    raise UnreadableFileError(_DAMAGED) from error
                yield LeftOut(member, failure=_DAMAGED)
                continue
            yield from items(letter, source, member=member)
            if depth < terms.depth:
                waiting.extend((where, name, depth + 1) for name, where in reversed(inner))


MSG = Format("Outlook messages", _is_msg, _unpack, is_container=True, is_never_page=True)


class _Message:
    """A message in a compound file, at ``place``: "" or the storage of one that is attached."""

    def __init__(self, compound: "OleFileIO", place: str, terms: Terms) -> None:
        self._compound = compound
        self._place = place
        self._terms = terms
        self._numbers = self._properties(place, _FLAGS["message" if place else ""])
        self._page = label_of_code_page(self._numbers.get(_CODE_PAGE, 0) or 1252)

    def letter(self) -> Letter:
        """Return the message as a letter. Whatever the library raises on damaged files comes out."""
        plain = self._text(_BODY)
        html = self._html()
        bodies = [Body(plain.encode("utf-8", "replace"), "utf-8")] if plain.strip() else []
        if html is not None:
            bodies = [best(html, bodies[0])] if bodies else [html]
        elif not bodies and (rich := self._rich()):
            bodies = [Body(_text_of(rich), "utf-8")]
        return Letter(self._header(), tuple(bodies), tuple(self._files()))

    def messages(self) -> list[tuple[str, str]]:
        """Return name and place of the messages that are attached."""
        found = []
        for place in self._attachments():
            if self._compound.get_type(f"{place}/__substg1.0_{_CONTENT}000D") == 1:
                name = self._text("3001", place) or self._text(_NAME, place) or place.rsplit("/", 1)[-1]
                found.append((name, f"{place}/__substg1.0_{_CONTENT}000D"))
        return found

    def _header(self) -> Header:
        """Return the header the message came with; what it lacks is taken from the properties."""
        header = Header.parsed(self._text(_HEADERS).encode("utf-8", "replace"))
        sender = self._text(_BEHALF) or self._text(_SENDER)
        address = next((one for one in (self._text(_SMTP), self._text(_ADDRESS)) if "@" in one), "")
        stated = {"subject": self._text(_SUBJECT)}
        if sender or address:
            stated["from"] = f'"{sender}" <{address}>' if address else f'"{sender}"'
        moment = self._numbers.get(_SENT) or self._numbers.get(_DELIVERED)
        if moment:
            stated["date"] = format_datetime(_EPOCH + timedelta(microseconds=moment // 10))
        missing = [(name, value) for name, value in stated.items() if value and not header.raw(name)]
        return Header([*header.fields, *missing])

    def _html(self) -> Body | None:
        raw = self._stream(f"{_HTML}0102")
        if raw:
            page = self._numbers.get(_CHARSET, 0)
            return Body(raw, _INTERNET.get(page) or (label_of_code_page(page) if page else ""), is_html=True)
        html = self._text(_HTML) or html_in(self._rich())
        return Body(html.encode("utf-8", "replace"), "utf-8", is_html=True) if html.strip() else None

    def _rich(self) -> bytes:
        return unpacked(self._stream(f"{_RTF}0102"), self._terms.document)

    def _files(self) -> Iterator[File]:
        for nth, place in enumerate(self._attachments(), 1):
            stream = f"{_CONTENT}0102"
            if self._compound.exists(f"{place}/__substg1.0_{stream}"):
                name = self._text(_NAME, place) or self._text(_SHORT_NAME, place) or f"attachment {nth}"
                content_id = self._text(_CONTENT_ID, place).strip("<> ")
                yield File(
                    name.replace("\\", "/").rsplit("/", 1)[-1],
                    self._text(_MEDIA, place).lower(),
                    partial(self._stream, stream, place),
                    content_id,
                    self._text(_LOCATION, place),
                    is_inline=bool(content_id),
                )

    def _attachments(self) -> list[str]:
        steps = self._place.split("/") if self._place else []
        here = len(steps)
        found = {
            entry[here]
            for entry in self._compound.listdir(streams=True, storages=True)
            if len(entry) > here and entry[:here] == steps and _ATTACHMENT.fullmatch(entry[here])
        }
        return ["/".join([*steps, name]) for name in sorted(found)[:_MOST_ATTACHMENTS]]

    def _properties(self, place: str, header_size: int) -> dict[int, int]:
        """Return the properties of fixed length by their number; of dates the 64 bits, of the others 32."""
        raw = self._stream("__properties_version1.0", place, is_named=True)[header_size:]
        found: dict[int, int] = {}
        for at in range(0, len(raw) - 15, 16):
            kind, number, _, value = struct.unpack_from("<HHIQ", raw, at)
            if kind in {0x0003, 0x0040}:
                found[number] = value if kind == 0x0040 else value & 0xFFFFFFFF
        return found

    def _text(self, number: str, place: str | None = None) -> str:
        """Return a property of text, in whichever of its two kinds it is there."""
        wide = self._stream(f"{number}001F", place)
        if wide:
            return _CONTROLS.sub("", wide.decode("utf-16le", "replace"))
        narrow = self._stream(f"{number}001E", place)
        return decode(narrow, self._page, False).text.rstrip("\x00") if narrow else ""

    def _stream(self, name: str, place: str | None = None, *, is_named: bool = False) -> bytes:
        """Return a stream, b"" where it is missing or too large."""
        where = self._place if place is None else place
        path = "/".join(part for part in (where, name if is_named else f"__substg1.0_{name}") if part)
        if not self._compound.exists(path) or self._compound.get_size(path) > self._terms.document:
            return b""
        return bytes(self._compound.openstream(path).read())


def _text_of(rich: bytes) -> bytes:
    return "\n\n".join(one.text for one in rtf_paragraphs(rich)).encode("utf-8", "replace")
