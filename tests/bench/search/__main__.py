"""Measures the search index beside SQLite FTS5 and tantivy: ``python -m tests.bench.search``.

All in one run, by CPU time. The corpus is made once from ``../shared/bench`` and kept in ``.bench``, as are indexes.
``--stories`` sets its size (100,000), ``--queries`` how many of each kind are asked (60), ``--seed`` which (tune with
others than the table's), ``--kinds`` asks some kinds only, ``--engines`` compares some engines only, ``--rebuild``
builds anew what is there.
"""

import argparse
import shutil
from pathlib import Path

from tests.bench.search import corpus, measure
from tests.bench.search.engine import Engine
from tests.bench.search.queries import TABLE_SEED, Ask, Kind, asks

_SAMPLE = 3_000


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=TABLE_SEED)
    parser.add_argument("--kinds", nargs="*", default=[kind.value for kind in Kind])
    parser.add_argument("--engines", nargs="*", default=[engine.name for engine in measure.ENGINES])
    parser.add_argument("--rebuild", action="store_true")
    arguments = parser.parse_args()
    if not corpus.is_here():
        print("The maker of the corpus is not beside this checkout (../shared/bench): nothing to measure.")
        return 0
    path = corpus.made(arguments.stories)
    engines = [engine for engine in measure.ENGINES if engine.name in arguments.engines]
    folders = {engine.name: corpus.KEPT / f"{engine.name}-{arguments.stories}" for engine in engines}
    print(f"{arguments.stories:,} stories")
    for engine in engines:
        _report_build(engine, folders[engine.name], path, arguments.stories, anew=arguments.rebuild)
    step = max(1, arguments.stories // _SAMPLE)
    sample = [story for number, story in enumerate(corpus.stories(path)) if number % step == 0]
    kinds = asks(sample, arguments.seed, arguments.queries)
    wanted = {kind: found for kind, found in kinds.items() if kind.value in arguments.kinds}
    for rows in (False, True):
        _report_queries(engines, folders, wanted, rows=rows)
    return 0


def _report_build(engine: type[Engine], folder: Path, path: Path, count: int, *, anew: bool) -> None:
    """Build an index where there is none, print what that took, and what opening and adding take."""
    if anew or not folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        built = measure.build_apart(engine, folder, path)
        print(
            f"  {engine.name:24} built at {count / built.seconds:7,.0f} stories per CPU second,"
            f" {built.size_mb:6,.0f} MB, peak {built.peak_mb:6,.0f} MB"
        )
        spare = folder.with_name(f"{folder.name}-added")
        shutil.rmtree(spare, ignore_errors=True)
        shutil.copytree(folder, spare)
        seconds = measure.adding(engine, spare, path, count)
        shutil.rmtree(spare)
        print(f"  {'':24} adds 100 stories in {seconds:.3f} s of CPU, until they are found")
    first = measure.first_answer(engine, folder, Ask(Kind.COMMON, ("government",)))
    print(f"  {engine.name:24} opens and answers in {first:.1f} ms of CPU", flush=True)


def _report_queries(
    engines: list[type[Engine]], folders: dict[str, Path], kinds: dict[Kind, list[Ask]], *, rows: bool
) -> None:
    """Print a row per kind: median (95th percentile), and how many times the peers' medians ours is faster."""
    print("\n" + ("from the query to 50 rows with snippets" if rows else "matching and ranking only") + ", CPU ms")
    print(f"  {'':20}" + "".join(f"{engine.name:>26}" for engine in engines) + f"{'stories':>10}")
    for kind, asked in kinds.items():
        taken = {engine.name: measure.times(engine, folders[engine.name], asked, rows=rows) for engine in engines}
        ours = taken.get("ours")
        cells = ""
        for engine in engines:
            own = taken[engine.name]
            ratio = f"{own.median / ours.median:6.2f}x" if own and ours and engine.name != "ours" else f"{'':7}"
            cells += f"{own.median:9.3f} ({own.p95:7.2f}){ratio}" if own else f"{'–':>26}"
        print(f"  {kind.value:20}{cells}{ours.found if ours else 0:10,.0f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
