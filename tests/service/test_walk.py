"""Folders give their stories in order, and nothing from outside."""

import os
from pathlib import Path

import pytest

from reader.core.changes import ImportRow, Outcome
from reader.service.walk import walk


def is_page(name: str) -> bool:
    """Tell by the name whether a file is taken from a folder."""
    return name.endswith((".html", ".txt"))


def names(folder: Path, *paths: Path) -> list[str]:
    """Return what is found, relative to the folder."""
    return [
        str(Path(item.path if isinstance(item, ImportRow) else item).relative_to(folder))
        for item in walk([str(path) for path in paths], is_page)
    ]


def make(folder: Path, *paths: str) -> None:
    """Make files."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")


def test_files_come_sorted_and_deep(tmp_path: Path) -> None:
    make(tmp_path, "b.html", "a.txt", "sub/deep/d.txt", "sub/c.txt", "zip.zip")
    assert names(tmp_path, tmp_path) == ["a.txt", "b.html", "sub/c.txt", "sub/deep/d.txt"]


def test_hidden_names_and_asset_folders_of_pages_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".a.html", ".git/a.html", "Page.html", "Page_files/ad.html", "Seite.html", "Seite-Dateien/ad.html")
    make(tmp_path, "court_files/case.html")
    assert names(tmp_path, tmp_path) == ["Page.html", "Seite.html", "court_files/case.html"]


def test_file_given_by_name_is_always_taken_and_only_once(tmp_path: Path) -> None:
    make(tmp_path, "a.html", ".hidden", "story.doc")
    given = [tmp_path / name for name in ("story.doc", ".hidden", "a.html", "missing")]
    assert names(tmp_path, *given, tmp_path) == ["story.doc", ".hidden", "a.html", "missing"]


def test_links_out_of_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/secret.txt", "in/a.txt", "in/sub/b.txt")
    inside = tmp_path / "in"
    try:
        (inside / "leak.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    except OSError:
        pytest.skip("links cannot be made here")
    (inside / "leak").symlink_to(tmp_path / "outside")
    (inside / "sub" / "loop").symlink_to(inside)
    (inside / "alias.txt").symlink_to(inside / "a.txt")
    (inside / "dangling.txt").symlink_to(inside / "nowhere")
    assert names(tmp_path, inside) == ["in/a.txt", "in/alias.txt", "in/sub/b.txt"]
    assert names(tmp_path, inside / "leak.txt") == ["in/leak.txt"]


def test_folder_that_cannot_be_listed_is_a_failed_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "in/a.txt", "in/closed/b.txt")
    real = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second = walk([str(tmp_path / "in")], is_page)
    assert first == str(tmp_path / "in" / "a.txt")
    assert isinstance(second, ImportRow)
    assert (second.outcome, second.path) == (Outcome.FAILED, str(tmp_path / "in" / "closed"))
    assert "permission" in second.reason


def test_deep_folder_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(200):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("x")
    assert len(names(tmp_path, tmp_path)) == 1


def test_path_that_may_not_be_looked_at_is_left_to_fail_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refusing)
    assert list(walk([str(tmp_path / "closed" / "a.html")], is_page)) == [str(tmp_path / "closed" / "a.html")]
