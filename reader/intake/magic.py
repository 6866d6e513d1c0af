"""Kinds of files that are often taken for saved stories, told by their first bytes, with a word on what to do."""

import re
from dataclasses import dataclass

from reader.core.errors import UnknownFormatError

_AS_PAGE = "Open it and save the story as a web page or as plain text."
_PICTURE = "A picture holds no text that can be searched."
_UNPACK = "Unpack it and import the files inside."


@dataclass(frozen=True, slots=True)
class BinaryKind:
    """A kind of file by its beginning. ``what`` reads on from "This is", ``advice`` is a sentence."""

    mark: bytes
    what: str
    advice: str
    offset: int = 0


_KINDS = (
    BinaryKind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", _AS_PAGE),
    BinaryKind(b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    BinaryKind(b"\x89PNG\r\n\x1a\n", "a PNG picture", _PICTURE),
    BinaryKind(b"GIF8", "a GIF picture", _PICTURE),
    BinaryKind(b"RIFF", "a WebP picture, a sound or a film", _PICTURE),
    BinaryKind(b"II*\x00", "a TIFF picture", _PICTURE),
    BinaryKind(b"MM\x00*", "a TIFF picture", _PICTURE),
    BinaryKind(b"BM", "a bitmap picture", _PICTURE),
    BinaryKind(b"8BPS", "a Photoshop picture", _PICTURE),
    BinaryKind(b"ftyp", "a film or a picture", _PICTURE, offset=4),
    BinaryKind(b"ID3", "a sound file", "A recording holds no text that can be searched."),
    BinaryKind(b"OggS", "a sound file", "A recording holds no text that can be searched."),
    BinaryKind(b"SQLite format 3\x00", "a database", _AS_PAGE),
    BinaryKind(b"bplist00", "a property list without a web page", _AS_PAGE),
    BinaryKind(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    BinaryKind(b"Rar!", "a RAR archive", _UNPACK),
    BinaryKind(b"\x7fELF", "a program", _AS_PAGE),
    BinaryKind(b"MZ\x90", "a program", _AS_PAGE),
    BinaryKind(
        b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3",
        "a OneNote section",
        "Export its pages from OneNote as Word documents, PDF or MHTML and import these.",
    ),
    BinaryKind(
        b"!BDN",
        "an Outlook mailbox (PST)",
        "Drag its mails from Outlook into a folder, as .msg files, and import that, or convert it to mbox.",
    ),
    BinaryKind(b"wOFF", "a font", _AS_PAGE),
    BinaryKind(b"wOF2", "a font", _AS_PAGE),
)

_ZIPS = (
    (b"word/", BinaryKind(b"", "a Word document", _AS_PAGE)),
    (b"xl/", BinaryKind(b"", "an Excel workbook", "Save its sheet as CSV (UTF-8) and import that.")),
    (b"ppt/", BinaryKind(b"", "a PowerPoint presentation", _AS_PAGE)),
    (b"application/epub+zip", BinaryKind(b"", "an e-book (EPUB)", _AS_PAGE)),
    (b"application/vnd.oasis.opendocument", BinaryKind(b"", "an OpenDocument file", _AS_PAGE)),
)
_ZIP = BinaryKind(b"", "a zip archive", _UNPACK)
_ZIPPED_PAGE = BinaryKind(b"", "a SingleFileZ page (a zip archive)", "Save the page with SingleFile as plain HTML.")
_MHTML = BinaryKind(b"", "an MHTML file or a mail", "Open it in a browser and save the page as HTML.")
_MAIL_STARTS = (b"from:", b"mime-version:", b"return-path:", b"received:", b"message-id:", b"delivered-to:")


def binary_kind(content: bytes) -> BinaryKind | None:
    """Return the known kind that ``content`` is, or None where it may be a page or a text."""
    if content.startswith(b"PK\x03\x04"):
        head = content[:65_536]
        return next((kind for mark, kind in _ZIPS if mark in head), _ZIP)
    for kind in _KINDS:
        if content.startswith(kind.mark, kind.offset) and _is_sure(kind, content):
            return kind
    if b"data-sfz" in content[:2_048] and b"PK\x05\x06" in content[-66_000:]:
        return _ZIPPED_PAGE
    if _is_mail(content):
        return _MHTML
    return None


def refusal(head: bytes) -> UnknownFormatError:
    """Return the error for bytes that no format takes, naming the kind where it is known."""
    known = binary_kind(head)
    if known is not None:
        return UnknownFormatError(f"This is {known.what}, which cannot be read here. {known.advice}")
    root = _XML_ROOT.search(head[:4_096]) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    if root is not None:
        name = root.group(1).decode("ascii").lower()
        return UnknownFormatError(
            f"This is an XML file ({name}) of a kind that is not known here. "
            "Open the story in a browser and save the page."
        )
    return UnknownFormatError(
        "The bytes of this file are not text, and of no kind that can be read. "
        "Save the story as a web page or as plain text."
    )


_XML_ROOT = re.compile(rb"<([A-Za-z_][\w:.\-]{0,60})")


def _is_sure(kind: BinaryKind, content: bytes) -> bool:
    """Tell a short mark from prose that happens to begin like it: real files of these kinds have NULs or high bytes."""
    if len(kind.mark) > 4 or kind.offset:
        return True
    head = content[:512]
    return head.count(0) > 2 or len(head.translate(None, bytes(range(0x80)))) > len(head) // 4


def _is_mail(content: bytes) -> bool:
    """Tell a mail or MHTML by its header block: two header lines of mail, one of them naming MIME or a mailbox."""
    head = content[:4_096].lstrip(b"\xef\xbb\xbf\r\n").lower()
    lines = head.split(b"\n\n", 1)[0].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    known = sum(line.startswith(_MAIL_STARTS) for line in lines)
    has_mime = any(line.startswith((b"content-type: multipart/", b"mime-version:")) for line in lines)
    return has_mime and known >= 1 and b":" in lines[0][:40]
