"""Days and headlines in the names of files, and what only looks like them."""

import pytest

from reader.core.dates import parse_date
from reader.core.model import Field
from reader.intake.metadata.file_name import name_candidates


def _found(name: str, field: Field) -> str:
    return next((one.value for one in name_candidates(name) if one.field is field), "")


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2011-03-22 gates.txt", "2011-03-22"),
        ("2011_03_22_gates.html", "2011-03-22"),
        ("2011.03.22.txt", "2011-03-22"),
        ("2011-3-2 gates.txt", "2011-03-02"),
        ("20110322.txt", "2011-03-22"),
        ("gates_20110322.html", "2011-03-22"),
        ("gates20110322.html", "2011-03-22"),
        ("22.03.2011 Gates.txt", "2011-03-22"),
        ("3.4.2011 Gates.txt", "2011-04-03"),
        ("22-03-2011-gates.txt", "2011-03-22"),
        ("03-22-2011-gates.txt", "2011-03-22"),
        ("Bericht 22.03.11.txt", "2011-03-22"),
        ("22-Mar-2011 Gates.txt", "2011-03-22"),
        ("Gates, March 22, 2011.txt", "2011-03-22"),
        ("Artikel_22_März_2011.txt", "2011-03-22"),
        ("Artikel 22. März 2011.txt", "2011-03-22"),
        ("noticia 22 de marzo de 2011.txt", "2011-03-22"),
        ("2011年3月22日 新聞.txt", "2011-03-22"),
        ("echo_2011_03.txt", "2011-03"),
        ("echo August 2011.txt", "2011-08"),
        ("2011-03-22T10 gates.txt", ""),
    ],
)
def test_day_in_a_name(name: str, iso: str) -> None:
    value = _found(name, Field.PUBLISHED)
    moment = parse_date(value) if value else None
    assert (moment.iso if moment else "") == iso


@pytest.mark.parametrize(
    "name",
    [
        "a20110322f.html",
        "fb20110322.html",
        "3f20110322ab.txt",
        "120110322.txt",
        "20110322100500.html",
        "d41d8cd98f00b204e9800998ecf8427e.html",
        "20110322-1234-4abc-8def-0123456789ab.html",
        "v1.2.10 notes.txt",
        "season-2011-12-review.txt",
        "Women's march 2017 in pictures.html",
        "Story (2011-03-22 10_05_31).html",
        "gates-libya.txt",
        "99-99-2011.txt",
        "2011-13-45.txt",
    ],
)
def test_digits_that_are_no_day(name: str) -> None:
    assert _found(name, Field.PUBLISHED) == ""


@pytest.mark.parametrize(("language", "iso"), [("de", "2011-04-03"), ("en-US", "2011-03-04"), ("en", None), ("", None)])
def test_language_decides_between_day_and_month(language: str, iso: str | None) -> None:
    moment = parse_date(_found("03-04-2011 gates.txt", Field.PUBLISHED), [language])
    assert (moment.iso if moment else None) == iso


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("2011-03-22 gates-in-moscow.txt", "gates in moscow"),
        ("gates_in_moscow_20110322.html", "gates in moscow"),
        ("Gates in Moscow (1).txt", "Gates in Moscow"),
        ("Gates in Moscow - Copy.txt", "Gates in Moscow"),
        ("盖茨访问莫斯科会谈.txt", "盖茨访问莫斯科会谈"),
        ("index.html", ""),
        ("article_12.html", ""),
        ("new text document.txt", ""),
        ("d41d8cd98f00b204e9800998ecf8427e.html", ""),
        ("IMG_20200503_100400.txt", ""),
        ("report.final.docx", ""),
    ],
)
def test_headline_in_a_name(name: str, headline: str) -> None:
    assert _found(name, Field.HEADLINE) == headline
