"""Zotero's RDF: files beside it opened with what is known of them, and nothing outside of its folder."""

from pathlib import Path

import pytest

from reader.core.errors import InputError
from reader.core.model import Snapshot
from reader.intake.feeds.xmlfeed import FEED
from reader.intake.format import Finding, LeftOut, SavedLink
from reader.intake.notes.zotero import ZOTERO
from reader.intake.source import Source
from reader.intake.unfold import recognise, unfold
from tests.intake.finding import article_of, found_in, links_in
from tests.intake.notes.fixtures import FIXTURES, PAGE, PARAGRAPHS, zotero


def unfolded(folder: Path, content: bytes) -> list[Finding]:
    listed = folder / "My Library.rdf"
    listed.write_bytes(content)
    return list(unfold(Source.of_file(listed)))


def test_page_beside_the_list_is_opened_with_its_reference(tmp_path: Path) -> None:
    place = tmp_path / "files" / "12"
    place.mkdir(parents=True)
    (place / "quay page.html").write_text(PAGE, encoding="utf-8")
    (place / "quay.pdf").write_bytes(b"%PDF-1.4")
    found = unfolded(tmp_path, FIXTURES["library.rdf"])
    (one,) = [item for item in found if isinstance(item, Snapshot)]
    story = article_of(one)
    assert one.member == "files/12/quay%20page.html"
    assert one.url == "https://courier.test/quay"
    assert one.curation.tags == ("harbour", "sea")
    assert one.curation.notes == ("Ask the mayor.\nTwice.",)
    assert story.headline is not None
    assert story.headline.value == "Quay to close"
    assert [name.value for name in story.authors] == ["Edda Quist", "Knut Ost"]
    assert story.outlet is not None
    assert story.outlet.value == "The Vellmar Courier"
    assert story.section is not None
    assert story.section.value == "Harbour"
    assert story.published is not None
    assert story.published.iso == "2019-03-05"
    assert story.saved is not None
    assert story.saved.iso == "2019-03-06T04:55:27"
    assert PARAGRAPHS[2] in story.clean_text
    assert [item.what for item in found if isinstance(item, LeftOut)] == ["further files of a reference"]


def test_references_without_a_file_are_links() -> None:
    (link, other) = links_in(FIXTURES["library.rdf"], "library.rdf")
    assert (link.url, link.title) == ("https://courier.test/quay", "Quay to close")
    assert link.curation.tags == ("harbour", "sea")
    assert link.added is not None
    assert link.added.iso == "2019-03-06T04:55:27"
    assert other.url == "https://courier.test/pier"


@pytest.mark.parametrize("path", ["../secret.html", "/etc/passwd", "files/../../secret.html", "link.html", "", "\x7f:"])
def test_paths_out_of_the_folder_are_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.html").write_text(PAGE, encoding="utf-8")
    inside = tmp_path / "library"
    inside.mkdir()
    (inside / "link.html").symlink_to(tmp_path / "secret.html")
    found = unfolded(inside, zotero(path))
    assert not any(isinstance(item, Snapshot) for item in found)


def test_list_that_names_itself_ends(tmp_path: Path) -> None:
    assert not any(isinstance(item, Snapshot) for item in unfolded(tmp_path, zotero("My Library.rdf")))


def test_missing_file_without_an_address_is_told(tmp_path: Path) -> None:
    found = unfolded(tmp_path, zotero("files/9/gone.html").replace(b"https://", b"urn:"))
    assert any("gone.html" in item.failure for item in found if isinstance(item, LeftOut))


def test_library_is_told_from_a_feed() -> None:
    assert recognise(Source.of_bytes(FIXTURES["library.rdf"], "x.xml")) is ZOTERO
    assert not FEED.matches(Source.of_bytes(FIXTURES["library.rdf"], "x.xml"))


def test_library_that_is_cut_off_gives_what_is_there() -> None:
    content = FIXTURES["library.rdf"]
    for end in range(0, len(content), 97):
        try:
            found = found_in(content[:end], "a.rdf")
        except InputError:
            continue
        assert all(isinstance(item, SavedLink | LeftOut | Snapshot) for item in found)
