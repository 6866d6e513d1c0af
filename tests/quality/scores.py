"""Figures of a set of pages: the corpora's own page scores, averaged as their own report does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tests.quality.corpora import Labelled, scorer


@dataclass(frozen=True, slots=True)
class TextFigures:
    """Means over pages, 0..1; ``empty`` counts the pages without text, which mean precision leaves out."""

    pages: int
    f1: float
    exact: float
    precision: float
    recall: float
    page_f1: float
    empty: int

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.4f}  exact {self.exact:.3f}  precision {self.precision:.4f}  recall {self.recall:.4f}"
            f"  mean page F1 {self.page_f1:.4f}  empty {self.empty}"
        )


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """Shares of segments over all pages of the set that has segments only."""

    pages: int
    f1: float
    precision: float
    recall: float

    def __str__(self) -> str:
        return f"segments F1 {self.f1:.4f}  precision {self.precision:.4f}  recall {self.recall:.4f}"


def harmonic(precision: float, recall: float) -> float:
    """Return the F1 of a precision and a recall, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def text_figures(pages: Sequence[Labelled], texts: Mapping[str, str]) -> TextFigures:
    """Return the figures of ``texts`` (by page key) on pages with gold text."""
    page_score = scorer().page_score
    rows = [page_score(page.text or "", texts[page.key]) for page in pages]
    precisions = [row["precision"] for row in rows if row["precision"] is not None]
    recalls = [row["recall"] for row in rows if row["recall"] is not None]
    precision, recall = fmean(precisions or [0.0]), fmean(recalls or [0.0])
    return TextFigures(
        pages=len(rows),
        f1=harmonic(precision, recall),
        exact=fmean(float(row["exact"]) for row in rows),
        precision=precision,
        recall=recall,
        page_f1=fmean(row["f1"] for row in rows),
        empty=len(rows) - len(precisions),
    )


def segment_figures(pages: Sequence[Labelled], texts: Mapping[str, str]) -> SegmentFigures:
    """Return how many segments that must appear do, and how many that must not do."""
    wanted = unwanted = found = wrong = 0
    for page in pages:
        text = " ".join(texts[page.key].split())
        wanted, unwanted = wanted + len(page.wanted), unwanted + len(page.unwanted)
        found += sum(" ".join(segment.split()) in text for segment in page.wanted)
        wrong += sum(" ".join(segment.split()) in text for segment in page.unwanted)
    precision, recall = found / max(1, found + wrong), found / max(1, wanted)
    return SegmentFigures(len(pages), harmonic(precision, recall), precision, recall)
