"""Addresses of web archives, caches and AMP hosts."""

import pytest

from reader.core.archives import (
    archived_moment,
    is_of_archive_today,
    moment_of_stamp,
    original_address,
    web_address,
)
from tests.effort import spending

PAGE = "http://quay.example/news/ferry.html?day=1"
MOMENT = "2012-06-11T02:42:52+00:00"


@pytest.mark.parametrize(
    ("address", "original", "moment"),
    [
        (f"https://web.archive.org/web/20120611024252/{PAGE}", PAGE, MOMENT),
        (f"http://web.archive.org:80/web/20120611024252id_/{PAGE}", PAGE, MOMENT),
        (f"//web.archive.org/web/20120611024252im_/{PAGE}", PAGE, MOMENT),
        (f"/web/20120611024252/{PAGE}", PAGE, MOMENT),
        ("https://web.archive.org/web/20120611024252/http:/quay.example/a", "http://quay.example/a", MOMENT),
        ("https://web.archive.org/web/2012/quay.example/a", "http://quay.example/a", None),
        (f"https://web.archive.org/web/{PAGE}", PAGE, None),
        (f"https://web.archive.org/web/*/{PAGE}", PAGE, None),
        (f"https://wayback.archive-it.org/1068/20120611024252/{PAGE}", PAGE, MOMENT),
        (f"https://arquivo.example/wayback/20120611024252mp_/{PAGE}", PAGE, MOMENT),
        (f"https://archive.ph/o/AbCd1/{PAGE}", PAGE, None),
        ("http://archive.is/o/AbCd1/quay.example/a", "http://quay.example/a", None),
        (f"http://archive.today/20120611024252/{PAGE}", PAGE, MOMENT),
        (f"https://archive.li/2012.06.11-024252/{PAGE}", PAGE, MOMENT),
        (f"https://archive.ph/newest/{PAGE}", PAGE, None),
        (f"https://web.archive.org/web/20120611024252/https://archive.ph/o/AbCd1/{PAGE}", PAGE, MOMENT),
        ("https://www.google.com/amp/s/quay.example/amp/a", "https://quay.example/amp/a", None),
        ("https://www.google.co.uk/amp/quay.example/amp/a", "http://quay.example/amp/a", None),
        ("https://quay-example.cdn.ampproject.org/c/s/quay.example/a?b=c", "https://quay.example/a?b=c", None),
        ("https://cdn.ampproject.org/v/quay.example/a", "http://quay.example/a", None),
        (
            "http://webcache.googleusercontent.com/search?q=cache:AbCd_1234XyZ:quay.example/a+ferry&hl=de",
            "http://quay.example/a",
            None,
        ),
        ("http://quay.example:80/a", "http://quay.example/a", None),
    ],
)
def test_page_behind_the_address(address: str, original: str, moment: str | None) -> None:
    assert original_address(address) == original
    found = archived_moment(address)
    assert (found.iso if found else None) == moment


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "https://quay.example/2012/06/11/story.html",
        "https://quay.example/web/stories/20120611",
        "/web/guest/news",
        "https://quay.example:8080/a",
        "https://archive.org/details/ferry",
        "https://archive.ph/AbCd1",
        "https://quay.example/go?to=https://other.example/",
        "https://www.google.com/search?q=cache",
        "https://[broken/search?q=cache:google",
        "",
    ],
)
def test_other_addresses_stay(address: str) -> None:
    assert original_address(address) == address
    assert archived_moment(address) is None


def test_own_addresses_of_archive_today_are_known() -> None:
    assert is_of_archive_today("https://archive.ph/AbCd1")
    assert not is_of_archive_today("https://archive.phone.example/a")


def test_stamps_of_other_lengths_are_none() -> None:
    found = moment_of_stamp("2007-05-22")
    assert found is not None
    assert found.iso == "2007-05-22"
    for stamp in ("", "2007", "20070522213", "20079922213001", "²0070522", "2007052221300100"):
        assert moment_of_stamp(stamp) is None


@pytest.mark.parametrize("part", ["/web/", "https://", "1", "%", "cache:"])
def test_long_addresses_take_no_time(part: str) -> None:
    with spending() as spent:
        for address in ("https://web.archive.org/web/" + part * 3_000, "https://a.example/" + part * 1_500):
            original_address(address)
            archived_moment(address)
    assert spent.units < 100


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (PAGE, PAGE),
        ("about:reader?url=https%3A%2F%2Fquay.example%2Fa%3Fb%3D1", "https://quay.example/a?b=1"),
        ("read://https_quay.example/?url=https%3A%2F%2Fquay.example%2Fa", "https://quay.example/a"),
        ("chrome-distiller://c-1_a/?entry_id=5&url=https%3A%2F%2Fquay.example%2Fa", "https://quay.example/a"),
        ("view-source:https://quay.example/a", "https://quay.example/a"),
        ("file:///C:/quay.htm", None),
        ("about:blank", None),
        ("", None),
    ],
)
def test_address_on_the_web_behind_a_reading_view(address: str, found: str | None) -> None:
    assert web_address(address) == found
