"""Imports are lists of files with outcomes, kept so that they can be resumed."""

from pathlib import Path

from reader.core.changes import ImportRow, Outcome
from reader.store import PendingFile, Store
from tests.store.stories import add, make_article


def test_import_is_resumable_until_it_is_finished(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.transaction():
        failed = ImportRow("closed", Outcome.FAILED, "The folder cannot be read.")
        import_id = store.register_import(["a.html", "caf\udce9.html"], [failed])
    assert store.pending(import_id) == (PendingFile(0, "a.html"), PendingFile(1, "caf\udce9.html"))
    assert store.unfinished_imports() == (import_id,)
    article_id = add(store, make_article("Here"), b"x")
    with store.transaction():
        store.record_row(import_id, 0, ImportRow("a.html", Outcome.IMPORTED, "", article_id))
    record = store.import_record(import_id)
    assert record is not None
    assert (record.progress.done, record.progress.total, record.progress.imported, record.finished) == (2, 3, 1, "")
    with store.transaction():
        store.record_row(import_id, 1, ImportRow("caf\udce9.html", Outcome.CHECK, "two headlines"))
        store.finish_import(import_id)
    assert store.unfinished_imports() == ()
    assert store.import_rows(import_id) == (
        ImportRow("a.html", Outcome.IMPORTED, "", article_id, "Here"),
        ImportRow("caf\udce9.html", Outcome.CHECK, "two headlines"),
        failed,
    )
    store.close()


def test_imports_are_listed_newest_first(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.transaction():
        first, second = store.register_import([]), store.register_import(["a"])
    assert [record.import_id for record in store.imports()] == [second, first]
    assert [record.progress.total for record in store.imports()] == [1, 0]
    assert store.import_record(99) is None
    store.close()


def test_removed_story_leaves_its_report_row(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    article_id = add(store, make_article(), b"x")
    with store.transaction():
        import_id = store.register_import(["a"])
        store.record_row(import_id, 0, ImportRow("a", Outcome.IMPORTED, "", article_id))
    with store.transaction():
        store.remove_article(article_id)
    assert store.import_rows(import_id) == (ImportRow("a", Outcome.IMPORTED),)
    store.close()


def test_older_import_is_closed_by_one_that_has_covered_its_files(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.transaction():
        covered, other = store.register_import(["a", "b"]), store.register_import(["a", "z"])
        again = store.register_import(["a", "b", "c"])
        store.finish_import(again)
    assert covered not in store.unfinished_imports()
    assert store.unfinished_imports() == (other,)
    store.close()
