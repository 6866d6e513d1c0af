"""The columns the model reads: how a piece reads, where it stands, what stands around it, what it is called."""

from collections import Counter

import numpy as np

from reader.clean.choice.agreement import add_agreement
from reader.clean.choice.containers import add_containers
from reader.clean.choice.letters import BAR, COMMA, DIGIT, LOWER, QUOTE, UPPER, Floats, Ints
from reader.clean.choice.pictures import add_pictures
from reader.clean.choice.sheet import Sheet, View
from reader.clean.choice.tags import table_of
from reader.clean.choice.words import GROUP_NAMES
from reader.core.model import MarkKind, Role

_ROLES = {role: float(number) for number, role in enumerate(Role)}
_TAG_NAMES = (
    "p h1 h2 h3 h4 h5 h6 li div td th figcaption blockquote section article dd dt a span button pre header footer "
    "aside main figure ul ol table tr form nav label em strong b i time center body small details summary address font"
)
_TAGS = table_of({tag: float(number) for number, tag in enumerate(_TAG_NAMES.split())}, other=99.0)
# Columns read of neighbours, and how far away: those that the model made no use of are left out.
_NEIGHBOUR_COLUMNS = {
    "weight": (-3, -2, -1, 1, 2, 3),
    "link_share": (-2, -1, 1, 2),
    "tag": (-2, -1, 1, 2),
    "prose_share_up": (-3, -2, -1, 1, 2, 3),
    "alike_prose": (-3, -1, 1, 2, 3),
    "title_likeness": (-1, 1),
    "score_up": (-1, 1),
}
_FARTHEST = 3
_NEIGHBOURS = [(number, step) for number, steps in enumerate(_NEIGHBOUR_COLUMNS.values()) for step in steps]
_NEIGHBOUR_NAMES = tuple(f"{name}@{step}" for name, steps in _NEIGHBOUR_COLUMNS.items() for step in steps)
_NEIGHBOUR_ROWS = np.array([number for number, _ in _NEIGHBOURS])[:, None]
_NEIGHBOUR_STEPS = np.array([step for _, step in _NEIGHBOURS])[:, None]
_SAME_UP = (-1, 1)
_UNREAD_GROUPS = frozenset({"caption", "comment", "comments", "sidebar", "share", "consent"})
_READ_GROUPS = [name for name in GROUP_NAMES if name not in _UNREAD_GROUPS]
_READ_BITS = np.array([GROUP_NAMES.index(name) for name in _READ_GROUPS])[:, None]
_IS_NAMES = tuple(f"is_{name}" for name in _READ_GROUPS)
_TAG_COLUMNS = ("tag", "tag_block", "tag_up", "tag_up2")
_KIND_NAMES = ("upper", "digit", "comma", "quote", "bar", "lower")
_KINDS = np.array((UPPER, DIGIT, COMMA, QUOTE, BAR, LOWER))


def measure(view: View) -> Sheet:
    """Return the sheet of a page that has pieces."""
    sheet = Sheet(view.size)
    _add_wording(sheet, view)
    _add_marks(sheet, view)
    _add_position(sheet, view)
    add_containers(sheet, view)
    add_pictures(sheet, view)
    add_agreement(sheet, view)
    _add_names(sheet, view)
    _add_neighbours(sheet, view)
    return sheet


def _add_wording(sheet: Sheet, view: View) -> None:
    read = view.letters
    sheet.add("weight", np.log1p(read.weight))
    sheet.add("words", np.log1p(read.words))
    sheet.add("link_share", read.link_share)
    sheet.add("stops", read.stops)
    sheet.add("words_per_stop", read.words / (read.stops + 0.5))
    sheet.add("is_ended", read.is_ended)
    sheet.add("first", read.first)
    sheet.add("last", read.last)
    sheet.add_all(_KIND_NAMES, read.counts.T[_KINDS] / read.chars)
    sheet.add("word_length", read.chars / read.words)
    repeats = _repeats(view.texts)
    sheet.add("repeats", repeats)
    sheet.add("page_repeats", float(view.prose[repeats > 1].sum()) / max(1.0, float(view.prose.sum())))


def _repeats(texts: list[str]) -> Floats:
    counts = Counter(texts)
    return np.array([counts[text] for text in texts], dtype=np.float64)


