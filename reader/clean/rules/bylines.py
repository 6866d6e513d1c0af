"""Who wrote it and when, as lines of their own: bylines, datelines, "updated" lines. They become facts and removals."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import REPEATED_LOOKS, WORD, ends_with_stop, fold, has_case
from reader.clean.language import month_words
from reader.clean.phrases import Phrasebook
from reader.clean.rules.rule import whole
from reader.core.model import BlockKind, Role

LONGEST_BYLINE = 160
_UNITS = re.compile("[年月日時分时秒년월일시분초]")
_ASCII_DIGIT = re.compile("[0-9]")
_DATE_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_MOST_NAME_WORDS = 6


def find_bylines(draft: Draft) -> Iterator[Cut]:
    """Yield lines that only name the author, near the top or at the very end of the story."""
    top = first_prose(draft.lines) + 2
    for number, line in enumerate(draft.lines):
        is_near = number <= top or number >= len(draft.lines) - 3
        if is_near and line.kind is None and names_in_byline(line, draft.book):
            yield whole(number, line, "byline", "byline")


def find_datelines(draft: Draft) -> Iterator[Cut]:
    """Yield lines that hold only a date or a time: near the top or the end, or anywhere with "updated" and the like."""
    top = first_prose(draft.lines) + 1
    for number, line in enumerate(draft.lines):
        if line.kind is not None or not is_date_line(line, draft.book):
            continue
        is_near = number <= top or number >= len(draft.lines) - 2
        if is_near or line.folded.startswith(tuple(draft.book.group("dated"))):
            yield whole(number, line, "dateline", "date line")


def find_author_lines(draft: Draft) -> Iterator[Cut]:
    """Yield lines that are only names: of the declared authors, or with slashes right above the story."""
    known = {word for author in draft.page.metadata.authors for word in WORD.findall(fold(author.value))}
    allowed = known | draft.book.group("joiners")
    first = first_prose(draft.lines)
    for number, line in enumerate(draft.lines):
        words = line.said.split() if known and line.kind is None and len(line.text) < LONGEST_BYLINE else []
        is_declared = 1 < len(words) <= len(known) + 2 and allowed.issuperset(words)
        if is_declared or (number + 1 == first and _are_names(line, draft)):
            yield whole(number, line, "byline", "byline")


def _are_names(line: Line, draft: Draft) -> bool:
    """Whether a paragraph is two or three names of at least two words with slashes between: "Ann Lee/Bo Day"."""
    names = line.text.split("/")
    is_plain = line.role is Role.PARAGRAPH and 2 <= len(names) <= 3
    return is_plain and all(len(name.split()) > 1 and is_name(name, draft.book) for name in names)


def first_prose(lines: tuple[Line, ...]) -> int:
    """Return the number of the first line that reads as running text (12 words and a sentence's end)."""
    return next((n for n, one in enumerate(lines) if one.words >= 12 and one.is_sentence), len(lines))


def names_in_byline(line: Line, book: Phrasebook) -> tuple[str, ...]:
    """Return the authors if the line is a byline ("By Ann Lee and Bo Day, Reuters"), else ()."""
    if line.role is Role.LIST_ITEM:
        return ()
    return names_in_line(line.text, book)


@lru_cache(maxsize=REPEATED_LOOKS)
def names_in_line(line: str, book: Phrasebook) -> tuple[str, ...]:
    """Return the authors if the text of a line is a byline, else ()."""
    if len(line) > LONGEST_BYLINE:
        return ()
    text = line.strip(" -–—|•*/\n\t")
    folded = fold(text)
    for opening in _openings(book):
        if folded.startswith(opening):
            rest = text[len(opening) :]
            if rest[:1].isspace() or rest[:1] in (":", "："):
                return names_in(rest.strip(" :：\t"), book)
    return ()


@lru_cache(maxsize=64)
def _openings(book: Phrasebook) -> tuple[str, ...]:
    """Return the words that begin a byline, the longest first."""
    return tuple(sorted(book.group("byline"), key=len, reverse=True))


def names_in(text: str, book: Phrasebook) -> tuple[str, ...]:
    """Split "Ann Lee and Bo Day, Staff Writer | 3 May" into names; () if any part before the roles is not a name."""
    found: list[str] = []
    for chunk in _chunks(text, book):
        if is_name(chunk, book):
            found.append(chunk)
        elif not found or not _is_aside(chunk, book):
            return ()
    return tuple(found)


def _chunks(text: str, book: Phrasebook) -> list[str]:
    for mark in ("|", "•", "·", "/", ";", " - ", " – ", " — ", "，", "、", "、"):
        text = text.replace(mark, ",")
    chunks: list[str] = []
    for part in text.split(","):
        name: list[str] = []
        for word in part.split():
            if word.casefold() in book.group("joiners") and name:
                chunks.append(" ".join(name))
                name = []
            else:
                name.append(word)
        chunks.append(" ".join(name))
    return [chunk.strip(" .:") if len(chunk) > 3 else chunk for chunk in chunks if chunk.strip(" .:")]


def _is_aside(chunk: str, book: Phrasebook) -> bool:
    """Whether a part of a byline after the name is a role, a place, an agency or a date."""
    folded = fold(chunk)
    words = WORD.findall(folded)
    if any(role in folded for role in book.group("author_role")):
        return True
    if folded in book.group("agencies") or is_dated(chunk, book):
        return True
    return (
        len(words) <= 4
        and (not has_case(chunk) or chunk[:1].isupper() or chunk[:1].isdigit())
        and (not ends_with_stop(chunk))
    )


def is_name(text: str, book: Phrasebook) -> bool:
    """Whether the text can be a person's name: one to six words, capitalised where there is case, no digits."""
    words = text.replace("-", " ").replace("’", "'").split()
    if not 1 <= len(words) <= _MOST_NAME_WORDS or any(c.isdigit() for c in text) or "@" in text:
        return False
    if not has_case(text):
        return len(text) <= 40 and not ends_with_stop(text)
    if not all(w[0].isupper() or w.casefold().strip(".'") in book.group("particles") or w[0] == "'" for w in words):
        return False
    return any(len(w.strip(".")) > 1 for w in words) and not (text[-1:] in ".?!:" and len(words[-1]) > 3)


def is_date_line(line: Line, book: Phrasebook) -> bool:
    """Whether the line holds nothing but a date, a time and words that go with them."""
    if line.is_long or len(line.text) > 120 or line.role is Role.TABLE_CELL:
        return False
    if line.kind is BlockKind.HEADLINE:
        return False
    return line.key in book.group("dated") or is_dated(line.text, book)


@lru_cache(maxsize=REPEATED_LOOKS)
def is_dated(text: str, book: Phrasebook) -> bool:
    """Whether every word of the text belongs to a date: numbers, months, days, zones, "updated"; with a number."""
    if text.isascii() and not _ASCII_DIGIT.search(text):
        return False
    folded = fold(text)
    if not any(map(str.isdigit, folded)):
        return False
    for phrase in book.group("dated"):
        if not has_case(phrase):
            folded = folded.replace(phrase, " ")
    tokens = _DATE_TOKEN.findall(_UNITS.sub(" ", folded))
    numbers = [w for w in tokens if w.isdecimal()]
    words = [w for w in tokens if not w.isdecimal()]
    calendar, allowed = _date_words(book)
    is_named = any(w in calendar for w in words)
    if any(w not in allowed and w not in _ORDINALS for w in words):
        return False
    return (is_named and len(tokens) > 1) or _is_numeric_date(numbers, folded)


@lru_cache(maxsize=64)
def _date_words(book: Phrasebook) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of months and days, and all words that a date line may have."""
    calendar = month_words() | book.group("days")
    said = frozenset(word for phrase in book.group("dated") for word in phrase.split())
    return calendar, calendar | book.group("clock") | said


def _is_numeric_date(numbers: list[str], folded: str) -> bool:
    """Whether the numbers are a day with a year (2011-05-03, 3.5.2011) or nothing but a time of day after a word."""
    values = [int(n) for n in numbers if len(n) <= 4]
    has_year = any(1900 <= v <= 2100 for v in values)
    return has_year and len(values) >= 3 and sum(v <= 31 for v in values) >= 2 and not folded.startswith("(")


_ORDINALS = frozenset(("st", "nd", "rd", "th", "am", "pm", "er", "de", "os", "h", ""))
