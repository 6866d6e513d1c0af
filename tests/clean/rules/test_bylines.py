"""Bylines and date lines become facts, and sentences that begin like them stay."""

import pytest

from reader.clean.draft import Line, make_line
from reader.clean.phrases import phrasebook
from reader.clean.rules.bylines import is_date_line, names_in_byline
from reader.core.model import Role, Span

LANGUAGES = ("en", "de", "fr", "es", "it", "he", "zh", "ja", "ru")


def _line(text: str) -> Line:
    return make_line(text, (Span(0, len(text)),), " ", Role.LINE)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "By Ann Lee", ("Ann Lee",)),
        ("en", "BY ANN LEE", ("ANN LEE",)),
        ("en", "By Ann Lee and Bo Day", ("Ann Lee", "Bo Day")),
        ("en", "By Ann Lee, Bo Day and Ira Bell, Staff Writers", ("Ann Lee", "Bo Day", "Ira Bell")),
        ("en", "By Ann Lee | Reuters", ("Ann Lee",)),
        ("en", "Written by Ludwig van der Berg", ("Ludwig van der Berg",)),
        ("de", "Von Maud Pell und Tom Reed", ("Maud Pell", "Tom Reed")),
        ("fr", "Par Anne Leroy et Jean-Luc Mercier", ("Anne Leroy", "Jean-Luc Mercier")),
        ("es", "Por Ana Lira", ("Ana Lira",)),
        ("it", "di Anna Lira", ("Anna Lira",)),
        ("he", "מאת אן לי", ("אן לי",)),
        ("zh", "记者 安丽", ("安丽",)),
    ],
)
def test_names_of_a_byline_are_read(language: str, text: str, names: tuple[str, ...]) -> None:
    found = names_in_byline(_line(text), phrasebook((language, "en")))
    assert found[: len(names)] == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By Monday the water had reached the church."),
        ("en", "By and large it was a good year"),
        ("en", "By the time they came it was over"),
        ("en", "Bylaws of the town"),
        ("de", "Von Montag an gilt der neue Fahrplan."),
        ("fr", "Par la suite, le maire a refusé de répondre."),
        ("it", "Di notte il paese resta senza luce."),
        ("es", "Por la tarde llegaron los bomberos."),
    ],
)
def test_sentence_that_begins_like_a_byline_has_no_names(language: str, text: str) -> None:
    assert names_in_byline(_line(text), phrasebook((language, "en"))) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 May 2011"),
        ("en", "Published: May 3, 2011, 10:15 AM EDT"),
        ("en", "Updated 4:05 p.m. on Tuesday, May 3rd, 2011"),
        ("en", "2011-05-03 10:15"),
        ("en", "Last updated"),
        ("de", "Aktualisiert am 3. Mai 2011, 10:15 Uhr"),
        ("fr", "Publié le 3 mai 2011 à 10h15"),
        ("es", "Actualizado el 3 de mayo de 2011"),
        ("ja", "2023年1月17日 10時00分"),
        ("zh", "发布时间：2023年1月17日"),
        ("ru", "30 октября 2018, 12:05"),
    ],
)
def test_date_line_is_known(language: str, text: str) -> None:
    assert is_date_line(_line(text), phrasebook((language, "en")))


@pytest.mark.parametrize(
    "text",
    [
        "In May 2011 the mill burned",
        "12 people were hurt",
        "02-751-1500",
        "50,000",
        "The 3 May movement",
        "2 - 1",
        "May",
        "Updated figures: 12",
        "R : 50,000",
    ],
)
def test_line_with_numbers_is_no_date_line(text: str) -> None:
    assert not is_date_line(_line(text), phrasebook(("en",)))
