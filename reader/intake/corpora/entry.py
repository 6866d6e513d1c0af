"""A record to what it says of a story, and that to a snapshot or a link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from reader.core.dates import parse_date
from reader.core.model import NO_CURATION, Candidate, Curation, Field, Moment
from reader.core.model import Source as Origin
from reader.intake.corpora.body import body_of
from reader.intake.corpora.layouts import Layout, Mark
from reader.intake.corpora.values import date_of, is_true, line_of, names_of, notes_of, tags_of, text_of
from reader.intake.format import Item, LeftOut, SavedLink, snapshot
from reader.intake.metadata.address import domain
from reader.intake.metadata.folding import folded
from reader.intake.metadata.headline import shortened
from reader.intake.source import Source

WITHOUT_TEXT = "records without text"
_HOST = re.compile(r"(?:[\w\-]+\.)+[a-z]{2,}\Z", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:www\.)?(?:[\w\-]+\.)+[a-z]{2,}/\S+\Z", re.IGNORECASE)
_FOLDERS = frozenset({"unread", "archive", "archived", "starred", "liked", "unsorted", "unsorted bookmarks", "home"})
"""Folders that say what is read or starred, or nothing, and are no tags."""
_LONGEST = 4_000
_LONG_SUMMARY = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record says. Dates are as written or ISO 8601; ``text`` may be markup; unknown is "".

    ``order`` are language tags by which its maker's numeric dates are read.
    """

    text: str = ""
    title: str = ""
    url: str = ""
    canonical: str = ""
    published: str = ""
    modified: str = ""
    saved: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    section: str = ""
    language: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    curation: Curation = NO_CURATION
    order: tuple[str, ...] = ()

    @property
    def is_story(self) -> bool:
        """Tell whether there is text, and anything that says of what."""
        return bool(self.text and (self.title or self.url or self.published or self.saved or self.description))

    @property
    def is_link(self) -> bool:
        """Tell whether it may be looked up by its address."""
        return bool(self.url)


def entry_of(fields: Mapping[str, object], layout: Layout) -> Entry:
    """Return what the flat ``fields`` of a record say by ``layout``."""
    found = _by_meaning(fields, layout)

    def values(meaning: str) -> list[object]:
        return [value for _, value in found.get(meaning, ())]

    def line(meaning: str) -> str:
        return next((said for value in values(meaning) if (said := line_of(value))), "")[:_LONGEST]

    def date(meaning: str) -> str:
        return next((said for value in values(meaning) if (said := date_of(value))), "")

    published = date("published") or _by_parts(fields)
    text = next((said for value in values("text") if (said := text_of(value))), "")
    if not text and not layout.is_list:  # some makers have the whole text in what is mostly a summary
        text = next((said for value in values("description") if len(said := text_of(value)) >= _LONG_SUMMARY), "")
    return Entry(
        text=_unless_empty(text, layout),
        title=_unless_empty(line("title"), layout),
        url=_address(values("url")) or _address_of_story(values("outlet")),
        canonical=_address(values("canonical")),
        published=published,
        modified=date("modified") if published else "",
        saved=date("saved"),
        authors=next((names for value in values("author") if (names := names_of(value))), ()),
        outlet=line("outlet"),
        section=line("section"),
        language=line("language"),
        description=line("description"),
        keywords=next((tags for value in values("keyword") if (tags := tags_of(value))), ()),
        curation=_curation(fields, layout, values("tag"), values("note")),
        order=layout.order,
    )


def _by_meaning(fields: Mapping[str, object], layout: Layout) -> dict[str, list[tuple[int, object]]]:
    """Return the values of each meaning in the order of preference, each with its place; what is empty is left out."""
    found: dict[str, list[tuple[int, object]]] = {}
    for name, value in fields.items():
        if value is not None and value not in ("", [], {}):
            for meaning, place in layout.places.get(name, ()):
                found.setdefault(meaning, []).append((place, value))
    for values in found.values():
        values.sort(key=itemgetter(0))
    return found


def _unless_empty(text: str, layout: Layout) -> str:
    return "" if layout.empty and text.casefold().startswith(layout.empty) else text


