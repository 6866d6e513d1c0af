"""Containers: every story a row, whatever happens in between; duplicates, versions and copies told apart."""

from collections import Counter
from pathlib import Path

import pytest

from reader.core.changes import (
    CancelImport,
    ImportFinished,
    ImportProgress,
    ImportRows,
    Outcome,
    ReadOnTerms,
    Reclean,
    ResumeImport,
    RetryImport,
    UpkeepFinished,
    WorkerFailed,
)
from reader.core.links import DismissLinks, LinksChanged
from reader.core.model import ArticleId
from reader.core.terms import Terms
from reader.service.wiring import Wiring
from reader.store import Kinship, Store
from tests.service.containers import MAGIC
from tests.service.worker_tools import RunningWorker

WIRING = Wiring("tests.service.containers:extract", "tests.service.fakes:fake_search", children=1, timeout_s=20)


def container(path: Path, *lines: str) -> Path:
    """Write a container of these lines and return its path."""
    path.write_bytes(MAGIC + "".join(f"{line}\n" for line in lines).encode())
    return path


def outcomes(worker: RunningWorker) -> dict[str, Outcome]:
    """Return the outcomes of the rows by member, "" for the file."""
    return {row.member: row.outcome for row in worker.rows}


def test_every_member_has_a_row_and_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = container(
        tmp_path / "a.box", "story one", "left redirects", "bad", "story two", "left redirects", "left icons"
    )
    with RunningWorker(tmp_path, WIRING) as worker:
        finished = worker.run_import(path)
        rows = {row.member: row for row in worker.rows}
        assert {member: row.outcome for member, row in rows.items()} == {
            "m0": Outcome.IMPORTED,
            "m2": Outcome.FAILED,
            "m3": Outcome.IMPORTED,
            "": Outcome.OPENED,
        }
        assert rows[""].reason == "Left out: icons (1), redirects (2)."
        assert (finished.progress.done, finished.progress.total) == (1, 1)
        assert (finished.progress.imported, finished.progress.failed) == (2, 1)
        library = worker.library()
        assert list(library.import_rows(1)) == sorted(worker.rows, key=lambda row: (row.member != "", row.member))
        assert library.imports()[0].progress.imported == 2
        assert list(library.verify()) == []
        assert library.original_bytes(rows["m0"].article_id or ArticleId(0)).startswith(b"<p>The council met on one")
        library.close()
        store = Store.open(tmp_path / "library", read_only=True)
        assert store.originals.fault(*_digest(path)) is None
        store.close()
        again = worker.run_import(path)
        assert (again.progress.imported, again.progress.already_here) == (0, 1)


def _digest(path: Path) -> tuple[str, int]:
    import hashlib  # noqa: PLC0415

    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest(), len(content)


@pytest.mark.parametrize("order", ["crash", "hang"])
def test_a_member_that_brings_the_process_down_costs_only_itself(tmp_path: Path, order: str) -> None:
    path = container(
        tmp_path / "a.box", *[f"story n{n}" for n in range(5)], f"story {order}", *[f"story n{n}" for n in range(5, 8)]
    )
    wiring = Wiring(WIRING.extractor, WIRING.search, children=1, timeout_s=1.5)
    with RunningWorker(tmp_path, wiring) as worker:
        finished = worker.run_import(path)
        assert (finished.progress.imported, finished.progress.failed) == (8, 1)
        failed = [row for row in worker.rows if row.outcome is Outcome.FAILED]
        assert [row.member for row in failed] == ["#6"]
        assert failed[0].reason.endswith(".")


