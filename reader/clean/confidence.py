"""How sure the cleaning is of itself, and why it might not be, in sentences for people."""

from reader.clean.choice.data import first_from_data
from reader.clean.draft import Draft
from reader.clean.flattened.labels import has_open_run
from reader.clean.folding import fold
from reader.clean.stubs import notice_doubt, stub_doubt
from reader.clean.verdict import Verdict
from reader.core.model import BlockKind, FileKind, Page

_LITTLE = 40
_MUCH_REMOVED = 0.5
# On scrapinghub, fundus and wcxb, cross-validated: flags 6 % of the pages, of those with an F1 below .9 nearly half.
_UNSURE = 0.9


def judge(draft: Draft, verdicts: tuple[Verdict, ...]) -> tuple[float, tuple[str, ...]]:
    """Return a confidence from 0 to 1 and the doubts that lower it."""
    body = [line for line in draft.lines if line.kind not in (BlockKind.HEADLINE, BlockKind.STANDFIRST)]
    words = sum(line.words for line in body)
    confidence, doubts = 1.0, list[str]()
    if not words:
        return 0.0, (*doubts, "No story text was found on this page.")
    if first_from_data(draft.page) < len(draft.page.pieces):
        confidence -= 0.15
        doubts.append("The text was taken from the page's data: the page itself does not show it.")
    if has_open_run(draft):
        confidence -= 0.1
        doubts.append("Links to other stories may have been left in the text.")
    if words < _LITTLE:
        confidence -= 0.35 if words < _LITTLE / 2 else 0.2
        doubts.append("Very little text is left.")
    if draft.page.kind is FileKind.TEXT and _removed_share(draft) > _MUCH_REMOVED:
        confidence -= 0.2
        doubts.append("More than half of the text was removed.")
    notice = notice_doubt(draft) or ("The text looks like a notice, not a story." if _is_notice(draft, words) else "")
    stub = "" if notice else stub_doubt(draft)
    if notice or stub:
        confidence -= 0.4 if notice else 0.3
        doubts.append(notice or stub)
    sure = certainty(verdicts, draft.page)
    if sure < _UNSURE:
        confidence -= 0.25
        doubts.append("It is not clear which part of the page is the story.")
    return max(0.05, round(confidence * (0.5 + sure / 2), 3)), tuple(dict.fromkeys(doubts))


def certainty(verdicts: tuple[Verdict, ...], page: Page) -> float:
    """Return the mean probability of the kept text, 1.0 when nothing was chosen among.

    A piece counts by its length: a few short items that follow the rest of their list raise no doubt.
    """
    kept = [
        (len(piece.span), verdict.probability)
        for piece, verdict in zip(page.pieces, verdicts, strict=False)
        if verdict.kept
    ]
    return sum(size * chance for size, chance in kept) / sum(size for size, _ in kept) if kept else 1.0


def _removed_share(draft: Draft) -> float:
    gone = sum(len(d.span) for d in draft.decided)
    return gone / max(1, gone + sum(len(line.text) for line in draft.lines))


def _is_notice(draft: Draft, words: int) -> bool:
    if words >= 8 * _LITTLE:
        return False
    notices = draft.book.words.get("notice", frozenset())
    text = fold("\n".join(line.text for line in draft.lines if not line.is_long)[:3_000])
    return sum(notice in text for notice in notices) >= 2
