"""Bytes that go wrong in an index on disk, and disks that are full.

Opening checks every manifest whole, and every file of an index of up to 16 MB. Of a larger index it checks that each
file is there, its size, frame and directory; the rest is checked by ``verify`` (which the worker calls at its start,
once it has nothing else to do), and whenever an answer cannot be worked out. So until then a flipped byte may make an
answer wrong, but never crash; after it, the index is built anew.
"""

import os
import random
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

import numpy as np
import pytest

from reader.core.errors import IndexDamagedError, StorageFullError
from reader.core.model import ArticleId
from reader.core.query import FACETS, SearchAnswer, SearchDocument, SearchRequest, SortKey
from reader.search import IndexWriter, SearchIndex, erase
from tests.search.stories import story

WORDS = ("oil", "oils", "gas", "Coal", "ore", "café", "中国", "minister", "ministers", "“quoted”", "don’t")
QUERIES = ("", "oil", "oil or gas", "-oil gas", '"oil gas"', "oil w/3 coal", "minist*", "o?l", "oil~", "caps(coal)",
           "headline:oil", "byline:author", "lang:en", "date:2010", "length>10", "中国", "oil w/s gas", "atleast2(ore)",
           "outlet:post", "after:2010 before:2012", "nothing")  # fmt: skip


def stories(count: int) -> list[SearchDocument]:
    """Return stories of a few words with all facts."""
    rng = random.Random(20)
    return [
        story(
            number,
            ". ".join(" ".join(rng.choices(WORDS, k=rng.randrange(1, 9))) for _ in range(rng.randrange(1, 9))),
            headline=" ".join(rng.choices(WORDS, k=3)),
            standfirst=rng.choice(("", "oil and gas")),
            captions="a caption of coal",
            byline="An Author",
            outlet=rng.choice(("Aldern Post", "Weir Gazette")),
            section="Business",
            published=rng.choice(("", "2010", "2011-03-22")),
            url="https://www.example.org/oil",
            authors=("An Author", f"Author {number % 5}"),
        )
        for number in range(1, count + 1)
    ]


def build(folder: Path) -> None:
    """Write an index in two segments, with something deleted."""
    made = stories(90)
    with IndexWriter.open(folder) as writer:
        writer.write(made[:60], (), 1)
        writer.write(made[60:], map(ArticleId, (5, 6)), 2)


def answers(index: SearchIndex) -> list[object]:
    """Return everything that can be asked of an index."""
    found: list[object] = []
    for query in QUERIES:
        for sort in (SortKey.RELEVANCE, SortKey.OUTLET):
            request = SearchRequest(query, sort=sort, facets=True, facet_names=FACETS, histogram=True, by_outlet=True)
            found.append(timeless(index.search(request)))
        found.append(index.contexts(SearchRequest(query)))
    found.append(index.completions("o", 1))
    return found


def timeless(answer: SearchAnswer) -> tuple[object, ...]:
    """Return an answer without the time it took."""
    return (answer.total, answer.hits, answer.rows, answer.facets, answer.notes, answer.suggestions, answer.histogram)


class Case(Enum):
    """An index small enough to be read wholly when it is opened; a larger one that was written to; one that rots."""

    SMALL = "small"
    TOUCHED = "touched"
    ROTTEN = "rotten"


def flips(folder: Path, count: int, *, is_touched: bool) -> Iterator[tuple[Path, int]]:
    """Flip some bits of one byte of a file at a time; take each back afterwards.

    Unless it ``is_touched`` the file keeps its times, as on a disk that loses bits.
    """
    rng = random.Random(count)
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".col", ".json")]
    for turn in range(count):
        path = files[turn % len(files)]
        intact = path.read_bytes()
        at = rng.randrange(len(intact))
        before = path.stat()
        path.write_bytes(intact[:at] + bytes([intact[at] ^ rng.randrange(1, 256)]) + intact[at + 1 :])
        if not is_touched:
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        yield path, at
        path.write_bytes(intact)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@contextmanager