def item_of(entry: Entry, source: Source, member: str, *, is_list: bool = False, order: Sequence[str] = ()) -> Item:
    """Return an entry as a snapshot; without text as a link where the file is a list of such, else as left out.

    ``order`` are language tags that settle the order of day and month, where the file as a whole shows it.
    """
    saved = moment(entry.saved, order or entry.order)
    if entry.text:
        content, kind = body_of(entry.text, entry.language, has_title=bool(entry.title))
        return snapshot(
            content,
            kind,
            source,
            member=member,
            url=entry.url or None,
            saved=saved,
            charset="utf-8",
            stated=_stated(replace(entry, title=_without_outlet(entry)), order or entry.order),
            curation=entry.curation,
        )
    if entry.is_link and is_list:
        return SavedLink(entry.url, entry.title, saved, entry.curation)
    return LeftOut(member, WITHOUT_TEXT)


def moment(written: str, order: Sequence[str] = ()) -> Moment | None:
    """Return when something was, or None."""
    return parse_date(written, order, Origin.CONTAINER) if written else None


def _stated(entry: Entry, order: Sequence[str]) -> tuple[Candidate, ...]:
    named = (
        (Field.HEADLINE, entry.title),
        *((Field.AUTHOR, author) for author in entry.authors),
        (Field.SECTION, entry.section),
        (Field.LANGUAGE, entry.language),
        (Field.DESCRIPTION, entry.description),
        (Field.PUBLISHED, _settled(entry.published, order)),
        (Field.MODIFIED, _settled(entry.modified, order)),
        (Field.CANONICAL_URL, entry.canonical),
        *((Field.TAG, keyword) for keyword in entry.keywords),
    )
    stated = [Candidate(field, value, Origin.CONTAINER) for field, value in named if value]
    outlet = _host(entry.outlet)
    if outlet:  # a host is no name: what the page says of itself is better
        stated.append(Candidate(Field.OUTLET, outlet, Origin.URL if _HOST.match(outlet) else Origin.CONTAINER))
    return tuple(stated)


def _without_outlet(entry: Entry) -> str:
    """Return the title, which many makers take from the page's title element, without the name of its site."""
    host = domain(entry.url)
    named = (entry.outlet, f"The {entry.outlet}", host, *host.split(".")[:-1])
    names = {folded(name) for name in named if len(name) > 2} - {"the"}
    return shortened(entry.title, names, set()) or entry.title


def _settled(written: str, order: Sequence[str]) -> str:
    """Return a date as ISO 8601 where only ``order`` tells what its numbers mean."""
    found = moment(written, order) if order else None
    return found.iso if found else written


def _curation(
    fields: Mapping[str, object], layout: Layout, tags: Sequence[object], notes: Sequence[object]
) -> Curation:
    named = [tag for value in tags for tag in tags_of(value, has_blanks=layout.has_blank_tags)]
    return Curation(
        tags=tuple(dict.fromkeys(tag for tag in named if tag.casefold() not in _FOLDERS)),
        is_starred=any(_holds(mark, fields) for mark in layout.marks.get("starred", ())),
        is_read=any(_holds(mark, fields) for mark in layout.marks.get("read", ())),
        notes=tuple(dict.fromkeys(note for value in notes for note in notes_of(value))),
    )


def _holds(mark: Mark, fields: Mapping[str, object]) -> bool:
    value = fields.get(mark.name)
    match mark.sign:
        case "=":
            return str(value).strip().casefold() in mark.values
        case "~":
            return isinstance(value, list) and any(v in str(part).casefold() for part in value for v in mark.values)
        case ">":
            return isinstance(value, int | float) and value > 0
        case _:
            return is_true(value)


def _address(values: Sequence[object]) -> str:
    for value in values:
        line = line_of(value)
        if _BARE_ADDRESS.match(line):
            line = "http://" + line
        if line[:8].casefold().startswith(("http://", "https://")) and len(line) < _LONGEST and " " not in line:
            return line
    return ""


def _address_of_story(values: Sequence[object]) -> str:
    """Return the address of a story that stands where the outlet is expected ("source"): it leads behind the host."""
    address = _address(values)
    return address if address.count("/") > 2 and address.split("/", 3)[3] else ""


def _host(outlet: str) -> str:
    """Return an outlet that is given by its address as its host."""
    host = outlet.split("://", 1)[-1].split("/", 1)[0] if "://" in outlet else outlet
    return host.removeprefix("www.") if _HOST.match(host) else outlet


def _by_parts(fields: Mapping[str, object]) -> str:
    """Return the date that stands in a field each for year, month and day."""
    parts = [line_of(fields.get(name)).removesuffix(".0") for name in ("year", "month", "day")]
    if not (len(parts[0]) == 4 and parts[0].isdecimal()):
        return ""
    known = [parts[0]]
    for part in parts[1:]:
        if not part.isdecimal() or not 0 < int(part) < 32:
            break
        known.append(part.zfill(2))
    return "-".join(known)
