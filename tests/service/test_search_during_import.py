"""Searches while an import goes on: stories are found once they are told, and no merge is waited for."""

from pathlib import Path

from reader.core.changes import ImportFinished, ImportPaths, LibraryChanged
from reader.core.model import ArticleId
from reader.core.query import SearchRequest
from reader.search.files import read_manifest
from reader.search.schema import FORMAT
from reader.service.wiring import Wiring
from tests.service.slow_merges import HOLD
from tests.service.worker_tools import FAKE, RunningWorker, write_stories

STORIES = 450
SLOW = Wiring(FAKE.extractor, "tests.service.slow_merges:slow_search", children=1)


def found(worker: RunningWorker) -> int:
    """Return how many stories are found in a library without faults."""
    library = worker.library()
    try:
        assert list(library.verify()) == []
        return library.search(SearchRequest("council")).total
    finally:
        library.close()


def test_stories_are_found_while_a_merge_never_ends(tmp_path: Path) -> None:
    stories = write_stories(tmp_path / "in", STORIES)
    (tmp_path / HOLD).touch()
    with RunningWorker(tmp_path, SLOW) as worker:
        assert worker.ready
        library = worker.library()
        worker.send(ImportPaths((str(stories),)))
        added: set[ArticleId] = set()
        totals = []
        while len(added) < STORIES:
            added |= set(worker.wait_for(LibraryChanged).added)
            library.refresh()
            answer = library.search(SearchRequest("council", limit=STORIES))
            assert added <= {row.article_id for row in answer.rows}
            assert library.contexts(SearchRequest("council", limit=3)).hits
            totals.append(answer.total)
        worker.wait_for(ImportFinished)
        library.close()
        index = next(path for path in (tmp_path / "cache" / "indexes").glob("*/*") if path.is_dir())
        manifest = read_manifest(index, FORMAT)
        merging = {path.name for path in index.glob("*.col")} - set(manifest.files)
        assert totals == sorted(totals)
        assert totals[0] < totals[-1] == STORIES
        assert len(merging) == 1, "a merge is under way"
        assert len(manifest.segments) > 1, "and it has not ended"
        (tmp_path / HOLD).unlink()
    assert found(worker) == STORIES
