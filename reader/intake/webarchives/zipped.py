"""A page packed into a zip archive with its parts: SingleFileZ (inside a page, or plain) and WebScrapBook's HTZ."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import cast

from reader.core.archives import web_address
from reader.core.dates import parse_date
from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import Attached, Candidate, Field, FileKind, Snapshot
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.containers.members import Archive, Member, is_zip, names_at_edges, opened_zip
from reader.intake.format import Format, Inner, Item, LeftOut, snapshot
from reader.intake.source import Source
from reader.intake.webarchives.references import LARGEST_PART, attached_from

NO_PAGE = "There is no page in this packed web page. Open it in the browser and save it again as a web page."
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
_INDEXES = tuple(f"index{suffix}" for suffix in _PAGE_SUFFIXES)
_MANIFEST = "manifest.json"
_MANIFEST_BYTES = 5_000_000
_REFRESH = re.compile(
    rb"""<meta\s[^>]{0,200}http-equiv\s{0,5}=\s{0,5}["']?refresh["']?[^>]{0,200}?url\s{0,5}=\s{0,5}([^"'>\s]{1,1000})""",
    re.IGNORECASE,
)
_UNPACKS_ITSELF = re.compile(rb"<html\s[^>]{0,200}?data-sfz[\s=>]", re.IGNORECASE)
_SHORT_PAGE = 2_000
_SUFFIXES = frozenset({".htz", ".maht"})


def _is_zipped_page(source: Source) -> bool:
    if not is_zip(source):
        if _UNPACKS_ITSELF.search(source.head[:4_096]):
            return True
        is_picture = source.head.startswith(b"\x89PNG\r\n") and b"PK\x05\x06" in source.tail
        return is_picture and {_MANIFEST, "index.html"} <= names_at_edges(source)
    names = names_at_edges(source)
    if source.suffix in _SUFFIXES:
        return any(name in names for name in _INDEXES)
    return "index.html" in names and _MANIFEST in names and not names & {"META-INF/MANIFEST.MF", "background.js"}


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_zip(source, terms) as archive:
        stated = _manifest(archive)
        index = index_of(archive, "", stated.get("indexFilename", ""))
        if index is None:
            raise UnreadableFileError(NO_PAGE)
        known = Described(
            url=stated.get("originalUrl", ""), title=stated.get("title", ""), saved=stated.get("archiveTime", "")
        )
        yield page_in(source, archive, index, known, terms)
        if archive.damage:
            yield LeftOut("", failure=archive.damage)


ZIPPED_PAGE = Format("packed web pages", _is_zipped_page, _unpack)


@dataclass(frozen=True, slots=True)
class Described:
    """What an archive's own description says of a page, as written, "" where it does not."""

    url: str = ""
    title: str = ""
    saved: str = ""
    charset: str = ""


def page_in(
    source: Source, archive: Archive, index: Member, described: Described, terms: Terms, *, member: str = ""
) -> Snapshot | Inner:
    """Return the page of an archive as a story; a file of another kind as a member to be recognised.

    Raises InputError where it cannot be read.
    """
    title = described.title.strip()
    url = web_address(described.url)
    saved = parse_date(described.saved, ("en",), Origin.CONTAINER) if described.saved else None
    stated = (Candidate(Field.HEADLINE, title, Origin.TITLE),) if title else ()
    if not index.name.lower().endswith(_PAGE_SUFFIXES):
        return Inner(archive.source(index), member, url=url, saved=saved, stated=stated)
    return snapshot(
        archive.read(index, terms.expanded),
        FileKind.HTML,
        source,
        member=member,
        url=url,
        saved=saved,
        charset=described.charset or None,
        stated=stated,
        attached=attached_members(archive, index),
    )


def index_of(archive: Archive, folder: str, stated: str = "") -> Member | None:
    """Return the page of a folder ("" or ending in a slash): what is stated, else its index, else its only page.

    An index that only leads on to another file, which may be of any kind, stands for that.
    """
    names = [folder + name for name in (stated, *_INDEXES) if name]
    found = next((archive.by_name[name] for name in names if name in archive.by_name), None)
    if found is None:
        pages = [one for one in archive.members if one.name.startswith(folder) and _is_page_of(folder, one.name)]
        return pages[0] if len(pages) == 1 else None
    if found.size > _SHORT_PAGE or found.problem:
        return found
    leads_on = _REFRESH.search(archive.read(found, _SHORT_PAGE))
    if leads_on is None:
        return found
    target = normpath(join(dirname(found.name), leads_on.group(1).decode("utf-8", "replace")))
    other = archive.by_name.get(target)
    return other or found


def attached_members(archive: Archive, index: Member) -> Attached:
    """Return the way from references of the page ``index`` to members of the archive, while it is open."""

    def read(member: Member) -> bytes | None:
        try:
            return archive.read(member, LARGEST_PART)
        except (InputError, ValueError):  # closed by now
            return None

    return attached_from(f"/{index.name}", ((f"/{member.name}", member) for member in archive.members), read)


def _is_page_of(folder: str, name: str) -> bool:
    return "/" not in name[len(folder) :] and name.lower().endswith(_PAGE_SUFFIXES)


def _manifest(archive: Archive) -> dict[str, str]:
    """Return the texts that SingleFileZ's manifest states, by key."""
    member = archive.by_name.get(_MANIFEST)
    if member is None:
        return {}
    try:
        found = cast("object", json.loads(archive.read(member, _MANIFEST_BYTES)))
    except (InputError, ValueError, RecursionError):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}
