"""Pages packed into zip archives: MAFF, WebScrapBook's HTZ, SingleFileZ."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import FileKind, Snapshot
from reader.core.terms import STANDARD
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.webarchives.maff import MAFF
from reader.intake.webarchives.zipped import ZIPPED_PAGE
from tests.intake.containers.fixtures import zipped
from tests.intake.webarchives import fixtures
from tests.intake.webarchives.fixtures import MANIFEST, PICTURE, RDF, URL, page


def stories_in(content: bytes, name: str) -> Iterator[Snapshot]:
    """Yield the stories of a file while it is open."""
    for found in unfold(Source.of_bytes(content, name)):
        assert isinstance(found, Snapshot)
        yield found


def test_maff_gives_a_story_for_each_page() -> None:
    stories = stories_in(fixtures.maff(), "two.maff")
    first = next(stories)
    assert (first.url, first.charset, first.member) == (URL, "windows-1252", "1224770495_1/index.html")
    assert first.saved is not None
    assert first.saved.iso == "2008-10-23T16:01:35+02:00"
    assert "said – so the café" in read(first).text
    assert first.attached is not None
    assert first.attached("index_files/quay%20%231.png") == PICTURE
    assert first.attached("../1224770495_2/second.htm") is not None
    assert first.attached("../../../etc/passwd") is None
    second = next(stories)
    assert (second.url, second.member) == (URL + "?p=2", "1224770495_2/second.htm")
    assert list(stories) == []


def test_maff_without_or_with_a_broken_description_is_read_by_its_index() -> None:
    made = zipped({"1/index.html": page(), "2/index.rdf": "<RDF:RDF <<", "2/index.htm": page()})
    stories = list(stories_in(made, "a.maff"))
    assert [(story.member, story.url) for story in stories] == [("1/index.html", None), ("2/index.htm", None)]
    assert list(stories_in(zipped({"index.html": page(), "index_files/a.png": PICTURE}), "a.maff"))


def test_archive_of_a_text_gives_the_text() -> None:
    rdf = RDF.format(url=URL, index="notes.txt", charset="")
    (story,) = stories_in(zipped({"1/index.rdf": rdf, "1/notes.txt": "The ferry sails."}), "a.maff")
    assert (story.content, story.url, story.kind) == (b"The ferry sails.", URL, FileKind.TEXT)
    leading = '<meta http-equiv="refresh" content="0;url=notes.txt">'
    (story,) = stories_in(zipped({"index.html": leading, "notes.txt": "The ferry sails."}), "a.htz")
    assert story.kind is FileKind.TEXT


def test_maff_page_that_cannot_be_read_leaves_the_others() -> None:
    made = zipped({"1/index.rdf": "", "1/index.html": b"0" * 1_500_000, "2/index.rdf": "", "2/index.html": page()})
    left, story = unfold(Source.of_bytes(made, "a.maff"))
    assert isinstance(left, LeftOut)
    assert left.failure
    assert isinstance(story, Snapshot)


def test_maff_with_a_bomb_for_a_description_is_read_without_it() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' + RDF.split("?>", 1)[1].replace(
        "{url}", "&b;"
    )
    (story,) = stories_in(zipped({"1/index.rdf": bomb, "1/index.html": page()}), "a.maff")
    assert story.url is None


def test_htz_index_that_leads_on_stands_for_its_page() -> None:
    for story in stories_in(fixtures.htz(), "ferry.htz"):
        assert b"harbour master" in story.content
        assert story.attached is not None
        assert story.attached("img/quay.png") == PICTURE
        found = read(story)
        assert found.metadata.url is not None
        assert found.metadata.url.value == URL
        assert found.saved is not None
        assert found.saved.iso == "2021-03-12T09:30:05+00:00"


@pytest.mark.parametrize("is_page", [True, False])
def test_singlefilez_page_with_its_manifest(is_page: bool) -> None:
    for story in stories_in(fixtures.singlefilez(is_page), "ferry.html"):
        assert story.url == URL
        assert story.saved is not None
        assert story.saved.iso == "2021-03-12T09:30:05+00:00"
        assert b"harbour master" in story.content
        assert story.attached is not None
        assert story.attached("images/0.png") == PICTURE


def test_singlefilez_that_is_a_picture_too_is_read() -> None:
    files: dict[str, bytes | str] = {"index.html": page(), "manifest.json": MANIFEST}
    made = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<html data-sfz hidden>" + zipped(files)
    (story,) = stories_in(made, "ferry.u.zip.html")
    assert story.url == URL


def test_cut_off_page_that_unpacks_itself_gives_what_is_whole() -> None:
    whole = fixtures.singlefilez(is_page=True)
    story, left = unfold(Source.of_bytes(whole[: whole.index(b"images/0.png") + 20], "ferry.html"))
    assert isinstance(story, Snapshot)
    assert story.content == page(picture="images/0.png")
    assert isinstance(left, LeftOut)
    assert "middle" in left.failure
    with pytest.raises(UnreadableFileError, match="damaged"):
        list(unfold(Source.of_bytes(whole[: whole.index(b"index.html") + 60], "ferry.html")))


@pytest.mark.parametrize("manifest", ["", "[1]", "[" * 100_000, '{"indexFilename": "../x", "title": 5}'])
def test_broken_manifest_leaves_the_page(manifest: str) -> None:
    (story,) = stories_in(zipped({"index.html": page(), "manifest.json": manifest}), "a.zip")
    assert (story.content, story.url) == (page(), None)


def test_attached_is_nothing_once_the_file_is_closed() -> None:
    (story,) = list(stories_in(fixtures.htz(), "a.htz"))
    assert story.attached is not None
    assert story.attached("img/quay.png") is None


@pytest.mark.parametrize(
    "files",
    [
        {"[Content_Types].xml": "", "word/document.xml": ""},
        {"mimetype": "application/epub+zip", "OEBPS/index.html": page()},
        {"index.html": page(), "other.html": page()},
    ],
)
def test_other_archives_are_not_taken(files: dict[str, bytes | str]) -> None:
    source = Source.of_bytes(zipped(files), "a.zip")
    assert not MAFF.matches(source)
    assert not ZIPPED_PAGE.matches(source)


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=8), st.sampled_from(["two.maff", "ferry.htz"]))
def test_noise_raises_nothing_but_sentences(at: int, noise: bytes, name: str) -> None:
    whole = fixtures.FIXTURES[name]
    content = whole[: at % len(whole)] + noise + whole[at % len(whole) + len(noise) :]
    kind = MAFF if name.endswith("maff") else ZIPPED_PAGE
    try:
        list(kind.unpack(Source.of_bytes(content, name), STANDARD))
    except InputError:
        return
