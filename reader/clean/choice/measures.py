"""The columns the model reads: how a piece reads, where it stands, what stands around it, what it is called."""

from collections import Counter

import numpy as np

from reader.clean.choice.agreement import add_agreement
from reader.clean.choice.containers import add_containers
from reader.clean.choice.letters import BAR, COMMA, DIGIT, LOWER, QUOTE, UPPER, Floats, Ints
from reader.clean.choice.pictures import add_pictures
from reader.clean.choice.sheet import Sheet, View
from reader.clean.choice.words import GROUP_NAMES
from reader.core.model import MarkKind, Role

_ROLES = {role: float(number) for number, role in enumerate(Role)}
_TAG_NAMES = (
    "p h1 h2 h3 h4 h5 h6 li div td th figcaption blockquote section article dd dt a span button pre header footer "
    "aside main figure ul ol table tr form nav label em strong b i time center body small details summary address font"
)
_TAGS = {tag: float(number) for number, tag in enumerate(_TAG_NAMES.split())}
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
_SAME_UP = (-1, 1)
_UNREAD_GROUPS = frozenset({"caption", "comment", "comments", "sidebar", "share", "consent"})


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
    for name, kind in (("upper", UPPER), ("digit", DIGIT), ("comma", COMMA), ("quote", QUOTE), ("bar", BAR)):
        sheet.add(name, read.counts[:, kind] / read.chars)
    sheet.add("lower", read.counts[:, LOWER] / read.chars)
    sheet.add("word_length", read.chars / read.words)
    repeats = _repeats(view.texts)
    sheet.add("repeats", repeats)
    sheet.add("page_repeats", float(view.prose[repeats > 1].sum()) / max(1.0, float(view.prose.sum())))


def _repeats(texts: list[str]) -> Floats:
    counts = Counter(texts)
    return np.array([counts[text] for text in texts], dtype=np.float64)


def _add_marks(sheet: Sheet, view: View) -> None:
    chars = view.letters.chars
    marks = view.page.marks
    starts: Ints = np.array([mark.span.start for mark in marks], dtype=np.int64)
    lengths: Floats = np.array([len(mark.span) for mark in marks], dtype=np.float64)
    ends = view.starts + view.letters.chars.astype(np.int64)
    owner = np.maximum(np.searchsorted(view.starts, starts, side="right") - 1, 0)
    lengths = np.where((starts >= view.starts[owner]) & (starts < ends[owner]), lengths, 0.0)
    kinds = np.array([mark.kind is MarkKind.LINK for mark in marks], dtype=np.bool_)
    strong = np.array([mark.kind is MarkKind.STRONG for mark in marks], dtype=np.bool_)
    slanted = np.array([mark.kind is MarkKind.EMPHASIS for mark in marks], dtype=np.bool_)
    sheet.add("links", np.bincount(owner[kinds & (lengths > 0)], minlength=view.size))
    for name, chosen in (("strong", strong), ("slanted", slanted)):
        covered = np.bincount(owner[chosen], lengths[chosen], minlength=view.size)
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
    for reach in (4, 12):
        sheet.add(f"prose_near_{reach}", _window(view.prose, reach) / (_window(read.weight, reach) + 1))
        sheet.add(
            f"links_near_{reach}", _window(read.link_share * read.weight, reach) / (_window(read.weight, reach) + 1)
        )


def _distance(flags: "np.typing.NDArray[np.bool_]") -> Floats:
    """Return how many rows back the nearest flagged earlier row is, at most 40."""
    number = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, number, -1000))
    before = np.concatenate(([-1000], last[:-1]))
    result: Floats = np.minimum(number - before, 40).astype(np.float64)
    return result


def _window(values: Floats, reach: int) -> Floats:
    """Return the sums over the rows at most ``reach`` away."""
    size = len(values)
    sums = np.concatenate(([0.0], np.cumsum(values)))
    number = np.arange(size)
    result: Floats = sums[np.minimum(number + reach + 1, size)] - sums[np.maximum(number - reach, 0)]
    return result


def _add_names(sheet: Sheet, view: View) -> None:
    layout = view.layout
    sheet.add("role", np.array([_ROLES[piece.role] for piece in view.pieces]))
    sheet.add("level", np.array([piece.level for piece in view.pieces]))
    tags = np.array([_TAGS.get(tag, 99.0) for tag in layout.tags])
    sheet.add("tag", tags[view.element])
    sheet.add("tag_block", tags[view.block])
    sheet.add("tag_up", tags[view.up])
    sheet.add("tag_up2", tags[view.up2])
    near = layout.own[view.up] | layout.own[view.up2]
    own = layout.own[view.block] | layout.own[view.element]
    far = layout.around[view.up2]
    for number, name in enumerate(GROUP_NAMES):
        # 0 none, 1 far, +2 near, +4 own: a tree splits it wherever it likes.
        if name in _UNREAD_GROUPS:
            continue
        sheet.add(f"is_{name}", (far >> number & 1) + 2 * (near >> number & 1) + 4 * (own >> number & 1))


def _add_neighbours(sheet: Sheet, view: View) -> None:
    number = np.arange(view.size)
    for name, steps in _NEIGHBOUR_COLUMNS.items():
        column = sheet[name]
        for step in steps:
            shifted = np.full(view.size, -1.0)
            if step > 0:
                shifted[:-step] = column[step:]
            else:
                shifted[-step:] = column[:step]
            sheet.add(f"{name}@{step}", shifted)
    for step in _SAME_UP:
        at = np.clip(number + step, 0, view.size - 1)
        sheet.add(f"same_up@{step}", (at != number) & (view.up[at] == view.up))
