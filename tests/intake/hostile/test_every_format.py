"""What every format must stand: its good files cut, hidden in archives, under wrong names; and files of no use."""

import gzip
import io
import os
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from reader.core.errors import InputError, UnreadableFileError
from reader.core.terms import STANDARD
from reader.intake.format import Format
from reader.intake.source import Source
from reader.intake.table import FORMATS
from reader.intake.unfold import recognise
from tests.intake.containers.fixtures import tarred
from tests.intake.fixtures import all_fixtures
from tests.intake.hostile import zips
from tests.intake.hostile.survey import survey, survey_bytes

FIXTURES = all_fixtures()
ODD_HEADS = (
    b"",
    b"\0",
    b"\xff" * 70_000,
    bytes(range(256)) * 300,
    b"PK",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"\x1f\x8b\x08\x00" + b"\xff" * 100,
    b"BZh91AY&SY",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"WARC/",
    b"WARC/1.0\r\n",
    b"filedesc:",
    b"<?xml",
    b"<?xml version='1.0'?><",
    b"{",
    b"[",
    b'{"a":',
    b"From ",
    b"From a\nFrom b\n",
    b"---\n",
    b"%PDF-",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"bplist00",
    b"MIME-Version: 1.0\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
)


def test_every_package_with_formats_has_fixtures() -> None:
    assert {name.split("/", 1)[0] for name in FIXTURES} >= {"warc", "containers"}


@pytest.mark.parametrize("name", FIXTURES)
def test_good_files_give_something(name: str) -> None:
    made = survey_bytes(FIXTURES[name], name.split("/", 1)[1])
    assert made.is_accounted_for


@pytest.mark.parametrize("head", ODD_HEADS, ids=repr)
@pytest.mark.parametrize("kind", FORMATS, ids=[f"{number}-{one.name}" for number, one in enumerate(FORMATS)])
def test_no_format_stumbles_over_a_beginning(head: bytes, kind: Format) -> None:
    for name in ("", "a", "a.html", "a.zip", "a.docx", "a.wacz", "a.warc.zst", "a.jsonl", "a.csv", "x" * 500):
        assert kind.matches(Source.of_bytes(head, name)) in {True, False}
        assert kind.matches(Source(name, Source.of_bytes(head, name).open)) in {True, False}


@pytest.mark.parametrize("name", FIXTURES)
def test_file_cut_at_every_tenth_gives_stories_or_a_sentence(name: str) -> None:
    content = FIXTURES[name]
    for tenth in range(10):
        made = survey_bytes(content[: len(content) * tenth // 10], name.split("/", 1)[1])
        assert made.is_accounted_for


@pytest.mark.parametrize("name", FIXTURES)
def test_file_under_a_wrong_name_gives_stories_or_a_sentence(name: str) -> None:
    for other in ("a", "a.html", "a.txt", "a.zip", "a.eml", "a.json", "a.bin"):
        assert survey_bytes(FIXTURES[name], other).is_accounted_for


@pytest.mark.parametrize("name", FIXTURES)
def test_file_in_archives_gives_what_it_gives_alone(name: str) -> None:
    content, own = FIXTURES[name], name.split("/", 1)[1]
    alone = survey_bytes(content, own)
    for packed, outer in (
        (zips.zipped([(own, content)]), "outer.zip"),
        (tarred({own: content}), "outer.tar"),
        (gzip.compress(content), own + ".gz"),
        (gzip.compress(tarred({own: content})), "outer.tar.gz"),
    ):
        inside = survey_bytes(packed, outer, replace(STANDARD, depth=STANDARD.depth + 2))
        assert [one.sha256 for one in inside.snapshots] == [one.sha256 for one in alone.snapshots], outer


@pytest.mark.parametrize("name", FIXTURES)
def test_file_over_the_limits_is_told(name: str) -> None:
    terms = replace(STANDARD, document=100, expanded=100, members=2)
    made = survey_bytes(FIXTURES[name], name.split("/", 1)[1], terms)
    assert made.is_accounted_for


@pytest.mark.parametrize("name", FIXTURES)
def test_file_on_the_disk_gives_what_its_bytes_give(name: str, tmp_path: Path) -> None:
    file = tmp_path / name.split("/", 1)[1]
    file.write_bytes(FIXTURES[name])
    before = sorted(tmp_path.rglob("*"))
    on_disk = survey(Source.of_file(file))
    in_memory = survey_bytes(FIXTURES[name], file.name)
    assert [one.sha256 for one in on_disk.snapshots] == [one.sha256 for one in in_memory.snapshots]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", FIXTURES)
def test_recognising_reads_the_edges_alone(name: str) -> None:
    opened: list[int] = []

    def opener() -> BinaryIO:
        opened.append(1)
        return Source.of_bytes(FIXTURES[name] + b"\n" * 300_000, name).open()

    recognise(Source(name.split("/", 1)[1], opener, len(FIXTURES[name]) + 300_000))
    assert len(opened) <= 2


class _Failing(io.BytesIO):
    """A disk that fails after some reads."""

    def __init__(self, content: bytes, whole: int) -> None:
        super().__init__(content)
        self._whole = whole

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, as long as it goes well."""
        self._whole -= 1
        if self._whole < 0:
            raise OSError(5, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("whole", [0, 1, 2, 5])
@pytest.mark.parametrize("name", FIXTURES)
def test_disk_that_fails_is_told(name: str, whole: int) -> None:
    content = FIXTURES[name]
    good = Source.of_bytes(content, name.split("/", 1)[1])
    source = Source(good.name, lambda: _Failing(content, whole), len(content))
    source.__dict__["head"] = good.head  # the beginning was read when the format was told
    source.__dict__["tail"] = good.tail
    assert survey(source).is_accounted_for


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    with pytest.raises(UnreadableFileError, match="not there"):
        Source.of_file(missing)
    with pytest.raises(UnreadableFileError, match="folder"):
        Source.of_file(tmp_path)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="pipe"):
        Source.of_file(pipe)
    gone = tmp_path / "gone.txt"
    gone.write_bytes(zips.STORY)
    source = Source.of_file(gone)
    gone.unlink()
    with pytest.raises(InputError):
        recognise(source)


def test_file_that_shrinks_while_it_is_read_gives_what_is_left(tmp_path: Path) -> None:
    file = tmp_path / "shrinking.txt"
    file.write_bytes(zips.STORY * 3)
    source = Source.of_file(file)
    file.write_bytes(zips.STORY)
    assert [one.content for one in survey(source).snapshots] == [zips.STORY]


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_names_in_tar_archives_lead_nowhere(kind: int, tmp_path: Path) -> None:
    names = [name for name in zips.NAMES if len(name) < 90]
    file = tmp_path / "names.tar"
    file.write_bytes(tarred({name: zips.STORY + b"%d\n" % n for n, name in enumerate(names)}, kind))
    made = survey(Source.of_file(file))
    assert len(made.articles) + len(made.left_out) == len(names)
    assert list(tmp_path.iterdir()) == [file]
