"""Writes the plain markup of a story whose paragraphs are known: what documents and exports are turned into."""

import html
from collections.abc import Iterable


def story_markup(blocks: Iterable[str], language: str = "") -> bytes:
    """Return ``blocks`` of markup as a page in UTF-8, for a snapshot of kind STORY (charset ``utf-8``)."""
    tag = f' lang="{html.escape(language)}"' if language else ""
    body = "\n".join(block for block in blocks if block)
    return f"<!DOCTYPE html>\n<html{tag}><body>\n{body}\n</body></html>\n".encode("utf-8", "replace")


def paragraph(text: str) -> str:
    """Return a paragraph of plain text, or "" where there is none; line ends in it are blanks."""
    return _element("p", text)


def paragraph_of(markup: str, tag: str = "p") -> str:
    """Return inline markup, escaped already, as a block of this tag, or "" where it is blank."""
    return f"<{tag}>{markup.strip()}</{tag}>" if markup.strip() else ""


def heading(text: str, level: int = 2) -> str:
    """Return a heading of plain text, level 1 to 6, or ""."""
    return _element(f"h{min(6, max(1, level))}", text)


def quote(text: str) -> str:
    """Return a quoted paragraph of plain text, or ""."""
    return _element("blockquote", text)


def bullets(texts: Iterable[str], *, is_numbered: bool = False) -> str:
    """Return a list of plain texts, or ""."""
    items = "".join(_element("li", text) for text in texts)
    tag = "ol" if is_numbered else "ul"
    return f"<{tag}>{items}</{tag}>" if items else ""


def rows(table: Iterable[Iterable[str]]) -> str:
    """Return a table of plain texts, or ""."""
    lines = ["".join(f"<td>{html.escape(' '.join(cell.split()))}</td>" for cell in row) for row in table]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>" if any(lines) else ""


def _element(tag: str, text: str) -> str:
    flat = " ".join(text.split())
    return f"<{tag}>{html.escape(flat, quote=False)}</{tag}>" if flat else ""
