"""Real exports of read-later programs and bookmarks."""

import pytest

from reader.core.model import Snapshot
from reader.intake.format import LeftOut, SavedLink
from tests.samples.manifest import FOLDER, Sample, findings, samples

COUNTS = {
    "pocket/ril_export.html": (2, "2023-07-06T07:31:35+00:00", ("ifttt", "new_entry_simple")),
    "bookmarks/chrome-bookmarks": (1, "2016-09-20T13:15:29+00:00", ()),
    "bookmarks/pinboard_export": (3, "2016-10-31T15:57:56+00:00", ("infinite", "dom", "performance", "scroll")),
}
"""Read by eye: entries, when the first was added, its tags."""


def links(sample: Sample) -> list[SavedLink]:
    return [one for one in findings(sample.file) if isinstance(one, SavedLink)]


@pytest.mark.parametrize("sample", samples("wallabag"), ids=str)
def test_wallabag(sample: Sample) -> None:
    found = findings(sample.file)
    told = [one for one in found if isinstance(one, Snapshot | SavedLink)]
    assert len(told) == len(found) == sample.expected["n"]
    assert all(one.url for one in told)
    saved = [one.saved if isinstance(one, Snapshot) else one.added for one in told]
    assert all(saved) or "v1" in sample.path  # which has no dates
    assert sum(isinstance(one, SavedLink) for one in told) == (1 if sample.path.endswith("v2.json") else 0)


@pytest.mark.parametrize("sample", [one for one in samples("pocket") if one.expected], ids=str)
def test_pocket(sample: Sample) -> None:
    found = links(sample)
    expected = sample.expected
    count, rows = (expected["n"], [expected["first"]]) if isinstance(expected, dict) else expected
    assert len(found) == len(findings(sample.file)) == count
    for link, row in zip(found, rows, strict=False):
        assert (link.title, link.url) == (row["title"], row["url"])
        assert link.added is not None
        assert int(link.added.value.timestamp()) == int(row.get("added", row.get("time_added")))
        assert link.curation.tags == tuple(filter(None, row.get("tags", "").split("|")))
        assert link.curation.is_read == (row.get("status") == "archive")


@pytest.mark.parametrize("path", [path for path in COUNTS if (FOLDER / path).is_file()])
def test_lists_read_by_eye(path: str) -> None:
    count, first, tags = COUNTS[path]
    found = [one for one in findings(FOLDER / path) if not isinstance(one, LeftOut)]
    assert len(found) == count
    link = found[0]
    assert isinstance(link, SavedLink)
    assert link.added is not None
    assert (link.added.iso, link.curation.tags) == (first, tags)
