"""WACZ files: a zip archive of WARC files with a list of the pages that somebody wanted to save, or of WACZ files.

Layout after the specification of Webrecorder: ``archive/*.warc.gz``, ``pages/*.jsonl`` (url, ts, title, often text).
"""

import json
from collections.abc import Iterator
from contextlib import closing

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import Candidate, Field, FileKind
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.containers.members import Archive, Member, is_zip, names_at_edges, opened_zip
from reader.intake.containers.stored import stored_sources
from reader.intake.format import Format, Inner, Item, LeftOut, snapshot
from reader.intake.source import Source
from reader.intake.warc.archive import is_archive, stories
from reader.intake.warc.captures import PARTS, Known, NamedPage, page_key, saving_moment
from reader.intake.warc.pictures import Pictures
from reader.intake.warc.records import address

_DESCRIPTIONS = frozenset({"datapackage.json", "webarchive.yaml"})
_FOLDERS = ("archive/", "pages/")
_LINE_BYTES = 2_000_000
_MOST_PAGES = 200_000
_TITLE_CHARS = 500
_LEAST_TEXT = 200
"""Characters of a page's text in the list that make a story of it, where the page itself was not saved."""
MISSING = "The list of pages names this page, but it is not in the archive. Save it again if it is wanted."


def _is_wacz(source: Source) -> bool:
    if not is_zip(source):
        return False
    names = names_at_edges(source)
    if source.suffix == ".wacz":
        return not names or any(name in _DESCRIPTIONS or name.startswith(_FOLDERS) for name in names) or _nests(names)
    return bool(names & _DESCRIPTIONS) and (any(name.startswith(_FOLDERS) for name in names) or _nests(names))


def _nests(names: frozenset[str]) -> bool:
    return any(name.lower().endswith(".wacz") for name in names)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_zip(source, terms) as archive:
        lists = [one for one in archive.members if one.name.startswith("pages/") and one.name.endswith(".jsonl")]
        known = Known(named=dict(_named_pages(archive, lists)))
        inner = [(one, archive.source(one)) for one in archive.members if not one.problem]
        files = [(one, found) for one, found in inner if one.name.startswith("archive/") and _holds_records(found)]
        stored = stored_sources(source, [one.name for one in archive.members if not one.problem])
        pictures = Pictures(tuple(stored[one.name] for one, _ in files if one.name in stored), terms)
        for member, found in files:
            try:
                yield from stories(found, terms, known, pictures)
            except InputError as error:
                yield LeftOut(member.name, failure=str(error))
        yield from _unsaved(archive, lists, known, source)
        for member in archive.members:
            if member.name.lower().endswith(".wacz"):
                yield Inner(stored.get(member.name) or archive.source(member), member.name)
            elif member.problem:
                yield LeftOut(member.name, failure=member.problem)
            elif member.name.startswith("archive/") and all(member is not one for one, _ in files):
                yield LeftOut(member.name, PARTS)
        if archive.damage:
            raise UnreadableFileError(archive.damage)


def _holds_records(source: Source) -> bool:
    try:
        return is_archive(source)
    except InputError:
        return True  # told when it is read


def _entries(archive: Archive, lists: list[Member]) -> Iterator[dict[str, object]]:
    """Yield the entries of the lists of pages; what is no entry is passed over."""
    for member in lists:
        try:
            with closing(archive.source(member).open()) as stream:
                while line := stream.readline(_LINE_BYTES):
                    entry = _entry(line)
                    if entry:
                        yield entry
        except InputError:
            continue  # the pages themselves say most of it


def _entry(line: bytes) -> dict[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) and isinstance(value.get("url"), str) else {}


def _named_pages(archive: Archive, lists: list[Member]) -> Iterator[tuple[str, NamedPage]]:
    for number, entry in enumerate(_entries(archive, lists)):
        if number >= _MOST_PAGES:
            return
        title = entry.get("title")
        # Recorders name a page without a title by its address.
        is_title = isinstance(title, str) and not title.startswith(("http://", "https://"))
        named = NamedPage(str(title)[:_TITLE_CHARS] if is_title else "", str(entry.get("ts", ""))[:40])
        yield page_key(address(str(entry["url"]))), named


def _unsaved(archive: Archive, lists: list[Member], known: Known, source: Source) -> Iterator[Item]:
    """Yield the text of pages that the list names and the archive does not hold, or that they are missing."""
    if len(known.met) == len(known.named):
        return
    for entry in _entries(archive, lists):
        url = address(str(entry["url"]))
        key = page_key(url)
        if key in known.met or key not in known.named or not url.startswith(("http:", "https:")):
            continue
        known.met.add(key)
        named = known.named[key]
        text = entry.get("text")
        if not isinstance(text, str) or len(text) < _LEAST_TEXT:
            yield LeftOut(url, failure=MISSING)
            continue
        yield snapshot(
            text.encode("utf-8", "replace"),
            FileKind.TEXT,
            source,
            member=url,
            url=url,
            saved=saving_moment(named.added),
            charset="utf-8",
            stated=(Candidate(Field.HEADLINE, named.title, Origin.TITLE),) if named.title else (),
        )


WACZ = Format("web archives (WACZ)", _is_wacz, _unpack, is_container=True, is_never_page=True)
