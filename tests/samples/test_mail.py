"""Mails as people have them on the disk."""

from email.utils import parsedate_to_datetime

import pytest

from reader.core.model import Snapshot
from reader.intake.format import SavedLink
from tests.samples.manifest import Sample, articles, findings, samples


@pytest.mark.parametrize("sample", samples("google_alerts"), ids=str)
def test_alerts_give_subject_date_and_results(sample: Sample) -> None:
    (story,) = articles(sample.file)
    assert story.headline is not None
    assert story.headline.value == sample.expected["subject"]
    assert story.published is not None
    assert story.published.value == parsedate_to_datetime(sample.expected["date"])
    assert story.outlet is not None
    links = [one for one in findings(sample.file) if isinstance(one, SavedLink)]
    assert [one.url for one in links] == sample.expected.get("urls", [])
    assert len(links) == sample.expected.get("n_results", 0)
    assert all(one.title and "http" not in one.title for one in links)


@pytest.mark.parametrize("sample", [one for one in samples("email") if one.expected], ids=str)
def test_mailboxes_give_their_mails(sample: Sample) -> None:
    found = [one for one in findings(sample.file) if isinstance(one, Snapshot)]
    assert len(found) == len(sample.expected)
    for one, (subject, date, media_type) in zip(found, sample.expected, strict=True):
        stated = {candidate.field.value: candidate.value for candidate in one.stated}
        assert stated.get("headline", "") == subject
        assert stated.get("published") == date
        assert one.kind.value == {"text/plain": "text", "text/html": "story"}[media_type]


@pytest.mark.parametrize("sample", [one for one in samples("email") if one.path.endswith(".msg")], ids=str)
def test_outlooks_messages_give_text_author_and_date(sample: Sample) -> None:
    (story,) = articles(sample.file)
    assert story.headline is not None
    assert story.published is not None
    assert story.authors
    assert len(story.clean_text) > 1_000
    assert "\ufffd" not in story.text
    assert "{\\" not in story.text


@pytest.mark.parametrize("sample", samples("newsletter_html"), ids=str)
def test_newsletters_saved_as_pages_have_their_title(sample: Sample) -> None:
    (story,) = articles(sample.file)
    title = sample.expected.get("title")
    assert title is None or (story.headline is not None and story.headline.value == title)
    assert story.encoding == "utf-8"
    assert len(story.clean_text) > 200
