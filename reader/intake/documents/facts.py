"""What a document's properties say of its story, taken with care: programs and templates fill them in by themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, Moment, Source
from reader.intake.documents.paragraphs import Paragraph, Style

_PROGRAM_PREFIX = re.compile(r"\s*(?:microsoft (?:office )?word|openoffice|libreoffice)\s*[-–:]\s*", re.IGNORECASE)
_FILE_SUFFIX = re.compile(r"\.(?:docx?|rtf|odt|pdf|txt|html?|md|indd|qxp|pages)\s*\Z", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|senza titolo|sem título|без названия|无标题|無題|document|dokument|"
    r"documento|word document|powerpoint presentation|print|about:blank|new tab|titel|title|export|doc)?[\s\d.\-_()]*",
    re.IGNORECASE,
)
_PROGRAMS = re.compile(
    r"python-docx|calibre|pandoc|admin|administrator|user|utilisateur|benutzer|usuario|unknown|owner|microsoft|"
    r"windows user|author|autor|default|root|apache|unbekannt",
    re.IGNORECASE,
)
_LONGEST_TITLE, _LONGEST_HEADLINE = 300, 160
_NEAR_THE_TOP = 12
_ENDS_OF_SENTENCE = (".", "!", ";", ":", ",", "。", "！")
_LEAST_TEXT = 120


def plain_title(written: str) -> str:
    """Return a title property without the marks of the program that filled it in, or "" where it says nothing."""
    title = _PROGRAM_PREFIX.sub("", " ".join(written.split()), count=1)
    title = _FILE_SUFFIX.sub("", title)
    return "" if len(title) > _LONGEST_TITLE or _NO_TITLE.fullmatch(title) else title


def with_headline(paragraphs: Sequence[Paragraph], title: str) -> list[Paragraph]:
    """Return ``paragraphs`` with the headline as a heading of level 1 where the document marks none.

    It is the paragraph near the top that is the ``title``, else a short first one that looks apart from the text.
    """
    if any(one.style is Style.HEADING and one.level == 1 for one in paragraphs):
        return list(paragraphs)
    wanted = " ".join(title.split()).casefold()
    top = paragraphs[:_NEAR_THE_TOP]
    place = next((i for i, one in enumerate(top) if wanted and " ".join(one.text.split()).casefold() == wanted), None)
    if place is None and _is_headline(paragraphs):
        place = 0
    if place is None:
        return list(paragraphs)
    marked = replace(paragraphs[place], style=Style.HEADING, level=1)
    return [*paragraphs[:place], marked, *paragraphs[place + 1 :]]


def _is_headline(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first paragraph is a headline: short, no sentence or bold or in the middle, text behind it."""
    if not paragraphs or paragraphs[0].table or paragraphs[0].style is Style.LIST_ITEM:
        return False
    first = paragraphs[0]
    text = first.text.strip()
    is_apart = first.is_bold or first.alignment == "center" or not text.endswith(_ENDS_OF_SENTENCE)
    has_text = any(len(one.text) > _LEAST_TEXT for one in paragraphs[1:])
    looks_headed = first.style is Style.HEADING or (is_apart and has_text)
    return len(text.split()) + len(text) // 12 > 1 and len(text) <= _LONGEST_HEADLINE and looks_headed


def stated(title: str, author: str, paragraphs: Sequence[Paragraph], language: str = "") -> tuple[Candidate, ...]:
    """Return what the properties state: a title where the text has no headline, a name where the text has it too."""
    found: list[Candidate] = []
    title = plain_title(title)
    if title and not any(one.style is Style.HEADING and one.level == 1 for one in paragraphs):
        found.append(Candidate(Field.HEADLINE, title, Source.TITLE))
    name = " ".join(author.split())
    near = "\n".join(" ".join(one.text.split()) for one in paragraphs[:_NEAR_THE_TOP]).casefold()
    if " " in name and not _PROGRAMS.fullmatch(name) and name.casefold() in near:
        found.append(Candidate(Field.AUTHOR, name, Source.META))
    if language:
        found.append(Candidate(Field.LANGUAGE, language, Source.META))
    return tuple(found)


def last_saved(*written: str) -> Moment | None:
    """Return the latest of the moments at which a document was made or changed: none says when it was published."""
    moments = [made for one in written if one and (made := parse_date(one, (), Source.CONTAINER)) is not None]
    return max(moments, key=lambda made: made.value.replace(tzinfo=None), default=None)
