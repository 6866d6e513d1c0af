"""Documents of Factiva: by codes ("HD", "TD") or by the order of the lines above the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.intake.databases.labels import labels, language_code
from reader.intake.databases.parts import Part
from reader.intake.databases.story import Block, Story, names
from reader.intake.documents.paragraphs import Paragraph, Run, Style
from reader.intake.metadata.names import is_person_like

LABELS = "factiva"
NUMBER = r"[A-Z][A-Z0-9]{3,11}(?:19|20)\d{6}[a-z0-9]{6,14}"
_NUMBER_LINE = re.compile(rf"(?:[^\W\d_]{{2,20}}[ :：]{{0,3}})?({NUMBER})")
_CODE = re.compile(r"[A-Z]{2,4}")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4}|\sUhr)?", re.IGNORECASE)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_COUNTED = re.compile(r"\d{1,4}\)\s+")
_MOST_ABOVE = 4
"""More lines above the number of words are not those of one document."""


@dataclass(slots=True)
class Draft:
    """What has been gathered of a story."""

    headline: str = ""
    section: str = ""
    authors: list[str] = field(default_factory=list)
    outlet: str = ""
    language: str = ""
    published: str = ""
    time: str = ""
    number: str = ""
    url: str = ""
    body: list[Block] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def story(self, place: str) -> Story:
        """Return it as a story; ``place`` names it where it has no number."""
        return Story(
            member=self.number or place,
            body=tuple(self.body),
            headline=_COUNTED.sub("", self.headline, count=1) if _COUNTED.match(self.headline) else self.headline,
            authors=tuple(dict.fromkeys(self.authors)),
            outlet=self.outlet,
            section=self.section,
            language=self.language,
            published=f"{self.published} {self.time}".strip(),
            url=self.url,
            captions=tuple(self.captions),
            facts=tuple(self.facts),
        )


@dataclass(frozen=True, slots=True)
class Coded:
    """A value with its code, as text and as paragraphs."""

    code: str
    value: str
    parts: tuple[Part, ...]


def number_in(line: str) -> str:
    """Return the line "Document TEST000020170403ed43000ab" as it is written, or ""."""
    text = " ".join(line.split())
    return text if len(text) < 60 and _NUMBER_LINE.fullmatch(text) else ""


def is_code(text: str) -> bool:
    """Tell whether a text is one of the codes of fields."""
    return _CODE.fullmatch(text) is not None and labels(LABELS).meaning(text) != ""


def coded_story(fields: Iterable[Coded], place: str, language: str = "") -> Story:
    """Return the story of fields with codes; ``language`` is that of the page's classes."""
    draft = Draft(language=language)
    for one in fields:
        meaning = labels(LABELS).meaning(one.code)
        _take(meaning, one, draft)
        if meaning not in ("body", "more", "headline"):
            draft.facts.append((one.code, one.value))
    return draft.story(place)


def _take(meaning: str, one: Coded, draft: Draft) -> None:
    value = one.value
    if meaning in ("body", "more"):
        for part in one.parts:
            draft.body += part.body
    elif meaning == "author":
        draft.authors += names(value)
    elif meaning == "caption":
        draft.captions += [part.text for part in one.parts]
    elif meaning == "language":
        draft.language = language_code(value) or draft.language
    elif meaning == "identifier":
        draft.number = draft.number or value
    elif meaning == "address":
        draft.url = value.split()[0] if value.startswith("http") else draft.url
    elif meaning in ("headline", "section", "published", "time", "outlet") and not getattr(draft, meaning):
        setattr(draft, meaning, value)


def take_header(cells: Sequence[str], draft: Draft) -> int:
    """Take the lines from the number of words on to the copyright; return how many of them are header."""
    known = labels(LABELS)
    start = next((n for n, cell in enumerate(cells) if known.is_word_count(cell)), -1)
    if start < 0:
        return 0
    draft.facts.append(("WC", cells[start]))
    near = range(start + 1, min(len(cells), start + 1 + _MOST_CELLS))
    last = max((n for n in near if is_rights(cells[n])), default=-1)
    last = last if last >= 0 else max((n for n in near if _is_language(cells[n], draft)), default=-1)
    number = start + 1
    for cell in cells[start + 1 :]:
        if number > last and not _is_sure(cell, draft):
            break
        _take_cell(cell, draft)
        number += 1
    return number


_MOST_CELLS = 10


def _is_sure(cell: str, draft: Draft) -> bool:
    """Tell whether a line is part of a header that has no copyright: date, time, outlet and its code."""
    return not draft.outlet or _SOURCE_CODE.fullmatch(cell) is not None


