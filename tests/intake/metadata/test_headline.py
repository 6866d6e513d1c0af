"""The vote on the headline where a page's heading and what it declares are worded differently."""

import pytest

from reader.core.model import Metadata
from tests.intake.metadata.pages import json_ld, metadata_of

DECLARED = "Nine ferries to the island: the best of 2011"
SHOWN = "The nine best ferries to the island, after a week on the quay"


def declared(title: str) -> str:
    """Return a head whose title and og:title are ``title``."""
    return f'<title>{title}</title><meta property="og:title" content="{title}">'


def headline_of(found: Metadata) -> str:
    """Return the text of the headline."""
    assert found.headline is not None
    return found.headline.value


def test_heading_for_readers_wins_over_titles_for_search_engines() -> None:
    assert headline_of(metadata_of(declared(DECLARED), f"<h1>{SHOWN}</h1>")) == SHOWN


def test_news_articles_declare_their_headlines_with_care() -> None:
    head = declared(DECLARED) + json_ld(headline=DECLARED)
    assert headline_of(metadata_of(head, f"<h1>{SHOWN}</h1>")) == DECLARED


@pytest.mark.parametrize("heading", ["The Quay Blog", "Log in to read on", "Quay"])
def test_heading_of_the_site_is_not_the_story_s(heading: str) -> None:
    found = metadata_of(declared(DECLARED), f"<h1>{heading}</h1><h1>{DECLARED}</h1>")
    assert headline_of(found) == DECLARED
    assert headline_of(metadata_of(declared(DECLARED), f"<h1>{heading}</h1>")) == DECLARED


def test_of_two_headings_the_one_that_says_more_of_the_title_is_the_story_s() -> None:
    site, story = "Ferries of the island", "Nine ferries sail again after a week on the quay"
    found = metadata_of(f"<title>{site}: {story} at last</title>", f"<h1>{site}</h1><h1>{story}</h1>")
    assert headline_of(found) == story


def test_kicker_in_the_heading_is_no_part_of_the_headline() -> None:
    tags = "".join(f'<meta property="{name}" content="{DECLARED}">' for name in ("og:title", "twitter:title"))
    head = f"<title>Harbour: {DECLARED}</title>{tags}"
    assert headline_of(metadata_of(head, f"<h1><span>Harbour</span> {DECLARED}</h1>")) == DECLARED


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("岛上渡轮周五恢复航行指南", "周五起岛上渡轮恢复航行"),
        ("島へのフェリー再開まとめ", "島へのフェリー、金曜日に再開"),
        ("מדריך המעבורת אל האי חוזרת", "המעבורת אל האי חוזרת ביום שישי"),
        ("دليل عودة العبارة إلى الجزيرة", "عودة العبارة إلى الجزيرة يوم الجمعة"),
    ],
)
def test_alike_wordings_are_known_in_every_script(title: str, heading: str) -> None:
    assert headline_of(metadata_of(declared(title), f"<h1>{heading}</h1>")) == heading
