"""What the names of files tell, in folders and archives."""

import pytest

from reader.intake.names import decoded_names, is_asset_folder, is_hidden, is_importable, page_stem


@pytest.mark.parametrize("path", [".git/config.txt", "a/.b/c.html", "__MACOSX/a/._b.html", "a/Thumbs.db", "._b.html"])
def test_what_systems_keep_for_themselves_is_hidden(path: str) -> None:
    assert is_hidden(path)


@pytest.mark.parametrize("path", ["a/b.html", "./a.html", "../a.html", "...and then it rained.html", "a.b/c.d.txt"])
def test_stories_are_not_hidden(path: str) -> None:
    assert not is_hidden(path)


@pytest.mark.parametrize("name", ["Story_files", "Story-Dateien", "story_fichiers", "STORY_archivos", "Story.files"])
def test_folder_named_after_a_page_is_its_parts(name: str) -> None:
    assert is_asset_folder(name, {page_stem("Story.HTML")})
    assert not is_asset_folder(name, {"another"})


def test_folder_of_a_similar_name_is_not() -> None:
    assert not is_asset_folder("Story 2021", {"story"})


def test_pictures_and_programs_are_not_worth_opening() -> None:
    assert not is_importable("a/b.PNG")
    assert is_importable("a/b")


def test_names_of_one_archive_are_in_one_charset() -> None:
    names = ["港町の朝市.txt", "新聞.txt", "plain.txt"]
    assert decoded_names([name.encode("cp932") for name in names]) == names
    assert decoded_names([]) == []


@pytest.mark.parametrize("raw", [b"\xff\xfe\x80.txt", b"\x81", b"\x00\xff", bytes(range(128, 256))])
def test_any_bytes_make_a_name(raw: bytes) -> None:
    (name,) = decoded_names([raw])
    assert name
