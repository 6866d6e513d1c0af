"""Figures of the search index: ``python -m tests.bench.search STORIES.jsonl``, a JSON object a line.

Without an argument 10,000 stories are made with ``../shared/bench/make_corpus.py``, where that is there. Times are
milliseconds of CPU.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from reader.core.model import ArticleId
from reader.core.query import SearchDocument, SearchRequest, SortKey
from reader.search import IndexWriter, SearchIndex

MAKER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "make_corpus.py"
QUERIES = {
    "common word": ("government", False),
    "commonest word": ("said", False),
    "rare word": ("zooplankton", False),
    "and": ("government minister", False),
    "or": ("government or minister or oil", False),
    "phrase": ('"prime minister"', False),
    "phrase of commonest": ('"of the"', False),
    "prefix": ("gov*", False),
    "wildcard": ("*ment", False),
    "proximity": ("minister w/5 government", False),
    "headline": ("headline:minister", False),
    "date": ("date:2011 minister", False),
    "everything": ("", False),
    "typing 2 letters": ("co", True),
    "typing 3 letters": ("gov", True),
    "typing second word": ("prime mi", True),
}
ROUNDS = 7


def stories(path: Path) -> Iterator[SearchDocument]:
    """Yield the stories of a file."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            yield SearchDocument(
                article_id=ArticleId(number),
                revision=1,
                headline=row["headline"],
                standfirst="",
                body=row["body"],
                captions="",
                byline="",
                outlet=row.get("outlet", ""),
                section="",
                language=row.get("language", "en"),
                url="https://www.example.org/story.html",
                published=row.get("published", ""),
                modified="",
                saved="",
                imported="2020-01-01",
                words=len(row["body"].split()),
            )


def milliseconds(job: Callable[[], object]) -> float:
    """Return the median CPU time of a job."""
    times = []
    for _ in range(ROUNDS):
        started = process_time()
        job()
        times.append((process_time() - started) * 1000)
    return statistics.median(times)


def build(corpus: Path, folder: Path) -> None:
    """Build the index and print how fast that went."""
    started = process_time()
    count = sum(1 for _ in stories(corpus))
    reading = process_time() - started
    started = process_time()
    with IndexWriter.open(folder) as writer:
        writer.write(stories(corpus), (), 1)
        seconds = process_time() - started - reading
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        size_mb = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        rate = count / seconds
        print(f"build   {count:,} stories, {rate:,.0f} per CPU second, {size_mb:,.0f} MB, peak {peak_mb:,.0f} MB")
        first = next(stories(corpus))
        print(f"add one {milliseconds(lambda: writer.write([first], (), 2)):.1f} ms")
        print(f"verify  {milliseconds(writer.verify):.0f} ms")


def ask(folder: Path) -> None:
    """Print how long queries take: to find and sort alone (one row), and with fifty rows and their snippets."""
    print(f"open    {milliseconds(lambda: SearchIndex.open(folder).close()):.1f} ms")
    with SearchIndex.open(folder) as index:
        print(f"{'':20} {'stories':>8} {'1 row':>8} {'50 rows':>8}")
        for name, (query, typing) in QUERIES.items():
            one, fifty = SearchRequest(query, limit=1, typing=typing), SearchRequest(query, limit=50, typing=typing)
            total = index.search(one).total
            times = (milliseconds(lambda: index.search(one)), milliseconds(lambda: index.search(fifty)))  # noqa: B023
            print(f"{name:20} {total:8,} {times[0]:8.2f} {times[1]:8.2f}")
        facets = SearchRequest("said", facets=True, sort=SortKey.NEWEST)
        print(f"{'by date, facets':20} {'':8} {'':8} {milliseconds(lambda: index.search(facets)):8.2f}")


def main() -> int:
    """Build an index of a corpus and ask it."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "stories.jsonl"
        if not corpus.exists():
            subprocess.run([sys.executable, str(MAKER), "10000", str(corpus)], check=True)
        build(corpus, Path(scratch) / "index")
        ask(Path(scratch) / "index")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
