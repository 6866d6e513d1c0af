"""A PDF without structure as blocks of markup: paragraphs, headings and list items by their places and sizes."""

import re
from collections.abc import Iterator, Sequence

from reader.intake.documents.pdf_inline import inline_markup
from reader.intake.documents.pdf_joining import Joiner
from reader.intake.documents.pdf_layout import Layout, is_like
from reader.intake.documents.pdf_pages import TextRun, is_beside
from reader.intake.markup import paragraph_of

_LARGE, _LARGER, _LARGEST = 1.12, 1.3, 1.6
_ITEM = re.compile(r"\s*[•◦▪‣●■\uf0b7]\s*")
_LONGEST_HEADING = 300


def plain_markup(runs: Sequence[TextRun], layout: Layout, joiner: Joiner) -> str:
    """Return the markup of runs in the order in which the PDF paints them, which is that of reading in most."""
    blocks = _joined_over_pages(list(_blocks(runs, layout)), layout)
    return "\n".join(_block(block, layout, joiner) for block in blocks)


def _blocks(runs: Sequence[TextRun], layout: Layout) -> Iterator[list[TextRun]]:
    """Yield the runs of each block."""
    block: list[TextRun] = []
    for run in runs:
        if block and _begins(block[-1], run, layout):
            yield block
            block = []
        block.append(run)
    if block:
        yield block


def _begins(last: TextRun, run: TextRun, layout: Layout) -> bool:
    """Tell whether a block begins with ``run``."""
    if is_beside(last, run):
        return False
    if not is_like(last, run) or last.page != run.page or _ITEM.match(run.text):
        return True
    if last.is_bold != run.is_bold and last.line_left == last.left and run.line_left == run.left:
        return True
    is_beneath = run.line_left < last.line_right and last.line_left < run.line_right + run.size
    return not is_beneath or abs(last.base - run.base) < 0.5 * run.size or layout.ends_paragraph(last, run)


def _joined_over_pages(blocks: list[list[TextRun]], layout: Layout) -> list[list[TextRun]]:
    """Return blocks, those joined whose text goes on at the top of the next page or column."""
    made: list[list[TextRun]] = []
    for block in blocks:
        first = block[0]
        before = next((one for one in reversed(made[-3:]) if is_like(one[-1], first)), None)
        if before is not None and _goes_on(before[-1], first, layout):
            before.extend(block)
        else:
            made.append(block)
    return made


def _goes_on(last: TextRun, first: TextRun, layout: Layout) -> bool:
    is_next_page = first.page == last.page + 1
    is_next_column = first.page == last.page and first.base > last.base + first.size and first.left > last.right
    if not (is_next_page or is_next_column) or last.is_bold != first.is_bold:
        return False
    is_text = abs(first.size - layout.body_size) < 0.06 * first.size
    return is_text and not layout.ends_at_page(last, first)


def _block(block: list[TextRun], layout: Layout, joiner: Joiner) -> str:
    markup = inline_markup(block, layout, joiner)
    if _ITEM.match(block[0].text):
        return paragraph_of(_ITEM.sub("", markup, count=1), "li")
    return paragraph_of(markup, _tag(block, layout))


def _tag(block: list[TextRun], layout: Layout) -> str:
    text = "".join(run.text for run in block)
    if len(text) > _LONGEST_HEADING:
        return "p"
    ratio = block[0].size / layout.body_size
    for least, tag in ((_LARGEST, "h1"), (_LARGER, "h2"), (_LARGE, "h3")):
        if ratio > least:
            return tag
    is_heading = all(run.is_bold for run in block) and not text.rstrip().endswith((".", ",", ";")) and len(text) < 120
    return "h3" if is_heading and ratio > 0.97 else "p"
