"""Headlines, authors and dates against the labelled pages: the shares that are right, and the time they take.

Run as a module: ``python -m tests.quality.metadata_scores``.
"""

import json
import re
import sys
import time
import unicodedata
from collections import Counter
from datetime import date

from reader.core.model import Metadata
from reader.intake.decode import decode
from reader.intake.html import read_html
from reader.intake.metadata import candidates, resolve
from reader.intake.prepare import prepare
from tests.quality import corpora

SETS = ("fundus", "wcxb")
_WORD_GAP = re.compile(r"\W+")
Gold = dict[str, str | list[str] | None]


def main() -> int:
    """Print a line a set and return the exit status."""
    if not corpora.is_here():
        print("The labelled pages are not beside this checkout: nothing to measure.")
        return 0
    for page_set in SETS:
        print(measure(page_set))
    return 0


def measure(page_set: str) -> str:
    """Return the figures of a set as one line."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    spent = 0.0
    rows = (corpora.CORPORA / page_set / "gold.jsonl").read_text("utf-8").splitlines()
    pages = corpora.load(page_set)
    for line, page in zip(rows, pages, strict=True):
        gold: Gold = json.loads(line)
        tree = read_html(prepare(decode(page.content(), None, is_html=True).text))
        start = time.process_time()
        found = resolve(candidates(tree, page.path.name), tree)
        spent += time.process_time() - start
        for field, is_right in _judged(gold, found).items():
            asked[field] += 1
            right[field] += is_right
    shares = "  ".join(f"{field} {right[field]}/{asked[field]} = {right[field] / asked[field]:.3f}" for field in asked)
    return f"{page_set}: {shares}  {1000 * spent / len(rows):.1f} ms a page"


def _judged(gold: Gold, found: Metadata) -> dict[str, bool]:
    judged: dict[str, bool] = {}
    title, authors, day = gold.get("title"), gold.get("authors"), _day(gold.get("date"))
    if isinstance(title, str) and title:
        judged["headline"] = found.headline is not None and _folded(title) == _folded(found.headline.value)
    if isinstance(authors, list) and authors:
        judged["authors"] = {_folded(name) for name in authors} == {_folded(fact.value) for fact in found.authors}
    if day is not None:
        judged["day"] = found.published is not None and found.published.value.date() == day
    return judged


def _day(value: str | list[str] | None) -> date | None:
    match = re.search(r"\d{4}-\d\d-\d\d", value) if isinstance(value, str) else None
    return date.fromisoformat(match.group()) if match else None


def _folded(text: str) -> str:
    return _WORD_GAP.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


if __name__ == "__main__":
    sys.exit(main())