def _take_cell(cell: str, draft: Draft) -> None:
    """Take one line of the header, by what can stand in its place."""
    if is_rights(cell):
        draft.facts.append(("CY", cell))
    elif not draft.published:
        draft.published = cell
    elif not draft.outlet and not draft.time and _TIME.fullmatch(cell):
        draft.time = cell
    elif not draft.outlet:
        draft.outlet = cell
    elif _is_language(cell, draft):
        draft.language = language_code(cell)
        draft.facts.append(("LA", cell))
    else:
        draft.facts.append(("SC" if _SOURCE_CODE.fullmatch(cell) else "ED", cell))


def _is_language(cell: str, draft: Draft) -> bool:
    return (
        len(cell) > 2 and len(cell) <= 40 and language_code(cell) != "" and not any(k == "LA" for k, _ in draft.facts)
    )


def is_rights(text: str) -> bool:
    """Tell whether a line is about copyright."""
    return text.lower().startswith(("©", "(c)", "copyright", "copr")) and len(text) < 400


def take_above(parts: Sequence[Part], draft: Draft) -> list[Part]:
    """Take section, headline and byline from the parts above the number of words; return what is none of them."""
    loud = [number for number, part in enumerate(parts) if _is_loud(part)]
    if loud:
        first, last = loud[0], loud[-1]
    else:
        last = len(parts) - 1
        last -= last > 0 and _is_byline(parts[last].text)
        first = last
    before = list(parts[:first])
    draft.headline = " ".join(part.text for part in parts[first : last + 1])
    for part in parts[last + 1 :]:
        found = names(part.text)
        draft.authors += found
        draft.facts.append(("BY" if found else "CR", part.text))
    if before and len(parts) <= _MOST_ABOVE:
        draft.section = before.pop().text
    return before


def _is_loud(part: Part) -> bool:
    block = part.body[0] if part.body else ""
    return isinstance(block, Paragraph) and (block.is_bold or block.style is Style.HEADING)


def _is_byline(text: str) -> bool:
    found = names(text)
    return (
        bool(found)
        and len(text) < 200
        and (text.split(maxsplit=1)[0].lower() in _BYLINE or all(map(is_person_like, found)))
    )


_LONGEST_BYLINE = 200
_BYLINE = frozenset({"by", "von", "par", "por", "di", "door", "от"})


def documents_in(parts: Sequence[Part]) -> tuple[list[list[Part]], list[Part]]:
    """Return the parts of each document, its number last, and what stands behind the last number."""
    made: list[list[Part]] = [[]]
    for part in parts:
        made[-1].append(part)
        code, rest = code_of(part)
        if number_in(rest.text if code == "AN" else part.text):
            made.append([])
    return made[:-1], made[-1]


def line_story(parts: Sequence[Part], place: str) -> tuple[Story, list[Part]]:
    """Return the story of a document without codes, and the parts above its headline that are none of it."""
    known = labels(LABELS)
    draft = Draft()
    inside = list(parts)
    if inside and number_in(inside[-1].text):
        draft.number = number_in(inside.pop().text)
    start = next((n for n, part in enumerate(inside) if known.is_word_count(part.text)), -1)
    if start < 0:
        draft.body = [block for part in inside for block in part.body]
        return draft.story(place), []
    above = take_above(inside[:start], draft)
    cells = [part.text for part in inside[start:]]
    begin = start + take_header(cells, draft)
    for part in inside[begin:]:
        draft.body += part.body
    return draft.story(place), above


def coded_lines(parts: Sequence[Part]) -> Iterator[Coded]:
    """Yield the fields of a document whose lines begin with codes."""
    code = ""
    found: list[Part] = []
    for part in parts:
        head, rest = code_of(part)
        if head:
            if code:
                yield _coded(code, found)
            code, found = head, [rest] if rest.text else []
        elif code:
            found.append(part)
    if code:
        yield _coded(code, found)


def _coded(code: str, parts: list[Part]) -> Coded:
    return Coded(code, " ".join(part.text for part in parts), tuple(parts))


def code_of(part: Part) -> tuple[str, Part]:
    """Return the code that a part begins with, and the rest of it; "" and the part where there is none."""
    block = part.body[0] if part.body else ""
    raw = block.text if isinstance(block, Paragraph) else part.text
    match = re.match(r"\s*([A-Z]{2,4})(?:\s*\Z|\t\s*|\s{2,}|\u00a0\s*)", raw)
    if match is None or not is_code(match.group(1)):
        return "", part
    rest = raw[match.end() :].strip()
    made = (
        Part(
            (" ".join(rest.split()),),
            (
                Paragraph(
                    _runs_after(block, match.end()),
                ),
            ),
        )
        if rest
        else Part(("",), ())
    )
    return match.group(1), made


def _runs_after(block: Block, start: int) -> tuple[Run, ...]:
    if not isinstance(block, Paragraph):
        return ()
    made: list[Run] = []
    for run in block.runs:
        text = run.text[min(start, len(run.text)) :]
        start = max(0, start - len(run.text))
        if text:
            made.append(replace(run, text=text))
    return tuple(made)
