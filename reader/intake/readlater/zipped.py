"""Whole libraries of reader programs as zip archives: Omnivore's export and Readeck's backup."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from reader.core.errors import InputError
from reader.core.model import FileKind, Snapshot
from reader.core.terms import Terms
from reader.intake.corpora.entry import Entry, entry_of, item_of
from reader.intake.corpora.flat import flat
from reader.intake.corpora.layouts import Layout, layout_of, layouts
from reader.intake.corpora.values import line_of
from reader.intake.format import Format, Item, LeftOut
from reader.intake.readlater.archive import MAGIC, Archive
from reader.intake.source import Source

_OMNIVORE = re.compile(rb"metadata_\d+_to_\d+\.json")
_OMNIVORE_NAME = re.compile(r"(.*/)?metadata_(\d+)_to_\d+\.json\Z")
_READECK = re.compile(rb"bookmarks/[\w\-]{8,40}/info\.json")
_READECK_NAME = re.compile(r"(.*/)?bookmarks/[\w\-]{8,40}/info\.json\Z")
BROKEN = "What the archive says of this story is not valid JSON. Export the library again."
_HIGHLIGHT_LINK = re.compile(r"\s*\[⤴️?\]\([^)]*\)")


def _has(source: Source, pattern: re.Pattern[bytes]) -> bool:
    return source.head.startswith(MAGIC) and bool(pattern.search(source.head) or pattern.search(source.tail))


def _omnivore(source: Source, terms: Terms) -> Iterator[Item]:
    with Archive(source, terms) as archive:
        listed = [(match, name) for name in archive.names if (match := _OMNIVORE_NAME.match(name))]
        for match, name in sorted(listed, key=lambda one: int(one[0].group(2))):
            try:
                items = json.loads(archive.read(name))
            except InputError as error:
                yield LeftOut(name, failure=str(error))
                continue
            except (ValueError, RecursionError):
                yield LeftOut(name, failure=BROKEN)
                continue
            for item in items if isinstance(items, list) else ():
                if isinstance(item, dict):
                    yield from _from_omnivore(item, archive, match.group(1) or "", source)


def _from_omnivore(item: Mapping[str, object], archive: Archive, folder: str, source: Source) -> Iterator[Item]:
    fields = flat(item)
    layout = layout_of(fields)
    if layout is None:
        return
    slug = line_of(item.get("slug"))
    entry = entry_of(fields, layout)
    member = f"{folder}content/{slug}.html"
    notes = _notes(archive, f"{folder}highlights/{slug}.md")
    entry = replace(entry, curation=replace(entry.curation, notes=entry.curation.notes + notes))
    yield from _story(entry, archive, member, source)


OMNIVORE = Format(
    "stories in an Omnivore export",
    lambda source: _has(source, _OMNIVORE),
    _omnivore,
    is_container=True,
    is_never_page=True,
)


def _readeck(source: Source, terms: Terms) -> Iterator[Item]:
    layout = next(one for one in layouts() if one.name == "Readeck")
    with Archive(source, terms) as archive:
        for name in filter(_READECK_NAME.match, archive.names):
            yield from _from_readeck(name, layout, archive, source)


READECK = Format(
    "stories in a Readeck backup",
    lambda source: _has(source, _READECK),
    _readeck,
    is_container=True,
    is_never_page=True,
)


def _from_readeck(name: str, layout: Layout, archive: Archive, source: Source) -> Iterator[Item]:
    try:
        record = json.loads(archive.read(name))
    except InputError as error:
        yield LeftOut(name, failure=str(error))
        return
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        yield LeftOut(name, failure=BROKEN)
        return
    folder = name.removesuffix("info.json") + "container"
    yield from _story(entry_of(flat(record), layout), archive, f"{folder}/index.html", source, folder)


def _story(entry: Entry, archive: Archive, member: str, source: Source, folder: str = "") -> Iterator[Item]:
    """Yield the story with its text out of the archive, or a link where there is none."""
    if member not in archive.names:
        yield item_of(entry, source, member, is_list=True)
        return
    try:
        markup = archive.read(member).decode("utf-8", "replace")
    except InputError as error:
        yield LeftOut(member, failure=str(error))
        return
    made = item_of(replace(entry, text=markup), source, member, is_list=True)
    if isinstance(made, Snapshot):  # the program has chosen the text already, also where it wrote a whole page
        kind = FileKind.STORY if made.kind is FileKind.HTML else made.kind
        made = replace(made, kind=kind, attached=archive.attached(folder) if folder else None)
    yield made


def _notes(archive: Archive, member: str) -> tuple[str, ...]:
    """Return highlights, each a quotation of Markdown with the paragraphs behind it."""
    if member not in archive.names:
        return ()
    try:
        text = archive.read(member).decode("utf-8", "replace")
    except InputError:
        return ()
    notes: list[list[str]] = []
    was_quoted = False
    for line in text.splitlines():
        plain = _HIGHLIGHT_LINK.sub("", line.removeprefix(">").strip())
        is_quoted = line.startswith(">")
        if not notes or (is_quoted and not was_quoted):
            notes.append([])
        notes[-1].append(plain)
        was_quoted = is_quoted
    return tuple(filter(None, ("\n".join(filter(None, lines)) for lines in notes)))
