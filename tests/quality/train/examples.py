"""Labelled pages as training examples: a matrix of columns, a label and a weight per piece."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.clean.choice.letters import Flags, Floats, Ints
from reader.clean.choice.measures import measure
from reader.clean.choice.sheet import Matrix, Sheet, View
from reader.core.errors import ReaderError
from reader.core.model import Page
from tests.quality.alignment import TOKEN, gold_shares
from tests.quality.corpora import SEGMENT_SET, Labelled, site_of
from tests.quality.pages import page_of

# Weights of a piece follow its share of the story; no piece outweighs this.
_MOST_WEIGHT = 0.3
_SMOOTHING_TOKENS = 3
_LEAST_GOLD_TOKENS = 60
_LEAST_TWIN_TOKENS = 6
# Pieces of the segment set that no segment speaks of are labelled by the model itself, and count less.
_OWN_LABEL_WEIGHT = 0.3
_SEGMENT_WEIGHT = 1.0
_LEAST_PART_CHARS = 12
# The other sets' gold leaves out most standfirsts, which the policy keeps.
_SET_WITH_STANDFIRSTS = "fundus"
_FARTHEST_STANDFIRST = 10


@dataclass(slots=True)
class Example:
    """A page ready for training. ``labels`` and ``weights`` are empty until known, a row per row of ``matrix``."""

    labelled: Labelled
    site: str
    texts: list[str]
    tokens: list[list[str]]
    matrix: Matrix
    columns: tuple[str, ...]
    labels: Flags
    weights: Floats


def example(labelled: Labelled) -> Example | None:
    """Return the example of a labelled page, None where nothing can be learned from it."""
    try:
        page = page_of(labelled)
    except ReaderError:
        return None
    view = View(page)
    sheet = measure(view)
    texts = [piece.span.of(page.text) for piece in page.pieces]
    tokens = [TOKEN.findall(text) for text in texts]
    labels, weights = np.zeros(0, dtype=np.bool_), np.zeros(0)
    if labelled.text is not None:
        gold = TOKEN.findall(labelled.text)
        if not gold:
            return None
        labels, weights = _gold_labels(tokens, gold, view.numbers)
        if labelled.page_set != _SET_WITH_STANDFIRSTS:
            weights = np.where(_left_out_standfirsts(sheet, labels), 0.0, weights)
    numbers = view.numbers.tolist()
    return Example(
        labelled=labelled,
        site=_site(labelled, page),
        texts=[texts[number] for number in numbers],
        tokens=[tokens[number] for number in numbers],
        matrix=sheet.matrix(),
        columns=sheet.names,
        labels=labels,
        weights=weights,
    )


def _site(labelled: Labelled, page: Page) -> str:
    """Return the site; pages of the segment set are named by hand, so their own declared URL is asked first."""
    declared = page.metadata.canonical_url or page.metadata.url
    if labelled.page_set == SEGMENT_SET and declared is not None and "." in site_of(declared.value):
        return site_of(declared.value)
    return labelled.site


def _gold_labels(tokens: list[list[str]], gold: list[str], numbers: Ints) -> tuple[Flags, Floats]:
    is_gold = np.array(gold_shares(tokens, gold)) >= 0.5
    twins = {tuple(own) for own, kept in zip(tokens, is_gold, strict=True) if kept and len(own) >= _LEAST_TWIN_TOKENS}
    # A page may hold its story twice, for narrow and wide screens: the copy that gold was not made of teaches nothing.
    is_twin = np.array([tuple(own) in twins for own in tokens]) & ~is_gold
    weights = np.where(is_twin, 0.0, _sizes(tokens, len(gold)))
    return is_gold[numbers], weights[numbers]


def _left_out_standfirsts(sheet: Sheet, is_gold: Flags) -> Flags:
    """Return which pieces are standfirsts that gold lacks, though by its policy it has them: they teach nothing."""
    near = (sheet["from_headline"] > 0) & (sheet["from_headline"] <= _FARTHEST_STANDFIRST)
    named = (sheet["deck_likeness"] >= 0.6) | (sheet["is_deck"] >= 2)
    text = (sheet["words"] > np.log1p(5)) & (sheet["link_share"] < 0.3) & (sheet["title_likeness"] < 0.6)
    before_body = np.cumsum(is_gold) == 0
    found: Flags = near & named & text & before_body & bool(is_gold.any())
    return found


def _sizes(tokens: Sequence[Sequence[str]], gold: int) -> Floats:
    counts = np.array([len(own) for own in tokens], dtype=np.float64)
    sizes: Floats = np.minimum((counts + _SMOOTHING_TOKENS) / max(gold, _LEAST_GOLD_TOKENS), _MOST_WEIGHT)
    return sizes


def label_by_segments(page: Example, chances: Floats) -> Example:
    """Return an example of the segment set with labels: by its segments, elsewhere by the model's own ``chances``."""
    texts = [" ".join(text.split()) for text in page.texts]
    labels = chances >= 0.5
    strength = np.full(len(texts), _OWN_LABEL_WEIGHT)
    for segments, label in ((page.labelled.unwanted, False), (page.labelled.wanted, True)):
        for segment in segments:
            rows = _rows_of(" ".join(segment.split()), texts)
            labels[rows], strength[rows] = label, _SEGMENT_WEIGHT
    kept = sum(len(own) for own, keep in zip(page.tokens, labels, strict=True) if keep)
    page.labels, page.weights = labels, strength * _sizes(page.tokens, kept)
    return page


def _rows_of(segment: str, texts: list[str]) -> NDArray[np.int64]:
    """Return the pieces that hold a segment, else those that a long segment holds."""
    rows = [row for row, text in enumerate(texts) if segment and segment in text]
    rows = rows or [row for row, text in enumerate(texts) if len(text) >= _LEAST_PART_CHARS and text in segment]
    return np.array(rows, dtype=np.int64)