def quiet() -> Iterator[None]:
    """Let numbers that make no sense pass without a warning, as they do outside of tests."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def run_flips(folder: Path, count: int, case: Case) -> None:
    """Flip bytes: they are noticed when the index is opened, or, where a large one rots, when it is checked."""
    build(folder)
    with SearchIndex.open(folder) as index:
        intact = answers(index)
    for path, at in flips(folder, count, is_touched=case is not Case.ROTTEN):
        try:
            with quiet(), SearchIndex.open(folder) as index:
                answers(index)
            assert case is Case.ROTTEN, (path.name, at)
        except IndexDamagedError:
            pass
        with pytest.raises(IndexDamagedError), IndexWriter.open(folder) as writer:
            writer.verify()
    erase(folder)
    build(folder)
    with SearchIndex.open(folder) as index:
        assert answers(index) == intact


@pytest.mark.parametrize("case", Case)
def test_a_flipped_byte_is_noticed_and_never_crashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case
) -> None:
    if case is not Case.SMALL:
        monkeypatch.setattr("reader.search.storage._SMALL_BYTES", 0)
    run_flips(tmp_path / "index", 60 if case is Case.SMALL else 20, case)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("case", Case)
def test_two_hundred_flipped_bytes_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    if case is not Case.SMALL:
        monkeypatch.setattr("reader.search.storage._SMALL_BYTES", 0)
    run_flips(tmp_path / "index", 200, case)


def test_a_merge_of_damaged_segments_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.storage._SMALL_BYTES", 0)
    rng = random.Random(2)
    build(tmp_path / "intact")
    with IndexWriter.open(tmp_path / "intact") as writer:
        writer.tidy(60)
    with SearchIndex.open(tmp_path / "intact") as index:
        intact = answers(index)
    refused = 0
    for turn in range(16):
        folder = tmp_path / str(turn)
        build(folder)
        path = rng.choice(sorted(folder.glob("*.col")))
        content = bytearray(path.read_bytes())
        content[rng.randrange(8, len(content) // 2)] ^= 1 << rng.randrange(8)
        with quiet(), IndexWriter.open(folder) as writer:
            assert writer.is_untidy
            path.write_bytes(content)
            try:
                writer.tidy(60)
            except IndexDamagedError:
                refused += 1
                assert len(list(folder.glob("*.col"))) == 2
                continue
        with SearchIndex.open(folder) as index:  # the byte was one between two arrays
            assert answers(index) == intact
    assert refused > 4


resource = pytest.importorskip("resource", reason="file size limits exist on POSIX only")


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond some bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def run_full_disk(folder: Path, limits: list[int]) -> int:
    """Write and merge where there is room for so many bytes; return how often there was not enough."""
    build(folder)
    more = stories(190)[90:]
    full = 0
    with IndexWriter.open(folder) as writer:
        for turn, limit in enumerate(limits):
            with SearchIndex.open(folder) as index:
                before = answers(index)
                size = index.size()
            added = more[turn % len(more)]
            changes = writer.sequence
            complaint = ""
            try:
                with room_for(limit):
                    writer.write([added], (), changes + 1)
                    writer.tidy(60)
            except StorageFullError as error:
                complaint = str(error)
            full += bool(complaint)
            assert not complaint or ("disk is full" in complaint and "nothing is lost" in complaint)
            writer.verify()
            with SearchIndex.open(folder) as index:
                if writer.sequence == changes:
                    assert answers(index) == before
                else:
                    assert index.size() == size + 1
            writer.write([added], (), changes + 1)  # the same process goes on once there is room
            writer.tidy(60)
            with SearchIndex.open(folder) as index:
                assert index.size() == size + 1
        writer.verify()
        named = {path.name for path in folder.glob("*.col")}
        assert len(named) < 15
    return full


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    assert run_full_disk(tmp_path / "index", [0, 1, 300, 3_000, 9_000, 30_000]) >= 4


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.timeout(900)
def test_fifty_full_disks_leave_the_index_as_it_was(tmp_path: Path) -> None:
    assert run_full_disk(tmp_path / "index", [limit * limit * 20 for limit in range(50)]) >= 20
