"""CPU time of queries and of building, and the memory of a build in a process of its own."""

import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from tests.bench.search.corpus import CHECKOUT, stories
from tests.bench.search.engine import Engine
from tests.bench.search.fts5 import Fts5
from tests.bench.search.ours import Ours
from tests.bench.search.queries import Ask, Kind
from tests.bench.search.tantivy_engine import Tantivy, TantivyOutside

ENGINES: tuple[type[Engine], ...] = (Ours, Fts5, Tantivy, TantivyOutside)
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: CPU seconds without reading the corpus, peak memory and size on disk in MB."""

    seconds: float
    peak_mb: float
    size_mb: float


@dataclass(frozen=True, slots=True)
class Times:
    """CPU milliseconds of the queries of a kind: median and 95th percentile; and the median of what they found."""

    median: float
    p95: float
    found: float


def build_apart(engine: type[Engine], folder: Path, corpus: Path) -> Built:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.search.measure", engine.name, str(folder), str(corpus)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=CHECKOUT).stdout
    return Built(**json.loads(output.splitlines()[-1]))


def build_here(name: str, folder: Path, corpus: Path) -> Built:
    """Build in this process; the peak is that of its life."""
    engine = next(each for each in ENGINES if each.name == name)
    started = process_time()
    for _ in stories(corpus):
        pass
    reading = process_time() - started
    started = process_time()
    engine.build(folder, corpus)
    seconds = process_time() - started - reading
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return Built(seconds, peak, size)


def times(engine: type[Engine], folder: Path, asked: Sequence[Ask], *, rows: bool) -> Times | None:
    """Return the times of some queries, each the best of three rounds; the index is opened anew for each round.

    So nothing that an engine remembers of a query helps it with the same one.
    """
    best = [float("inf")] * len(asked)
    found = [0] * len(asked)
    for _ in range(ROUNDS):
        opened = engine(folder)
        for number, ask in enumerate(asked):
            run = opened.page(ask) if rows else opened.match(ask)
            if run is None:
                opened.close()
                return None
            started = process_time()
            found[number] = run()
            best[number] = min(best[number], (process_time() - started) * 1000)
        opened.close()
    ordered = sorted(best)
    return Times(statistics.median(best), ordered[int(0.95 * (len(ordered) - 1))], statistics.median(found))


def first_answer(engine: type[Engine], folder: Path, ask: Ask) -> float:
    """Return the CPU milliseconds from opening to the first answer, the median of five."""
    taken: list[float] = []
    for _ in range(5):
        started = process_time()
        opened = engine(folder)
        run = opened.page(ask)
        if run is not None:
            run()
        taken.append((process_time() - started) * 1000)
        opened.close()
    return statistics.median(taken)


def adding(engine: type[Engine], folder: Path, corpus: Path, count: int) -> float:
    """Return the CPU seconds to add 100 stories that are found then; the median of three times."""
    taken: list[float] = []
    opened = engine(folder)
    for turn in range(3):
        fresh = list(stories(corpus, 100 * turn, 100 * turn + 100))
        for number, story in enumerate(fresh):
            fresh[number] = type(story)(count + 1 + 100 * turn + number, *_rest(story))
        started = process_time()
        opened.add(fresh)
        run = opened.page(Ask(Kind.COMMON, ("said",)))
        if run is not None:
            run()
        taken.append(process_time() - started)
    opened.close()
    return statistics.median(taken)


def _rest(story: object) -> list[str]:
    return [str(getattr(story, name)) for name in ("headline", "body", "published", "outlet", "language")]


if __name__ == "__main__":
    print(json.dumps(asdict(build_here(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))))
