"""The sample archive comes out as its stories were written: facts right, noise gone, nothing of the story lost."""

from functools import cache

import pytest

from reader.clean.pipeline import clean
from reader.core.model import Article, BlockKind
from reader.intake.read import read
from reader.resources import resource
from tests.intake.sniff import sniff
from tests.sample.stories import STORIES, Expected


@cache
def imported(name: str) -> Article:
    """Return a story of the sample archive, cleaned."""
    path = resource("sample", name)
    (snapshot,) = sniff(path.read_bytes(), str(path))
    return clean(read(snapshot))


def named(story: Expected) -> str:
    """Return a story's name for test reports."""
    return story.name


def test_every_sample_file_is_described_here() -> None:
    files = sorted(path.name for path in resource("sample").iterdir())
    assert files == sorted(story.name for story in STORIES)


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_headline_date_language_and_outlet_are_found(story: Expected) -> None:
    article = imported(story.name)
    assert article.headline is not None
    assert article.headline.value == story.headline
    assert article.language is not None
    assert article.language.value.split("-")[0] == story.language
    published = article.published.iso if article.published else ""
    assert published[: len(story.published)] == story.published
    if story.outlet:
        assert article.outlet is not None
        assert article.outlet.value == story.outlet
    if story.authors:
        assert tuple(author.value for author in article.authors) == story.authors


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_the_story_is_kept_whole(story: Expected) -> None:
    text = imported(story.name).clean_text
    assert [passage for passage in story.kept if passage not in text] == []


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_the_noise_is_gone(story: Expected) -> None:
    text = imported(story.name).clean_text
    assert [passage for passage in story.gone if passage in text] == []
    assert story.headline not in text


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_captions_and_credits_are_kept_apart(story: Expected) -> None:
    article = imported(story.name)
    captions = "\n".join(caption.span.of(article.text) for caption in article.captions)
    assert [passage for passage in story.captions if passage not in captions] == []


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_every_visible_character_is_accounted_for(story: Expected) -> None:
    article = imported(story.name)
    spans = sorted(
        [span for block in article.blocks for span in block.spans]
        + [caption.span for caption in article.captions]
        + [removal.span for removal in article.removals]
    )
    covered = 0
    for span in spans:
        assert span.start >= covered
        assert article.text[covered : span.start].strip() == ""
        covered = span.end
    assert article.text[covered:].strip() == ""
    assert all(removal.rule and removal.reason for removal in article.removals)


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_the_headline_on_the_page_is_kept_as_a_headline(story: Expected) -> None:
    article = imported(story.name)
    shown = [article.block_text(block) for block in article.blocks if block.kind is BlockKind.HEADLINE]
    assert shown == [story.headline]
