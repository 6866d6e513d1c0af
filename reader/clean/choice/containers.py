"""How the containers of a piece stand to the page's prose: shares, link shares, signatures, distance to the richest."""

from functools import lru_cache

import numpy as np

from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.sheet import Sheet, View
from reader.clean.choice.tags import flags_of

_NO_DIGITS = str.maketrans("", "", "0123456789")
_SHARES = (0.9, 0.65, 0.45)
_JUMPS = np.array((0.1, 0.34, 0.67))
_JUMP_NAMES = tuple(f"steps_to_{part}" for part in _JUMPS.tolist())
_FARTHEST_JUMP = 12
_TAGS_AROUND = {
    "article": ("article",),
    "in_header": ("header",),
    "in_list": ("ul", "ol", "dl"),
    "in_table": ("table",),
    "in_quote": ("blockquote",),
    "in_section": ("section",),
    "in_main": ("main",),
}
_IS_AROUND = np.stack([flags_of(tags) for tags in _TAGS_AROUND.values()])
_NAMES_AROUND = tuple(_TAGS_AROUND)[1:]
_SHARE_NAMES = tuple(
    f"{name}_{way}"
    for way in ("own", "up", "up2", "up3")
    for name in ("prose_share", "text_share", "links_in", "pieces", "prose_of")
)


def add_containers(sheet: Sheet, view: View) -> None:
    """Add the columns about containers."""
    read, layout = view.letters, view.layout
    linked = read.link_share * read.weight
    totals = layout.totals(view.element, view.prose, read.weight, linked, np.ones(view.size))
    all_prose, all_text = max(1.0, float(view.prose.sum())), max(1.0, float(read.weight.sum()))
    prose, text, links, pieces = totals[:, np.stack((view.block, view.up, view.up2, view.up3))]
    some = np.maximum(text, 1)
    shares = np.stack((prose / all_prose, text / all_text, links / some, pieces, prose / some), axis=1)
    sheet.add_all(_SHARE_NAMES, shares.reshape(len(_SHARE_NAMES), view.size))
    share = totals[0] / all_prose
    _add_richest(sheet, view, share, totals[2] / np.maximum(totals[1], 1))
    around = layout.nearest(_IS_AROUND[:, layout.codes])[:, view.element]
    _add_articles(sheet, around[0], share)
    _add_signatures(sheet, view)
    steps = 1 + layout.depth[view.element] - layout.depth[around[1:]]
    sheet.add_all(_NAMES_AROUND, np.where(around[1:] >= 0, steps, 0))


def _add_richest(sheet: Sheet, view: View, share: Floats, link_share: Floats) -> None:
    """Add distances to the container of most prose (as readability scores it) and to the deepest with a share."""
    read, layout = view.letters, view.layout
    from_commas = np.minimum(read.counts[:, 5], 20)
    score = np.where(view.prose > 0, 1 + from_commas + np.minimum(read.weight / 100, 3), 0)
    scores = np.bincount(view.up, score, minlength=layout.rows) + np.bincount(view.block, score, minlength=layout.rows)
    scores += np.bincount(view.up2, score / 2, minlength=layout.rows)
    top = int(np.argmax(scores * (1 - link_share)))
    best = max(1e-9, float(scores[top]))
    sheet.add("score_up", scores[view.up] / best)
    sheet.add("top_share", share[top])
    steps = layout.steps_to_path(top)
    sheet.add("steps_to_top", steps[view.block])
    sheet.add("depth_to_top", layout.depth[view.block] - layout.depth[top])
    sheet.add("in_top", layout.inside(top)[view.element])
    for part in _SHARES:
        row = int(np.argmax(np.where(share >= part, layout.depth, -1)))
        sheet.add(f"in_{part}", layout.inside(row)[view.element])
        sheet.add(f"below_{part}", layout.depth[view.block] - layout.depth[row])
    sheet.add("depth", layout.depth[view.block])
    _add_jump(sheet, view, share)


def _add_jump(sheet: Sheet, view: View, share: Floats) -> None:
    """Add how far up the prose share passes a tenth, a third, two thirds."""
    _, steps = view.layout.way_up(view.block, share >= _JUMPS[:, None], _FARTHEST_JUMP)
    sheet.add_all(_JUMP_NAMES, steps)


def _add_articles(sheet: Sheet, article: Ints, share: Floats) -> None:
    """Add columns about the ``article`` element around each piece, -1 for none."""
    rows: Ints = np.unique(article[article >= 0])
    sheet.add("articles", len(rows))
    sheet.add("article_share", np.where(article >= 0, share[article], -1))
    best = rows[np.argmax(share[rows])] if len(rows) else -1
    sheet.add("in_best_article", np.where(article >= 0, (article == best) + 1, 0))


def _add_signatures(sheet: Sheet, view: View) -> None:
    """Add what pieces of the same tag and class chain have in common: the page's own repeated pattern."""
    read = view.letters
    own, outer, outermost = _names(view)
    base = int(max(own.max(), outer.max(), outermost.max())) + 1
    linked = read.link_share * read.weight
    all_prose = max(1.0, float(view.prose.sum()))
    cousins = outer * base + outermost
    for label, group in (
        ("alike", np.unique(own * base * base + cousins, return_inverse=True)[1]),
        ("cousin", np.unique(cousins, return_inverse=True)[1]),
        ("tagged", own),
    ):
        count = np.bincount(group)[group]
        text = np.bincount(group, read.weight)[group]
        sheet.add(f"{label}_count", count)
        sheet.add(f"{label}_prose", np.bincount(group, view.prose)[group] / all_prose)
        sheet.add(f"{label}_links", np.bincount(group, linked)[group] / text)
        sheet.add(f"{label}_mean", text / count)


def _names(view: View) -> tuple[Ints, Ints, Ints]:
    """Return the numbers of the tag and class names of each piece's block and of the two blocks around it."""
    layout = view.layout
    is_asked = np.zeros(layout.rows, dtype=np.bool_)
    for rows in (view.block, view.up, view.up2):
        is_asked[rows] = True
    asked = np.flatnonzero(is_asked)
    numbers: dict[tuple[str, str], int] = {}
    named: Ints = np.zeros(layout.rows, dtype=np.int64)
    named[asked] = [
        numbers.setdefault((layout.tags[row], _first_words(layout.labels[row])), len(numbers)) for row in asked.tolist()
    ]
    return named[view.block], named[view.up], named[view.up2]


@lru_cache(maxsize=10_000)
def _first_words(labels: str) -> str:
    """Return the first three words of ``labels`` without digits, which number an element among its like."""
    return ".".join(labels.translate(_NO_DIGITS).split()[:3])
