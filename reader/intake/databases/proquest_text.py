"""ProQuest exports as plain text: documents between lines of underscores."""

import re
from collections.abc import Iterator

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.labels import Counter, labels
from reader.intake.databases.nexis_text import COVERS, FOOTERS, NOT_SPLIT
from reader.intake.databases.parts import Part, decoded, head_lines, is_plain_text, lines_of
from reader.intake.databases.proquest import LABELS, SURE, is_document, labelled_parts, starts_in, story_of
from reader.intake.databases.story import missing, story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

_DIVIDER = re.compile(r"[_*=]{20,200}")
_SURE_LABELS = 3


def _is_export(source: Source) -> bool:
    if b"roQuest" not in source.head and b"____________" not in source.head and b"*" * 20 not in source.head:
        return False
    if not is_plain_text(source):
        return False
    known = labels(LABELS)
    lines = head_lines(source.head)
    found = {label.meaning for line in lines if (label := known.labelled(line)) is not None}
    return len(found & SURE) >= _SURE_LABELS and (
        any(_DIVIDER.fullmatch(line) for line in lines) or "identifier" in found
    )


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    segments = list(_segments(lines_of(decoded(content))))
    documents = [parts for _, parts in segments if is_document(parts)]
    if not documents:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.TEXT, source)
        return
    number = 0
    counted: list[int] = []
    for counter, parts in segments:
        if not is_document(parts):
            yield from _left_out(parts, is_before=not number)
            continue
        number += 1
        counted += [counter.number] if counter else []
        yield story_snapshot(story_of(parts, f"document {counter.number if counter else number}"), source)
    gone = missing(counted)
    if gone:
        yield LeftOut("", failure=f"Documents left out of the count of this export: {', '.join(map(str, gone[:10]))}.")


def _left_out(parts: list[Part], *, is_before: bool) -> Iterator[Item]:
    if parts:
        yield LeftOut("front" if is_before else "end", COVERS if is_before else FOOTERS)


def _segments(lines: list[str]) -> Iterator[tuple[Counter | None, list[Part]]]:
    """Yield what stands between dividing lines, as parts, with the line that counts it."""
    known = labels(LABELS)
    group: list[str] = []
    counter: Counter | None = None
    for line in [*lines, "_" * 20]:
        found = known.counter(line)
        if not _DIVIDER.fullmatch(line.strip()) and found is None:
            group.append(line)
            continue
        if any(map(str.strip, group)):
            parts = labelled_parts(group)
            starts = starts_in(parts)
            for start, stop in zip(starts or [0], [*starts[1:], len(parts)], strict=True):
                yield counter, parts[start if start != (starts or [0])[0] else 0 : stop]
            counter = None
        group = []
        counter = found or counter


PROQUEST_TEXT = Format("ProQuest exports", _is_export, _unpack, is_container=True, is_never_page=True)
