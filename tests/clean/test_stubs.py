"""Stubs and notices are doubted; whole stories of outlets that declare theirs as paid for are not."""

import json

import pytest

from reader.clean.pipeline import clean
from reader.clean.stubs import FOR_SUBSCRIBERS, MORE_IN_DATA
from reader.core.model import Article
from tests.clean.choice.sites import BODY, HEADLINE, page_of, paragraphs, site, story

CALL = (
    "<div class=paywall><h3>This article is for subscribers only</h3>"
    "<p>Already a subscriber? Log in to continue</p></div>"
)
NOT_FREE = {"isAccessibleForFree": False}


def cleaned(body: str, **declared: object) -> Article:
    script = json.dumps({"@type": "NewsArticle", "headline": HEADLINE, **declared})
    head = f'<script type="application/ld+json">{script}</script>'
    return clean(page_of(site(story(body), head=head)))


STUBS = {
    "ellipsis and call": (paragraphs((*BODY[:2], "The ship is still being repaired, and the …")) + CALL, {}),
    "ellipsis and declared": (paragraphs((*BODY[:2], "The ship is still being repaired, and the ...")), NOT_FREE),
    "short, declared and call": (paragraphs(BODY[:2]) + CALL, NOT_FREE),
    "far shorter than declared": (paragraphs(BODY[:3]) + CALL, {"wordCount": 900}),
    "German": (paragraphs((*BODY[:2], "The ship is still …")) + "<p>Bereits Abonnent? Jetzt anmelden</p>", {}),
}
WHOLE = {
    "merely declared": (paragraphs(), NOT_FREE),
    "declared, with a call after it": (paragraphs(BODY + BODY[::-1]) + CALL, NOT_FREE),
    "ends in an ellipsis": (paragraphs((*BODY, "And so it goes on …")), {}),
    "as long as declared": (paragraphs(), {"wordCount": 190, **NOT_FREE}),
    "as long as the data": (paragraphs(), {"articleBody": " ".join(BODY), **NOT_FREE}),
    "newsletter after it": (paragraphs() + "<p>Subscribe to our newsletter</p>", NOT_FREE),
}


@pytest.mark.parametrize(("body", "declared"), STUBS.values(), ids=STUBS.keys())
def test_stub_is_doubted(body: str, declared: dict[str, object]) -> None:
    article = cleaned(body, **declared)
    assert FOR_SUBSCRIBERS in article.doubts
    assert article.confidence < 0.8


@pytest.mark.parametrize(("body", "declared"), WHOLE.values(), ids=WHOLE.keys())
def test_whole_story_is_not_doubted(body: str, declared: dict[str, object]) -> None:
    assert not [doubt for doubt in cleaned(body, **declared).doubts if "beginning" in doubt]


def test_data_that_holds_more_is_told_and_not_passed_off_as_shown() -> None:
    rest = " ".join(f"Passenger number {n} told how the night in the school went by." for n in range(40))
    article = cleaned(paragraphs(BODY[:2]), articleBody=" ".join(BODY[:2]) + " " + rest)
    assert MORE_IN_DATA in article.doubts
    assert "Passenger number" not in article.text


NOTICES = {
    "an error page": (
        "404",
        "Sorry, the page you are looking for could not be found. It may have moved or been taken away.",
    ),
    "JavaScript": (
        "The Coast Mail",
        "Please enable JavaScript in your browser to go on reading this site with all its parts.",
    ),
    "consent to cookies": (
        "Before you continue",
        "We and our partners store cookies on your device. We value your privacy, so please choose what you allow us.",
    ),
    "licence or copyright": (
        "Terms",
        "All rights reserved. No part of this site may be reproduced without permission of the publisher in writing.",
    ),
}


@pytest.mark.parametrize(("kind", "page"), NOTICES.items(), ids=NOTICES.keys())
def test_notice_is_told_by_its_kind(kind: str, page: tuple[str, str]) -> None:
    title, text = page
    article = clean(
        page_of(f"<html lang=en><title>{title}</title><body><main><h1>{title}</h1><p>{text}</p></main></body>")
    )
    assert any(kind in doubt for doubt in article.doubts)
    assert article.body


def test_story_that_mentions_an_error_page_is_a_story() -> None:
    texts = (*BODY[:5], "Who wanted to book a crossing found an error page: the website was closed, “page not found”.")
    assert not [doubt for doubt in clean(page_of(site(story(paragraphs(texts))))).doubts if "looks like" in doubt]
