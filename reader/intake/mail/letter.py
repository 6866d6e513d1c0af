"""A mail as text and files, whatever it was written in, and what is in it as items for the import."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from reader.core.dates import parse_date
from reader.core.model import NO_CURATION, Attached, Candidate, Curation, FileKind, Moment, Snapshot
from reader.core.model import Source as Origin
from reader.intake.decode import decode, whatwg_name
from reader.intake.format import Inner, Item, LeftOut, snapshot
from reader.intake.mail.alerts import is_alert, results
from reader.intake.mail.flowed import unflowed
from reader.intake.mail.header import Header
from reader.intake.mail.links import online_link, plain_text
from reader.intake.mail.sender import address_of, facts, received, sent_date
from reader.intake.metadata.folding import word_set
from reader.intake.source import Source

NO_TEXT = "mails without text"
MEDIA = "attached pictures, films and sounds"
_MEDIA_TYPES = ("image/", "audio/", "video/", "font/")
_MEDIA_NAMES = re.compile(
    r"\.(?:jpe?g|jfif|png|gif|bmp|webp|svg|tiff?|heic|ico|wmf|emf|mp[34]|m4[av]|mov|avi|wav|ogg|mpe?g)\Z", re.IGNORECASE
)
_PASSED_OVER = word_set(
    "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature application/ms-tnef "
    "text/calendar application/ics text/vcard text/x-vcard text/directory message/delivery-status "
    "message/disposition-notification text/rfc822-headers message/external-body message/partial "
    "application/pgp-keys application/applefile text/x-amp-html"
)
_SINGLE_BYTE = re.compile(r"windows-125\d|windows-874|iso-8859-\d{1,2}|macintosh|koi8-[ru]")
_TAGS = re.compile(r"<[^<>]{0,5000}>")
_LEAST_TEXT, _MUCH_LONGER = 200, 5


@dataclass(frozen=True, slots=True)
class Body:
    """A text in a mail. ``charset`` is the label that the mail states, "" for none."""

    content: bytes
    charset: str = ""
    is_html: bool = False
    is_flowed: bool = False
    deletes_space: bool = False

    @property
    def label(self) -> str | None:
        """The charset to be believed: none for what mail programs state when they do not know."""
        name = whatwg_name(self.charset)
        if self.charset.lower() in {"", "us-ascii", "ascii", "x-unknown", "unknown-8bit", "default"}:
            return None
        if name is not None and _SINGLE_BYTE.fullmatch(name) and not self.content.isascii() and self._is_utf8():
            return "utf-8"
        return self.charset

    @property
    def text(self) -> str:
        """The text, with the line breaks of format=flowed undone."""
        if self.charset.lower() in {"utf-7", "unicode-1-1-utf-7"}:
            text = self.content.decode("utf-7", "replace")
        else:
            text = decode(self.content, self.label, self.is_html).text
        return unflowed(text, deletes_space=self.deletes_space) if self.is_flowed else text

    def _is_utf8(self) -> bool:
        try:
            self.content.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class File:
    """A file in a mail. ``content_id`` and ``location`` are what the mail's text refers to it by."""

    name: str
    media_type: str
    read: Callable[[], bytes]
    content_id: str = ""
    location: str = ""
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: its header, its texts in their order, the files in it, and why it cannot be read where it cannot."""

    header: Header
    bodies: tuple[Body, ...] = ()
    files: tuple[File, ...] = ()
    failure: str = ""
    curation: Curation = field(default=NO_CURATION)


def items(letter: Letter, source: Source, arrived: Moment | None = None, member: str = "") -> Iterator[Item]:
    """Yield what is in a mail: its text as a story, the results of an alert, and the files attached to it."""
    saved = received(letter.header) or arrived
    body = merged(letter.bodies)
    if body is not None:
        text = body.text
        yield _story(letter, body, text, source, saved=saved, member=member)
        if is_alert(letter.header, text):
            sent = parse_date(sent_date(letter.header), (), Origin.CONTAINER)
            yield from results(text, is_html=body.is_html, sent=sent)
    elif letter.failure:
        yield LeftOut(member or letter.header.text("subject"), failure=letter.failure)
    elif not letter.files:
        yield LeftOut(member or letter.header.text("subject"), NO_TEXT)
    for nth, file in enumerate(letter.files, 1):
        name = file.name or f"attachment {nth}"
        if _is_media(file):
            if not file.is_inline:
                yield LeftOut(name, MEDIA)
        elif file.media_type not in _PASSED_OVER:
            yield Inner(Source.of_bytes(file.read(), name), name, saved=saved)


def merged(bodies: tuple[Body, ...]) -> Body | None:
    """Return the texts of a mail as one, or None where nothing in them is visible."""
    visible = [body for body in bodies if _has_text(body)]
    if len(visible) <= 1:
        return visible[0] if visible else None
    if not any(body.is_html for body in visible):
        return Body("\n\n".join(body.text for body in visible).encode("utf-8", "replace"), "utf-8")
    markup = "\n".join(body.text if body.is_html else _as_markup(body.text) for body in visible)
    return Body(markup.encode("utf-8", "replace"), "utf-8", is_html=True)


def best(html: Body, plain: Body) -> Body:
    """Return the richer of two wordings of a mail: its HTML, unless that holds next to nothing of its text."""
    seen = len("".join(plain_text(html.text).split()))
    is_poor = seen < _LEAST_TEXT and len("".join(plain.text.split())) > _MUCH_LONGER * seen
    return plain if is_poor else html


def _story(letter: Letter, body: Body, text: str, source: Source, *, saved: Moment | None, member: str) -> Snapshot:
    """Return the text of a mail as a story. All of it is the story's: nothing stands around a mail as around a page."""
    lines = plain_text(text) if body.is_html else text
    alert = is_alert(letter.header, text)
    stated: tuple[Candidate, ...] = facts(letter.header, lines, is_alert=alert)
    url = address_of(letter.header) or (online_link(text) if body.is_html and not alert else "")
    content, label = body.content, body.label
    if body.is_flowed or body.charset.lower().endswith("utf-7"):
        content, label = text.encode("utf-8", "replace"), "utf-8"
    kind = FileKind.STORY if body.is_html else FileKind.TEXT
    return snapshot(
        content,
        kind,
        source,
        member=member,
        url=url or None,
        saved=saved,
        charset=label,
        stated=stated,
        curation=letter.curation,
        attached=_attached(letter.files),
    )


def _attached(files: tuple[File, ...]) -> Attached | None:
    """Return the way to the pictures of a mail, by content id or by the address that they had."""
    named = {f"cid:{file.content_id}": file for file in files if file.content_id}
    named |= {file.location: file for file in files if file.location}
    if not named:
        return None

    def found(reference: str) -> bytes | None:
        file = named.get(reference.strip())
        return file.read() if file is not None else None

    return found


def _is_media(file: File) -> bool:
    return file.media_type.startswith(_MEDIA_TYPES) or _MEDIA_NAMES.search(file.name) is not None


def _has_text(body: Body) -> bool:
    text = plain_text(body.text) if body.is_html else body.text
    return any(char.isalnum() for char in text)


def _as_markup(text: str) -> str:
    return "".join(f"<p>{escape(block)}</p>\n" for block in text.split("\n\n") if block.strip())
