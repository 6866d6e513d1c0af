"""Real web archives: which pages they give, with their addresses, dates and titles, and what odd ones do."""

import re
from datetime import UTC
from typing import Any

import pytest

from reader.clean.pipeline import clean
from reader.core.dates import parse_date
from reader.core.model import FileKind, Snapshot
from reader.intake.read import read
from reader.intake.warc.captures import saving_moment
from tests.samples.manifest import Sample, articles, findings, samples

ALL = samples("warc", "wacz")
CRAWLS = [one for one in samples("warc") if not one.negative and "nhtml" in one.expected]
BYLINE_WITHOUT_NAMES = ["Guardian staff reporter"]
"""What the list has from the visible byline; the page's data name the agency instead."""
NEWS = [one for one in samples("warc") if "articles" in one.expected]


def pages(sample: Sample) -> list[Snapshot]:
    return [one for one in findings(sample.file) if isinstance(one, Snapshot)]


@pytest.mark.parametrize("sample", CRAWLS, ids=str)
def test_every_page_that_was_answered_is_there_once(sample: Sample) -> None:
    listed: list[Any] = sample.expected.get("html", [])
    answered = [row for row in listed if row[1] == "200"]
    got = pages(sample)
    if len(listed) == sample.expected["nhtml"]:
        assert len(got) == len(answered)
    else:
        assert len(got) == sample.expected["nhtml"]
    assert len({(one.url, one.sha256) for one in got}) == len(got)


@pytest.mark.parametrize("sample", CRAWLS, ids=str)
def test_pages_have_the_address_date_title_and_size_that_are_listed(sample: Sample) -> None:
    by_url = {one.url: one for one in pages(sample)}
    for url, status, date, title, charset, size in sample.expected.get("html", []):
        if status != "200":
            assert url not in by_url
            continue
        page = by_url[url]
        assert page.kind is FileKind.HTML
        saved = saving_moment(date)
        assert saved is not None
        assert page.saved is not None
        assert page.saved.iso == saved.iso
        assert len(page.content) == size
        read_page = read(page)
        assert title in read_page.text or any(title in one.value for one in read_page.candidates)
        assert read_page.encoding == charset.split("(")[0]


@pytest.mark.parametrize("sample", NEWS, ids=str)
def test_stories_have_their_text_and_metadata(sample: Sample) -> None:
    made = {one.url.value: one for one in articles(sample.file) if one.url}
    assert len(made) == sample.expected["n_articles"]
    for row in sample.expected["articles"]:
        article = made[row["url"]]
        text = _plain(article.clean_text)
        assert _plain(row["first_paragraph"])[:80] in text
        assert _plain(row["last_paragraph"])[-80:] in text
        assert article.headline is not None
        assert _plain(article.headline.value) == _plain(row["title"])
        published = parse_date(row["published"])
        assert published is not None
        assert article.published is not None
        assert article.published.value.astimezone(UTC) == published.value.astimezone(UTC)
        if row["authors"] != BYLINE_WITHOUT_NAMES:
            assert [one.value for one in article.authors] == row["authors"]


@pytest.mark.parametrize("sample", samples("wacz"), ids=str)
def test_wacz_gives_the_page_of_its_list(sample: Sample) -> None:
    (page,) = pages(sample)
    assert page.url == "http://www.example.com/"
    assert page.saved is not None
    assert page.saved.iso == "2020-10-07T21:22:36+00:00"
    assert page.stated[0].value == "Example Domain"
    assert clean(read(page)).clean_text


@pytest.mark.parametrize("sample", [one for one in ALL if one.negative], ids=str)
def test_odd_archives_are_read_without_a_crash(sample: Sample) -> None:
    wanted = 1 if "chunked" in sample.expected["behaviour"] else 0
    assert len(pages(sample)) == wanted


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()
