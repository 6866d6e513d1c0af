"""Links to other stories known by shape, in any language: cards, lists of links, labels, arrows, rests of boxes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.clean.draft import Cut, Draft, Line
from reader.clean.folding import has_case
from reader.clean.rules.phrasing import REASONS
from reader.clean.rules.rule import whole
from reader.core.model import Page, Role, Span

RULE, REASON = "related", "link to another story"
_ARROWS = (">>", "> ", "» ", "►", "▶", "→", "➔", "➡", "-> ", "=> ")
_FEWEST_WORDS, _MOST_WORDS = 3, 30
_MOST_LABEL_WORDS = 5
_WHOLLY = 0.95
_MOST_GONE = 0.6
_MOST_TITLE_WORDS = 10
_PRICES = frozenset("$€£¥₹")
"""A list of offers is what a story about shopping is made of."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of the page: the numbers of the kept lines in it, and the spans of all its items' pieces."""

    lines: tuple[int, ...]
    pieces: tuple[Span, ...]


def find_labelled_links(draft: Draft) -> Iterator[Cut]:
    """Yield paragraphs that are a short label and a link to the end: "FUNDA OLUNYE | Kuboshwe abahlanu"."""
    for number, line in enumerate(draft.lines):
        if line.kind is None and line.role in (Role.PARAGRAPH, Role.LOOSE) and _is_shouted_label(line):
            yield whole(number, line, RULE, REASON)


def find_arrows(draft: Draft) -> Iterator[Cut]:
    """Yield lines that an arrow leads and that hold a link or no sentence; not where arrows are the list's bullets."""
    if not draft.is_markup:
        return
    led = [n for n, line in enumerate(draft.lines) if line.text.startswith(_ARROWS)]
    for number in led:
        line = draft.lines[number]
        is_plain = line.kind is None and line.role in (Role.PARAGRAPH, Role.LOOSE) and not line.is_long
        if not is_plain or number - 1 in led or number + 1 in led or line.words > _MOST_WORDS:
            continue
        if line.link_share > 0.2 or (not line.is_sentence and line.words >= _FEWEST_WORDS):
            yield whole(number, line, RULE, REASON)


def find_cards(draft: Draft) -> Iterator[Cut]:
    """Yield headings in a link that is put around several blocks: the card of another story."""
    linked = [
        (number, line)
        for number, line in enumerate(draft.lines)
        if line.link_share >= _WHOLLY and line.role is Role.HEADING and line.kind is None
    ]
    if not linked:
        return
    blocks = Counter([_above(draft.page, piece.element, ("a",)) for piece in draft.page.pieces])
    for number, line in linked:
        link = _above(draft.page, line.element, ("a",))
        if link >= 0 and blocks[link] > 1:
            yield whole(number, line, RULE, REASON)


def find_link_lists(draft: Draft) -> Iterator[Cut]:
    """Yield lists whose every item is a headline with a link, and the heading above; not those a colon introduces."""
    for bullets in _lists(draft):
        lines = [draft.lines[n] for n in bullets.lines]
        first = bullets.lines[0]
        before = draft.lines[first - 1] if first else None
        is_introduced = before is not None and before.text.rstrip().endswith((":", "："))
        if len(bullets.pieces) < 2 or is_introduced or not all(map(_is_linked_headline, lines)):
            continue
        for number, line in zip(bullets.lines, lines, strict=True):
            yield whole(number, line, RULE, REASON)
        if before is not None and before.kind is None and before.role is Role.HEADING:
            yield whole(first - 1, before, RULE, REASON)


def find_box_rests(draft: Draft) -> Iterator[Cut]:
    """Yield what is left of a list most of whose items were calls to action, and the short title above it."""
    lists = list(_lists(draft))
    gone = [(d.span.start, d.rule) for d in draft.decided if d.rule in REASONS] if lists else []
    for bullets in lists:
        rules = [rule for at, rule in gone if any(span.start <= at < span.end for span in bullets.pieces)]
        if len(rules) < 2 or len(rules) < _MOST_GONE * len(bullets.pieces):
            continue
        for number in bullets.lines:
            yield whole(number, draft.lines[number], rules[0], REASONS[rules[0]])
        first = bullets.lines[0]
        before = draft.lines[first - 1] if first else None
        is_title = before is not None and before.kind is None and before.words <= _MOST_TITLE_WORDS
        if before is not None and is_title and not before.is_sentence:
            yield whole(first - 1, before, rules[0], REASONS[rules[0]])


def _lists(draft: Draft) -> Iterator[Bullets]:
    """Yield the lists that lines of the draft stand in."""
    numbers: dict[int, list[int]] = {}
    for number, line in enumerate(draft.lines):
        if line.role is Role.LIST_ITEM and line.kind is None:
            numbers.setdefault(_above(draft.page, line.element, ("ul", "ol")), []).append(number)
    numbers.pop(-1, None)
    if not numbers:
        return
    spans: dict[int, list[Span]] = {}
    for piece in draft.page.pieces:
        if piece.role is Role.LIST_ITEM:
            spans.setdefault(_above(draft.page, piece.element, ("ul", "ol")), []).append(piece.span)
    for element, found in numbers.items():
        yield Bullets(tuple(found), tuple(spans.get(element, ())))


def _above(page: Page, element: int, tags: Sequence[str]) -> int:
    """Return the nearest element with one of the tags at or above an element, or -1; eight steps at most."""
    for _ in range(8):
        if element < 0:
            break
        if page.elements.tags[element] in tags:
            return element
        element = page.elements.parents[element]
    return -1


def _is_linked_headline(line: Line) -> bool:
    """Whether an item is no sentence and a link, but for a short label that a colon or a bar ends."""
    if line.is_long or line.is_sentence or not _FEWEST_WORDS < line.words <= _MOST_WORDS:
        return False
    if not _PRICES.isdisjoint(line.text):
        return False
    return line.link_share >= _WHOLLY or _link_after_label(line) >= 0


def _is_shouted_label(line: Line) -> bool:
    """Whether a line is a label in capitals, with a link behind it that is no sentence."""
    if line.is_long or line.is_sentence or line.words > _MOST_WORDS:
        return False
    end = _link_after_label(line)
    label = line.text[: max(0, end)]
    return end > 0 and has_case(label) and label.isupper()


def _link_after_label(line: Line) -> int:
    """Return where the label ends that stands before a link to the line's end, or -1."""
    for mark in ("|", ":", "："):
        at = line.text.find(mark)
        rest = line.text[at + 1 :].strip(" |»\u00a0")
        if at > 0 and len(line.text[:at].split()) <= _MOST_LABEL_WORDS and len(rest.split()) >= _FEWEST_WORDS:
            linked = line.link_share * len(line.text)
            if linked >= _WHOLLY * len(rest):
                return at
    return -1
