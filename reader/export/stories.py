"""Writes stories one after the other to a text stream, in one of the forms of ``StoryFormat``."""

import csv
import json
from collections.abc import Sequence
from enum import Enum
from html import escape
from typing import TextIO
from urllib.parse import urlsplit

from reader.core.highlights import Highlight
from reader.core.model import Block, BlockKind
from reader.core.records import Story
from reader.export.bibliography import bibtex_entry, csl_item, ris_record
from reader.export.citations import CitationStyle, citation
from reader.export.escapes import cell, clean, line, markdown
from reader.export.facts import Facts, facts_of


class StoryFormat(Enum):
    """A form of an export, by the name the command line knows."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"
    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"


ENDINGS = {
    StoryFormat.MARKDOWN: ".md",
    StoryFormat.HTML: ".html",
    StoryFormat.TEXT: ".txt",
    StoryFormat.JSONL: ".jsonl",
    StoryFormat.CSV: ".csv",
    StoryFormat.BIBTEX: ".bib",
    StoryFormat.RIS: ".ris",
    StoryFormat.CSL: ".json",
    StoryFormat.APA: ".txt",
    StoryFormat.MLA: ".txt",
    StoryFormat.CHICAGO: ".txt",
}
_COLUMNS = (
    "id", "headline", "authors", "outlet", "section", "published", "language", "url", "words", "tags", "notes", "text",
)  # fmt: skip


class StoryWriter:
    """Writes one export: ``begin``, a ``story`` at a time, ``end``. The stream takes line ends as they are."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._count = 0
        self._highlights: Sequence[Highlight] = ()

    def begin(self) -> None:
        """Write what stands before the stories."""

    def story(self, story: Story, highlights: Sequence[Highlight] = ()) -> None:
        """Write a story with what is highlighted in it, where the form has room for that."""
        self._highlights = highlights
        self._write(story, facts_of(story))
        self._count += 1

    def end(self) -> None:
        """Write what stands behind the stories."""

    def _write(self, story: Story, facts: Facts) -> None:
        raise NotImplementedError


def writer_of(form: StoryFormat, out: TextIO) -> StoryWriter:
    """Return the writer of a format."""
    match form:
        case StoryFormat.APA | StoryFormat.MLA | StoryFormat.CHICAGO:
            return _Citations(out, CitationStyle(form.value))
        case _:
            return _WRITERS[form](out)


def _source(facts: Facts) -> list[str]:
    """Return who, where and when, without what is not known."""
    return [part for part in (", ".join(facts.authors), facts.outlet, facts.published_iso[:10]) if part]


def _kept(story: Story) -> list[Block]:
    return [block for block in story.article.blocks if block.kind is not BlockKind.HEADLINE]


