"""Mails of our own making, in the dress of many programs."""

import base64
import struct
from email.message import EmailMessage

from tests.intake.mail.compound import Tree, compound_file

PARAGRAPHS = (
    "The harbour council of Vellmar has decided to close the eastern quay for two years, from spring on.",
    "Fishermen who moor there will be given places at the old coal pier, said the mayor, Edda Quist.",
    "“Nobody loses a berth,” she added. The work is to cost 14 million, half of it paid by the state.",
)
HTML = "<html><body><h1>Quay to close</h1>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "</body></html>"
TEXT = "\n\n".join(PARAGRAPHS)
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def newsletter() -> EmailMessage:
    """Return an issue of a newsletter in two wordings, with a picture in it."""
    mail = EmailMessage()
    mail["Received"] = "from mx.vellmar.test by mail.reader.test; Tue, 05 Mar 2019 06:31:02 +0100"
    mail["From"] = "The Vellmar Courier <newsletter@courier.test>"
    mail["To"] = "reader@home.test"
    mail["Subject"] = "Morning letter: Quay to close"
    mail["Date"] = "Tue, 05 Mar 2019 06:30:00 +0100"
    mail["List-Id"] = "Morning letter <morning.courier.test>"
    mail["List-Unsubscribe"] = "<https://courier.test/unsubscribe>"
    mail.set_content(TEXT)
    link = '<p><a href="https://courier.test/letters/2019-03-05">View in browser</a></p>'
    mail.add_alternative(HTML.replace("<h1>", link + '<img src="cid:quay@courier"><h1>'), subtype="html")
    part = mail.get_payload(1)
    assert isinstance(part, EmailMessage)
    part.add_related(PIXEL, "image", "gif", cid="<quay@courier>")
    return mail


def personal(text: str = TEXT, **headers: str) -> EmailMessage:
    """Return a mail of a person."""
    mail = EmailMessage()
    mail["From"] = "Edda Quist <edda@home.test>"
    mail["To"] = "reader@home.test"
    mail["Subject"] = headers.get("subject", "Re: Fwd: Quay to close")
    mail["Date"] = "Wed, 06 Mar 2019 09:00:00 +0100"
    mail["Message-ID"] = "<1@home.test>"
    mail.set_content(text)
    return mail


def forwarded() -> EmailMessage:
    """Return a newsletter that somebody passed on from Gmail."""
    block = (
        "Worth reading!\n\n---------- Forwarded message ---------\n"
        "From: The Vellmar Courier <newsletter@courier.test>\n"
        "Date: Tue, Mar 5, 2019 at 6:30 AM\nSubject: Quay to close\nTo: <edda@home.test>\n\n\n"
    )
    return personal(block + TEXT, subject="Fwd: Quay to close")


def alert_html() -> bytes:
    """Return an alert as Google sends it now."""
    row = (
        '<tr><td><a href="https://www.google.com/url?rct=j&amp;sa=t&amp;url={url}&amp;ct=ga&amp;usg=x"><span>{title}</span>'
        "</a><div>{snippet}</div>"
        '<a href="https://www.google.com/alerts/share?hl=en&amp;ru={url}"><img alt="Facebook"></a>'
        '<a href="https://www.google.com/alerts/feedback?ffu={url}">Flag as irrelevant</a></td></tr>'
    )
    rows = "".join(
        row.format(url=f"https%3A%2F%2Fcourier.test%2F{n}%3Fa%3D1", title=f"Harbour news {n}", snippet=PARAGRAPHS[n])
        for n in range(3)
    )
    mail = EmailMessage()
    mail["From"] = "Google Alerts <googlealerts-noreply@google.com>"
    mail["To"] = "reader@home.test"
    mail["Subject"] = "Google Alert - harbour"
    mail["Date"] = "Thu, 07 Mar 2019 08:00:00 +0000"
    mail["Message-ID"] = "<2@google.com>"
    mail.set_content("harbour")
    mail.add_alternative(f"<html><body><table>{rows}</table></body></html>", subtype="html")
    return bytes(mail)


