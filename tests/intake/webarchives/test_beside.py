"""Files saved beside a page are found, and nothing else of the disk."""

import os
from pathlib import Path

import pytest

from reader.core.model import Snapshot
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.webarchives.beside import attached_beside
from reader.intake.webarchives.references import LARGEST_PART
from tests.intake.webarchives.fixtures import PICTURE, page


def saved(tmp_path: Path, name: str, *parts: str) -> Path:
    """Save a page below a folder, with a picture at each of the places beside it."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for part in parts:
        place = folder / part
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(PICTURE)
    (folder / name).write_bytes(page())
    return folder / name


@pytest.mark.parametrize(
    ("part", "reference"),
    [
        ("Ferry_files/quay.png", "./Ferry_files/quay.png"),
        ("Ferry_files/quay.png", "Ferry_files/quay.png?v=2#top"),
        ("Ferry_files/quay.png", "Ferry_files\\quay.png"),
        ("Ferry_files/a/b/quay.png", "Ferry_files/a/b/quay.png"),
        ("Ferry-Dateien/quay 1.png", "Ferry-Dateien/quay%201.png"),
        ("Ferry.files/image001.png", "Ferry.files/image001.png"),
        ("Ferry_files/quay%201.png", "./Ferry_files/quay%25201.png"),
        ("Ferry_files/quay%201.png", "./Ferry_files/quay%201.png"),
        ("Ferry_files/café.png", "./Ferry_files/caf%C3%A9.png"),
        ("Ferry_files/quay.png?w=3", "./Ferry_files/quay.png%3Fw=3"),
        ("Old name_files/quay.png", "./Old%20name_files/quay.png"),
        ("Ferry/quay.png", "Ferry/quay.png"),
        ("quay.png", "quay.png"),
    ],
)
def test_parts_of_a_page_are_found(tmp_path: Path, part: str, reference: str) -> None:
    attached = attached_beside(saved(tmp_path, "Ferry.html", part))
    assert attached(reference) == PICTURE


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.png", "Ferry_files/../../secret.png", "%2e%2e/secret.png", "Ferry_files/%2e%2e/%2e%2e/secret.png",
        "..\\secret.png", "Other/quay.png", "/etc/hostname", "//host/share/a.png", "\\\\host\\share\\a.png",
        "file:///etc/hostname", "C:\\a.png", "C:a.png", "http://quay.example/quay.png", "data:image/png;base64,AAAA",
        "Ferry_files", "Ferry_files/", ".", "..", "", "a\0b", "Ferry_files/none.png", "x" * 3_000,
        "Ferry_files/" + "a/" * 30 + "b.png",
    ],
)  # fmt: skip
def test_nothing_else_is(tmp_path: Path, reference: str) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    attached = attached_beside(saved(tmp_path, "Ferry.html", "Ferry_files/quay.png", "Other/quay.png"))
    assert attached(reference) is None


def test_links_pipes_and_large_files_are_not_followed(tmp_path: Path) -> None:
    place = saved(tmp_path, "Ferry.html", "Ferry_files/quay.png")
    (tmp_path / "secret.png").write_bytes(PICTURE)
    folder = place.parent
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    (folder / "Linked_files").symlink_to(folder / "Ferry_files")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.png")
    with (folder / "large.png").open("wb") as stream:
        stream.truncate(LARGEST_PART + 1)
    attached = attached_beside(place)
    assert attached("Ferry_files/quay.png") == PICTURE
    for reference in ("linked.png", "Linked_files/quay.png", "pipe.png", "large.png"):
        assert attached(reference) is None


def test_page_of_a_file_comes_with_what_was_saved_beside_it(tmp_path: Path) -> None:
    (story,) = unfold(Source.of_file(saved(tmp_path, "Ferry.html", "Ferry_files/quay.png")))
    assert isinstance(story, Snapshot)
    assert story.attached is not None
    assert story.attached("./Ferry_files/quay.png") == PICTURE
    (bare,) = unfold(Source.of_bytes(page(), "Ferry.html"))
    assert isinstance(bare, Snapshot)
    assert bare.attached is None


def test_scrapbook_page_comes_with_what_its_index_notes(tmp_path: Path) -> None:
    place = saved(tmp_path, "index.html", "quay.png")
    notes = (
        "id\t20080312093005\ntype\t\ntitle\tFerry\nchars\tUTF-8\nsource\thttps://quay.example/a\ncomment\tA __BR__ B\n"
    )
    (place.parent / "index.dat").write_text(notes, encoding="utf-8")
    (story,) = unfold(Source.of_file(place))
    assert isinstance(story, Snapshot)
    assert (story.url, story.charset, story.curation.notes) == ("https://quay.example/a", "UTF-8", ("A\nB",))
    assert story.saved is not None
    assert story.saved.iso == "2008-03-12T09:30:05"
    assert story.attached is not None
    assert story.attached("quay.png") == PICTURE


@pytest.mark.parametrize("notes", [b"", b"\xff\xfe", b"id\t\n", b"id\tx\nsource\tabout:blank", b"x" * 200_000])
def test_other_files_of_that_name_say_nothing(tmp_path: Path, notes: bytes) -> None:
    place = saved(tmp_path, "index.html")
    (place.parent / "index.dat").write_bytes(notes)
    (story,) = unfold(Source.of_file(place))
    assert isinstance(story, Snapshot)
    assert (story.url, story.saved, story.curation.notes) == (None, None, ())
