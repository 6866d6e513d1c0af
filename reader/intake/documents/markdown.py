"""Markdown notes: clippings of stories with front matter, posts, and plain Markdown by its name.

Read are the notes of Obsidian's Web Clipper, MarkDownload, Readeck, Omnivore, Joplin, Readwise, Logseq, of blog
generators and converters: they differ in their keys only. A text without front matter and without the suffix of
Markdown is none, whatever signs it has.
"""

import re
from collections.abc import Iterator

from reader.core.model import Field, FileKind
from reader.core.terms import Terms
from reader.intake.decode import decode
from reader.intake.documents.beside import pictures_beside
from reader.intake.documents.front_matter import split_front_matter
from reader.intake.documents.note_facts import is_cut, is_known_key, note_facts
from reader.intake.format import Format, Item, snapshot
from reader.intake.pages import kind_of
from reader.intake.source import Source

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdx", ".rmd", ".qmd"})
_HEAD = re.compile(rb"\A\s*(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n")
_FEWEST_KEYS = 2
_HTML_START = re.compile(rb"\A\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)
_ORIGINAL = re.compile(r"\[(?:Read|View) Original\]\((https?://[^\s()]{4,2000})\)", re.IGNORECASE)


def _is_markdown(source: Source) -> bool:
    has_suffix = source.suffix in _SUFFIXES
    has_head = _HEAD.match(source.head[:200]) is not None
    if not (has_suffix or has_head) or _HTML_START.match(source.head[:200]) or kind_of(source.head, "") is None:
        return False
    return has_suffix or _states_a_story(source.head[:8_192].decode("utf-8", "replace"))


def _states_a_story(head: str) -> bool:
    """Tell whether front matter states known things: a line of hyphens alone may begin any text."""
    values, _ = split_front_matter(head, is_known_key)
    return sum(map(is_known_key, values)) >= _FEWEST_KEYS


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    from reader.intake.documents.markdown_body import markdown_markup  # noqa: PLC0415 - most files are no Markdown

    decoded = decode(source.read_document(terms), None, False)
    values, body = split_front_matter(decoded.text, is_known_key)
    facts = note_facts(values)
    original = _ORIGINAL.search(body, 0, 4_000)
    yield snapshot(
        markdown_markup(body),
        FileKind.STORY,
        source,
        url=facts.url or (original.group(1) if original else None),
        saved=facts.saved,
        charset="utf-8",
        stated=tuple(one for one in facts.stated if one.field is not Field.DESCRIPTION or not is_cut(one.value, body)),
        curation=facts.curation,
        attached=pictures_beside(source, terms),
    )


MARKDOWN = Format("Markdown notes", _is_markdown, _unpack)
