"""The marks of programs that save pages: where the page was, and when it was saved."""

import pytest

from reader.core.model import Page, Source
from reader.intake.read import read
from tests.intake.sniff import sniff

URL = "https://quay.example/news/ferry.html"
BODY = (
    "<body><h1>Ferry sails again</h1><p>The ferry to the island will sail again on Friday, the harbour said.</p></body>"
)


def page_of(before: str = "", root: str = "", head: str = "", after: str = "") -> Page:
    """Return a page with a saver's marks in it."""
    source = f"<!DOCTYPE html>{before}<html{root}><head>{head}<title>Ferry</title></head>{BODY}</html>{after}"
    return read(sniff(source.encode(), "ferry.html")[0])


def single_file(date: str, kind: str = "Page saved with SingleFile") -> str:
    """Return SingleFile's comment."""
    return f"<!--\n {kind} \n url: {URL} \n saved date: {date}\n-->"


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Sun Nov 22 2026 07:58:24 GMT+0000 (Coordinated Universal Time)", "2026-11-22T07:58:24+00:00"),
        ("Tue Dec 20 2022 11:17:50 GMT+0200 (Eastern European Standard Time)", "2022-12-20T11:17:50+02:00"),
        ("Fri Mar 12 2021 09:30:05 GMT+0100 (Mitteleuropäische Normalzeit)", "2021-03-12T09:30:05+01:00"),
        ("Fri Mar 12 2021 09:30:05 GMT-0500 (hora estándar de Colombia)", "2021-03-12T09:30:05-05:00"),
        ("Fri Mar 12 2021 09:30:05 GMT+0900 (日本標準時)", "2021-03-12T09:30:05+09:00"),
        ("Fri Mar 12 2021 09:30:05 GMT+0530 (India Standard Time)", "2021-03-12T09:30:05+05:30"),
        ("2021-03-12T09:30:05.123Z", "2021-03-12T09:30:05+00:00"),
    ],
)
def test_singlefile_dates_of_every_locale(date: str, iso: str) -> None:
    page = page_of(root="", before=single_file(date))
    assert page.saved is not None
    assert (page.saved.iso, page.saved.source) == (iso, Source.CONTAINER)
    assert page.metadata.url is not None
    assert (page.metadata.url.value, page.metadata.url.source) == (URL, Source.CONTAINER)
    assert page.metadata.published is None


MOMENT = "2021-03-12T09:30:05+00:00"
JS_DATE = "Fri Mar 12 2021 09:30:05 GMT+0000 (UTC)"


@pytest.mark.parametrize(
    ("marks", "moment"),
    [
        ({"before": single_file(JS_DATE, "Archive processed by SingleFile")}, MOMENT),
        ({"before": single_file(JS_DATE, "Page saved with SingleFileZ")}, MOMENT),
        ({"head": "<!--x-->" * 6 + single_file(JS_DATE)}, MOMENT),
        ({"before": f"<!-- saved from url=(0036){URL} -->"}, ""),
        ({"before": f"<!-- Saved from {URL} at 2021-03-12T09:30:05Z using monolith v2.7.0 -->"}, MOMENT),
        ({"after": "<!-- Mirrored from https://quay.example/news/ferry.html by HTTrack Website Copier/3.x "
                   "[XR&CO'2014], Fri, 12 Mar 2021 09:30:05 GMT -->"}, MOMENT),
        ({"root": f' data-scrapbook-source="{URL}#top" data-scrapbook-create="20210312093005123"'}, MOMENT),
        ({"root": f' data-scrapbook-source="{URL}" data-scrapbook-create="20210312093005"'}, MOMENT[:19]),
        ({"head": f'<meta name="savepage-url" content="{URL}"><meta name="savepage-title" content="Ferry">'
                  f'<meta name="savepage-date" content="{JS_DATE}">'}, MOMENT),
    ],
)  # fmt: skip
def test_marks_of_savers(marks: dict[str, str], moment: str) -> None:
    page = page_of(**marks)
    assert page.metadata.url is not None
    assert page.metadata.url.value in {URL, URL.replace("https", "http")}
    assert (page.saved.iso if page.saved else "") == moment
    assert page.metadata.published is None


def test_windows_mark_of_a_mail_is_no_address() -> None:
    assert page_of(before="<!-- saved from url=(0022)http://internet.e-mail -->").metadata.url is None


def test_amp_page_gives_way_to_the_storys_own_address() -> None:
    head = f'<link rel="canonical" href="{URL}"><meta property="og:url" content="https://quay.example/amp/ferry">'
    page = page_of(root=" amp", head=head)
    assert page.metadata.url is not None
    assert page.metadata.url.value == URL


def test_amp_page_from_a_cache_is_known_by_the_page_behind() -> None:
    saved = "<!-- saved from url=(0060)https://quay-example.cdn.ampproject.org/c/s/quay.example/news/ferry.html -->"
    page = page_of(before=saved, root=" ⚡")
    assert page.metadata.url is not None
    assert page.metadata.url.value == URL