def mailbox(*mails: bytes, sender: str = "edda@home.test") -> bytes:
    """Return mails as a mailbox, lines that begin with From quoted."""
    parts = []
    for mail in mails:
        lines = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in mail.split(b"\n")]
        parts.append(f"From {sender} Wed Mar  6 09:00:01 2019\n".encode() + b"\n".join(lines) + b"\n\n")
    return b"".join(parts)


def apple(mail: bytes, flags: int = 17) -> bytes:
    """Return a mail as Apple Mail keeps it: read and flagged."""
    listed = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>date-received</key>'
        f"<integer>1551862801</integer><key>flags</key><integer>{flags}</integer></dict></plist>\n"
    )
    return f"{len(mail):<10}\n".encode() + mail + listed.encode()


def packed(rich: bytes) -> bytes:
    """Return rich text in Outlook's packing, with nothing but literal bytes."""
    body = b"".join(b"\x00" + rich[at : at + 8] for at in range(0, len(rich), 8))
    return struct.pack("<II4sI", len(body) + 12, len(rich), b"LZFu", 0) + body


def properties(numbers: dict[int, int], header: int = 32) -> bytes:
    """Return the stream of properties of fixed length; dates are those over 32 bits."""
    rows = [struct.pack("<HHIQ", 0x40 if value >> 32 else 3, number, 6, value) for number, value in numbers.items()]
    return bytes(header) + b"".join(rows)


def outlook(tree: Tree | None = None) -> bytes:
    """Return a message of Outlook whose text is HTML wrapped in packed rich text, with a file and a message in it."""
    rich = (
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fswiss\fcharset204 Arial;}}"
        r"{\*\htmltag64 <html><body>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 " + PARAGRAPHS[0] + r" Caf\'e9 \u8211?"
        r"\f1 \'cf\'f0\'e8\'e2\'e5\'f2\f0\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag64 <p>}"
        + PARAGRAPHS[1]
        + r"{\*\htmltag72 </p></body></html>}}"
    )
    inner: Tree = {
        "__properties_version1.0": properties({}, 24),
        "__substg1.0_0037001F": "Inner message".encode("utf-16le"),
        "__substg1.0_1000001F": TEXT.encode("utf-16le"),
    }
    whole: Tree = {
        "__properties_version1.0": properties({0x3FFD: 1252, 0x0039: 131_963_250_000_000_000}),
        "__substg1.0_0037001F": "AW: Quay to close".encode("utf-16le"),
        "__substg1.0_0C1A001F": "Edda Quist".encode("utf-16le"),
        "__substg1.0_5D01001F": "edda@home.test".encode("utf-16le"),
        "__substg1.0_10090102": packed(rich.encode("cp1252")),
        "__attach_version1.0_#00000000": {
            "__properties_version1.0": properties({}, 8),
            "__substg1.0_3707001F": "notes.html".encode("utf-16le"),
            "__substg1.0_37010102": HTML.encode(),
        },
        "__attach_version1.0_#00000001": {
            "__properties_version1.0": properties({}, 8),
            "__substg1.0_3001001F": "Inner message".encode("utf-16le"),
            "__substg1.0_3701000D": inner,
        },
    }
    return compound_file(tree if tree is not None else whole)


FIXTURES: dict[str, bytes] = {
    "newsletter.eml": bytes(newsletter()),
    "personal.eml": bytes(personal()),
    "forwarded.eml": bytes(forwarded()),
    "alert.eml": alert_html(),
    "two.mbox": mailbox(bytes(newsletter()), bytes(personal("One line.\n\nFrom the quay: all is well.\n" + TEXT))),
    "one.emlx": apple(bytes(newsletter())),
    "one.msg": outlook(),
}
