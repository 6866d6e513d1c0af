"""What a file is, by its bytes: a saved page or a plain text, gzipped or not; all else is refused in a sentence."""

import hashlib
import re
import zlib
from pathlib import PurePath

from reader.core.errors import EmptyFileError, TooLargeError, UnknownFormatError, UnreadableFileError
from reader.core.model import FileKind, Snapshot
from reader.intake.decode import looks_like_utf16
from reader.intake.magic import binary_kind

FILE_LIMIT_BYTES = 50_000_000
EXPANDED_LIMIT_BYTES = 200_000_000
RATIO_LIMIT = 200
"""Bytes out of a gzip file per byte in it; a page of blanks comes near, a bomb is at 1,000."""
_RATIO_FLOOR_BYTES = 1_000_000

_NAMES = re.compile(r".\.(?:html?|xhtml|txt|text)(?:\.gz)?\Z", re.IGNORECASE | re.DOTALL)
_PROBE_BYTES = 65_536
_START_OF_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<(?:html|head|body|title|meta|link|script|style|div|p|article|main"
    r"|section|table|h[1-6]|center|font|header|nav|span|ul|ol|blockquote|pre|b|i|a|img|br|hr)[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:html|head|body|title|meta|div|p|a|span|br|h[1-6]|table|td|li|article)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w:.\-]{0,60})")
_ODD_CONTROLS = bytes(set(range(0x20)) - {0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})
_ODD_SHARE = 0.02


def is_importable(name: str) -> bool:
    """Tell by its name alone whether a file in a folder is worth opening."""
    return _NAMES.search(name) is not None


def sniff(content: bytes, path: str) -> tuple[Snapshot, ...]:
    """Return the stories' snapshots in ``content``, at present always one; ``path`` is for the record and a last hint.

    Raises EmptyFileError, UnknownFormatError, TooLargeError, UnreadableFileError (a broken gzip file).
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise EmptyFileError("The file is empty. If it should hold a story, save the page again.")
    if len(content) > FILE_LIMIT_BYTES:
        raise TooLargeError(_too_large(len(content), FILE_LIMIT_BYTES))
    member = ""
    if content.startswith(b"\x1f\x8b"):
        member = _inner_name(path)
        content = expand(content)
        if not content.strip(b"\x00 \t\r\n"):
            raise EmptyFileError("The gzip file holds an empty file. If it should hold a story, save the page again.")
    kind = kind_of(content, member or path)
    digest = hashlib.sha256(content).hexdigest()
    return (Snapshot(content=content, sha256=digest, kind=kind, path=path, member=member),)


def kind_of(content: bytes, name: str) -> FileKind:
    """Return what the bytes are. The name only decides where markup and prose are mixed.

    Raises UnknownFormatError with a sentence naming the kind, where it is known.
    """
    known = binary_kind(content)
    if known is not None:
        raise UnknownFormatError(f"This is {known.what}, not a saved web page or a text file. {known.advice}")
    probe = _probe_text(content)
    if probe is None:
        raise UnknownFormatError(
            "The bytes of this file are not text, and of no kind that can be read. "
            "Save the story as a web page or as plain text."
        )
    start = _after_comments(probe)
    if _START_OF_PAGE.match(start):
        return FileKind.HTML
    if start.startswith("<?xml") or start[:9].lower() == "<!doctype":
        return _kind_of_xml(start)
    tags = len(_TAG.findall(probe))
    is_named_html = PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"}
    if tags >= (1 if is_named_html else 20):
        return FileKind.HTML
    return FileKind.TEXT


def expand(content: bytes) -> bytes:
    """Return what a gzip file holds (all members of it), within the limits on size and ratio.

    Raises TooLargeError, and UnreadableFileError when the file is broken or cut off.
    """
    limit = min(EXPANDED_LIMIT_BYTES, max(_RATIO_FLOOR_BYTES, RATIO_LIMIT * len(content)))
    parts: list[bytes] = []
    left, room = content, limit + 1
    while left.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(left, room)
        except zlib.error as error:
            raise UnreadableFileError(
                "The gzip file is damaged and cannot be unpacked. Get it again from where it came."
            ) from error
        parts.append(part)
        room -= len(part)
        if room <= 0:
            raise TooLargeError(
                f"The gzip file unpacks to more than {limit // 1_000_000} MB, too much for a news story. "
                "Unpack it yourself and import the part that is wanted."
            )
        if not unpacker.eof:
            raise UnreadableFileError("The gzip file ends in the middle. Get it again from where it came.")
        left = unpacker.unused_data
    return b"".join(parts)


def _too_large(size: int, limit: int) -> str:
    return (
        f"The file has {size / 1_000_000:.0f} MB, more than the {limit // 1_000_000} MB that a saved story may have. "
        "Cut out the part that is wanted and import that."
    )


def _inner_name(path: str) -> str:
    name = PurePath(path).name
    return name[:-3] if name.lower().endswith(".gz") and len(name) > 3 else name


def _probe_text(content: bytes) -> str | None:
    """Return the beginning of the file, good enough to see markup in, or None where it is no text."""
    probe = content[:_PROBE_BYTES]
    if probe.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(probe):
        little = probe.startswith(b"\xff\xfe") or probe[1:2] == b"\x00"
        text = probe.decode("utf-16le" if little else "utf-16be", "replace")
        return text.removeprefix("\ufeff").replace("\x00", "")
    rest = probe.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    odd = len(rest) - len(rest.translate(None, _ODD_CONTROLS))
    text = rest.decode("latin-1")
    if odd > max(4, _ODD_SHARE * len(rest)) and not _START_OF_PAGE.match(_after_comments(text)):
        return None
    return text


def _after_comments(text: str) -> str:
    """Return ``text`` behind the white space and comments that stand before anything else."""
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        if not text.startswith("<!--", at):
            return text[at:]
        end = text.find("-->", at)
        if end < 0:
            return text[at:]
        at = end + 3


def _kind_of_xml(start: str) -> FileKind:
    root = _XML_ROOT.search(start)
    name = root.group(1).lower() if root else ""
    if name in {"html", "body"}:
        return FileKind.HTML
    what = "a news feed" if name in {"rss", "feed", "rdf:rdf"} else f"an XML file ({name})" if name else "an XML file"
    raise UnknownFormatError(
        f"This is {what}, not a saved web page or a text file. Open the story in a browser and save the page."
    )
