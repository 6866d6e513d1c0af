"""How the containers of a piece stand to the page's prose: shares, link shares, signatures, distance to the richest."""

from functools import lru_cache

import numpy as np

from reader.clean.choice.letters import Floats, Ints
from reader.clean.choice.sheet import Sheet, View

_NO_DIGITS = str.maketrans("", "", "0123456789")
_SHARES = (0.9, 0.65, 0.45)
_ARTICLE = frozenset({"article"})
_TAGS_AROUND = {
    "header": frozenset({"header"}),
    "list": frozenset({"ul", "ol", "dl"}),
    "table": frozenset({"table"}),
    "quote": frozenset({"blockquote"}),
    "section": frozenset({"section"}),
    "main": frozenset({"main"}),
}


def add_containers(sheet: Sheet, view: View) -> None:
    """Add the columns about containers."""
    read, layout = view.letters, view.layout
    linked = read.link_share * read.weight
    prose = layout.total(view.element, view.prose)
    text = layout.total(view.element, read.weight)
    links = layout.total(view.element, linked)
    pieces = layout.total(view.element, np.ones(view.size))
    all_prose, all_text = max(1.0, float(view.prose.sum())), max(1.0, float(read.weight.sum()))
    ways = {"own": view.block, "up": view.up, "up2": view.up2, "up3": view.up3}
    for name, rows in ways.items():
        sheet.add(f"prose_share_{name}", prose[rows] / all_prose)
        sheet.add(f"text_share_{name}", text[rows] / all_text)
        sheet.add(f"links_in_{name}", links[rows] / np.maximum(text[rows], 1))
        sheet.add(f"pieces_{name}", pieces[rows])
        sheet.add(f"prose_of_{name}", prose[rows] / np.maximum(text[rows], 1))
    _add_richest(sheet, view, prose / all_prose, links / np.maximum(text, 1))
    _add_articles(sheet, view, prose / all_prose)
    _add_signatures(sheet, view)
    for name, tags in _TAGS_AROUND.items():
        row = layout.nearest(tags)[view.element]
        sheet.add(f"in_{name}", np.where(row >= 0, 1 + layout.depth[view.element] - layout.depth[row], 0))


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
    layout = view.layout
    parents = np.maximum(layout.parents, 0)
    for part in (0.1, 0.34, 0.67):
        here = view.block.copy()
        steps = np.zeros(view.size)
        for _ in range(12):
            is_low = share[here] < part
            if not is_low.any():
                break
            steps += is_low
            here = np.where(is_low, parents[here], here)
        sheet.add(f"steps_to_{part}", steps)


def _add_articles(sheet: Sheet, view: View, share: Floats) -> None:
    layout = view.layout
    article = layout.nearest(_ARTICLE)[view.element]
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
    for label, keys in (
        ("alike", (own * base + outer) * base + outermost),
        ("cousin", outer * base + outermost),
        ("tagged", own),
    ):
        group = np.unique(keys, return_inverse=True)[1]
        count = np.bincount(group)
        text = np.bincount(group, read.weight)
        sheet.add(f"{label}_count", count[group])
        sheet.add(f"{label}_prose", np.bincount(group, view.prose)[group] / all_prose)
        sheet.add(f"{label}_links", np.bincount(group, linked)[group] / text[group])
        sheet.add(f"{label}_mean", text[group] / count[group])


def _names(view: View) -> tuple[Ints, Ints, Ints]:
    """Return the numbers of the tag and class names of each piece's block and of the two blocks around it."""
    layout = view.layout
    rows, places = np.unique(np.concatenate((view.block, view.up, view.up2)), return_inverse=True)
    numbers: dict[str, int] = {}
    named: list[int] = []
    for row in rows.tolist():
        name = f"{layout.tags[row]} {_first_words(layout.labels[row])}"
        named.append(numbers.setdefault(name, len(numbers)))
    own, outer, outermost = np.array(named, dtype=np.int64)[places].reshape(3, view.size)
    return own, outer, outermost


@lru_cache(maxsize=10_000)
def _first_words(labels: str) -> str:
    """Return the first three words of ``labels`` without digits, which number an element among its like."""
    return ".".join(labels.translate(_NO_DIGITS).split()[:3])
