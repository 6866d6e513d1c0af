"""Tells a mail by its header block, never by its name alone, and apart from a page saved like one."""

import re

from reader.intake.mail.header import Header, header_end
from reader.intake.metadata.folding import word_set

_STRONG = word_set(
    "received return-path message-id mime-version delivered-to dkim-signature received-spf authentication-results "
    "x-received x-mailer user-agent content-transfer-encoding list-unsubscribe list-id list-post x-original-to "
    "arc-seal x-mozilla-status x-gmail-labels x-gm-thrid x-mimeole thread-index in-reply-to references x-priority "
    "x-originating-ip newsgroups status x-status x-uidl content-type"
)
"""Fields that programs write and people do not."""
_KNOWN = _STRONG | word_set("from to cc bcc subject date reply-to sender organization organisation importance")
_TRANSPORT = ("received", "return-path", "delivered-to", "to", "cc", "message-id", "x-received", "list-id", "bcc")
_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_BLANK_LINE = re.compile(rb"[ \t]*\r?\n")
_ENVELOPE = re.compile(rb">?From [^\n]{0,1000}\n")
_MAIL_DATE = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{2,4} \d{1,2}:\d{2}")
_SAVED_BY = re.compile(r"\s*\"?<?\s*saved by", re.IGNORECASE)


def is_mail(head: bytes, *, is_surely: bool = False) -> bool:
    """Tell whether ``head`` begins with the header block of a mail.

    ``is_surely`` says that a container or a file's name calls it a mail: then one known field is enough.
    """
    block = header_block(head)
    odd = _odd_lines(block)
    if odd > 1:
        return False
    header = Header.parsed(block)
    names = {name for name, _ in header.fields}
    known = len(names & _KNOWN)
    if odd > (1 if known > 3 else 0) or not known or is_saved_page(header):
        return False
    if is_surely:
        return True
    if known >= 2 and names & _STRONG - {"content-type", "status"}:
        return True
    return bool({"from", "subject"} <= names and "@" in header.raw("from") and _MAIL_DATE.search(header.raw("date")))


def _odd_lines(block: bytes) -> int:
    """Return how many lines of a block are no header fields; no more than two are counted."""
    odd, at = 0, 0
    while at < len(block) and odd < 2:
        end = block.find(b"\n", at)
        end = len(block) if end < 0 else end
        if block[at : at + 1] not in b" \t\r\n" and not _LINE.match(block, at, end):
            odd += 1
        at = end + 1
    return odd


def is_saved_page(header: Header) -> bool:
    """Tell a page saved as MHTML, which has a mail's header but has never been one."""
    if header.raw("snapshot-content-location") or _SAVED_BY.match(header.text("from")):
        return True
    is_sent = any(header.raw(name) for name in _TRANSPORT) or "@" in header.raw("from")
    return header.content_type == "multipart/related" and not is_sent


def header_block(head: bytes) -> bytes:
    """Return the header block at the beginning of ``head``, without envelope line, marks and blank lines before it."""
    start = body_start(head)
    return head[start : header_end(head, start)[0]]


def body_start(content: bytes) -> int:
    """Return where the first header field begins, behind a byte order mark, blank lines and envelope lines."""
    at = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    while (blank := _BLANK_LINE.match(content, at)) is not None:
        at = blank.end()
    envelope = _ENVELOPE.match(content, at)
    return envelope.end() if envelope else at
