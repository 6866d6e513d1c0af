"""Zip and tar archives of saved files, and files packed alone: the stories come out, the rest is counted."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.model import FileKind, Snapshot
from reader.core.terms import STANDARD
from reader.intake.containers import packed
from reader.intake.containers.saved import HIDDEN, OF_PAGES, OTHER_KINDS, attached_to
from reader.intake.containers.tar import DAMAGED, ENDS_EARLY, LINKS
from reader.intake.format import Finding, LeftOut
from reader.intake.source import Source
from reader.intake.unfold import unfold
from tests.intake.containers.fixtures import FIXTURES, PAGE, PICTURE, SAVED, TEXT, tarred, zipped
from tests.intake.findings import counts, found, stories


@pytest.mark.parametrize("name", [name for name in FIXTURES if name.startswith("saved")])
def test_stories_come_out_of_every_archive_and_the_rest_is_counted(name: str) -> None:
    items = found(FIXTURES[name], name)
    assert [(one.content, one.kind) for one in stories(items)] == [(PAGE, FileKind.HTML), (TEXT, FileKind.TEXT)]
    assert counts(items) == {OF_PAGES: 2, HIDDEN: 2, OTHER_KINDS: 1}
    assert [one.member.rsplit(".tar/")[-1] for one in stories(items)] == ["arkiv/Färjan.html", "notes/marche.txt"]


@pytest.mark.parametrize("name", ["marche.txt.gz", "marche.txt.bz2", "marche.txt.xz", "marche.txt.lzma"])
def test_packed_file_is_the_story_in_it(name: str) -> None:
    (story,) = stories(found(FIXTURES[name], name))
    assert (story.content, story.member, story.path) == (TEXT, "marche.txt", name)


def test_archives_in_archives_are_opened() -> None:
    items = stories(found(FIXTURES["nested.zip"], "nested.zip"))
    assert [one.member for one in items] == [
        "inner/saved.zip/arkiv/Färjan.html",
        "inner/saved.zip/notes/marche.txt",
        "marche.txt.xz/marche.txt",
    ]


@pytest.mark.parametrize("name", ["saved.zip", "saved.tar"])
def test_pictures_of_a_saved_page_are_found_in_its_archive(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FIXTURES[name])
    found_pictures: list[bytes | None] = []
    for story in unfold(Source.of_file(file)):
        if isinstance(story, Snapshot) and story.content == PAGE and story.attached is not None:
            found_pictures.append(story.attached("F%C3%A4rjan_files/bat.png"))
            found_pictures.append(story.attached("./Färjan_files/bat.png?w=3#x"))
            found_pictures.append(story.attached("../notes/../arkiv/Färjan_files/bat.png"))
            for odd in ("", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x.png", "\x00", "x" * 9_000):
                assert story.attached(odd) is None
    assert found_pictures == [PICTURE] * 3


def test_reference_out_of_the_archive_is_never_asked_for() -> None:
    asked: list[str] = []

    def read(path: str, _limit: int) -> bytes | None:
        asked.append(path)
        return None

    attached = attached_to("a/page.html", read)
    for reference in ("../../x", "..\\..\\x", "%2e%2e/%2e%2e/x", "/x", "http://x/", "../x", "b/x"):
        assert attached(reference) is None
    assert asked
    assert not [path for path in asked if path.startswith(("/", "../"))]


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("cp932", "港町の朝市が再開.txt"),
        ("gb18030", "新华社新闻稿.txt"),
        ("cp949", "한국 신문 기사.txt"),
        ("big5", "台灣新聞報導.txt"),
        ("cp866", "Новости города.txt"),
        ("cp437", "Grüße aus Köln.txt"),
        ("utf-8", "Žluťoučký kůň.txt"),
    ],
)
def test_names_without_a_charset_are_shown_as_they_were_written(charset: str, name: str) -> None:
    raw = name.encode(charset)
    content = zipped({"x" * len(raw): TEXT}).replace(b"x" * len(raw), raw)
    (story,) = stories(found(content, "names.zip"))
    assert story.member == name
    (story,) = stories(found(_retold(tarred({"x" * len(raw): TEXT}), b"x" * len(raw), raw), "names.tar"))
    assert story.member == name


def _retold(content: bytes, name: bytes, raw: bytes) -> bytes:
    """Return a tar archive with another name of its first member, and the sum that goes with it."""
    header = bytearray(content[:512].replace(name, raw))
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + content[512:]


def test_word_and_book_files_are_no_plain_zip_archives() -> None:
    office = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    with pytest.raises(InputError, match="Excel"):
        found(office, "table.xlsx")


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_of_every_kind_of_tar(kind: int) -> None:
    name = "/".join(["saved pages of the year"] * 8) + "/story.txt"
    (story,) = stories(found(tarred({name: TEXT}, kind), "a.tar"))
    assert story.member == name


def test_links_devices_and_folders_of_a_tar_are_never_followed() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"odd{kind.decode()}.txt")
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("last.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    for name, content in (("a.tar", made.getvalue()), ("a.tar.gz", gzip.compress(made.getvalue()))):
        items = found(content, name)
        assert counts(items) == {LINKS: 4}
        assert [one.content for one in stories(items)] == [TEXT]


def test_tar_numbers_of_gnu_and_sums_of_old_systems() -> None:
    header = bytearray(tarred({"a.txt": TEXT})[:512])
    header[124:136] = b"\x80" + len(TEXT).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % (sum(header) - 256 * sum(byte > 127 for byte in header))
    content = bytes(header) + TEXT.ljust(2048, b"\0")
    assert [one.content for one in stories(found(content, "a.tar"))] == [TEXT]


def test_tar_with_a_broken_header_goes_on_at_the_next() -> None:
    content = bytearray(tarred({"a.txt": TEXT, "b.txt": PAGE, "c.txt": TEXT[::-1]}))
    second = content.index(b"b.txt")
    content[second : second + 3] = b"###"
    for packing, name in ((bytes, "a.tar"), (gzip.compress, "a.tar.gz")):
        got: list[Finding] = []
        with pytest.raises(UnreadableFileError, match=DAMAGED[:30]) if name == "a.tar" else suppress(InputError):
            got.extend(unfold(Source.of_bytes(packing(bytes(content)), name)))
        assert len(stories(got)) == 2


@pytest.mark.parametrize("name", [name for name in FIXTURES if name.startswith("saved")])
@pytest.mark.parametrize("tenth", range(10))
def test_truncated_archives_give_what_is_there_and_a_sentence(name: str, tenth: int) -> None:
    content = FIXTURES[name][: len(FIXTURES[name]) * tenth // 10]
    got: list[Finding] = []
    said = ""
    try:
        got.extend(unfold(Source.of_bytes(content, name)))
    except InputError as error:
        said = str(error)
    whole = [one.content for one in stories(found(FIXTURES[name], name))]
    is_told = said.endswith(".") or any(isinstance(one, LeftOut) and one.failure for one in got)
    assert is_told or [one.content for one in stories(got)] == whole
    assert all(any(full.startswith(one.content) for full in whole) for one in stories(got))


def test_end_of_a_tar_in_the_middle_of_a_story_gives_its_beginning() -> None:
    got: list[Finding] = []
    with pytest.raises(UnreadableFileError, match=ENDS_EARLY[:30]):
        got.extend(unfold(Source.of_bytes(tarred({"a.txt": TEXT})[:600], "a.tar")))
    assert [one.content for one in stories(got)] == [TEXT[:88]]


@pytest.mark.parametrize("suffix", ["bz2", "xz", "zst", "gz"])
def test_bombs_are_refused_by_their_ratio(suffix: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "bz2": bz2.compress,
        "xz": lzma.compress,
        "zst": zstandard.ZstdCompressor().compress,
        "gz": gzip.compress,
    }
    with pytest.raises(TooLargeError):
        found(packers[suffix](b"Wort " * 2_000_000), f"bomb.txt.{suffix}")


@pytest.mark.parametrize(("suffix", "pack"), [("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_streams_in_a_row_are_one_file(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    (story,) = stories(found(pack(TEXT[:50]) + pack(TEXT[50:]), f"a.txt.{suffix}"))
    assert story.content == TEXT


@pytest.mark.parametrize("name", ["marche.txt.bz2", "marche.txt.xz", "marche.txt.lzma"])
def test_damaged_packed_file_says_so(name: str) -> None:
    content = bytearray(FIXTURES[name])
    content[len(content) // 2 : len(content) // 2 + 20] = bytes(20)
    with pytest.raises(UnreadableFileError):
        found(bytes(content), name)
    with pytest.raises(UnreadableFileError, match=packed.ENDS_EARLY[:20]):
        found(FIXTURES[name][:-30], name)


def test_zip_member_that_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": PAGE}, zipfile.ZIP_STORED))
    at = content.index(TEXT)
    content[at + 10] ^= 0xFF
    items = found(bytes(content), "a.zip")
    assert [one.content for one in stories(items)] == [PAGE]
    assert [one.member for one in items if isinstance(one, LeftOut) and one.failure] == ["a.txt"]


def test_more_members_than_are_read_is_told() -> None:
    terms = replace(STANDARD, members=3)
    many = {f"{number}.txt": TEXT + b"%d" % number for number in range(5)}
    got: list[Finding] = []
    with pytest.raises(TooLargeError):
        got.extend(unfold(Source.of_bytes(tarred(many), "a.tar"), terms))
    assert len(stories(got)) == 3
    with pytest.raises(TooLargeError):
        list(unfold(Source.of_bytes(zipped(many), "a.zip"), terms))


def test_members_of_a_saved_folder_are_all_accounted_for() -> None:
    items = found(FIXTURES["saved.zip"], "saved.zip")
    assert len(items) == len(SAVED)


def test_large_archive_that_lies_in_a_zip_as_it_is_is_read_in_place(tmp_path: Path) -> None:
    inner = zipped({"filler.bin": bytes(9_000_000), "story.txt": TEXT}, zipfile.ZIP_STORED)
    file = tmp_path / "outer.zip"
    file.write_bytes(zipped({"inner.zip": inner}, zipfile.ZIP_STORED))
    terms = replace(STANDARD, expanded=5_000_000)
    items = list(unfold(Source.of_file(file), terms))
    assert [one.content for one in stories(items)] == [TEXT]
    assert stories(items)[0].member == "inner.zip/story.txt"


def test_names_of_packed_tar_archives_are_those_of_tar_archives() -> None:
    (story,) = stories(found(gzip.compress(tarred({"a.txt": TEXT})), "pages.tgz"))
    assert story.member == "pages.tar/a.txt"
