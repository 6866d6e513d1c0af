"""From a page to the first draft: what the choice of content kept, as lines; hard-wrapped lines rejoined."""

from reader.clean.draft import Decided, Draft, Fate, Line, Place, make_line, trimmed
from reader.clean.flattened.labels import begins_label
from reader.clean.folding import loosely, passage_key
from reader.clean.language import languages, spoken_language
from reader.clean.phrases import Phrasebook, phrasebook
from reader.clean.rules.credits import ends_in_credit, is_caption_or_credit, is_credit
from reader.clean.verdict import Verdict
from reader.clean.wraps import paragraphs
from reader.core.evidence import NO_EVIDENCE, Evidence
from reader.core.model import BlockKind, FileKind, MarkKind, Page, Piece, Role, Span


def begin(page: Page, verdicts: tuple[Verdict, ...], evidence: Evidence = NO_EVIDENCE) -> Draft:
    """Return the draft of a page; ``verdicts`` is empty when everything is kept for now."""
    spoken = spoken_language(page)
    book = phrasebook(languages(page, spoken))
    lines: list[Line] = []
    decided: list[Decided] = []
    top = None if page.kind is FileKind.TEXT else headline_piece(page, verdicts)
    reach = _reach(verdicts)
    cells = _table_cells(page)
    restored = evidence.restored
    for number, piece in enumerate(page.pieces):
        span = _bare(page.text, piece.span)
        if span.start == span.end:
            continue
        verdict = verdicts[number] if verdicts else _of_unchosen(page, piece)
        is_kept = verdict is None or verdict.kept or number == top
        if verdict is None or is_kept or (restored and passage_key(span.of(page.text)) in restored):
            role = Role.PARAGRAPH if piece.role is Role.TABLE_CELL and number not in cells else piece.role
            kind = BlockKind.HEADLINE if number == top else None
            lines.append(make_line(page.text, (span,), " ", role, _place(page, piece, span, lines), kind=kind))
        else:
            fate = _fate(page, span, verdict, book) if number in reach else Fate.REMOVED
            decided.append(Decided(span, fate, verdict.rule, verdict.reason))
    if page.kind is FileKind.TEXT:
        lines = paragraphs(page.text, lines, lambda line: begins_label(line, book) or is_caption_or_credit(line, book))
    headline, link = page.metadata.headline, MarkKind.LINK
    return Draft(
        page=page,
        book=book,
        lines=tuple(lines),
        decided=tuple(decided),
        headlines=frozenset({loosely(headline.value)} if headline else ()),
        links=tuple([mark for mark in page.marks if mark.kind is link]),
        spoken=spoken,
        evidence=evidence,
    )


def _of_unchosen(page: Page, piece: Piece) -> Verdict | None:
    """Return the verdict on a piece of a story that nothing was chosen from: what it does not show goes."""
    if page.kind is FileKind.STORY and not _is_shown(page, piece):
        return Verdict(kept=False, probability=0.0, rule="hidden", reason="hidden on the page")
    return None


def _table_cells(page: Page) -> frozenset[int]:
    """Return the numbers of the pieces that are cells of a table of facts.

    Old pages are laid out with tables: a row with one filled cell, or a cell of several paragraphs, is none.
    """
    tags, parents = page.elements.tags, page.elements.parents
    rows: dict[int, dict[int, list[int]]] = {}
    role = Role.TABLE_CELL
    for number in [number for number, piece in enumerate(page.pieces) if piece.role is role]:
        cell = page.pieces[number].element
        while cell >= 0 and tags[cell] not in ("td", "th"):
            cell = parents[cell]
        row = parents[cell] if cell >= 0 else -1
        rows.setdefault(row, {}).setdefault(cell, []).append(number)
    return frozenset(
        number
        for cells in rows.values()
        if len(cells) > 1 and max(map(len, cells.values())) <= _MOST_IN_CELL
        for numbers in cells.values()
        for number in numbers
    )


_MOST_IN_CELL = 2


def _reach(verdicts: tuple[Verdict, ...]) -> range:
    """Return the numbers of the pieces that the story spans, with a little above and below: its pictures are there."""
    kept = [number for number, verdict in enumerate(verdicts) if verdict.kept]
    return range(max(0, kept[0] - _ABOVE), kept[-1] + _BELOW + 1) if kept else range(0)


_ABOVE, _BELOW = 15, 3


def _fate(page: Page, span: Span, verdict: Verdict, book: Phrasebook) -> Fate:
    """Return what becomes of a piece that is left out: a caption or a credit is kept as a field of its own."""
    if verdict.rule == "caption":
        return Fate.CAPTION
    if verdict.rule in ("credit", "outside"):
        line = make_line(page.text, (span,), " ", Role.PARAGRAPH)
        if is_credit(line, book):
            return Fate.CREDIT
        if verdict.rule == "outside" and ends_in_credit(line, book):
            return Fate.CAPTION
    return Fate.REMOVED


def headline_piece(page: Page, verdicts: tuple[Verdict, ...]) -> int | None:
    """Return the number of the piece that shows the headline: the declared wording, best as a heading, else an h1.

    Old pages have no headings: then the last line above the story that is the declared wording.
    """
    headings = [n for n, piece in enumerate(page.pieces) if piece.role is Role.HEADING and _is_shown(page, piece)]
    declared = page.metadata.headline
    said = loosely(declared.value) if declared else ""
    if declared and said:
        same = [n for n in headings if loosely(page.pieces[n].span.of(page.text)) == said]
        if same:
            return min(same, key=lambda n: (page.pieces[n].level != 1, n))
    top = [n for n in headings if page.pieces[n].level == 1]
    if len(top) == 1 and (not said or _overlap(loosely(page.pieces[top[0]].span.of(page.text)), said) >= _SAME):
        return top[0]
    return _line_above(page, verdicts, said) if len(said.split()) > 1 else None


def _line_above(page: Page, verdicts: tuple[Verdict, ...], said: str) -> int | None:
    """Return the number of the last piece up to the first kept one that says just this, or None."""
    first = next((number for number, verdict in enumerate(verdicts) if verdict.kept), -1)
    for number in range(first, -1, -1):
        piece = page.pieces[number]
        if len(piece.span) < 2 * len(said) + 20 and loosely(piece.span.of(page.text)) == said:
            return number if _is_shown(page, piece) else None
    return None


_SAME = 0.5
"""Share of the words that a heading and the declared headline must have in common to be one."""


def _overlap(one: str, other: str) -> float:
    first, second = set(one.split()), set(other.split())
    return len(first & second) / max(1, min(len(first), len(second)))


def _is_shown(page: Page, piece: Piece) -> bool:
    return not (piece.element >= 0 and page.elements.hidden[piece.element])


def _bare(text: str, span: Span) -> Span:
    """Return ``span`` without white space at its ends; mostly there is none."""
    start, end = span.start, span.end
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return span
    return Span(*trimmed(text, start, end))


def _place(page: Page, piece: Piece, span: Span, before: list[Line]) -> Place:
    """Return the place of a kept piece; a gap of a blank line before it is noted."""
    is_apart = False
    if before and piece.role is Role.LINE:
        is_apart = page.text.count("\n", before[-1].parts[-1].end, span.start) > 1
    return Place(piece.level, piece.element, piece.link_chars / max(1, len(span)), is_apart)
