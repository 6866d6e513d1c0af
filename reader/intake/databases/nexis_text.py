"""Nexis exports as plain text."""

import re
from collections.abc import Iterable, Iterator

from reader.core.dates import parse_date
from reader.core.model import FileKind, Moment
from reader.core.model import Source as FactSource
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis import LABELS, Export, numbered, take_apart
from reader.intake.databases.nexis_story import story_of
from reader.intake.databases.parts import Part, decoded, head_lines, is_plain_text, lines_of, text_parts
from reader.intake.databases.story import missing, story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_LEAST_LABELS = 2
_COUNTED = re.compile(rb"(?i)\d\s{1,3}(?:of|von|de|di|van|sur)\s{1,3}\d")
_ENDED = re.compile(rb"(?im)^\s{0,40}(?:end of|ende des|fin d|fine |einde |fim d)\w{0,5}\s?d[ok][ck]ument")
COVERS, FOOTERS, EMPTY = "cover pages", "footers", "empty documents"
SURE = frozenset({"length", "load"})
"""Meanings of labels that nothing else in the world has."""
NOT_SPLIT = (
    "This looks like an export of a news database, but where its documents begin cannot be told; "
    "it was kept as one story."
)


def _is_export(source: Source) -> bool:
    head = source.head
    if not (_COUNTED.search(head) or _ENDED.search(head) or b"\x00" in head[:64]):
        return False
    return is_plain_text(source) and looks_like_export(head_lines(head))


def looks_like_export(lines: Iterable[str]) -> bool:
    """Tell an export by two marks: a line that counts or ends a document, and two different labels around it."""
    known = labels(LABELS)
    begun = False
    seen: dict[str, str] = {}
    for line in lines:
        if known.counter(line) is not None:
            begun = True
            seen.clear()
            continue
        found = known.labelled(line)
        if found is not None and (found.label == found.label.upper() or not begun):
            seen[found.label.upper()] = found.meaning
        if len(seen) >= _LEAST_LABELS and (begun or (known.is_end(line) and not SURE.isdisjoint(seen.values()))):
            return True
    return False


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    export = take_apart(text_parts(_apart(lines_of(decoded(content)))))
    if export is None:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.TEXT, source)
        return
    yield from items_of(export, source)


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, with blank ones around those that count or end a document."""
    known = labels(LABELS)
    for line in lines:
        if known.counter(line) is not None or known.is_end(line):
            yield from ("", line, "")
        else:
            yield line


def items_of(export: Export, source: Source) -> Iterator[Item]:
    """Yield the stories of an export, and what of it is none."""
    if export.front:
        yield LeftOut("front", COVERS)
    saved = _saved(export.front)
    for member, document in numbered(export.documents):
        if not document.parts:
            yield LeftOut(member, EMPTY)
            continue
        yield story_snapshot(story_of(document, member), source, saved)
        if not document.has_end:
            yield LeftOut(member, failure=_NO_END)
    if export.footer:
        yield LeftOut("end", FOOTERS)
    gone = missing([one.counter.number for one in export.documents if one.counter])
    if gone:
        yield LeftOut("", failure=_gap(gone))
    if export.declared > len(export.documents):
        yield LeftOut("", failure=_FEWER.format(declared=export.declared, found=len(export.documents)))


def _saved(front: Iterable[Part]) -> Moment | None:
    """Return when an export was made, by its cover."""
    known = labels(LABELS)
    for found in (known.labelled(line) for part in front for line in part.lines):
        if found is not None and found.meaning == "saved":
            return parse_date(found.value, (found.language, "en"), FactSource.CONTAINER)
    return None


_NO_END = "The last document has no end mark: the export may have been cut off. What is there was kept."
_FEWER = (
    "The list at the beginning of this export names {declared} documents, but only {found} were found. "
    "Export the others again if they are wanted."
)


def _gap(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"Documents left out of the count of this export: {shown}. Export them again if they are wanted."


NEXIS_TEXT = Format("Nexis exports", _is_export, _unpack, is_container=True, is_never_page=True)
