"""A page that does not show its story gets it from its data; a page that shows any of it stays as it is."""

import json

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import EmptyFileError
from reader.core.model import Article, BlockKind, FileKind, Page, Role, Snapshot
from reader.intake.read import read
from tests.clean.test_coverage import assert_covers

TITLE = "Ferry to the island will sail again"
TEXTS = (
    "The ferry to the island will sail again on Friday after five days of storm, the harbour master said on Thursday.",
    "Some two hundred passengers have waited in the town since Monday, many of them in the gym of the school.",
    "“We will carry those first who have waited longest,” said Marta Olsen, who runs the harbour with a crew of six.",
    "Two extra crossings are planned for Saturday. Freight has to wait until Sunday, because a ship is being repaired.",
    "The storm tore a buoy from its chain and pushed it onto the northern mole, where it damaged the old lamp.",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXTS)
COOKIES = (
    "<div><p>We and our partners store cookies on your device to show you advertisements that fit your interests.</p>"
    "<button>Accept all</button></div>"
)


def page_of(shown: str, data: str) -> Page:
    head = f"<head><title>{TITLE} | The Coast Mail</title><meta property=og:title content='{TITLE}'></head>"
    source = f"<!doctype html><html lang=en>{head}<body>{shown}{data}</body></html>"
    return read(Snapshot(source.encode(), "", FileKind.HTML, "page.html"))


def json_ld(**values: object) -> str:
    story = {"@type": "NewsArticle", "headline": TITLE, **values}
    return f'<script type="application/ld+json">{json.dumps(story)}</script>'


def state(body: str = BODY) -> str:
    return f'<script type="application/json" id=__NEXT_DATA__>{json.dumps({"post": {"body": body}})}</script>'


def taken(page: Page) -> list[str]:
    return [p.span.of(page.text) for p in page.pieces if "story-data" in page.elements.labels[p.element]]


def story_of(article: Article) -> tuple[str, ...]:
    return tuple(article.body.split("\n"))


DATA = {
    "JSON-LD": json_ld(articleBody="\n".join(TEXTS)),
    "page state": state(),
    "template": f"<template>{BODY}</template>",
    "noscript": f"<noscript><article>{BODY}</article></noscript>",
}
SHOWN = {"nothing": "", "headline": f"<h1>{TITLE}</h1>", "consent": f"<h1>{TITLE}</h1>{COOKIES}"}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA.keys())
@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN.keys())
def test_story_comes_from_the_data_and_says_so(shown: str, data: str) -> None:
    page = page_of(shown, data)
    article = clean(page)
    assert tuple(taken(page)) == story_of(article) == TEXTS
    assert any("page's data" in doubt for doubt in article.doubts)
    assert article.headline is not None
    assert article.headline.value == TITLE
    assert_covers(article)


def test_what_is_shown_beside_it_is_removed_with_a_reason() -> None:
    article = clean(page_of(SHOWN["consent"], state()))
    gone = {removal.span.of(article.text): removal.reason for removal in article.removals}
    assert any(text.startswith("We and our partners") for text in gone)
    assert [article.block_text(b) for b in article.blocks if b.kind is BlockKind.HEADLINE] == [TITLE]


def test_row_of_added_pieces_names_the_element_and_the_data() -> None:
    page = page_of("<h1>A</h1>", state())
    row = page.pieces[-1].element
    assert (page.elements.tags[row], page.elements.labels[row]) == ("script", "story-data page-state")
    assert page.elements.parents[row] == 0
    assert page.pieces[-1].role is Role.PARAGRAPH


@pytest.mark.parametrize("count", [1, 3, 5])
def test_nothing_is_added_where_any_of_it_is_shown(count: int) -> None:
    shown = f"<h1>{TITLE}</h1><article>" + "".join(f"<p>{text}</p>" for text in TEXTS[:count]) + "</article>"
    assert not taken(page_of(shown, json_ld(articleBody="\n".join(TEXTS)) + state()))


def test_another_story_in_the_state_does_not_stand_in_for_the_one_shown() -> None:
    shown = "".join(
        f"<p>The council talked for an hour about road number {n} and then voted for it.</p>" for n in range(12)
    )
    assert not taken(page_of(f"<h1>Roads</h1><article>{shown}</article>", state(BODY * 5)))


def test_page_without_any_text_or_data_is_refused() -> None:
    with pytest.raises(EmptyFileError):
        page_of("", "<script>start({})</script>")


def test_caption_inside_the_data_is_a_caption() -> None:
    article = clean(page_of("", state(f"{BODY}<figure><figcaption>The old mole after the storm</figcaption></figure>")))
    assert [caption.span.of(article.text) for caption in article.captions] == ["The old mole after the storm"]
    assert story_of(article) == TEXTS
