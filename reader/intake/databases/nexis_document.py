"""Nexis exports as Word documents and rich texts: one file with many documents, or one with one."""

from collections.abc import Iterable, Iterator

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis import LABELS, take_apart
from reader.intake.databases.nexis_text import NOT_SPLIT, SURE, items_of, looks_like_export
from reader.intake.databases.parts import Part, document_parts, text_part
from reader.intake.databases.peek import rich_lines, word_lines
from reader.intake.documents.docx_text import docx_paragraphs
from reader.intake.documents.paragraphs import Paragraph, document_markup
from reader.intake.documents.rtf_text import rtf_paragraphs
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_LEAST_COVER = 3
_FIELDS = SURE | {"author", "section", "standfirst", "rights", "language", "tail"}


def _is_word(source: Source) -> bool:
    return looks_like_document(word_lines(source))


def _is_rich(source: Source) -> bool:
    return looks_like_document(rich_lines(source))


def looks_like_document(lines: Iterable[str]) -> bool:
    """Tell an export by three lines of a cover, or by a frame around sure labels: "Body", or an end mark."""
    known = labels(LABELS)
    covers: set[str] = set()
    meanings: set[str] = set()
    seen = tuple(lines)
    for line in seen:
        found = known.labelled(line)
        if known.is_cover(line):
            covers.add(line.split(":", 1)[0])
        elif found is not None:
            meanings.add(found.meaning)
        elif known.is_rights(line):
            meanings.add("rights")
        elif known.meaning(line) == "body" or known.is_end(line):
            meanings.add("frame")
        if len(covers) >= _LEAST_COVER or ("frame" in meanings and meanings & SURE and len(meanings & _FIELDS) > 1):
            return True
    return looks_like_export(seen)


def _word(source: Source, terms: Terms) -> Iterator[Item]:
    yield from _items(docx_paragraphs(source.read_document(terms), terms), source)


def _rich(source: Source, terms: Terms) -> Iterator[Item]:
    yield from _items(rtf_paragraphs(source.read_document(terms)), source)


def _items(paragraphs: list[Paragraph], source: Source) -> Iterator[Item]:
    export = take_apart([one for part in document_parts(paragraphs) for one in _by_labels(part)])
    if export is None:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(document_markup(paragraphs), FileKind.STORY, source, charset="utf-8")
        return
    yield from items_of(export, source)


def _by_labels(part: Part) -> list[Part]:
    """Return a part with several labels, one a line ("Byline: …", "Highlight: …"), as a part for each of them."""
    known = labels(LABELS)
    if len(part.lines) < 2 or not all(known.labelled(line) for line in part.lines):
        return [part]
    return [text_part(line) for line in part.lines]


NEXIS_WORD = Format("Nexis exports", _is_word, _word, is_container=True, is_never_page=True)
NEXIS_RICH = Format("Nexis exports", _is_rich, _rich, is_container=True, is_never_page=True)
