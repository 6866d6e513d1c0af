"""Joplin's exports: the archive (.jex, a tar of notes, tags and files) and its single notes (RAW)."""

import re
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from reader.core.dates import parse_date
from reader.core.errors import UnreadableFileError
from reader.core.model import Curation, FileKind, Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item, LeftOut, SavedLink, snapshot
from reader.intake.notes.note import NO_TEXT, stated_of
from reader.intake.source import Source, too_large, unreadable

_NOTE, _TAG, _NOTE_TAG = "1", "5", "6"
_NAME = re.compile(r"(?:\./)?([0-9a-f]{32})\.md")
_RESOURCE = re.compile(r"(?:\./)?resources/([0-9a-f]{32})(?:\.[\w.]{0,20})?")
_REFERENCE = re.compile(r":/([0-9a-f]{32})")
_PROPERTY = re.compile(r"([a-z_]{2,40}): ?(.*)", re.DOTALL)
_FIRST_NAME = re.compile(rb"(?:\./)?(?:[0-9a-f]{32}\.md|resources/(?:[0-9a-f]{32}[\w.]{0,20})?)\x00")
_TYPE_AT_END = re.compile(rb"\ntype_: \d{1,2}\s*\Z")
_LARGEST_PICTURE = 20_000_000
_STEP = 1 << 20
OTHERS = "other things than notes"
ENCRYPTED, DELETED = "encrypted notes", "deleted notes"


@dataclass(frozen=True, slots=True)
class _Record:
    """A text of Joplin's: title, body and what stands below them, by name."""

    title: str
    body: str
    said: dict[str, str]

    @property
    def kind(self) -> str:
        """The number of what it is: 1 a note, 5 a tag, 6 a tag on a note."""
        return self.said.get("type_", "")


@dataclass(slots=True)
class _Around:
    """What an archive holds beside its notes: tags, which note has them, and where files lie (offset and size)."""

    tags: dict[str, str] = field(default_factory=dict)
    tagged: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tags_of(self, note: str) -> tuple[str, ...]:
        """Return the names of a note's tags."""
        return tuple(self.tags[one] for one in self.tagged.get(note, ()) if one in self.tags)


def _is_jex(source: Source) -> bool:
    return source.head[257:262] == b"ustar" and _FIRST_NAME.match(source.head[:100] + b"\x00") is not None


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    around = _Around()
    for info, record in _records(source, terms, around):
        if record is not None and record.kind == _TAG:
            around.tags[record.said.get("id", "")] = record.title
        elif record is not None and record.kind == _NOTE_TAG:
            around.tagged.setdefault(record.said.get("note_id", ""), []).append(record.said.get("tag_id", ""))
        elif record is None and info.size > terms.document:
            yield LeftOut(info.name, failure=str(too_large(info.size, terms.document)))
    for _, record in _records(source, terms, None):
        if record is not None and record.kind == _NOTE:
            yield _item(record, source, around)


JEX = Format("Joplin exports", _is_jex, _unpack, is_container=True, is_never_page=True)


def _is_note(source: Source) -> bool:
    return _NAME.fullmatch(source.short_name) is not None and _TYPE_AT_END.search(source.tail) is not None


def _unpack_note(source: Source, terms: Terms) -> Iterator[Item]:
    record = _record(source.read_document(terms))
    yield _item(record, source, _Around()) if record.kind == _NOTE else LeftOut(record.title, OTHERS)


JOPLIN_NOTE = Format("Joplin notes", _is_note, _unpack_note, is_never_page=True)


def _records(source: Source, terms: Terms, around: _Around | None) -> Iterator[tuple[tarfile.TarInfo, _Record | None]]:
    """Yield the texts of an archive, None for one over the limit; the places of files are noted ``around`` them."""
    try:
        with closing(source.open()) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            kept: Any = archive
            while (info := archive.next()) is not None:
                kept.members.clear()  # it would hold every entry of the archive, for going back that a stream cannot
                resource = _RESOURCE.fullmatch(info.name)
                if resource is not None and around is not None and info.isreg():
                    around.files[resource.group(1)] = (info.offset_data, info.size)
                if not info.isreg() or _NAME.fullmatch(info.name) is None:
                    continue
                content = archive.extractfile(info) if info.size <= terms.document else None
                yield info, _record(content.read()) if content is not None else None
    except (tarfile.TarError, EOFError) as error:
        raise UnreadableFileError("The export is damaged or cut off. Export the notes from Joplin again.") from error
    except OSError as error:
        raise unreadable(error) from error


def _record(content: bytes) -> _Record:
    """Return a text of Joplin's: its properties stand in the last lines, down from a blank one."""
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n")
    at = len(lines)
    said: dict[str, str] = {}
    while at > 0 and (match := _PROPERTY.fullmatch(lines[at - 1])) is not None:
        said.setdefault(match.group(1), match.group(2).strip())
        at -= 1
    title, _, body = "\n".join(lines[:at]).strip("\n").partition("\n")
    return _Record(title.strip(), body.strip("\n"), said)


def _item(note: _Record, source: Source, around: _Around) -> Item:
    said = note.said
    member = (note.title or said.get("id", "note")).replace("/", "∕")[:120]
    if said.get("encryption_applied") == "1":
        return LeftOut(member, ENCRYPTED)
    if said.get("deleted_time", "0") not in {"0", ""} or said.get("is_conflict") == "1":
        return LeftOut(member, DELETED)
    url = said.get("source_url", "")
    url = url if url.startswith(("http://", "https://")) else ""
    saved = _moment(said.get("user_created_time", "")) or _moment(said.get("created_time", ""))
    curation = Curation(tags=around.tags_of(said.get("id", "")))
    stated = stated_of(note.title, said.get("author", ""), is_clip=bool(url))
    if not any(char.isalnum() for char in note.body):
        return SavedLink(url, note.title, saved, curation) if url else LeftOut(member, NO_TEXT)

    def attached(reference: str) -> bytes | None:
        found = _REFERENCE.fullmatch(reference.strip())
        place = around.files.get(found.group(1)) if found is not None else None
        return _read_at(source, *place) if place is not None else None

    content = note.body.encode("utf-8", "replace")
    if said.get("markup_language") == "2":
        kind = FileKind.HTML if url else FileKind.STORY
        return snapshot(
            content, kind, source, member=member, url=url or None, saved=saved, charset="utf-8", stated=stated,
            curation=curation, attached=attached,
        )  # fmt: skip
    inner = Source.of_bytes(content, f"{member}.md")
    return Inner(inner, member, url or None, saved, "utf-8", stated, curation, attached)


def _moment(written: str) -> Moment | None:
    moment = parse_date(written, (), Origin.CONTAINER)
    return moment if moment is not None and moment.value.year > 1970 else None


def _read_at(source: Source, offset: int, size: int) -> bytes | None:
    """Return a file in the archive, None where it is too large or cannot be read."""
    if size > _LARGEST_PICTURE:
        return None
    try:
        with closing(source.open()) as stream:
            _skip(stream, offset)
            return stream.read(size)
    except OSError:
        return None


def _skip(stream: BinaryIO, offset: int) -> None:
    if stream.seekable():
        stream.seek(offset)
        return
    while offset > 0 and (passed := stream.read(min(offset, _STEP))):
        offset -= len(passed)
