"""The survey counts by the heads of files what an import would take in."""

import gzip
from pathlib import Path

import pytest

from reader.core.changes import CancelSurvey, Event, SurveyFinished, SurveyPaths, SurveyProgress
from reader.core.survey import LeftOutKind, Survey, UnclearTable
from reader.service import survey as survey_module
from reader.service.survey import SurveyJob
from tests.service.worker_tools import RunningWorker, write_stories

PAGE = "<!doctype html><title>The bridge</title><p>The bridge over the Orrin opened on Monday."


def archive(folder: Path) -> Path:
    """Make a folder of every sort of file."""
    write_stories(folder, 3)
    (folder / "a.html").write_text(PAGE)
    (folder / "sub").mkdir()
    (folder / "sub" / "b.htm").write_text(PAGE)
    (folder / "c.txt.gz").write_bytes(gzip.compress(b"Headline\nThe council met.\n"))
    for name in ("one.bin2", "two.bin2"):
        (folder / name).write_bytes(bytes(range(256)) * 4)
    (folder / "empty.html").write_bytes(b"")
    (folder / "a_files").mkdir()
    (folder / "a_files" / "advert.html").write_text(PAGE)
    (folder / "photo.JPG").write_bytes(b"\xff\xd8\xff")
    (folder / "style.css").write_text("p {}")
    (folder / ".hidden.html").write_text(PAGE)
    return folder


def count(*paths: Path, never: str = "") -> Survey:
    """Return what a survey comes to."""
    told: list[Event] = []
    job = SurveyJob(7, [str(path) for path in paths], told.append, never=never)
    while job.step():
        pass
    end = told[-1]
    assert isinstance(end, SurveyFinished)
    assert end.ticket == 7
    assert not end.cancelled
    return end.survey


def test_files_are_counted_by_their_kind(tmp_path: Path) -> None:
    found = count(archive(tmp_path / "in"))
    kinds = {kind.name: (kind.files, kind.size_bytes) for kind in found.kinds}
    assert kinds["plain texts"][0] == 3
    assert kinds["web pages"] == (2, 2 * len(PAGE))
    assert kinds["gzip files"][0] == 1
    assert found.files == 9
    assert found.recognised == 6
    sizes = [path.stat().st_size for path in (tmp_path / "in").rglob("*") if path.is_file()]
    left_out = len(PAGE) * 2 + 3 + 4
    assert found.size_bytes == sum(sizes) - left_out


def test_what_is_not_recognised_is_told_by_suffix_with_examples_and_a_reason(tmp_path: Path) -> None:
    found = count(archive(tmp_path / "in"))
    by_suffix = {one.suffix: one for one in found.unknown}
    assert set(by_suffix) == {".bin2", ".html"}
    assert by_suffix[".bin2"].files == 2
    assert [Path(path).name for path in by_suffix[".bin2"].examples] == ["one.bin2", "two.bin2"]
    assert "not text" in by_suffix[".bin2"].reason
    assert "empty" in by_suffix[".html"].reason
    assert found.not_recognised == 3
    assert not found.is_all_clear


def test_what_is_left_out_is_counted_by_the_reason(tmp_path: Path) -> None:
    assert dict(count(archive(tmp_path / "in")).left_out) == {
        LeftOutKind.ASSET_FOLDERS: 1,
        LeftOutKind.PICTURES: 1,
        LeftOutKind.OTHER: 1,
        LeftOutKind.HIDDEN: 1,
    }


def test_what_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    found = count(tmp_path / "nowhere.html", write_stories(tmp_path / "in", 1))
    assert found.unreadable_count == 1
    assert found.unreadable[0].path.endswith("nowhere.html")
    assert "not there" in found.unreadable[0].reason
    assert found.files == 2


def test_the_library_itself_is_passed_over(tmp_path: Path) -> None:
    write_stories(tmp_path / "library" / "originals", 5)
    write_stories(tmp_path / "in", 2)
    assert count(tmp_path, never=str(tmp_path / "library")).files == 2


def test_a_format_that_fails_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(survey_module, "recognise", fail)
    found = count(write_stories(tmp_path / "in", 2))
    assert found.not_recognised == 2
    assert "mistake" in found.unknown[0].reason
    assert len(caplog.records) == 2
    caplog.clear()


def test_endless_suffixes_are_counted_together(tmp_path: Path) -> None:
    tmp_path.joinpath("in").mkdir()
    for number in range(survey_module.MOST_LISTED + 5):
        (tmp_path / "in" / f"x.s{number}").write_bytes(bytes(range(256)))
    found = count(tmp_path / "in")
    assert found.not_recognised == survey_module.MOST_LISTED + 5
    assert len(found.unknown) == survey_module.MOST_LISTED + 1


def test_tables_with_unclear_columns_are_told_once_per_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = UnclearTable("x", ("A", "B"), (("1", "2"),))
    monkeypatch.setattr(survey_module, "unclear_table", lambda _kind, _source, _terms: table)
    found = count(write_stories(tmp_path / "in", 3))
    assert found.tables == (table,)
    assert found.recognised == 3
    assert not found.is_all_clear


def test_a_survey_goes_in_slices_and_tells_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_module, "SLICE_S", 0.0)
    monkeypatch.setattr(survey_module, "PROGRESS_S", 0.0)
    told: list[Event] = []
    job = SurveyJob(1, [str(write_stories(tmp_path / "in", 4))], told.append)
    slices = 0
    while job.step():
        slices += 1
    assert slices == 4
    assert [one.survey.files for one in told if isinstance(one, SurveyProgress)] == [1, 2, 3, 4]


def test_the_worker_surveys_and_imports_nothing(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    with RunningWorker(tmp_path) as worker:
        worker.send(SurveyPaths(3, (str(folder),)))
        end = worker.wait_for(SurveyFinished)
        assert (end.ticket, end.cancelled, end.survey.files) == (3, False, 9)
        library = worker.library()
        assert library.stats().stories == 0
        assert library.imports() == ()
        library.close()


def test_a_survey_can_be_cancelled(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", 3_000)
    with RunningWorker(tmp_path) as worker:
        assert worker.ready
        worker.send(SurveyPaths(1, (str(folder),)))
        worker.send(CancelSurvey(1))
        end = worker.wait_for(SurveyFinished)
        assert end.cancelled
        assert end.survey.files < 3_000
