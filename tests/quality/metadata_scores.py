"""Headlines, authors and dates against the labelled pages: the shares that are right, ours and trafilatura's.

Run as a module for the figures alone: ``python -m tests.quality.metadata_scores``.
"""

import json
import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import trafilatura
from trafilatura.utils import decode_file

from reader.core.model import Precision
from reader.intake.decode import decode
from reader.intake.html import read_html
from reader.intake.metadata import candidates, resolve
from reader.intake.prepare import prepare
from tests.quality import corpora
from tests.quality.corpora import Labelled

SETS = ("fundus", "wcxb")
FIELDS = ("headline", "authors", "day", "instant")
_WORD_GAP = re.compile(r"\W+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_NEAR = timedelta(seconds=60)
Gold = dict[str, str | list[str] | None]


@dataclass(frozen=True, slots=True)
class Found:
    """What a system says of a page; ``instant`` is None where it gives a day without a time or a zone."""

    headline: str
    authors: frozenset[str]
    day: date | None
    instant: datetime | None


Finder = Callable[[Labelled], Found]


def main() -> int:
    """Print a line a set and system; return the exit status."""
    if not corpora.is_here():
        print("The labelled pages are not beside this checkout: nothing to measure.")
        return 0
    for page_set in SETS:
        for name, finder in (("ours", ours), ("trafilatura", peer)):
            print(f"{page_set:7} {name:12} {as_line(shares(page_set, finder))}")
    return 0


def as_line(figures: dict[str, float]) -> str:
    """Return the figures for reading."""
    return "  ".join(f"{field} {share:.3f}" for field, share in figures.items())


def shares(page_set: str, finder: Finder) -> dict[str, float]:
    """Return field -> share of the pages whose gold has it, 0..1, where the finder is right."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for page, gold in _labelled(page_set):
        for field, is_right in judged(gold, finder(page)).items():
            asked[field] += 1
            right[field] += is_right
    return {field: right[field] / asked[field] for field in FIELDS if asked[field]}


def ours(page: Labelled) -> Found:
    """Return what the program finds, from the page's bytes alone."""
    tree = read_html(prepare(decode(page.content(), None, is_html=True).text).text)
    known = resolve(candidates(tree, page.path.name), tree)
    moment = known.published
    return Found(
        headline=known.headline.value if known.headline else "",
        authors=frozenset(fact.value for fact in known.authors),
        day=moment.value.date() if moment else None,
        instant=moment.value if moment and moment.precision is Precision.INSTANT and moment.value.tzinfo else None,
    )


def peer(page: Labelled) -> Found:
    """Return what trafilatura finds with default settings; it gives days only, and authors joined by semicolons."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    url = page.url if page.url.startswith("http") else None
    known = trafilatura.extract_metadata(decode_file(page.content()), default_url=url)
    authors = frozenset(name.strip() for name in (known.author or "").split(";") if name.strip())
    return Found(known.title or "", authors, _day(known.date), None)


def judged(gold: Gold, found: Found) -> dict[str, bool]:
    """Return for each field of the gold whether it was found: words without case and signs, instants to a minute."""
    verdicts: dict[str, bool] = {}
    title, authors, published = gold.get("title"), gold.get("authors"), gold.get("date")
    day, instant = _day(published), _instant(published)
    if isinstance(title, str) and title:
        verdicts["headline"] = _folded(title) == _folded(found.headline)
    if isinstance(authors, list) and authors:
        verdicts["authors"] = set(map(_folded, authors)) == set(map(_folded, found.authors))
    if day is not None:
        verdicts["day"] = found.day == day
    if instant is not None:
        verdicts["instant"] = found.instant is not None and abs(found.instant - instant) <= _NEAR
    return verdicts


def _labelled(page_set: str) -> Iterator[tuple[Labelled, Gold]]:
    rows = (corpora.CORPORA / page_set / "gold.jsonl").read_text("utf-8").splitlines()
    for line, page in zip(rows, corpora.load(page_set), strict=True):
        gold: Gold = json.loads(line)
        yield page, gold


def _day(value: str | list[str] | None) -> date | None:
    match = _DAY.search(value) if isinstance(value, str) else None
    return date.fromisoformat(match.group()) if match else None


def _instant(value: str | list[str] | None) -> datetime | None:
    """Return the instant of a gold date that has a time and a zone."""
    if not isinstance(value, str) or not _INSTANT.match(value):
        return None
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else None


def _folded(text: str) -> str:
    return _WORD_GAP.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


if __name__ == "__main__":
    sys.exit(main())
