"""A story as a database describes it, and how it becomes a snapshot."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, FileKind, Moment, Snapshot, Source
from reader.intake.documents.paragraphs import Paragraph, Run, blocks
from reader.intake.format import snapshot
from reader.intake.markup import heading, story_markup
from reader.intake.metadata.names import split_names
from reader.intake.source import Source as File

Block = Paragraph | str
"""A paragraph, or markup that is kept as the export has it."""

DATE_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
_TURNED = re.compile(r"\s*([^,;\d]{2,40}),\s([^,;\d]{1,40}?)\s*\Z")
_STRAY_BLANK = re.compile(r"(?<=\d) (?=\d)")
_MOST_NAME_WORDS = 4
_LONGEST_FACT = 20_000
_CHARSET = "utf-8"


@dataclass(frozen=True, slots=True)
class Story:
    """A story of an export. ``facts`` is what the database says and no field takes, with its labels.

    ``published`` is as written, ``languages`` the likeliest for reading it, ``language`` the code of the story's own.
    ``url`` is where the story is on the web, ``record_url`` where the database shows it. ``shows_standfirst`` tells
    that the standfirst is part of the story, and not of the database alone.
    """

    member: str
    body: tuple[Block, ...]
    headline: str = ""
    standfirst: str = ""
    shows_standfirst: bool = True
    authors: tuple[str, ...] = ()
    outlet: str = ""
    section: str = ""
    language: str = ""
    published: str = ""
    languages: tuple[str, ...] = ()
    url: str = ""
    record_url: str = ""
    captions: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def story_snapshot(story: Story, file: File, saved: Moment | None = None) -> Snapshot:
    """Return a story of an export as a snapshot of its own markup."""
    return snapshot(
        _content(story),
        FileKind.STORY,
        file,
        member=story.member,
        url=story.url or None,
        saved=saved,
        charset=_CHARSET,
        stated=tuple(_stated(story)),
    )


def plain(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph((Run(text),))


def names(written: str, *, are_turned: bool = False) -> tuple[str, ...]:
    """Return the authors in a byline: "By Ann Lee and Bo Ek", "Lee, Ann; Ek, Bo".

    ``are_turned`` tells that the database writes family names first, even where there is one author alone.
    """
    found: list[str] = []
    for part in re.split(r"\s*[;\n]\s*", written):
        turned = _TURNED.match(part)
        is_short = turned is not None and all(len(side.split()) <= _MOST_NAME_WORDS for side in turned.groups())
        if turned and is_short and (are_turned or ";" in written):
            part = f"{turned.group(2)} {turned.group(1)}"  # noqa: PLW2901 -- the same name, the other way round
        found += split_names(part)
    return tuple(dict.fromkeys(found))


def missing(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers that are left out of a count, from the first that is there to the last."""
    there = set(numbers)
    if not there or max(there) - min(there) > _MOST_NUMBERED:
        return ()
    return tuple(number for number in range(min(there), max(there) + 1) if number not in there)


_MOST_NUMBERED = 100_000


def _content(story: Story) -> bytes:
    made = [heading(story.headline, 1)]
    if story.standfirst and story.shows_standfirst:
        made.append(f'<p class="standfirst">{html.escape(" ".join(story.standfirst.split()), quote=False)}</p>')
    made += _body(story.body)
    made += [
        f"<figure><figcaption>{html.escape(caption, quote=False)}</figcaption></figure>" for caption in story.captions
    ]
    content = story_markup(made, story.language)
    facts = "".join(_fact(label, value) for label, value in story.facts)
    return content.replace(b"<body>", f"<head>{facts}</head><body>".encode("utf-8", "replace"), 1) if facts else content


def _body(body: Iterable[Block]) -> Iterator[str]:
    for is_markup, group in groupby(body, lambda block: isinstance(block, str)):
        if is_markup:
            yield from (block for block in group if isinstance(block, str))
        else:
            yield from blocks(block for block in group if isinstance(block, Paragraph))


def _fact(label: str, value: str) -> str:
    name = re.sub(r"[^\w]+", "-", label.lower()).strip("-") or "note"
    return f'<meta name="export-{html.escape(name)}" content="{html.escape(value[:_LONGEST_FACT])}">'


def _stated(story: Story) -> Iterator[Candidate]:
    stated = [
        (Field.HEADLINE, story.headline),
        (Field.DESCRIPTION, story.standfirst),
        (Field.OUTLET, story.outlet),
        (Field.SECTION, story.section),
        (Field.LANGUAGE, story.language),
        (Field.PUBLISHED, _date(story)),
        (Field.URL, story.record_url),
        *((Field.AUTHOR, author) for author in story.authors),
    ]
    for field, value in stated:
        flat = " ".join(value.split())
        if flat:
            yield Candidate(field, flat, Source.CONTAINER)


def _date(story: Story) -> str:
    """Return the date in ISO 8601 at its precision: in the export's languages it is read here, where they are known."""
    tags = [tag for tag in dict.fromkeys((*story.languages, story.language, *DATE_LANGUAGES)) if tag]
    written = (story.published, _STRAY_BLANK.sub("", story.published))
    moments = (parse_date(text, tags, Source.CONTAINER) for text in written)
    return next((moment.iso for moment in moments if moment is not None), "")
