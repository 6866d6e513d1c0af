"""From probabilities to a decision: tables and lists stay whole, and a story is never left empty."""

import numpy as np

from reader.clean.choice.letters import Flags, Floats
from reader.clean.choice.sheet import View
from reader.clean.choice.wholes import with_whole_groups

THRESHOLD = 0.5
# Tuned on scrapinghub, fundus and wcxb, cross-validated: +.004, 0 and +.001 in F1.
_UNSURE, _LOWER_THRESHOLD = 0.9, 0.35
_SURE = 0.9
_LEAST_WORDS = 40.0


def decide(view: View, probability: Floats) -> Flags:
    """Return which of the view's pieces are kept."""
    kept = probability >= _threshold(view, probability)
    if _words(view, kept) < _LEAST_WORDS and not (probability >= _SURE).any():
        kept = kept | _fallback(view, kept)
    return with_whole_groups(view, kept, probability)


def _threshold(view: View, probability: Floats) -> float:
    """Return the threshold of a page: lower where the model is unsure of most of what it would keep.

    There it has met a page unlike those it knows, and leaves out more story than it takes in of other text.
    """
    weight = np.where(probability >= THRESHOLD, view.letters.words, 0.0)
    sure = float((weight * probability).sum()) >= _UNSURE * float(weight.sum())
    return THRESHOLD if sure else _LOWER_THRESHOLD


def _words(view: View, kept: Flags) -> float:
    return float(view.letters.words[kept].sum())


def _fallback(view: View, kept: Flags) -> Flags:
    """Return the prose of the container that scores best, where the model found next to nothing.

    Each paragraph gives its score to the containers around it, as in Arc90's Readability.
    """
    layout = view.layout
    score = np.where(view.prose > 0, 1 + np.minimum(view.letters.weight / 100, 3), 0.0)
    scores = np.bincount(view.up, score, minlength=layout.rows) + np.bincount(
        view.up2, score / 2, minlength=layout.rows
    )
    top = int(np.argmax(scores))
    if scores[top] > 0:
        inside: Flags = layout.inside(top)[view.element] & (view.prose > 0)
        return inside
    if kept.any():
        return kept
    # No prose at all: any sentence that is shown and is not a link.
    is_text = (view.letters.link_share < 0.5) & (view.letters.words >= 4) & view.letters.is_ended
    sentences: Flags = is_text & ~view.is_hidden
    return sentences
