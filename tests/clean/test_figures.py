"""Which pictures belong to a story, where they stand in it, and which captions are theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.figures import MOST_FIGURES
from reader.clean.pipeline import clean
from reader.clean.verdict import Verdict
from reader.core.model import Article, FileKind, Page, Role, Snapshot
from reader.intake.read import read

FIRST = "<p>The ferry to the northern islands stayed in the harbour on Monday because of the storm.</p>"
SECOND = "<p>Passengers slept in the school, and the bakery opened in the middle of the night for them.</p>"
THIRD = "<p>The company said that the ship would sail again as soon as the wind allowed it to.</p>"
CAPTION = "<figcaption>The ferry in the harbour of Quay on Monday.</figcaption>"
TEASER = '<div class="box"><a href="/x"><img src=teaser.jpg> GONE Ten islands to see before summer</a></div>'
HEADLINE = "<h1>Storm keeps ferry in harbour</h1>"


def by_words(page: Page) -> tuple[Verdict, ...]:
    """Keep all but captions and what says GONE."""
    verdicts = []
    for piece in page.pieces:
        rule = "caption" if piece.role is Role.CAPTION else "outside" if "GONE" in piece.span.of(page.text) else ""
        verdicts.append(Verdict(not rule, 0.5, rule, rule))
    return tuple(verdicts)


def cleaned(source: str, kind: FileKind = FileKind.HTML) -> Article:
    """Return the story of a page whose body has this markup."""
    page = f"<html><head><title>Storm keeps ferry in harbour</title></head><body>{source}</body></html>"
    return clean(read(Snapshot(page.encode(), "0" * 64, kind, "page.html")), by_words)


def shown(article: Article) -> list[tuple[str, str, list[str]]]:
    """Return of each picture its file, the beginning of the block behind it, and its captions."""
    return [
        (
            figure.references[0],
            article.block_text(article.blocks[figure.before])[:13] if figure.before < len(article.blocks) else "",
            [article.captions[number].span.of(article.text) for number in figure.captions],
        )
        for figure in article.figures
    ]


def test_pictures_stand_between_the_paragraphs_they_stood_between() -> None:
    article = cleaned(
        f"{HEADLINE}<img src=lead.jpg>{FIRST}<div><img src=a.jpg></div>{SECOND}"
        f"<p><img src=b.jpg>Text behind the picture, long enough to be a line of its own here.</p>{THIRD}"
    )
    assert shown(article) == [
        ("lead.jpg", "The ferry to ", []),
        ("a.jpg", "Passengers sl", []),
        ("b.jpg", "Text behind t", []),
    ]


def test_a_caption_belongs_to_the_picture_it_shares_a_figure_with() -> None:
    article = cleaned(
        f"{HEADLINE}{FIRST}<figure><img src=a.jpg>{CAPTION}</figure>{SECOND}"
        f"<figure><figcaption>Above its picture: the school at night.</figcaption><img src=b.jpg></figure>{THIRD}"
    )
    assert shown(article) == [
        ("a.jpg", "Passengers sl", ["The ferry in the harbour of Quay on Monday."]),
        ("b.jpg", "The company s", ["Above its picture: the school at night."]),
    ]


def test_of_several_pictures_in_a_container_the_one_before_a_caption_has_it() -> None:
    article = cleaned(
        f"{HEADLINE}{FIRST}<div class=gallery><img src=a.jpg><figcaption>The ferry.</figcaption><img src=b.jpg>"
        f"<figcaption>The school.</figcaption></div>{SECOND}"
    )
    assert [(name, captions) for name, _, captions in shown(article)] == [
        ("a.jpg", ["The ferry."]),
        ("b.jpg", ["The school."]),
    ]


def test_a_caption_right_behind_a_picture_is_its_own_without_any_container() -> None:
    article = cleaned(f"{HEADLINE}{FIRST}<img src=a.jpg>{CAPTION}{SECOND}{THIRD}")
    assert shown(article) == [("a.jpg", "Passengers sl", ["The ferry in the harbour of Quay on Monday."])]
    article = cleaned(f"{HEADLINE}<img src=a.jpg>{FIRST}{CAPTION}{SECOND}{THIRD}")
    assert shown(article) == [("a.jpg", "The ferry to ", [])]


@pytest.mark.parametrize(
    "inside",
    [
        TEASER,
        "<img src=pixel.gif width=1 height=1>",
        "<img src=a.jpg width=40 height=300>",
        "<img src=a.jpg width=90 height=90>",
        "<img src=a.jpg width=728 height=90>",
        "<img src=/theme/icons/mail.png>",
        "<img src=https://quay.test/logo.png?v=3>",
        "<img src=drawing.svg>",
        "<img src='data:image/svg+xml,<svg/>'>",
        "<img src=grey-placeholder.png>",
        "<div class='share-bar'><img src=a.jpg></div>",
        "<div class='post author'><img src=a.jpg></div>",
        "<div class='ad'><a href=/><img src=a.jpg></a></div>",
        "<figure class=author><img src=a.jpg><figcaption>By Ann Lee, reporter on the islands.</figcaption></figure>",
        "<div hidden><img src=a.jpg></div>",
        "<p>GONE Sign up</p><img src=a.jpg><p>GONE for our letter</p>",
    ],
)
def test_what_is_not_of_the_story_is_left_out(inside: str) -> None:
    assert shown(cleaned(f"{HEADLINE}{FIRST}{inside}{SECOND}{THIRD}")) == []


def test_the_lead_picture_may_stand_above_the_headline() -> None:
    article = cleaned(
        f"<header><img src=site.png width=400>GONE Home</header><figure><img src=old.jpg></figure>"
        f"<p>GONE {'all our sections and newsletters ' * 8}</p><article><figure><img src=lead.jpg></figure>"
        f"{HEADLINE}{FIRST}{SECOND}</article>"
    )
    assert shown(article) == [("lead.jpg", "Storm keeps f", [])]


def test_a_lead_picture_whose_caption_was_not_recognised_is_kept_once() -> None:
    article = cleaned(
        f"{HEADLINE}<div class=top><img src=lead.jpg><p>GONE The ferry in the harbour</p></div>"
        f"<div class=top><img src=other.jpg><p>GONE Another</p></div>{FIRST}{SECOND}"
    )
    assert shown(article) == [("lead.jpg", "The ferry to ", [])]
    assert shown(cleaned(f"{HEADLINE}{TEASER}{FIRST}{SECOND}")) == []


def test_pictures_behind_the_end_are_kept_only_right_behind_it_and_if_they_are_large() -> None:
    end = f"{HEADLINE}{FIRST}{SECOND}"
    assert shown(cleaned(f"{end}<img src=a.jpg width=640>")) == [("a.jpg", "", [])]
    assert shown(cleaned(f"{end}<img src=a.jpg>")) == []
    assert shown(cleaned(f"{end}<p>GONE More stories</p><img src=a.jpg width=640>")) == []


def test_a_picture_of_somebody_who_wrote_the_story_is_left_out() -> None:
    article = cleaned(f"<meta name=author content='Ann Lee'>{HEADLINE}{FIRST}<img src=a.jpg alt='Ann Lee'>{SECOND}")
    assert shown(article) == []


def test_all_pictures_of_a_bare_story_are_kept_but_signs() -> None:
    article = cleaned(
        f"<img src=top.jpg>{FIRST}<img src=a.jpg>{SECOND}<img src=b.jpg><img src=1x1.gif>", FileKind.STORY
    )
    assert [name for name, _, _ in shown(article)] == ["top.jpg", "a.jpg", "b.jpg"]


def test_repeats_are_left_out_and_the_number_is_bounded() -> None:
    article = cleaned(f"{HEADLINE}{FIRST}<img src=a.jpg>{SECOND}<img src=a.jpg>{THIRD}")
    assert [name for name, _, _ in shown(article)] == ["a.jpg"]
    many = "".join(f"<img src=p{number}.jpg>" for number in range(MOST_FIGURES + 10))
    assert len(cleaned(f"{HEADLINE}{FIRST}{many}{SECOND}").figures) == MOST_FIGURES


def test_alt_text_and_direction_do_not_matter_for_the_place() -> None:
    article = cleaned(
        "<h1>הסערה עצרה את המעבורת בנמל</h1><p dir=rtl>המעבורת לאיים הצפוניים נשארה בנמל ביום שני בגלל הסערה החזקה.</p>"
        "<figure dir=rtl><img src=a.jpg alt='המעבורת'><figcaption>המעבורת בנמל ביום שני.</figcaption></figure>"
        "<p dir=rtl>הנוסעים ישנו בבית הספר, והמאפייה נפתחה למענם באמצע הלילה.</p>"
    )
    (figure,) = article.figures
    assert figure.alt == "המעבורת"
    assert shown(article)[0][1:] == ("הנוסעים ישנו ", ["המעבורת בנמל ביום שני."])


_PARTS = (
    FIRST,
    SECOND,
    TEASER,
    CAPTION,
    HEADLINE,
    "<img src=a.jpg>",
    "<div>",
    "</div>",
    "<figure>",
    "</figure>",
    "word",
)


@given(st.lists(st.sampled_from(_PARTS), max_size=14).map("".join))
def test_places_and_captions_are_always_those_of_the_article(source: str) -> None:
    article = cleaned(f"<p>One line that is always here for the page to have.</p>{source}")
    places = [figure.before for figure in article.figures]
    numbers = [number for figure in article.figures for number in figure.captions]
    assert places == sorted(places)
    assert all(0 <= place <= len(article.blocks) for place in places)
    assert len(numbers) == len(set(numbers))
    assert all(0 <= number < len(article.captions) for number in numbers)
