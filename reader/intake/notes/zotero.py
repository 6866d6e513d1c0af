"""Zotero's RDF: references with the pages and papers that lie beside the file, opened with what is known of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from reader.core.dates import parse_date
from reader.core.errors import InputError
from reader.core.model import Candidate, Curation, Field, Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item, LeftOut, SavedLink
from reader.intake.mail.links import plain_text
from reader.intake.source import Source
from reader.intake.xmltree import beginning, flat_text, local_name, prolog, tree_of

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MARK = "zotero.org/namespaces/export"
NO_TEXT = "references without a text or an address"
FURTHER = "further files of a reference"
MISSING = "The file {} that this reference names is not beside the list. Export it with its files, or find it."
_PAGES, _PAPERS = ("text/html", "application/xhtml+xml", "multipart/related"), ("application/pdf",)
_TEXT_NAMES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".txt", ".epub", ".docx", ".rtf", ".md")


@dataclass(frozen=True, slots=True)
class _File:
    """An attachment: its path as it is written, its address, media type and when it was saved."""

    path: str
    url: str
    media_type: str
    saved: Moment | None
    title: str

    @property
    def rank(self) -> int:
        """Pages first, then papers, then other texts."""
        if self.media_type in _PAGES:
            return 0
        return 1 if self.media_type in _PAPERS else 2

    @property
    def is_text(self) -> bool:
        """Whether there may be a text in it."""
        return self.rank < 2 or self.media_type.startswith("text/") or self.path.lower().endswith(_TEXT_NAMES)


def _is_zotero(source: Source) -> bool:
    text = beginning(source.head)
    found = prolog(text) if text else None
    return found is not None and found.root == "rdf" and _MARK in text


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    root = tree_of(source.read_document(terms))
    files = {_about(one): _file(one) for one in root if local_name(one) == "attachment"}
    notes = {_about(one): _note(one) for one in root if local_name(one) == "memo"}
    used: set[str] = set()
    for one in root:
        if local_name(one) not in {"attachment", "memo", "collection", "usercollection"} and len(one):
            linked = [name for name in _references(one, "link") if name in files]
            used.update(linked)
            curation = Curation(tags=_tags(one), notes=_notes(one, notes))
            yield from _items(one, [files[name] for name in linked], curation, source)
    for name, file in files.items():
        if name not in used:
            yield from _items(None, [file], Curation(), source)


ZOTERO = Format("Zotero libraries", _is_zotero, _unpack, is_container=True, is_never_page=True)


def _items(one: etree._Element | None, files: list[_File], curation: Curation, source: Source) -> Iterator[Item]:
    """Yield the best text of a reference, or its address where there is none."""
    title = _said(one, "title") if one is not None else ""
    title = title or next((file.title for file in files), "")
    url = (_address(one) if one is not None else "") or next((file.url for file in files if file.url), "")
    saved = (_moment(_said(one, "datesubmitted")) if one is not None else None) or next(
        (file.saved for file in files if file.saved), None
    )
    texts = sorted((file for file in files if file.is_text and file.path), key=lambda file: file.rank)
    found = False
    for file in texts:
        path = _beside(source.path, file.path)
        if found:
            yield LeftOut(file.path, FURTHER)
        elif path is not None:
            found = True
            try:
                opened = Source.of_file(path)
            except InputError as error:
                yield LeftOut(file.path, failure=str(error))
                continue
            stated = _stated(one, title)
            yield Inner(
                opened, file.path, url or file.url or None, file.saved or saved, stated=stated, curation=curation
            )
    if found:
        return
    if url:
        yield SavedLink(url, title, saved, curation)
    elif texts:
        yield LeftOut(title, failure=MISSING.format(texts[0].path))
    else:
        yield LeftOut(title, NO_TEXT)


def _beside(listed: Path | None, written: str) -> Path | None:
    """Return the file that a path beside the list names, None where it leads out of the list's folder or nowhere."""
    if listed is None or not written:
        return None
    folder = listed.parent.resolve()
    for name in dict.fromkeys((written, unquote(written))):
        try:
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file() and path != listed.resolve():
                return path
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def _stated(one: etree._Element | None, title: str) -> tuple[Candidate, ...]:
    """Return what the reference says of its text."""
    given = [(Field.HEADLINE, title)]
    if one is not None:
        inside = next((part for part in one if local_name(part) == "ispartof"), None)
        holder = next(iter(inside), None) if inside is not None else None
        given += [(Field.AUTHOR, name) for name in _people(one)]
        given += [
            (Field.OUTLET, _said(holder, "title") if holder is not None else ""),
            (Field.SECTION, _said(one, "section") or (_said(holder, "section") if holder is not None else "")),
            (Field.PUBLISHED, _said(one, "date")),
            (Field.LANGUAGE, _said(one, "language")),
            (Field.DESCRIPTION, _said(one, "abstract")),
        ]
    return tuple(Candidate(field, value, Origin.CONTAINER) for field, value in given if value)


def _people(one: etree._Element) -> Iterator[str]:
    for group in (part for part in one if local_name(part) == "authors"):
        for person in (part for part in group.iter() if local_name(part) == "person"):
            given, family = _said(person, "givenname"), _said(person, "surname")
            if name := f"{given} {family}".strip():
                yield name


def _file(one: etree._Element) -> _File:
    place = next((part for part in one if local_name(part) in {"path", "resource"}), None)
    path = str(place.get(f"{_RDF}resource") or flat_text(place)) if place is not None else ""
    return _File(path, _address(one), _said(one, "type"), _moment(_said(one, "datesubmitted")), _said(one, "title"))


def _note(one: etree._Element) -> str:
    """Return the text of a note, which is HTML in the value."""
    value = next((part for part in one if local_name(part) == "value"), None)
    return "\n".join(line for line in plain_text(flat_text(value)).split("\n") if line)


def _notes(one: etree._Element, notes: dict[str, str]) -> tuple[str, ...]:
    return tuple(text for name in _references(one, "isreferencedby") if (text := notes.get(name, "")))


def _tags(one: etree._Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in one if local_name(part) == "subject" if (name := flat_text(part))))


def _address(one: etree._Element) -> str:
    for identifier in (part for part in one if local_name(part) == "identifier"):
        for uri in (part for part in identifier if local_name(part) == "uri"):
            if (found := flat_text(uri)).startswith(("http://", "https://")):
                return found
    about = _about(one)
    return about if about.startswith(("http://", "https://")) else ""


def _moment(written: str) -> Moment | None:
    return parse_date(written, (), Origin.CONTAINER) if written else None


def _said(one: etree._Element | None, name: str) -> str:
    parts = (part for part in one if local_name(part) == name) if one is not None else ()
    return next((text for part in parts if (text := flat_text(part))), "")


def _about(one: etree._Element) -> str:
    return str(one.get(f"{_RDF}about") or "")


def _references(one: etree._Element, name: str) -> Iterator[str]:
    return (str(part.get(f"{_RDF}resource") or "") for part in one if local_name(part) == name)
