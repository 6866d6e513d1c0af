"""A PDF without structure as blocks of markup: paragraphs, headings and list items by their places and sizes."""

import re
from collections.abc import Iterator, Sequence

from reader.intake.documents.pdf_inline import inline_markup
from reader.intake.documents.pdf_joining import Joiner
from reader.intake.documents.pdf_layout import Layout, ends_sentence, is_like
from reader.intake.documents.pdf_pages import TextRun, is_beside
from reader.intake.markup import paragraph_of

_LARGE, _LARGER, _LARGEST = 1.12, 1.3, 1.6
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ITEM = re.compile(r"\s*[•◦▪‣●■\uf0b7]\s*")
_LONGEST_HEADING = 300
_LONG, _LONG_LINE = 100, 20
_COLUMN = 6.0
_ABOVE = 25
_MOST_INDENT = 42
_MOST_BETWEEN = 40
_SAME_SIZE = 0.06


def plain_markup(runs: Sequence[TextRun], layout: Layout, joiner: Joiner, *, is_printed: bool) -> str:
    """Return the markup of runs in the order in which the PDF paints them, which is that of reading in most.

    ``is_printed`` says that a browser made it: then what has not the looks of the story is marked as standing apart.
    """
    blocks = _joined_over_pages(list(_blocks(runs, layout)), layout)
    story = _story(blocks) if is_printed else []
    if not story:
        return "\n".join(_block(block, layout.body_size, layout, joiner) for block in blocks)
    return "\n".join(_around_story(blocks, story, layout, joiner))


def _looks(block: list[TextRun]) -> tuple[float, float]:
    """Return size and left edge of a block; lines behind the first tell the edge where that is indented."""
    first = block[0]
    lines = [run for run in block if run.page == first.page]
    edge = -max(run.line_right for run in lines) if first.is_rtl else min(run.line_left for run in lines)
    return first.size, edge


def _is_same(looks: tuple[float, float], others: tuple[float, float]) -> bool:
    return abs(looks[0] - others[0]) < _SAME_SIZE * others[0] and abs(looks[1] - others[1]) < _COLUMN


def _length(block: list[TextRun]) -> int:
    """Return the length of a block; a sign of Chinese or Japanese says as much as three letters."""
    return sum(len(run.text) + 2 * len(_SIGNS.findall(run.text)) for run in block)


def _story(blocks: list[list[TextRun]]) -> list[int]:
    """Return the numbers of the story's long blocks: those of one size and left edge that lie close together.

    Of several such chains it is the one with most text. Empty where no block is a passage of text.
    """
    passages = [n for n, block in enumerate(blocks) if _is_passage(block)]
    best: list[int] = []
    for looks in {(round(size, 1), round(left)) for size, left in (_looks(blocks[n]) for n in passages)}:
        chains: list[list[int]] = [[]]
        for number in (n for n in passages if _is_same(_looks(blocks[n]), looks)):
            if chains[-1] and number - chains[-1][-1] > _MOST_BETWEEN:
                chains.append([])
            chains[-1].append(number)
        best = max(best, *chains, key=lambda chain: sum(_length(blocks[n]) for n in chain))
    return best


def _is_passage(block: list[TextRun]) -> bool:
    """Tell whether a block is a passage of text: long, with a sentence, and not for the most part links."""
    linked = sum(len(run.text) for run in block if run.href)
    return _length(block) >= _LONG and 2 * linked < _length(block) and any(ends_sentence(run.text) for run in block)


def _around_story(blocks: list[list[TextRun]], story: list[int], layout: Layout, joiner: Joiner) -> Iterator[str]:
    """Yield the markup of a printed page: what is above the story, the story with what stands apart in it, the rest."""
    first, last, looks = story[0], story[-1], _looks(blocks[story[0]])
    above = range(max(0, first - _ABOVE), first)
    top = max(above, key=lambda n: (blocks[n][0].size, -n), default=first)
    begin = top if top in above and blocks[top][0].size > looks[0] * _LARGER else first
    for tag, chosen in (
        ("header", blocks[:begin]),
        ("article", blocks[begin : last + 1]),
        ("footer", blocks[last + 1 :]),
    ):
        yield f'<{tag} class="site-{tag}">' if tag != "article" else "<article>"
        for number, block in enumerate(chosen):
            markup = _block(block, looks[0], layout, joiner)
            is_own = tag != "article" or begin + number < first or _belongs(block, looks)
            yield markup if is_own else f'<aside class="related">{markup}</aside>'
        yield f"</{tag}>"


def _belongs(block: list[TextRun], looks: tuple[float, float]) -> bool:
    """Tell whether a block inside the story has its looks: text and headings at its edge, lists a little indented."""
    size, left = _looks(block)
    if all(run.href for run in block):
        return False
    if size > looks[0] * _LARGE:
        return abs(left - looks[1]) < _COLUMN
    return abs(size - looks[0]) < _SAME_SIZE * looks[0] and -_COLUMN < left - looks[1] <= _MOST_INDENT


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
    return len(last.text) >= _LONG_LINE and not layout.ends_at_page(last, first)


def _block(block: list[TextRun], body_size: float, layout: Layout, joiner: Joiner) -> str:
    markup = inline_markup(block, layout, joiner)
    if _ITEM.match(block[0].text):
        return paragraph_of(_ITEM.sub("", markup, count=1), "li")
    return paragraph_of(markup, _tag(block, body_size))


def _tag(block: list[TextRun], body_size: float) -> str:
    text = "".join(run.text for run in block)
    if len(text) > _LONGEST_HEADING:
        return "p"
    ratio = block[0].size / body_size
    for least, tag in ((_LARGEST, "h1"), (_LARGER, "h2"), (_LARGE, "h3")):
        if ratio > least:
            return tag
    is_heading = all(run.is_bold for run in block) and not text.rstrip().endswith((".", ",", ";")) and len(text) < 120
    return "h3" if is_heading and ratio > 0.97 else "p"