def _add_marks(sheet: Sheet, view: View) -> None:
    chars, marks = view.letters.chars, view.page.marks
    link, strong, slanted = MarkKind.LINK, MarkKind.STRONG, MarkKind.EMPHASIS
    spans = [mark.span for mark in marks]
    starts: Ints = np.array([span.start for span in spans], dtype=np.int64)
    lengths: Ints = np.array([span.end for span in spans], dtype=np.int64) - starts
    ends = view.starts + chars.astype(np.int64)
    owner = np.maximum(np.searchsorted(view.starts, starts, side="right") - 1, 0)
    lengths = np.where((starts >= view.starts[owner]) & (starts < ends[owner]), lengths, 0)
    kinds = [mark.kind for mark in marks]
    is_link = np.array([kind is link for kind in kinds], dtype=np.bool_)
    sheet.add("links", np.bincount(owner[is_link & (lengths > 0)], minlength=view.size))
    for name, wanted in (("strong", strong), ("slanted", slanted)):
        chosen = [number for number, kind in enumerate(kinds) if kind is wanted]
        covered = np.bincount(owner[chosen], lengths[chosen], minlength=view.size) if chosen else 0
        sheet.add(name, np.minimum(covered / chars, 1))


def _add_position(sheet: Sheet, view: View) -> None:
    read = view.letters
    number = np.arange(view.size)
    gaps = np.minimum(np.diff(view.numbers, prepend=-1, append=len(view.kinds)) - 1, 30)
    sheet.add("gap_before", gaps[:-1])
    sheet.add("gap_after", gaps[1:])
    sheet.add("page_apart", 1 - view.size / len(view.kinds))
    total = max(1.0, float(read.weight.sum()))
    prose = max(1.0, float(view.prose.sum()))
    sheet.add("number", number)
    sheet.add("place", number / view.size)
    sheet.add("left", view.size - number)
    sheet.add("text_before", (np.cumsum(read.weight) - read.weight) / total)
    sheet.add("prose_before", (np.cumsum(view.prose) - view.prose) / prose)
    sheet.add("prose_after", 1 - np.cumsum(view.prose) / prose)
    sheet.add("page_text", np.log1p(total))
    sheet.add("page_pieces", np.log1p(view.size))
    sheet.add("page_prose", prose / total)
    is_prose = view.prose > 0
    sheet.add("since_prose", _distance(is_prose))
    sheet.add("until_prose", _distance(is_prose[::-1])[::-1])
    values = np.stack((view.prose, read.link_share * read.weight, read.weight))
    for reach in (4, 12):
        near_prose, near_links, near_text = _window(values, reach)
        sheet.add(f"prose_near_{reach}", near_prose / (near_text + 1))
        sheet.add(f"links_near_{reach}", near_links / (near_text + 1))


def _distance(flags: "np.typing.NDArray[np.bool_]") -> Floats:
    """Return how many rows back the nearest flagged earlier row is, at most 40."""
    number = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, number, -1000))
    before = np.concatenate(([-1000], last[:-1]))
    result: Floats = np.minimum(number - before, 40).astype(np.float64)
    return result


def _window(values: Floats, reach: int) -> Floats:
    """Return the sums of each of ``values`` over the pieces at most ``reach`` away."""
    size = values.shape[1]
    sums = np.zeros((len(values), size + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    number = np.arange(size)
    result: Floats = sums[:, np.minimum(number + reach + 1, size)] - sums[:, np.maximum(number - reach, 0)]
    return result


def _add_names(sheet: Sheet, view: View) -> None:
    layout = view.layout
    sheet.add("role", np.array([_ROLES[piece.role] for piece in view.pieces]))
    sheet.add("level", np.array([piece.level for piece in view.pieces]))
    tags = _TAGS[layout.codes]
    sheet.add_all(_TAG_COLUMNS, tags[np.stack((view.element, view.block, view.up, view.up2))])
    near = layout.own[view.up] | layout.own[view.up2]
    own = layout.own[view.block] | layout.own[view.element]
    far = layout.around[view.up2]
    # 0 none, 1 far, +2 near, +4 own: a tree splits it wherever it likes.
    places = np.stack((far, near, own))[:, None] >> _READ_BITS & 1
    sheet.add_all(_IS_NAMES, places[0] + 2 * places[1] + 4 * places[2])


def _add_neighbours(sheet: Sheet, view: View) -> None:
    columns = np.full((len(_NEIGHBOUR_COLUMNS), view.size + 2 * _FARTHEST), -1.0)
    columns[:, _FARTHEST:-_FARTHEST] = [sheet[name] for name in _NEIGHBOUR_COLUMNS]
    number = np.arange(view.size)
    sheet.add_all(_NEIGHBOUR_NAMES, columns[_NEIGHBOUR_ROWS, number + _NEIGHBOUR_STEPS + _FARTHEST])
    for step in _SAME_UP:
        at = np.clip(number + step, 0, view.size - 1)
        sheet.add(f"same_up@{step}", (at != number) & (view.up[at] == view.up))
