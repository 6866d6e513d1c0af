"""How the containers of a piece stand to the page's prose: shares, link shares, signatures, distance to the richest."""

from collections import Counter

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
    layout, read = view.layout, view.letters
    names: dict[int, str] = {}

    def name(row: int) -> str:
        found = names.get(row)
        if found is None:
            words = layout.labels[row].translate(_NO_DIGITS).split()[:3]
            found = names[row] = f"{layout.tags[row]}.{'.'.join(words)}"
        return found

    chains = list(zip(view.block.tolist(), view.up.tolist(), view.up2.tolist(), strict=True))
    for label, keys in (
        ("alike", [name(a) + "<" + name(b) + "<" + name(c) for a, b, c in chains]),
        ("cousin", [name(b) + "<" + name(c) for _, b, c in chains]),
        ("tagged", [name(a) for a, _, _ in chains]),
    ):
        numbers = {key: number for number, key in enumerate(Counter(keys))}
        group = np.array([numbers[key] for key in keys], dtype=np.int64)
        count = np.bincount(group)
        text = np.bincount(group, read.weight)
        prose = np.bincount(group, view.prose)
        links = np.bincount(group, read.link_share * read.weight)
        sheet.add(f"{label}_count", count[group])
        sheet.add(f"{label}_prose", prose[group] / max(1.0, float(view.prose.sum())))
        sheet.add(f"{label}_links", links[group] / text[group])
        sheet.add(f"{label}_mean", text[group] / count[group])
