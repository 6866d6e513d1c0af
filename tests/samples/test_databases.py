"""Real exports of news databases give what is known of them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from reader.clean.pipeline import clean
from reader.core.dates import parse_date
from reader.core.model import Article, Field, Snapshot
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.table import FORMATS
from tests.samples.manifest import Sample, findings, samples

EXPORTS = [one for one in samples("lexisnexis", "factiva", "europresse", "proquest") if one.expected["n_documents"]]
NO_EXPORTS = [
    one for one in samples("lexisnexis", "factiva", "europresse", "proquest") if not one.expected["n_documents"]
]
PLACES = {"first": 0, "third": 2, "ninth": 8}
_FACTS = {"length": "length", "load_date": "load-date", "page": "page"}


def _stories(sample: Sample) -> list[Snapshot]:
    return [found for found in findings(sample.file) if isinstance(found, Snapshot)]


@pytest.mark.parametrize("sample", EXPORTS, ids=str)
def test_every_document_is_found_and_none_is_lost(sample: Sample) -> None:
    found = findings(sample.file)
    assert sum(isinstance(one, Snapshot) for one in found) == sample.expected["n_documents"]
    failures = [one.failure for one in found if isinstance(one, LeftOut) and one.failure]
    assert all("holds 20 documents, but only 19" in failure for failure in failures)


@pytest.mark.parametrize("sample", EXPORTS, ids=str)
def test_every_stated_field_is_read(sample: Sample) -> None:
    stories = _stories(sample)
    for place, number in PLACES.items():
        story = stories[number] if place in sample.expected else None
        if story is not None:
            wanted = dict(_wanted(sample.expected[place]))
            assert {name: _said(story, clean(read(story)), name, value) for name, value in wanted.items()} == wanted


def _wanted(expected: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what is known of a document under one name a field, whatever the maker calls it."""
    names = {"HD": "title", "SN": "source", "AN": "an", "LA": "language", "LP": "lead", "author": "byline"}
    day, time = expected.get("PD"), expected.get("ET")
    if day:
        yield "date", f"{day}T{time}" if time else day
    for name, value in expected.items():
        if name not in ("PD", "ET"):
            yield names.get(name, name), value


def _said(story: Snapshot, article: Article, name: str, known: object) -> object:
    """Return what was read under a name; ``known`` itself where what was read says the same in another way."""
    wanted = str(known)
    content = story.content.decode()
    if name == "date":
        iso = article.published.iso if article.published else ""
        return wanted if iso.replace("+00:00", "Z").startswith(wanted) else iso
    if name == "byline":
        names = {author.value for author in article.authors}
        parts = wanted.removeprefix("By ").split("; ")
        return wanted if names == {" ".join(reversed(part.split(", "))) for part in parts} else names
    if name in ("an", "lead"):
        return wanted if wanted in (story.member if name == "an" else article.clean_text) else ""
    if name in _FACTS:
        fact = next(iter(re.findall(f'<meta name="export-{_FACTS[name]}" content="([^"]*)">', content)), "")
        read_date = parse_date(fact, ("en",))
        given = {fact, fact.split(" ")[0], read_date.iso if read_date else ""}
        return known if wanted in given else fact
    fields = {"title": Field.HEADLINE, "source": Field.OUTLET, "section": Field.SECTION, "language": Field.LANGUAGE}
    return next((one.value for one in story.stated if one.field is fields[name]), "")


@pytest.mark.parametrize("sample", EXPORTS, ids=str)
def test_every_story_has_text_and_dates_and_outlets_where_any_has(sample: Sample) -> None:
    articles = [clean(read(story)) for story in _stories(sample)]
    dated = [article for article in articles if article.published and article.outlet]
    assert all(article.clean_text for article in articles)
    assert len(dated) >= len(articles) - 1


@pytest.mark.parametrize("sample", NO_EXPORTS, ids=str)
def test_a_file_that_only_speaks_of_a_database_is_none(sample: Sample) -> None:
    source = Source.of_file(sample.file)
    assert not any(one.matches(source) for one in FORMATS if one.name.endswith("exports"))
