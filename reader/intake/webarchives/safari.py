"""Safari's .webarchive: a property list, binary or XML, of the page, its parts and its frames."""

import struct
from collections.abc import Iterator
from typing import Any, cast

from reader.core.archives import web_address
from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item, snapshot
from reader.intake.source import Source
from reader.intake.webarchives.frames import has_frames, story_of_frames
from reader.intake.webarchives.references import attached_from

DAMAGED = (
    "This Safari web archive is damaged and cannot be read. Open it in Safari and save it again, or save the web page."
)
NO_PAGE = "There is no page in this Safari web archive. Open the page in Safari and save it again."
_MAIN, _PARTS, _FRAMES = "WebMainResource", "WebSubresources", "WebSubframeArchives"
_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
_MOST_PARTS = 20_000
_TRAILER = struct.Struct(">6xBBQQQ")

_BLANKS = b"\xef\xbb\xbf \t\r\n"


def _is_webarchive(source: Source) -> bool:
    head = source.head
    if head.startswith(b"bplist"):
        return b"WebMainResource" in head or (source.suffix == ".webarchive" and b"WebMainResource" in source.tail)
    return b"<key>WebMainResource</key>" in head and b"<plist" in head[:2_048] and head.lstrip(_BLANKS).startswith(b"<")


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    archive = _mapping(_loaded(source.read_document(terms)))
    main = _mapping(archive.get(_MAIN))
    content, kind = _content(main), _text(main, "WebResourceMIMEType").lower()
    address = _text(main, "WebResourceURL")
    url = web_address(address)
    charset = _text(main, "WebResourceTextEncodingName") or None
    if not content:
        raise UnreadableFileError(NO_PAGE)
    if kind not in _PAGES and kind != "text/plain":
        yield Inner(Source.of_bytes(content, source.short_name), "", url=url, charset=charset)
        return
    frames = [_mapping(_mapping(frame).get(_MAIN)) for frame in _list(archive.get(_FRAMES))]
    if kind in _PAGES and has_frames(content):
        inner = story_of_frames((_content(frame), frame) for frame in frames)
        if inner is not None:
            content, charset = inner[0], _text(inner[1], "WebResourceTextEncodingName") or None
            address = _text(inner[1], "WebResourceURL") or address
    parts = [_mapping(part) for part in _list(archive.get(_PARTS))]
    for frame in _list(archive.get(_FRAMES)):
        parts += [_mapping(part) for part in _list(_mapping(frame).get(_PARTS))]
    yield snapshot(
        content,
        FileKind.TEXT if kind == "text/plain" else FileKind.HTML,
        source,
        url=url,
        charset=charset,
        attached=attached_from(address, [(_text(part, "WebResourceURL"), part) for part in parts], _content),
    )


WEBARCHIVE = Format("Safari web archives", _is_webarchive, _unpack, is_never_page=True)


def _loaded(content: bytes) -> object:
    """Return what a property list holds. Raises UnreadableFileError, and TooLargeError for a bomb."""
    import plistlib  # noqa: PLC0415 - rarely needed, with the XML parser behind it
    from xml.parsers.expat import ExpatError  # noqa: PLC0415 - as above

    if content.startswith(b"bplist") and len(content) > 40:
        offset_bytes, reference_bytes, count, _, _ = _TRAILER.unpack(content[-32:])
        if count > len(content) or offset_bytes > 8 or reference_bytes > 8:
            raise UnreadableFileError(DAMAGED)
    try:
        return cast("object", plistlib.loads(content))
    except RecursionError as error:
        raise TooLargeError("The lists in this Safari web archive lie too deep in each other to be read.") from error
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, LookupError, OverflowError) as error:
        raise UnreadableFileError(DAMAGED) from error
    except (AttributeError, MemoryError) as error:  # what the library lets through for lists of the wrong shape
        raise UnreadableFileError(DAMAGED) from error


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value[:_MOST_PARTS] if isinstance(value, list) else []


def _text(resource: dict[str, Any], key: str) -> str:
    value = resource.get(key)
    return value if isinstance(value, str) else ""


def _content(resource: dict[str, Any]) -> bytes:
    value = resource.get("WebResourceData")
    if isinstance(value, str):  # made by hand or by a converter
        return value.encode("utf-8", "replace")
    return value if isinstance(value, bytes) else b""
