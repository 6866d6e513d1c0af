"""Judges the order of results: ``python -m tests.bench.search.ranking``.

Known items: a query is two to four words that one story uses together, drawn with a seed, and the story is what is
looked for. Printed is the mean reciprocal rank of that story among the first hundred, for the program's own index, for
a stock Whoosh index (its analyser for English, BM25F, the same weights of headline and body) and for FTS5's bm25, all
of the same stories. ``--stories`` sets how many (3,000), ``--queries`` how many are asked (600), ``--seed`` which.
The exit status is 1 if ours is below stock Whoosh.
"""

import argparse
import math
import random
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser
from whoosh.scoring import BM25F

from reader.core.query import SearchRequest
from reader.search import IndexWriter, SearchIndex
from reader.search.schema import HEADLINE_WEIGHT
from tests.bench.search import corpus
from tests.bench.search.corpus import Story
from tests.bench.search.fts5 import Fts5
from tests.bench.search.queries import TABLE_SEED

DEPTH = 100
_WORD = re.compile(r"[a-z]{4,}")
_LEAST, _MOST = 3, 0.15
"""Words in fewer stories, or in a larger share of them, are not asked for: alone they tell all or nothing."""

Ranking = Callable[[str], Sequence[int]]
"""Returns the numbers of the first stories that a query of some words finds."""


def main() -> int:
    """Print the mean reciprocal ranks; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=3_000)
    parser.add_argument("--queries", type=int, default=600)
    parser.add_argument("--seed", type=int, default=TABLE_SEED)
    arguments = parser.parse_args()
    if not corpus.is_here():
        print("The maker of the corpus is not beside this checkout (../shared/bench): nothing to measure.")
        return 0
    stories = list(corpus.stories(corpus.made(arguments.stories)))
    asked = known_items(stories, arguments.seed, arguments.queries)
    print(f"{len(asked)} known items among {len(stories):,} stories: mean reciprocal rank, share that came first")
    folder = corpus.KEPT / f"ranking-{len(stories)}"
    shutil.rmtree(folder, ignore_errors=True)
    means: dict[str, float] = {}
    for name, make in (("ours", _ours), ("stock Whoosh", _stock), ("FTS5", _fts5)):
        own = folder / name.replace(" ", "-").lower()
        own.mkdir(parents=True)
        ranks = [_reciprocal(ranking(query), number) for ranking in (make(own, stories),) for query, number in asked]
        means[name] = sum(ranks) / len(ranks)
        print(f"  {name:14} {means[name]:.4f}  {sum(rank == 1 for rank in ranks) / len(ranks):6.1%}", flush=True)
    shutil.rmtree(folder)
    return int(means["ours"] < means["stock Whoosh"])


def known_items(stories: Sequence[Story], seed: int, count: int) -> list[tuple[str, int]]:
    """Return queries and the number of the story each is drawn from.

    Words are drawn by how often the story has them and how few others do; what matches no other story is no question
    of order, and is not asked.
    """
    draw = random.Random(seed)
    words = [Counter(_WORD.findall(f"{story.headline} {story.body}".lower())) for story in stories]
    having = Counter(word for each in words for word in each)
    owners: dict[str, set[int]] = {}
    for place, each in enumerate(words):
        for word in each:
            owners.setdefault(word, set()).add(place)
    found: list[tuple[str, int]] = []
    while len(found) < count:
        place = draw.randrange(len(stories))
        fit = sorted(word for word in words[place] if _LEAST <= having[word] <= _MOST * len(stories))
        if len(fit) < 4:
            continue
        worth = [words[place][word] * math.log(len(stories) / having[word]) for word in fit]
        chosen = sorted(set(draw.choices(fit, worth, k=draw.choice((2, 3, 4)))))
        if len(chosen) > 1 and len(set.intersection(*(owners[word] for word in chosen))) > 1:
            found.append((" ".join(chosen), stories[place].number))
    return found


def _reciprocal(ranked: Sequence[int], number: int) -> float:
    return 1 / (ranked.index(number) + 1) if number in ranked else 0.0


def _ours(folder: Path, stories: Sequence[Story]) -> Ranking:
    with IndexWriter.open(folder) as writer:
        writer.write(map(corpus.document, stories), (), 1)
    index = SearchIndex.open(folder)

    def ranking(query: str) -> list[int]:
        return [int(row.article_id) for row in index.search(SearchRequest(query, limit=DEPTH)).rows]

    return ranking


def _stock(folder: Path, stories: Sequence[Story]) -> Ranking:
    analyser = StemmingAnalyzer()
    schema = Schema(number=ID(stored=True), headline=TEXT(analyser, field_boost=HEADLINE_WEIGHT), body=TEXT(analyser))
    index = create_in(str(folder), schema)
    writer = index.writer(limitmb=512)
    for story in stories:
        writer.add_document(number=str(story.number), headline=story.headline, body=story.body)
    writer.commit()
    searcher = index.searcher(weighting=BM25F())
    parser = MultifieldParser(["headline", "body"], schema)
    return lambda query: [int(hit["number"]) for hit in searcher.search(parser.parse(query), limit=DEPTH)]


def _fts5(folder: Path, stories: Sequence[Story]) -> Ranking:
    path = corpus.made(len(stories))
    Fts5.build(folder, path)
    database = sqlite3.connect(folder / "stories.sqlite")
    sql = f"SELECT rowid FROM story WHERE story MATCH ? ORDER BY bm25(story, {HEADLINE_WEIGHT}, 1.0) LIMIT {DEPTH}"

    def ranking(query: str) -> list[int]:
        return [row[0] for row in database.execute(sql, (" ".join(f'"{word}"' for word in query.split()),))]

    return ranking


if __name__ == "__main__":
    raise SystemExit(main())
