"""Feeds as people have them on the disk, and the encodings of the old ones among them."""

import html
import re

import pytest

from reader.core.dates import parse_date
from reader.core.model import Field, Snapshot
from reader.intake.decode import decode
from reader.intake.feeds.xmlfeed import FEED
from reader.intake.format import SavedLink
from reader.intake.source import Source
from reader.intake.unfold import recognise
from tests.intake.finding import article_of, stated
from tests.samples.manifest import Sample, findings, samples

_LEGACY = [one for one in samples("encodings") if one.path.endswith(".xml")]
_NAMES = {"cp1251": "windows-1251", "cp1255": "windows-1255", "cp1250": "windows-1250", "cp932": "shift_jis"}
_NAMES |= {"cp949": "euc-kr"}


def letters(text: str) -> str:
    """Return the letters and digits of ``text``, without tags and entities."""
    return "".join(char for char in html.unescape(re.sub(r"<[^<>]*>", " ", html.unescape(text))) if char.isalnum())


@pytest.mark.parametrize("sample", samples("feeds", "feeds_legacy"), ids=str)
def test_feeds_give_their_entries(sample: Sample) -> None:
    expected = sample.expected
    found = findings(sample.file)
    assert sum(isinstance(one, Snapshot | SavedLink) for one in found) == expected["n"]
    assert decode(sample.file.read_bytes(), None, True).encoding == expected["enc"]
    for one, (title, url, published, text) in zip(found, expected["e"], strict=False):
        assert isinstance(one, Snapshot)
        story = article_of(one)
        assert story.headline is not None
        assert letters(story.headline.value) == letters(title)
        assert one.url == url.replace(" ", "%20")
        (outlet,) = stated(one, Field.OUTLET)
        assert letters(expected["feed"]).startswith(letters(outlet))
        moment = parse_date(published) if published else None
        assert (story.published.value if story.published else None) == (moment.value if moment else None)
        assert letters(text) in letters(story.text)


@pytest.mark.parametrize("sample", _LEGACY, ids=str)
def test_legacy_feeds_are_decoded_and_give_their_stories(sample: Sample) -> None:
    decoded = decode(sample.file.read_bytes(), None, True)
    expected = sample.expected["encoding"]
    assert decoded.encoding == _NAMES.get(expected, expected)
    assert letters(sample.expected["contains"]) in letters(decoded.text)
    assert recognise(Source.of_file(sample.file)) is FEED
    stories = [one for one in findings(sample.file) if isinstance(one, Snapshot)]
    assert len(stories) >= 5
    assert all(stated(one, Field.OUTLET) and one.url for one in stories)
    assert not any("\ufffd" in article_of(one).text for one in stories)
