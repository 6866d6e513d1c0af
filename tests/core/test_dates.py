"""Dates as pages and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.dates import find_date, parse_date
from reader.core.model import Precision, Source
from reader.core.months import MONTH_NAMES


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("2011-03-22", "", "2011-03-22"),
        ("2011-03-22T10:05:00+02:00", "", "2011-03-22T10:05:00+02:00"),
        ("2011-03-22T10:05:00.123Z", "", "2011-03-22T10:05:00+00:00"),
        ("2011-03-22 10:05", "", "2011-03-22T10:05:00"),
        ("20110322T100500Z", "", "2011-03-22T10:05:00+00:00"),
        ("1300788300", "", "2011-03-22T10:05:00+00:00"),
        ("1300788300000", "", "2011-03-22T10:05:00+00:00"),
        ("Tue, 22 Mar 2011 10:05:00 +0200", "", "2011-03-22T10:05:00+02:00"),
        ("Tue Mar 22 2011 10:05:00 GMT+0200 (CEST)", "", "2011-03-22T10:05:00+02:00"),
        ("Tue Mar 22 10:05:00 EST 2011", "", "2011-03-22T10:05:00-05:00"),
        ("Published: Mar. 22, 2011 at 2:05 p.m. EDT", "", "2011-03-22T14:05:00-04:00"),
        ("Updated 10:05 GMT, 22 March 2011", "", "2011-03-22T10:05:00+00:00"),
        ("Monday 5 June 2023 13.45 BST", "", "2023-06-05T13:45:00+01:00"),
        ("22nd of March, 2011", "", "2011-03-22"),
        ("22. März 2011, 10.05 Uhr", "de", "2011-03-22T10:05:00"),
        ("22 mars 2011 à 10h05", "fr", "2011-03-22T10:05:00"),
        ("1er mars 2011", "fr", "2011-03-01"),
        ("22 de marzo de 2011", "es", "2011-03-22"),
        ("22 de março de 2011 às 10h05", "pt", "2011-03-22T10:05:00"),
        ("22/03/2011 18:05", "it", "2011-03-22T18:05:00"),
        ("22 maart 2011", "nl", "2011-03-22"),
        ("22 марта 2011, 10:05 МСК", "ru", "2011-03-22T10:05:00+03:00"),
        ("22 marca 2011", "pl", "2011-03-22"),
        ("22 במרץ 2011, 10:05", "he", "2011-03-22T10:05:00"),
        ("٢٢ مارس ٢٠١١", "ar", "2011-03-22"),
        ("2011年3月22日 18:05", "zh", "2011-03-22T18:05:00"),
        ("令和6年3月22日", "ja", "2024-03-22"),
        ("2011년 3월 22일 오후 3:45", "ko", "2011-03-22T15:45:00"),
        ("2011. március 22. 10:05", "hu", "2011-03-22T10:05:00"),
        ("2011 m. kovo 22 d. 10:05", "lt", "2011-03-22T10:05:00"),
        ("22 มีนาคม 2554", "th", "2011-03-22"),
        ("ngày 22 tháng 3 năm 2011", "vi", "2011-03-22"),
        ("22 Μαρτίου 2011", "el", "2011-03-22"),
        ("March 2011", "", "2011-03"),
        ("2011-03", "", "2011-03"),
        ("2011", "", "2011"),
        ("2024-03-05T24:00:00", "", "2024-03-06T00:00:00"),
    ],
)
def test_dates_are_read_in_the_forms_of_many_languages(text: str, language: str, iso: str) -> None:
    moment = parse_date(text, [language] if language else [])
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("3/22/2011", "", "2011-03-22"),
        ("22/3/2011", "", "2011-03-22"),
        ("3/3/2011", "", "2011-03-03"),
        ("3/4/2011", "de", "2011-04-03"),
        ("3/4/2011", "en-US", "2011-03-04"),
        ("3/4/2011", "en-GB", "2011-04-03"),
        ("3.4.2011", "", "2011-04-03"),
        ("3/4/2011", "en", None),
        ("3/4/2011", "", None),
    ],
)
def test_order_of_day_and_month_is_settled_or_left_open(text: str, language: str, iso: str | None) -> None:
    moment = parse_date(text, [language])
    assert (moment.iso if moment else None) == iso


def test_language_decides_between_equal_names_of_months() -> None:
    polish, croatian = parse_date("22 listopada 2011", ["pl"]), parse_date("22 listopada 2011", ["hr"])
    assert polish is not None
    assert croatian is not None
    assert (polish.value.month, croatian.value.month) == (11, 10)


@pytest.mark.parametrize(
    "text",
    ["", "hello", "2024-02-30", "99 Marble 2011", "1.2.3.4", "in 12 months 2011 people", "room 2011-1a", "3:45 pm"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_place_and_source_of_a_date_are_told() -> None:
    found = find_date("Harbour, 22 March 2011. More.", source=Source.META)
    assert found is not None
    span, moment = found
    assert span.of("Harbour, 22 March 2011. More.") == "22 March 2011"
    assert (moment.source, moment.precision) == (Source.META, Precision.DAY)


def test_every_language_has_twelve_months() -> None:
    assert {language for language, names in MONTH_NAMES.items() if len(names.split("|")) != 12} == set()


@pytest.mark.parametrize("language", [code for code in MONTH_NAMES if code not in {"th", "eu"}])
def test_every_full_month_name_is_read_back(language: str) -> None:
    for number, names in enumerate(MONTH_NAMES[language].split("|"), 1):
        name = names.split()[0].replace("_", " ")
        if " " in name:
            continue
        moment = parse_date(f"22 {name} 2011", [language])
        assert moment is not None, name
        assert moment.value.month == number


@given(st.text(max_size=500))
def test_any_text_is_survived(text: str) -> None:
    found = find_date(text, ["en-US"])
    assert found is None or 0 <= found[0].start <= found[0].end <= len(text)


@given(st.datetimes(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%a, %d %b %Y", "%d.%m.%Y"]))
def test_dates_written_by_the_program_are_read_back(value: object, form: str) -> None:
    assert hasattr(value, "strftime")
    if not 1700 <= getattr(value, "year", 0) <= 2090:
        return
    moment = parse_date(value.strftime(form), ["en"])
    assert moment is not None
    assert moment.value.date().isoformat() == str(value)[:10]


@pytest.mark.timeout(5)
@pytest.mark.parametrize("line", ["1" * 100_000, "1.1." * 25_000, "12 ab " * 20_000, "a 1, " * 20_000, " " * 100_000])
def test_hostile_lines_take_no_time(line: str) -> None:
    for _ in range(20):
        parse_date(line)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2011-03-22T10:05:00+02:00", "2011-03-22T10:05:00+02:00"),
        (" 2011-03-22T10:05Z ", "2011-03-22T10:05:00+00:00"),
        ("2011-03-22T10:05:07.123-0500", "2011-03-22T10:05:07-05:00"),
        ("2011-03-22T10:05:00", "2011-03-22T10:05:00"),
        ("2011-03-22T24:00:00Z", "2011-03-23T00:00:00+00:00"),
        ("2011-03-22T99:00:00Z", "2011-03-22"),
        ("2011-02-30T10:05:00Z", None),
    ],
)
def test_instants_as_pages_declare_them_are_read_like_those_within_a_text(text: str, iso: str | None) -> None:
    alone, within = find_date(text), parse_date(f"Date: {text} .")
    assert (alone[1].iso if alone else None) == (within.iso if within else None) == iso
    if alone and "T" in str(iso):
        assert alone[0].of(text) == "2011-03-22"
        assert alone[1].written == text.strip()
