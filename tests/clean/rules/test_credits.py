"""Captions and credits are told from sentences that speak of pictures and agencies."""

import pytest

from reader.clean.draft import Line, make_line
from reader.clean.phrases import phrasebook
from reader.clean.pipeline import clean
from reader.clean.rules.credits import ends_in_credit, is_credit
from reader.core.model import Role, Span
from tests.clean.pages import keep_all, marked_page, text_page

BOOK = phrasebook(("en", "de", "fr", "es"))


def _line(text: str, role: Role = Role.PARAGRAPH) -> Line:
    return make_line(text, (Span(0, len(text)),), " ", role)


@pytest.mark.parametrize(
    "text",
    [
        "(photo credit: REUTERS)",
        "Photo: Ann Lee/AFP via Getty Images",
        "Photograph by Ann Lee",
        "[Image: Ann Lee]",
        "© Reuters",
        "Getty Images",
        "AP Photo/Ann Lee",
        "REUTERS/Ann Lee",
        "Foto: dpa",
        "Bild: Ann Lee/picture alliance",
        "Crédit photo : Ann Lee / AFP",
        "Foto: EFE",
        "Photo:",
        "Courtesy of Ann Lee",
    ],
)
def test_credit_is_known(text: str) -> None:
    assert is_credit(_line(text), BOOK)


@pytest.mark.parametrize(
    "text",
    [
        "The Getty museum has bought a print.",
        "Reuters reported the sale a day earlier.",
        "Photo: a man, a woman and between them the river in winter.",
        '"Photo: Ann Lee"',
        "Photographs are not allowed",
        "Staff",
        "File",
        "Credit: banks lend again to farmers in the north",
        "Source of the leak",
        "AP and Reuters left the country on Monday",
        "Foto der Woche",
    ],
)
def test_sentence_or_heading_is_no_credit(text: str) -> None:
    assert not is_credit(_line(text), BOOK)


@pytest.mark.parametrize(
    "text",
    [
        "Harrow 12 (photo credit: REUTERS)",
        "Visitors look at the print on Monday. (Photo: Ann Lee/AFP)",
        "Director Ira Bell beside the mill. Picture: Tom Reed",
        "The mill in winter | Getty Images",
        "Die Brücke am Morgen. Foto: Tom Reed/dpa",
        "Le pont, mardi matin. Crédit photo : Tom Reed / AFP",
    ],
)
def test_caption_with_its_credit_is_known(text: str) -> None:
    assert ends_in_credit(_line(text), BOOK)


@pytest.mark.parametrize(
    "text",
    [
        "The agency said so on Monday (see page 3).",
        'On the wall someone had written "Photo credit: nobody" in pencil.',
        "She wrote three words on the back, photo: Ann Lee",
        "He works for Reuters (and for the AFP).",
        "There was one thing in the picture: Ann Lee",
    ],
)
def test_sentence_is_no_caption(text: str) -> None:
    assert not ends_in_credit(_line(text), BOOK)


def test_short_line_before_a_credit_is_its_caption() -> None:
    article = clean(
        text_page("Town news of the week\nThe old mill\nPhoto: Ann Lee\nA man said on Monday that it rains.")
    )
    assert [caption.span.of(article.text) for caption in article.captions] == ["The old mill", "Photo: Ann Lee"]
    assert [caption.is_credit for caption in article.captions] == [False, True]


def test_subheading_before_a_credit_stays() -> None:
    body = "The ferry will run until the spring, and the council has asked drivers to use the ring road till then."
    article = clean(
        marked_page(
            [
                (Role.HEADING, "Town news"),
                (Role.PARAGRAPH, body),
                (Role.HEADING, "A long winter"),
                (Role.PARAGRAPH, "Photo: Ann Lee/AFP"),
                (Role.PARAGRAPH, body.replace("ferry", "boat")),
            ],
            "Town news",
        ),
        keep_all,
    )
    assert "A long winter" in article.clean_text
    assert len(article.captions) == 1
