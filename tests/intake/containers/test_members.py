"""Zip archives: what is in them is told and read within limits, and nothing they say is trusted."""

import io
import struct
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.terms import STANDARD, Terms
from reader.intake.containers.members import ENCRYPTED, UNKNOWN_PACKING, is_zip, names_at_edges, opened_zip
from reader.intake.source import Source
from tests.intake.containers.fixtures import zipped

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

FILES = {"index.html": b"<p>The ferry sails.</p>", "pictures/quay.png": b"\x89PNG picture"}


def contents(archive: bytes, terms: Terms = STANDARD) -> dict[str, bytes]:
    """Return the files in an archive by name."""
    with opened_zip(Source.of_bytes(archive, "a.zip"), terms) as opened:
        return {member.name: opened.read(member, 1_000_000) for member in opened.members}


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_listed_without_folders_and_read(packing: int) -> None:
    archive = zipped({"pictures/": b"", **FILES}, packing)
    assert contents(archive) == FILES
    assert is_zip(Source.of_bytes(archive, "a"))
    assert names_at_edges(Source.of_bytes(archive, "a")) >= set(FILES)


def test_archive_behind_a_page_is_found() -> None:
    page = b"<!DOCTYPE html><html data-sfz>" + zipped(FILES, comment=b"--></html>")
    assert contents(page) == FILES
    assert not is_zip(Source.of_bytes(page, "a"))
    assert names_at_edges(Source.of_bytes(page, "a")) >= set(FILES)


def test_member_is_a_source_and_may_be_an_archive_itself(tmp_path: Path) -> None:
    file = tmp_path / "outer.zip"
    file.write_bytes(zipped({"inner.zip": zipped(FILES), "long.txt": b"word " * 40_000}))
    with opened_zip(Source.of_file(file), STANDARD) as outer:
        inner = outer.source(outer.by_name["inner.zip"])
        long = outer.source(outer.by_name["long.txt"])
        assert is_zip(inner)
        with opened_zip(inner, STANDARD) as opened:
            assert [member.name for member in opened.members] == list(FILES)
            assert opened.read(opened.by_name["index.html"], 100) == FILES["index.html"]
        assert (len(long.head), long.tail, long.size) == (65_536, b"", 200_000)
        with closing(long.open()) as stream:
            assert len(stream.read()) == 200_000


def test_inner_archive_over_the_limit_is_refused() -> None:
    outer = zipped({"inner.zip": zipped({"a": b"x" * 5_000}, zipfile.ZIP_STORED)})
    with opened_zip(Source.of_bytes(outer, "a.zip"), STANDARD) as opened:
        inner = opened.source(opened.members[0])
        with pytest.raises(TooLargeError), opened_zip(inner, Terms(expanded=4_000)):
            pytest.fail("should have been refused")


def test_names_are_only_names() -> None:
    names = ["../../etc/passwd", "/etc/passwd", "C:\\win.ini", "a\\b.html"]
    assert list(contents(zipped(dict.fromkeys(names, b"x")))) == [name.replace("\\", "/") for name in names]


def test_names_in_utf8_that_do_not_say_so_are_read() -> None:
    archive = zipped({"Zürich.html": b"x"})
    flagged = archive.replace(b"\x00\x08", b"\x00\x00", 2)  # the flag for UTF-8 names, in both headers
    assert list(contents(archive)) == ["Zürich.html"]
    assert list(contents(flagged)) == ["Zürich.html"]


def test_limits_on_members_size_and_ratio() -> None:
    terms = Terms(members=2, expanded=3_000, ratio=10, ratio_floor=1_000)
    assert len(contents(zipped({"a": b"1", "b": b"2"}), terms)) == 2
    with pytest.raises(TooLargeError, match="3 members"):
        contents(zipped({"a": b"1", "b": b"2", "c": b"3"}), terms)
    with pytest.raises(TooLargeError, match="10 times"):
        contents(zipped({"a": b"0" * 100_000}), terms)
    with pytest.raises(InputError, match="far more than"):
        contents(zipped({"a": b"0" * 2_500}), terms)


def test_member_over_the_readers_limit_is_refused_before_reading() -> None:
    with opened_zip(Source.of_bytes(zipped({"a": b"1234"}), "a.zip"), STANDARD) as opened:
        assert opened.read(opened.members[0], 4) == b"1234"
        with pytest.raises(TooLargeError):
            opened.read(opened.members[0], 3)


