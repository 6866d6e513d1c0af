"""From a page to the first draft: what the choice of content kept, as lines; hard-wrapped lines rejoined."""

from dataclasses import replace

from reader.clean.draft import Decided, Draft, Fate, Line, make_line, trimmed
from reader.clean.flattened.labels import begins_label
from reader.clean.folding import loosely
from reader.clean.language import languages, spoken_language
from reader.clean.phrases import phrasebook
from reader.clean.rules.credits import is_caption_or_credit
from reader.clean.verdict import Verdict
from reader.clean.wraps import paragraphs
from reader.core.model import FileKind, MarkKind, Page, Piece, Role, Span


def begin(page: Page, verdicts: tuple[Verdict, ...]) -> Draft:
    """Return the draft of a page; ``verdicts`` is empty when everything is kept for now."""
    lines: list[Line] = []
    decided: list[Decided] = []
    links = tuple(m for m in page.marks if m.kind is MarkKind.LINK)
    headline = page.metadata.headline
    for number, piece in enumerate(page.pieces):
        span = Span(*trimmed(page.text, piece.span.start, piece.span.end))
        if span.start == span.end:
            continue
        verdict = verdicts[number] if verdicts else None
        if verdict is None or verdict.kept:
            lines.append(_line(page, replace(piece, span=span), lines))
        else:
            fate = Fate.CAPTION if verdict.rule == "caption" else Fate.REMOVED
            decided.append(Decided(span, fate, verdict.rule, verdict.reason))
    spoken = spoken_language(page)
    book = phrasebook(languages(page, spoken))
    if page.kind is FileKind.TEXT:
        lines = paragraphs(page.text, lines, lambda line: begins_label(line, book) or is_caption_or_credit(line, book))
    return Draft(
        page=page,
        book=book,
        lines=tuple(lines),
        decided=tuple(decided),
        headlines=frozenset({loosely(headline.value)} if headline else ()),
        links=links,
        spoken=spoken,
    )


def _line(page: Page, piece: Piece, before: list[Line]) -> Line:
    """Return the line of a kept piece; a gap of a blank line before it is noted."""
    line = make_line(page.text, (piece.span,), " ", piece.role)
    gap = page.text[before[-1].parts[-1].end : piece.span.start] if before else ""
    share = piece.link_chars / max(1, len(piece.span))
    is_apart = piece.role is Role.LINE and gap.count("\n") > 1
    return replace(line, level=piece.level, element=piece.element, link_share=share, is_apart=is_apart)
