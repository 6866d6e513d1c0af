"""Notes and references as people have them on the disk."""

import re

import pytest

from reader.core.model import Snapshot
from reader.intake.format import LeftOut, SavedLink
from reader.intake.notes.note import moment_of
from tests.intake.finding import article_of
from tests.samples.manifest import Sample, findings, samples


def letters(text: str) -> str:
    """Return the letters and digits of ``text``."""
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("sample", samples("enex"), ids=str)
def test_exports_give_their_notes(sample: Sample) -> None:
    notes, count = sample.expected
    found = findings(sample.file)
    assert len(found) == count
    for one, expected in zip(found, notes, strict=True):
        url = (expected["url"] or "").strip()
        if expected["n"] == 0:
            assert isinstance(one, SavedLink if url else LeftOut)
        if isinstance(one, LeftOut):
            assert one.member == expected["title"]
            assert one.what
        if isinstance(one, SavedLink):
            assert (one.url, one.title, list(one.curation.tags)) == (url, expected["title"], expected["tags"])
            assert one.added == moment_of(expected["created"])
        if isinstance(one, Snapshot):
            _check_story(one, expected, url)


def _check_story(one: Snapshot, expected: dict[str, object], url: str) -> None:
    story = article_of(one)
    assert (one.url or "") == url
    assert list(one.curation.tags) == expected["tags"]
    assert story.saved == moment_of(str(expected["created"]))
    assert story.headline is not None
    assert expected["author"] is None or expected["author"] in [name.value for name in story.authors]
    titled = [candidate.value for candidate in one.stated if candidate.field.value == "headline"]
    assert titled == ([] if expected["title"] == "Untitled Note" else [expected["title"]])
    assert letters(str(expected["text"])) in letters(story.text)
    length = len(re.sub(r"\s+", " ", story.text))
    assert abs(length - int(str(expected["n"]))) < 0.1 * int(str(expected["n"])) + 20


@pytest.mark.parametrize("sample", samples("zotero"), ids=str)
def test_references_whose_files_are_missing_are_links(sample: Sample) -> None:
    found = findings(sample.file)
    links = [one for one in found if isinstance(one, SavedLink)]
    assert len(links) == 1
    assert links[0].url.startswith("http://example.com")
    assert links[0].title
    assert not any(isinstance(one, Snapshot) or (isinstance(one, LeftOut) and one.failure) for one in found)
