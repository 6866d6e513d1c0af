"""Exports of Retriever (Atekst, Mediearkivet) as plain text: stories between double lines, headlines underlined."""

import re
from collections.abc import Iterator, Sequence

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.databases.labels import labels
from reader.intake.databases.nexis_text import COVERS, NOT_SPLIT
from reader.intake.databases.parts import decoded, head_lines, is_plain_text, lines_of, text_parts
from reader.intake.databases.story import Story, names, story_snapshot
from reader.intake.format import Format, Item, LeftOut, snapshot
from reader.intake.source import Source

LABELS = "retriever"
_BETWEEN = re.compile(r"={40,120}")
_BELOW = re.compile(r"-{40,120}")
_PAPER = re.compile(
    r"(?P<paper>[^,]{2,60}(?:, [^,\d]{2,40})?),\s(?P<day>\d{1,2}\.\d{1,2}\.\d{4}(?:\s\d{1,2}[:.]\d{2})?)"
)
_ADDRESS = re.compile(r"https?://\S+")
_LANGUAGES = ("no", "sv", "da", "fi")
_LEFT = "A part of this export could not be read as a story. Look at the file itself."


def _is_export(source: Source) -> bool:
    if b"-" * 40 not in source.head or not is_plain_text(source):
        return False
    known = labels(LABELS)
    lines = head_lines(source.head)
    marks = (
        any(_BELOW.fullmatch(line) for line in lines),
        any(_PAPER.fullmatch(line) for line in lines),
        any(known.begins_with("medium", line) for line in lines),
    )
    return all(marks)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    segments = list(_segments(lines_of(decoded(content))))
    found = [one for one in segments if _head(one) is not None]
    if not found:
        yield LeftOut("", failure=NOT_SPLIT)
        yield snapshot(content, FileKind.TEXT, source)
        return
    number = 0
    for one in segments:
        head = _head(one)
        if head is not None:
            number += 1
            if number == 1 and any(line.strip() for line in one[: head[0]]):
                yield LeftOut("front", COVERS)
            yield story_snapshot(_story(one, head, f"document {number}"), source)
        elif number:
            yield LeftOut(f"behind document {number}", failure=_LEFT)
        else:
            yield LeftOut("front", COVERS)


def _segments(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield what stands between double lines, where anything does."""
    group: list[str] = []
    for line in lines:
        if _BETWEEN.fullmatch(line.strip()):
            if any(map(str.strip, group)):
                yield group
            group = []
        else:
            group.append(line)
    if any(map(str.strip, group)):
        yield group


def _head(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return where the headline of a story stands and where the line with outlet and date, or None."""
    paper = next((n for n, line in enumerate(lines) if _PAPER.fullmatch(line.strip())), -1)
    below = next((n for n in range(paper, -1, -1) if _BELOW.fullmatch(lines[n].strip())), -1)
    title = next((n for n in range(below - 1, -1, -1) if lines[n].strip()), -1)
    return (title, paper) if 0 <= title < below < paper else None


def _story(lines: Sequence[str], head: tuple[int, int], place: str) -> Story:
    known = labels(LABELS)
    title, paper = head
    match = _PAPER.fullmatch(lines[paper].strip())
    text: list[str] = []
    facts: list[tuple[str, str]] = []
    authors: list[str] = []
    section = url = ""
    is_text = False
    for line in lines[paper + 1 :]:
        flat = line.strip()
        found = known.labelled(flat) if not is_text else None
        if known.begins_with("web", flat):
            address = _ADDRESS.search(flat)
            url = address.group().rstrip(".") if address else url
        elif not is_text and known.begins_with("medium", flat):
            is_text = True
        elif found is not None and found.meaning == "section":
            section = found.value
            continue
        elif found is not None and found.meaning == "author":
            authors += names(found.value)
        elif is_text and not flat.startswith("©"):
            text.append(line)
            continue
        facts += [("Note", flat)] if flat else []
    return Story(
        member=place,
        body=tuple(block for part in text_parts(text) for block in part.body),
        headline=" ".join(lines[title].split()),
        authors=tuple(authors),
        outlet=match.group("paper") if match else "",
        section=section,
        published=match.group("day") if match else "",
        languages=_LANGUAGES,
        url=url if "ret.nu" not in url and "retriever" not in url else "",
        record_url=url if "ret.nu" in url or "retriever" in url else "",
        facts=tuple(facts),
    )


RETRIEVER = Format("Retriever exports", _is_export, _unpack, is_container=True, is_never_page=True)
