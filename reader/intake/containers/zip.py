"""A zip archive of saved files of any kind, each recognised in its turn."""

from collections.abc import Callable, Iterator

from reader.core.errors import UnreadableFileError
from reader.core.terms import Terms
from reader.intake.containers.members import Archive, is_zip, names_at_edges, opened_zip
from reader.intake.containers.saved import SavedFiles, attached_to
from reader.intake.containers.stored import stored_sources
from reader.intake.format import Format, Inner, Item, LeftOut
from reader.intake.source import Source

_OF_OFFICE = "[Content_Types].xml"
_TYPED = b"mimetypeapplication/"
"""Books and OpenDocument files say in their first member what they are; their readers stand before this one."""

_LARGE_BYTES = 8_000_000
"""From here on, what lies in the archive as it is, is read in place: archives in it need not be copied."""


def _is_plain_zip(source: Source) -> bool:
    if not is_zip(source) or _TYPED in source.head[:100]:
        return False
    return _OF_OFFICE not in names_at_edges(source)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_zip(source, terms) as archive:
        files = SavedFiles(member.name for member in archive.members)
        read = _reader(archive)
        large = [one.name for one in archive.members if one.size > _LARGE_BYTES and not one.problem]
        stored = stored_sources(source, large)
        for member in archive.members:
            what = files.left_out(member.name)
            if what:
                yield LeftOut(member.name, what)
            elif member.problem:
                yield LeftOut(member.name, failure=member.problem)
            else:
                inner = stored.get(member.name) or archive.source(member)
                yield Inner(inner, member.name, attached=attached_to(member.name, read))
        if archive.damage:
            raise UnreadableFileError(archive.damage)


def _reader(archive: Archive) -> Callable[[str, int], bytes | None]:
    def read(path: str, limit: int) -> bytes | None:
        member = archive.by_name.get(path)
        return archive.read(member, limit) if member is not None else None

    return read


ZIP = Format("zip archives", _is_plain_zip, _unpack, is_container=True)
