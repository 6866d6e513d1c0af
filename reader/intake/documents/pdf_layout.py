"""Where lines of a PDF belong together, told by their places: leading, columns, indents and short last lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reader.intake.documents.pdf_pages import TextRun

_SENTENCE_END = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*\s*\Z")
_SAME_SIZE = 0.06
_LOOSE, _UNKNOWN_LOOSE = 1.35, 1.75
_SHORT_SLACK = 0.6
_COLUMN = 6.0
_FAR = 100_000.0


class Layout:
    """The looks of a document: the size of its text, the leading of each size, the right edge of each column."""

    def __init__(self, runs: Sequence[TextRun]) -> None:
        sizes: Counter[float] = Counter()
        for run in runs:
            sizes[_rounded(run.size)] += len(run.text)
        self.body_size = sizes.most_common(1)[0][0] if sizes else 10.0
        steps: dict[float, list[float]] = {}
        for run, following in pairwise(runs):
            step = run.base - following.base
            if run.page == following.page and is_like(run, following) and 0.8 * run.size < step < 2.6 * run.size:
                steps.setdefault(_rounded(run.size), []).append(step)
        self._leading = {size: _usual(given) for size, given in steps.items() if len(given) > 2}
        self._edges: dict[tuple[int, int, float], float] = {}
        for run in runs:
            key = _column(run)
            self._edges[key] = max(self._edges.get(key, -_FAR), _reach(run)[1])

    def is_apart(self, run: TextRun, following: TextRun) -> bool:
        """Tell whether more than the usual leading lies between two lines, or the second is elsewhere."""
        step = run.base - following.base
        usual = self._leading.get(_rounded(run.size))
        return step < -0.5 * run.size or step > (_LOOSE * usual if usual else _UNKNOWN_LOOSE * run.size)

    def ends_early(self, run: TextRun, following: TextRun) -> bool:
        """Tell whether the first word of the next line would have fitted at the end of this one."""
        end = _reach(run)[1]
        edge = self._edges.get(_column(run), end)
        words = following.text.strip().split(maxsplit=1)
        if not words or not following.text.strip():
            return False
        width = (following.right - following.left) * len(words[0]) / len(following.text.strip())
        if len(words) == 1 and len(words[0]) > 30:  # a script without blanks breaks anywhere
            width = run.size
        return end + width + _SHORT_SLACK * run.size < edge

    def ends_paragraph(self, run: TextRun, following: TextRun) -> bool:
        """Tell whether a paragraph ends with ``run``: at a gap, a short last line, or before an indent."""
        if run.page != following.page:
            return self.ends_at_page(run, following)
        if self.is_apart(run, following):
            return True
        is_sentence = ends_sentence(run.text)
        if is_sentence and self.ends_early(run, following):
            return True
        indent = _reach(following)[0] - _reach(run)[0]
        return is_sentence and 0.8 * run.size < indent < 4 * run.size

    def ends_at_page(self, run: TextRun, following: TextRun) -> bool:
        """Tell whether a paragraph ends with the last line of a page or column."""
        if not is_like(run, following):
            return True
        if following.text.lstrip()[:1].islower():
            return False
        return ends_sentence(run.text) or self.ends_early(run, following)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences do."""
    return _SENTENCE_END.search(text[-12:]) is not None


def is_like(run: TextRun, following: TextRun) -> bool:
    """Tell whether two lines are of one size."""
    return abs(run.size - following.size) < _SAME_SIZE * max(run.size, following.size)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _usual(steps: list[float]) -> float:
    """Return the leading within paragraphs: the most frequent step, not the middle one, which gaps would raise."""
    often = Counter(round(step * 2) / 2 for step in steps).most_common(1)[0]
    return often[0] if often[1] * 3 >= len(steps) else min(median(steps), often[0])


def _column(run: TextRun) -> tuple[int, int, float]:
    return run.page, round(_reach(run)[0] / _COLUMN), _rounded(run.size)


def _reach(run: TextRun) -> tuple[float, float]:
    """Return where a line begins and ends, counted in the direction in which it is read."""
    return (-run.line_right, -run.line_left) if run.is_rtl else (run.line_left, run.line_right)