def _web_address(url: str) -> str:
    """Return an address that a page may lead to, "" for any that is not of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


class _Text(StoryWriter):
    def _write(self, story: Story, facts: Facts) -> None:
        if self._count:
            self._out.write("\n" + "=" * 72 + "\n\n")
        head = [facts.headline, " · ".join(_source(facts)), facts.url]
        self._out.write("\n".join(part for part in head if part) + "\n")
        for block in _kept(story):
            mark = "- " if block.kind is BlockKind.LIST_ITEM else ""
            self._out.write(f"\n{mark}{clean(story.article.block_text(block))}\n")
        for one in self._highlights:
            note = f" [Note] {clean(line(one.note))}" if one.note else ""
            self._out.write(f"\n[Highlight] {clean(line(one.anchor.quote))}{note}\n")
        for note in story.notes:
            self._out.write(f"\n[Note] {clean(note)}\n")


class _Markdown(StoryWriter):
    def _write(self, story: Story, facts: Facts) -> None:
        if self._count:
            self._out.write("\n---\n\n")
        self._out.write(f"# {markdown(facts.headline) or 'Untitled'}\n\n")
        source = " · ".join(markdown(part) for part in _source(facts))
        address = _web_address(facts.url)
        link = f"<{address.translate(_ENCLOSED)}>" if address else ""
        if source or link:
            self._out.write("  \n".join(part for part in (source, link) if part) + "\n\n")
        before = None
        for block in _kept(story):
            if before is not None and not (before is block.kind is BlockKind.LIST_ITEM):
                self._out.write("\n")
            self._out.write(_markdown_block(block, story.article.block_text(block)) + "\n")
            before = block.kind
        for one in self._highlights:
            self._out.write("\n> **Highlight:** " + markdown(one.anchor.quote).replace("\n", "\n> ") + "\n")
            if one.note:
                self._out.write(">\n> **Note:** " + markdown(one.note).replace("\n", "\n> ") + "\n")
        for note in story.notes:
            self._out.write("\n> **Note:** " + markdown(note).replace("\n", "\n> ") + "\n")


_ENCLOSED = {ord("<"): "%3C", ord(">"): "%3E", ord(" "): "%20", ord("\n"): "%0A"}


def _markdown_block(block: Block, text: str) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"## {markdown(line(text))}"
        case BlockKind.LIST_ITEM:
            return "  " * (max(block.level, 1) - 1) + f"- {markdown(line(text))}"
        case BlockKind.QUOTE:
            return "> " + markdown(text).replace("\n", "\n> ")
        case BlockKind.PREFORMATTED:
            return "\n".join(f"    {each}" for each in clean(text).split("\n"))
        case BlockKind.STANDFIRST:
            return f"**{markdown(line(text))}**"
        case _:
            return markdown(text)


class _Html(StoryWriter):
    def begin(self) -> None:
        self._out.write(
            '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
            '<meta name="referrer" content="no-referrer">\n<title>Stories</title>\n</head>\n<body>\n'
        )

    def _write(self, story: Story, facts: Facts) -> None:
        language = f' lang="{escape(facts.language)}"' if facts.language else ""
        self._out.write(f'<article{language} dir="auto">\n<h1 dir="auto">{escape(facts.headline)}</h1>\n')
        self._out.write(f"<p>{escape(' · '.join(_source(facts)))}</p>\n")
        address = _web_address(facts.url)
        if address:
            self._out.write(f'<p><a href="{escape(address)}" rel="noreferrer">{escape(address)}</a></p>\n')
        before = None
        for block in _kept(story):
            is_item = block.kind is BlockKind.LIST_ITEM
            if is_item and before is not BlockKind.LIST_ITEM:
                self._out.write("<ul>\n")
            elif not is_item and before is BlockKind.LIST_ITEM:
                self._out.write("</ul>\n")
            opening, closing = _TAGS.get(block.kind, ('<p dir="auto">', "</p>"))
            self._out.write(f"{opening}{escape(clean(story.article.block_text(block)))}{closing}\n")
            before = block.kind
        if before is BlockKind.LIST_ITEM:
            self._out.write("</ul>\n")
        for one in self._highlights:
            note = f"<p>{escape(clean(one.note))}</p>" if one.note else ""
            quote = escape(clean(one.anchor.quote))
            self._out.write(f'<aside dir="auto"><blockquote><mark>{quote}</mark></blockquote>{note}</aside>\n')
        for note in story.notes:
            self._out.write(f'<aside dir="auto"><p>{escape(clean(note))}</p></aside>\n')
        self._out.write("</article>\n<hr>\n")

    def end(self) -> None:
        self._out.write("</body>\n</html>\n")


_TAGS = {
    BlockKind.STANDFIRST: ('<p dir="auto"><strong>', "</strong></p>"),
    BlockKind.HEADING: ('<h2 dir="auto">', "</h2>"),
    BlockKind.LIST_ITEM: ('<li dir="auto">', "</li>"),
    BlockKind.QUOTE: ('<blockquote dir="auto">', "</blockquote>"),
    BlockKind.PREFORMATTED: ('<pre dir="auto">', "</pre>"),
}


class _JsonLines(StoryWriter):
    def _write(self, story: Story, facts: Facts) -> None:
        value = {
            "id": facts.number,
            "headline": facts.headline,
            "standfirst": facts.abstract,
            "authors": list(facts.authors),
            "outlet": facts.outlet,
            "section": facts.section,
            "language": facts.language,
            "url": facts.url,
            "published": facts.published_iso,
            "text": clean(story.article.clean_text),
            "tags": list(facts.tags),
            "notes": [clean(note) for note in story.notes],
            "highlights": [
                {"quote": clean(one.anchor.quote), "note": clean(one.note), "colour": one.colour, "start": one.start}
                for one in self._highlights
            ],
        }
        self._out.write(json.dumps(value, ensure_ascii=False) + "\n")


class _Csv(StoryWriter):
    """With a byte order mark, without which spreadsheets take UTF-8 for something else."""

    def begin(self) -> None:
        self._out.write("\ufeff")
        self._rows = csv.writer(self._out, lineterminator="\r\n")
        self._rows.writerow(_COLUMNS)

    def _write(self, story: Story, facts: Facts) -> None:
        texts = (
            facts.headline,
            "; ".join(facts.authors),
            facts.outlet,
            facts.section,
            facts.published_iso,
            facts.language,
            facts.url,
            str(len(story.article.body.split())),
            "; ".join(facts.tags),
            "\n".join(story.notes),
            story.article.clean_text,
        )
        self._rows.writerow((facts.number, *(cell(text) for text in texts)))


class _BibTex(StoryWriter):
    def _write(self, _story: Story, facts: Facts) -> None:
        self._out.write(bibtex_entry(facts) + "\n")


class _Ris(StoryWriter):
    def _write(self, _story: Story, facts: Facts) -> None:
        self._out.write(ris_record(facts))


class _Csl(StoryWriter):
    def begin(self) -> None:
        self._out.write("[")

    def _write(self, _story: Story, facts: Facts) -> None:
        self._out.write((",\n" if self._count else "\n") + csl_item(facts))

    def end(self) -> None:
        self._out.write("\n]\n")


class _Citations(StoryWriter):
    def __init__(self, out: TextIO, style: CitationStyle) -> None:
        super().__init__(out)
        self._style = style

    def _write(self, _story: Story, facts: Facts) -> None:
        self._out.write(citation(facts, self._style) + "\n\n")


_WRITERS: dict[StoryFormat, type[StoryWriter]] = {
    StoryFormat.MARKDOWN: _Markdown,
    StoryFormat.HTML: _Html,
    StoryFormat.TEXT: _Text,
    StoryFormat.JSONL: _JsonLines,
    StoryFormat.CSV: _Csv,
    StoryFormat.BIBTEX: _BibTex,
    StoryFormat.RIS: _Ris,
    StoryFormat.CSL: _Csl,
}
