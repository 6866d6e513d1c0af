"""Texts that are not the whole story, or none: stubs before a paywall, requests for consent, errors, licences."""

import re

from reader.clean.choice.data import first_from_data
from reader.clean.draft import Draft, Line
from reader.clean.folding import fold, is_dense
from reader.core.model import BlockKind, Candidate, Field, FileKind

FOR_SUBSCRIBERS = "Only the beginning of the story is on this page: the rest is for subscribers."
MORE_IN_DATA = "Only the beginning of the story is shown: the page's data holds more of it."

_NOT_FREE = frozenset({"false", "no", "0", "f"})
_ELLIPSES = ("…", "...", "[…]", "[...]", "(…)", "(...)")
_CLOSERS = "\"'”’»› \u00a0"
# Stubs and whole stories of the development pages; of these, none with a doubt was whole.
_LONGEST_STUB = 400
_SHORT_STUB = 200
_LEAST_MISSING = 60
_PART = 0.6
_REACH, _NEAR, _LONGEST_CALL, _MOST_CALL_WORDS = 10, 4, 300, 25
_MOST_CHARS = 400_000
_PROBE_CHARS, _MOST_PROBES = 30, 100
_TAG = re.compile(r"<[^<>]{0,400}>")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LONGEST_NOTICE = 150
_NOTICE_LINES = 5
_KINDS = (
    ("error_page", "The text looks like an error page, not a story."),
    ("script_page", "The text looks like a note that the page needs JavaScript, not a story."),
    ("consent_page", "The text looks like a request for consent to cookies, not a story."),
    ("licence_page", "The text looks like a licence or copyright notice, not a story."),
)


def stub_doubt(draft: Draft) -> str:
    """Return the doubt that a page shows but the beginning of its story, "" if nothing says so.

    That an outlet declares its stories as paid for says little: whole stories do. The text's length and its end, and
    what follows it, must agree.
    """
    page = draft.page
    body = [line for line in draft.lines if line.kind is not BlockKind.HEADLINE]
    while len(body) > 1 and body[-1].words < _MOST_CALL_WORDS and _is_call(draft, body[-1].text):
        body.pop()
    if page.kind is not FileKind.HTML or not body or first_from_data(page) < len(page.pieces):
        return ""
    words = sum(line.words for line in body)
    if _is_beginning(draft, body):
        return MORE_IN_DATA
    if words > 2 * _LONGEST_STUB:
        return ""
    breaks_off = body[-1].text.rstrip(_CLOSERS).endswith(_ELLIPSES)
    call = _place_of_call(draft, body[-1].parts[-1].end)
    is_declared = any(value.strip().lower() in _NOT_FREE for value in _values(page.candidates, Field.PAYWALLED))
    is_short_of = words < _PART * _declared_words(draft, body) - _LEAST_MISSING / 2
    evidence = (
        is_short_of and (is_declared or breaks_off or call > 0),
        words < _LONGEST_STUB and breaks_off and (is_declared or call > 0),
        words < _SHORT_STUB and is_declared and 0 < call <= _NEAR,
    )
    return FOR_SUBSCRIBERS if any(evidence) else ""


def notice_doubt(draft: Draft) -> str:
    """Return the doubt that a short text is no story but a notice of a known kind, "" if it is none.

    One phrase is enough in the first lines of a text of a few sentences, else there must be two.
    """
    words = sum(line.words for line in draft.lines)
    if words > _LONGEST_NOTICE:
        return ""
    headline = draft.page.metadata.headline
    lines = [line.text for line in draft.lines[: 2 * _NOTICE_LINES] if not line.is_long]
    said = fold("\n".join([headline.value if headline else "", *lines]))
    needed = 1 if words < _LONGEST_NOTICE / 3 else 2
    for group, doubt in _KINDS:
        if sum(phrase in said for phrase in draft.book.words.get(group, ())) >= needed:
            return doubt
    return ""


def _values(candidates: tuple[Candidate, ...], field: Field) -> list[str]:
    return [candidate.value for candidate in candidates if candidate.field is field]


def _is_beginning(draft: Draft, body: list[Line]) -> bool:
    """Whether the kept text is the beginning of a longer ``articleBody`` whose end the page shows nowhere."""
    declared = max(_values(draft.page.candidates, Field.BODY), key=len, default="")[:_MOST_CHARS]
    whole = _squeezed(_TAG.sub(" ", declared))
    kept = sum(len(line.text) for line in body)
    if len(whole) * _PART < kept or len(whole) - kept < 6 * _LEAST_MISSING:
        return False
    told = [_squeezed(line.text) for line in body[:_MOST_PROBES] if not line.is_long]
    probes = [text[:_PROBE_CHARS] for text in told if len(text) >= _PROBE_CHARS]
    if not probes or 2 * sum(probe in whole for probe in probes) < len(probes):
        return False
    shown = _squeezed(draft.page.text[:_MOST_CHARS])
    late = range(len(whole) // 2, len(whole) - _PROBE_CHARS, max(1, len(whole) // 12))
    return not any(whole[at : at + _PROBE_CHARS] in shown for at in late)


def _squeezed(text: str) -> str:
    return _NOT_LETTERS.sub("", text.lower())


def _declared_words(draft: Draft, body: list[Line]) -> int:
    """Return the declared number of words, 0 if none is or if the text is in a script without word spaces."""
    counts = [value for value in _values(draft.page.candidates, Field.WORD_COUNT) if value.isdecimal()]
    return int(counts[0][:6]) if counts and not is_dense(body[-1].text) else 0


def _place_of_call(draft: Draft, end: int) -> int:
    """Return the place, from 1, of the first call to subscribe among the shown pieces after ``end``, 0 if none."""
    hidden = draft.page.elements.hidden
    place = 0
    for piece in draft.page.pieces:
        if piece.span.start < end or (piece.element >= 0 and hidden[piece.element]):
            continue
        place += 1
        if place > _REACH:
            return 0
        if _is_call(draft, piece.span.of(draft.page.text)):
            return place
    return 0


def _is_call(draft: Draft, text: str) -> bool:
    said = fold(text[:_LONGEST_CALL])
    return any(phrase in said for phrase in draft.book.words.get("paywall", ()))
