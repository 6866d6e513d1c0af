"""Factiva exports as rich text, Word document or plain text: documents end with their numbers."""

from collections.abc import Iterator, Sequence

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.factiva import (
    LABELS,
    code_of,
    coded_lines,
    coded_story,
    documents_in,
    is_code,
    line_story,
    number_in,
)
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis_text import COVERS, FOOTERS, NOT_SPLIT
from reader.intake.databases.parts import (
    Part,
    decoded,
    document_parts,
    head_lines,
    is_plain_text,
    lines_of,
    text_part,
    text_parts,
)
from reader.intake.databases.peek import rich_lines, word_lines
from reader.intake.databases.story import Story, plain, story_snapshot
from reader.intake.documents.docx_text import docx_paragraphs
from reader.intake.documents.paragraphs import document_markup
from reader.intake.documents.rtf_text import rtf_paragraphs
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_LONG = 200
"""Longer lines are paragraphs: the text is not hard-wrapped."""
_LEAST_CODES = 4
_LEAST_REST = 80
_NO_END = "The last document has no number at its end: the export may have been cut off. What is there was kept."


def _looks_like_export(lines: Sequence[str]) -> bool:
    """Tell an export by a line that counts words, or four codes, and the number of a document."""
    known = labels(LABELS)
    has_number = any(map(number_in, lines))
    if not has_number and not any(line.startswith("AN") for line in lines):
        return False
    codes = {code for line in lines if is_code(code := line.split("\t")[0].split(" ")[0])}
    if {"HD", "AN"} <= codes and len(codes) > _LEAST_CODES:
        return True
    return has_number and any(map(known.is_word_count, lines))


def _is_text(source: Source) -> bool:
    if not is_plain_text(source) or b"\x00" in source.head[:64]:
        return False
    head = source.head
    if not any(mark in head for mark in (b"ocument", b"okument", b"AN", b"\xe6\x96\x87")):
        return False
    lines = head_lines(head)
    ends = head_lines(source.tail) if source.size is not None and source.size > len(head) else ()
    return _looks_like_export(lines + ends)


def _is_rich(source: Source) -> bool:
    return _looks_like_export(rich_lines(source))


def _is_word(source: Source) -> bool:
    return _looks_like_export(word_lines(source))


def _text(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    yield from _items(_parts(lines_of(decoded(content))), source, content)


def _rich(source: Source, terms: Terms) -> Iterator[Item]:
    paragraphs = rtf_paragraphs(source.read_document(terms))
    yield from _items(list(document_parts(paragraphs)), source, document_markup(paragraphs), FileKind.STORY)


def _word(source: Source, terms: Terms) -> Iterator[Item]:
    paragraphs = docx_paragraphs(source.read_document(terms), terms)
    yield from _items(list(document_parts(paragraphs)), source, document_markup(paragraphs), FileKind.STORY)


def _items(parts: list[Part], source: Source, whole: bytes, kind: FileKind = FileKind.TEXT) -> Iterator[Item]:
    documents, rest = documents_in(parts)
    has_end = True
    if sum(len(part.text) for part in rest) >= _LEAST_REST and _is_document(rest):
        documents.append(rest)
        has_end = False
    elif rest and documents:
        yield LeftOut("end", FOOTERS)
    if not documents:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(whole, kind, source, charset="utf-8" if kind is FileKind.STORY else None)
        return
    for number, one in enumerate(documents, 1):
        story, above = _story(one, f"document {number}")
        if above and number == 1:
            yield LeftOut("front", COVERS)
        yield story_snapshot(story, source)
    if not has_end:
        yield LeftOut("end", failure=_NO_END)


def _is_document(parts: Sequence[Part]) -> bool:
    return any(labels(LABELS).is_word_count(part.text) or code_of(part)[0] == "HD" for part in parts)


def _story(parts: Sequence[Part], place: str) -> tuple[Story, list[Part]]:
    codes = {code for part in parts if (code := code_of(part)[0])}
    if {"HD"} < codes and len(codes) > _LEAST_CODES:
        fields = list(coded_lines(parts))
        first = next(n for n, part in enumerate(parts) if code_of(part)[0])
        return coded_story(fields, place), list(parts[:first])
    return line_story(parts, place)


def _parts(lines: list[str]) -> list[Part]:
    """Return the parts of a plain text: its lines where they are long, else what blank lines and codes divide."""
    if any(len(line) > _LONG for line in lines):
        return [
            Part(part.lines, (plain(line.strip()),)) for line in lines if line.strip() and (part := text_part(line))
        ]
    known = labels(LABELS)
    apart: list[str] = []
    is_header = False
    for line in lines:
        is_header = (is_header or known.is_word_count(line)) and bool(line.strip())
        code, rest = code_of(Part((line,), (plain(line),)))
        if code:
            apart += ["", code, "", rest.text]
        else:
            apart += ["", line] if is_header or number_in(line) else [line]
    return text_parts(apart)


FACTIVA_TEXT = Format("Factiva exports", _is_text, _text, is_container=True, is_never_page=True)
FACTIVA_RICH = Format("Factiva exports", _is_rich, _rich, is_container=True, is_never_page=True)
FACTIVA_WORD = Format("Factiva exports", _is_word, _word, is_container=True, is_never_page=True)