def test_directory_that_claims_too_much_is_refused_before_it_is_read() -> None:
    archive = bytearray(zipped(FILES))
    end = archive.rfind(b"PK\x05\x06")
    struct.pack_into("<HHL", archive, end + 8, 65_535, 65_535, 2_000_000_000)
    with pytest.raises(TooLargeError):
        contents(bytes(archive))


def patched(field: int, value: int) -> bytes:
    """Return an archive whose only member has ``value`` at ``field`` of its headers."""
    archive = bytearray(zipped({"a": b"text of a story"}))
    central = archive.find(b"PK\x01\x02")
    struct.pack_into("<H", archive, 4 + field, value)
    struct.pack_into("<H", archive, central + 6 + field, value)
    return bytes(archive)


@pytest.mark.parametrize(
    ("field", "value", "sentence"), [(2, 1, ENCRYPTED), (4, 9, UNKNOWN_PACKING), (4, 14, UNKNOWN_PACKING)]
)
def test_member_that_cannot_be_read_says_why(field: int, value: int, sentence: str) -> None:
    with opened_zip(Source.of_bytes(patched(field, value), "a.zip"), STANDARD) as opened:
        (member,) = opened.members
        assert member.problem == sentence
        with pytest.raises(InputError) as caught:
            opened.read(member, 100)
        assert str(caught.value) == sentence
        with pytest.raises(InputError):
            opened.source(member).read(100)


def test_damaged_content_is_told_as_a_sentence() -> None:
    archive = zipped({"a": b"text of a story that is long enough", "b": b"fine"}, zipfile.ZIP_STORED)
    broken = archive.replace(b"of a story", b"of a glory", 1)
    with opened_zip(Source.of_bytes(broken, "a.zip"), STANDARD) as opened:
        with pytest.raises(UnreadableFileError, match="damaged"):
            opened.read(opened.by_name["a"], 100)
        assert opened.read(opened.by_name["b"], 100) == b"fine"


@pytest.mark.parametrize("archive", [b"", b"PK\x03\x04", b"PK\x05\x06", zipped(FILES)[:60], b"no zip at all" * 900])
def test_what_is_no_archive_is_told_as_a_sentence(archive: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        contents(archive)


def streamed(files: dict[str, bytes]) -> bytes:
    """Return an archive written without seeking: sizes stand behind the members."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = b""

        def writable(self) -> bool:
            return True

        def write(self, chunk: "ReadableBuffer") -> int:
            self.written += bytes(chunk)
            return len(bytes(chunk))

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return pipe.written


LONG = {"a.html": b"The ferry sails. " * 9_000, "Zürich.html": b"x" * 900, "c.html": b"the end " * 500}


@pytest.mark.parametrize("archive", [zipped(LONG), zipped(LONG, zipfile.ZIP_STORED), streamed(LONG)])
def test_archive_that_ends_in_the_middle_gives_what_is_whole(archive: bytes) -> None:
    for cut, names in ((archive.find(b"PK\x01\x02") + 9, list(LONG)), (archive.find(b"c.html") + 20, list(LONG)[:2])):
        for source in (archive[:cut], b"<html data-sfz><!--" + archive[:cut]):
            with opened_zip(Source.of_bytes(source, "a.zip"), STANDARD) as opened:
                assert opened.damage
                assert [member.name for member in opened.members] == names
                assert opened.read(opened.members[0], 1_000_000) == LONG["a.html"]
    with opened_zip(Source.of_bytes(archive, "a.zip"), STANDARD) as opened:
        assert opened.damage == ""


def test_end_of_an_archive_is_not_a_way_around_the_limits() -> None:
    bomb = zipped({"a": b"0" * 100_000, "b": b"0" * 100_000})[:-40]
    with pytest.raises(TooLargeError):
        contents(bomb, Terms(expanded=3_000, ratio=10))
    with pytest.raises(TooLargeError):
        contents(streamed({"a": b"0" * 3_000, "b": b"1"})[:-40], Terms(expanded=2_999, ratio=1))


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=40))
def test_noise_in_a_cut_off_archive_never_escapes_as_other_errors(at: int, noise: bytes) -> None:
    archive = streamed(LONG)[:1_400]
    at %= len(archive)
    try:
        contents(archive[:at] + noise + archive[at + len(noise) :])
    except InputError:
        return


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_flipped_bytes_never_escape_as_other_errors(at: int, noise: bytes) -> None:
    archive = bytearray(zipped(FILES))
    archive[at % len(archive) : at % len(archive) + len(noise)] = noise
    try:
        found = contents(bytes(archive), replace(STANDARD, members=100))
    except InputError:
        return
    assert all(len(content) <= 1_000_000 for content in found.values())