def test_the_rest_of_a_container_that_cannot_be_read_on_is_told(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", "story one", "story two", "break", "story three")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        rows = {row.member: row for row in worker.rows}
        assert (rows["m0"].outcome, rows["m1"].outcome) == (Outcome.IMPORTED, Outcome.IMPORTED)
        assert "the rest of it was left out" in rows[""].reason
        assert rows[""].outcome is Outcome.OPENED
        assert len(rows) == 3


def test_a_cancelled_container_goes_on_where_it_stood(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", *[f"story number{n}" for n in range(600)])
    with RunningWorker(tmp_path, WIRING) as worker:
        from reader.core.changes import ImportPaths  # noqa: PLC0415

        worker.send(ImportPaths((str(path),)))
        worker.wait_for(ImportRows)
        worker.send(CancelImport())
        first = worker.wait_for(ImportFinished)
        assert first.cancelled
        assert 0 < first.progress.imported < 600
        worker.send(ResumeImport(first.progress.import_id))
        second = worker.wait_for(ImportFinished)
        assert (second.progress.imported, second.progress.already_here, second.progress.done) == (600, 0, 1)
        assert Counter(row.outcome for row in worker.rows) == {Outcome.IMPORTED: 600, Outcome.OPENED: 1}


def test_a_large_container_is_read_by_the_extraction_process_alone(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", *[f"story number{n} and more" for n in range(40)])
    wiring = Wiring(WIRING.extractor, WIRING.search, children=1, terms=Terms(document=500))
    with RunningWorker(tmp_path, wiring) as worker:
        finished = worker.run_import(path)
        assert finished.progress.imported == 40
        opened = next(row for row in worker.rows if not row.member)
        assert "too large to be copied" in opened.reason
        again = worker.run_import(path)
        assert (again.progress.imported, again.progress.already_here) == (0, 1)


def test_same_copies_and_versions_are_told_apart(tmp_path: Path) -> None:
    first = container(
        tmp_path / "a.box", "story one @https://www.a.test/one?utm_source=x", "story two @https://a.test/two"
    )
    second = container(
        tmp_path / "b.box",
        "story one @https://m.a.test/one/",
        "story one @https://b.test/one",
        "story two/changed @http://a.test/two#top",
    )
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(first)
        worker.events.clear()
        finished = worker.run_import(second)
        assert outcomes(worker) == {
            "m0": Outcome.ALREADY_HERE,
            "m1": Outcome.COPY,
            "m2": Outcome.VERSION,
            "": Outcome.OPENED,
        }
        progress = finished.progress
        assert (progress.imported, progress.copies, progress.versions, progress.already_here) == (2, 1, 1, 1)
        ids = {row.member: row.article_id for row in worker.rows}
    store = Store.open(tmp_path / "library", read_only=True)
    assert [one.kinship for one in store.relations.relatives(ids["m2"] or ArticleId(0))] == [Kinship.VERSION]
    assert [one.kinship for one in store.relations.relatives(ids["m1"] or ArticleId(0))] == [Kinship.COPY]
    assert store.ids_in_state("duplicate") == {ids["m0"], ids["m1"]}
    store.close()


def test_links_give_their_tags_to_stories_now_and_later(tmp_path: Path) -> None:
    here = container(tmp_path / "a.box", "story one @https://a.test/one")
    links = container(tmp_path / "l.box", "link https://www.a.test/one/ bridges", "link https://a.test/two harbour")
    later = container(tmp_path / "c.box", "story two @https://a.test/two")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(here)
        finished = worker.run_import(links)
        assert (finished.progress.missing, finished.progress.already_here) == (1, 1)
        store = Store.open(tmp_path / "library", read_only=True)
        assert [(link.url, link.source) for link in store.curation.missing_links()] == [
            ("https://a.test/two", str(links))
        ]
        assert store.statistics(0).missing == 1
        store.close()
        worker.send(DismissLinks(("https://a.test/two",)))
        assert worker.wait_for(LinksChanged) == LinksChanged(("https://a.test/two",))
        store = Store.open(tmp_path / "library", read_only=True)
        assert (store.curation.missing_links(), store.statistics(0).missing) == ((), 0)
        store.close()
        worker.run_import(later)
    store = Store.open(tmp_path / "library", read_only=True)
    assert store.curation.missing_links() == ()
    assert [store.curation.tags(ArticleId(n)) for n in (1, 2)] == [("bridges",), ("harbour",)]
    assert store.ids_in_state("starred") == {1, 2}
    assert store.curation.labels()["tag:harbour"] == {2}
    stories = [store.story(ArticleId(n)) for n in (1, 2)]
    assert [one.article.saved.iso if one and one.article.saved else "" for one in stories] == ["2019-05-06"] * 2
    store.close()


def test_stories_of_containers_are_cleaned_anew_without_the_container(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", *[f"story one{n} @https://a.test/{n}" for n in range(4)])
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        before = _stories(worker)
        path.unlink()
        worker.take_all()
        worker.send(Reclean())
        worker.wait_for(UpkeepFinished, lambda event: True)
        assert _stories(worker) == before


def _stories(worker: RunningWorker) -> list[tuple[str, str, str]]:
    library = worker.library()
    try:
        found = [library.story(ArticleId(number)).article for number in range(1, 5)]
    finally:
        library.close()
    return [
        (one.clean_text, one.headline.value if one.headline else "", one.url.value if one.url else "") for one in found
    ]


def test_progress_within_a_container_is_told(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", *[f"story number{n}" for n in range(900)])
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        shares = [event.share for event in worker.events if isinstance(event, ImportProgress)]
        assert any(0.0 < share < 1.0 for share in shares)


def test_failed_members_are_tried_again_and_the_others_are_known(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", "story one", "bad", "story two")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        worker.events.clear()
        worker.send(RetryImport(1))
        worker.wait_for(ImportFinished)
        assert outcomes(worker) == {
            "m0": Outcome.ALREADY_HERE,
            "m1": Outcome.FAILED,
            "m2": Outcome.ALREADY_HERE,
            "": Outcome.OPENED,
        }
        worker.events.clear()
        worker.run_import(path)
        assert outcomes(worker) == {"": Outcome.ALREADY_HERE}


def test_an_import_without_failures_is_not_tried_again(tmp_path: Path) -> None:
    path = container(tmp_path / "a.box", "story one")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(path)
        worker.send(RetryImport(1))
        assert "nothing to try again" in worker.wait_for(WorkerFailed).message


def test_new_terms_hold_for_what_is_imported_from_then_on(tmp_path: Path) -> None:
    large = container(tmp_path / "a.box", *(f"story {number}" for number in range(40)))
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(container(tmp_path / "first.box", "story zero"))
        worker.send(ReadOnTerms(Terms(document=200)))
        worker.events.clear()
        worker.run_import(large)
        assert "too large to be copied" in next(row.reason for row in worker.rows if not row.member)
        (tmp_path / "long.txt").write_text("A long story\n" + "The council met. " * 100)
        assert worker.run_import(tmp_path / "long.txt").progress.failed == 1
        worker.send(ReadOnTerms(Terms()))
        assert worker.run_import(tmp_path / "long.txt").progress.failed == 0
