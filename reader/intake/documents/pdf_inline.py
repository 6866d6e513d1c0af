"""Runs of one block as inline markup: lines joined, links kept, a break where one paragraph ends within a block."""

import html
from collections.abc import Iterable

from reader.intake.documents.pdf_joining import Joiner, glue
from reader.intake.documents.pdf_layout import Layout, is_like
from reader.intake.documents.pdf_pages import TextRun, is_beside

_GAP = 0.18
"""The least width of a blank, in sizes of the font."""


def inline_markup(runs: Iterable[TextRun], layout: Layout, joiner: Joiner) -> str:
    """Return the runs of a block as markup, "" where they show nothing."""
    made: list[str] = []
    parts: list[tuple[str, str]] = []  # text with the address it leads to
    last: TextRun | None = None
    for run in runs:
        text = joiner.within(run.text)
        if parts and last is not None and not is_beside(last, run):
            before, href = parts[-1]
            before, text = before.rstrip(), text.strip()
            if _breaks(last, run, layout):
                parts[-1] = (before, href)
                made += [_linked(parts), "<br>"]
                parts = []
            elif before and text:
                cut, between = joiner.seam(before, text)
                parts[-1] = (before[: len(before) - cut] + between, href)
        elif parts and last is not None and _is_word_apart(last, run, parts[-1][0], text):
            text = " " + text
        if parts and parts[-1][1] == run.href:
            parts[-1] = (parts[-1][0] + text, run.href)
        else:
            parts.append((text, run.href))
        last = run
    made.append(_linked(parts))
    return "".join(made).strip()


def _is_word_apart(run: TextRun, following: TextRun, before: str, text: str) -> bool:
    """Tell whether there is a gap between runs on a line that no blank stands for yet."""
    gap = max(run.left, following.left) - min(run.right, following.right)
    is_blank = before[-1:].isspace() or text[:1].isspace()
    return gap > _GAP * run.size and not is_blank and glue(before, text) == " "


def _breaks(run: TextRun, following: TextRun, layout: Layout) -> bool:
    """Tell whether two runs of a block that do not stand side by side are of different paragraphs."""
    if run.page != following.page:
        return layout.ends_at_page(run, following)
    is_row = abs(run.base - following.base) < 0.5 * run.size
    return is_row or not is_like(run, following) or layout.ends_paragraph(run, following)


def _linked(parts: list[tuple[str, str]]) -> str:
    made: list[str] = []
    for text, href in parts:
        plain = html.escape(text, quote=False)
        made.append(f'<a href="{html.escape(href)}">{plain}</a>' if href and text.strip() else plain)
    return "".join(made)
