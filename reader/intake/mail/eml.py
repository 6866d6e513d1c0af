"""Single mails (.eml and whatever else begins with a mail's header): MIME, with everything in it."""

import re
from collections.abc import Iterator
from functools import partial

from reader.core.model import Curation, Moment
from reader.core.terms import Terms
from reader.intake.format import Format, Item, LeftOut
from reader.intake.mail.header import Header
from reader.intake.mail.letter import Body, File, Letter, best, items
from reader.intake.mail.mime import Mail, Part, take_apart
from reader.intake.mail.recognise import body_start, is_mail
from reader.intake.mail.words import words
from reader.intake.source import Source

MAIL_NAMES = frozenset({".eml", ".emlx", ".mail", ".nws"})
TOO_MANY = "This mail has more parts than can be looked at. Save the story in it by itself and import that."
ENCRYPTED = "This mail is encrypted. Open it in your mail program and save it without encryption."
_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "application/xhtml+xml", "text"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_READ, _STARRED = 0x1, 0x4


def _is_eml(source: Source) -> bool:
    return is_mail(source.head, is_surely=source.suffix in MAIL_NAMES)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    yield from mail_items(source.read_document(terms), source, terms)


EML = Format("mails", _is_eml, _unpack, is_container=True, is_never_page=True)


def mail_items(content: bytes, source: Source, terms: Terms, arrived: Moment | None = None) -> Iterator[Item]:
    """Yield what is in the bytes of a mail."""
    if b"\n" not in content[:65_536] and b"\r" in content[:65_536]:
        content = content.replace(b"\r", b"\n")
    mail = take_apart(content, body_start(content), terms)
    yield from items(_letter(mail), source, arrived)
    if mail.is_cut:
        yield LeftOut(source.short_name, failure=TOO_MANY)


def curation_of(header: Header) -> Curation:
    """Return what the reader did with a mail: marks and tags of Thunderbird, Gmail and Unix programs."""
    labels = [label.strip(" \"'") for label in header.text("x-gmail-labels").split(",") if label.strip(" \"'")]
    lowered = {label.lower() for label in labels}
    tags = [label for label in labels if label.lower() not in words("gmail") | words("gmail_thrown_away")]
    tags = [tag for tag in tags if not tag.lower().startswith(("category ", "imap_", "kategorie"))]
    tags += [key for key in header.text("x-mozilla-keys").split() if not key.startswith(("$", "nonjunk", "junk"))]
    flags = mozilla_flags(header)
    status = header.raw("status") + header.raw("x-status")
    is_labelled_read = bool(labels) and not lowered & words("gmail_unread")
    return Curation(
        tags=tuple(dict.fromkeys(tags)),
        is_starred=bool(flags & _STARRED or "F" in status or lowered & words("gmail_starred")),
        is_read=bool(flags & _READ or "R" in status or is_labelled_read),
    )


def mozilla_flags(header: Header) -> int:
    """Return Thunderbird's flags of a mail."""
    try:
        return int(header.raw("x-mozilla-status") or "0", 16)
    except ValueError:
        return 0


def _letter(mail: Mail) -> Letter:
    """Return the texts that are to be read and the files of a mail."""
    bodies: list[Body] = []
    files: list[File] = []
    is_sealed = False
    waiting: list[tuple[Part, bool]] = [(mail.root, False)]
    while waiting:
        part, is_resource = waiting.pop()
        if part.children:
            waiting.extend(reversed(_wanted(part, mail, is_resource)))
        elif part.kind in _SEALED or part.kind == "multipart/encrypted" or _is_sealed(part):
            is_sealed = True
        elif _is_body(part, is_resource):
            bodies.append(_body(part, mail))
        else:
            files.append(_file(part, mail, is_resource))
    failure = ENCRYPTED if is_sealed else ""
    header = mail.root.header
    return Letter(header, tuple(bodies), tuple(files), failure, curation_of(header))


def _wanted(part: Part, mail: Mail, is_resource: bool) -> list[tuple[Part, bool]]:
    """Return the parts of a multipart that are looked into, each with whether it only serves the text beside it."""
    children = part.children
    if part.kind == "multipart/alternative":
        return [(_chosen(part, mail), is_resource)]
    if part.kind == "multipart/related":
        root = part.header.parameter("start").strip("<> ")
        first = next((one for one in children if root and _content_id(one) == root), None)
        first = first or next((one for one in children if _holds(one, _TEXTS)), children[0])
        return [(one, is_resource or one is not first) for one in children]
    return [(one, is_resource) for one in children]


def _chosen(part: Part, mail: Mail) -> Part:
    """Return the richest of several wordings: HTML with text in it, else plain text."""
    html = next((one for one in reversed(part.children) if _holds(one, _HTML)), None)
    plain = next((one for one in reversed(part.children) if one.kind == "text/plain" and not one.children), None)
    if html is None:
        return plain or next((one for one in part.children if _holds(one, _TEXTS)), part.children[-1])
    leaf = _holds(html, _HTML)
    if plain is not None and leaf is not None:
        body, other = _body(leaf, mail), _body(plain, mail)
        return html if best(body, other) is body else plain
    return html


def _holds(part: Part, kinds: frozenset[str]) -> Part | None:
    """Return the first text of one of the ``kinds`` that a part is or holds, or None."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if not one.children and one.kind in kinds and one.header.disposition != "attachment":
            return one
        waiting.extend(reversed(one.children))
    return None


def _is_sealed(part: Part) -> bool:
    return part.kind == "application/pgp-encrypted"


def _is_body(part: Part, is_resource: bool) -> bool:
    if is_resource or part.kind not in _TEXTS or part.header.disposition == "attachment":
        return False
    return part.depth == 0 or not part.header.file_name or part.header.disposition == "inline"


def _body(part: Part, mail: Mail) -> Body:
    header = part.header
    content = part.body(mail.content)
    if part.kind in {"text/enriched", "text/richtext"}:
        return Body(_from_enriched(content), header.parameter("charset"))
    return Body(
        content,
        header.parameter("charset"),
        is_html=part.kind in _HTML,
        is_flowed=part.kind == "text/plain" and header.parameter("format").lower() == "flowed",
        deletes_space=header.parameter("delsp").lower() == "yes",
    )


def _from_enriched(content: bytes) -> bytes:
    text = re.sub(rb"(?i)<param>[^<]{0,1000}</param>", b"", content)
    return re.sub(rb"<[^<>]{0,100}>", b"", text.replace(b"<<", b"\x00")).replace(b"\x00", b"<")


def _file(part: Part, mail: Mail, is_resource: bool) -> File:
    header = part.header
    name = header.file_name
    if part.kind.startswith("message/") and not name.lower().endswith(".eml"):
        name = f"{name or 'attached mail'}.eml"
    location = header.text("content-location").replace(" ", "")
    is_inline = is_resource or (bool(_content_id(part)) and header.disposition != "attachment")
    return File(name, part.kind, partial(part.body, mail.content), _content_id(part), location, is_inline)


def _content_id(part: Part) -> str:
    return part.header.raw("content-id").strip("<> ")
