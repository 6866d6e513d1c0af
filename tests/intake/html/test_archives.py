"""What web archives and caches write around a page comes off, and says where and when the page was."""

import pytest

from reader.core.model import Page
from reader.intake.read import read
from tests.intake.sniff import sniff

URL = "http://quay.example/news/ferry.html"
STORY = (
    "<h1>Ferry sails again</h1><p>The ferry to the island will sail again on Friday, the harbour said on Thursday.</p>"
    '<p>Passengers are <a href="{prefix}http://harbour.example/list">listed by the harbour</a> and carried first.</p>'
)


def page_of(body: str, head: str = "", after: str = "") -> Page:
    """Return a page with the story of the ferry."""
    source = (
        f"<!DOCTYPE html><html><head><title>Ferry sails again</title>{head}</head><body>{body}</body></html>{after}"
    )
    return read(sniff(source.encode(), "ferry.html")[0])


def facts(page: Page) -> tuple[str, str, list[str]]:
    """Return the address, the moment of saving and the links of a page."""
    url = page.metadata.url.value if page.metadata.url else ""
    return url, page.saved.iso if page.saved else "", [mark.href for mark in page.marks if mark.href]


WAYBACK = "https://web.archive.org/web/20120611024252/"
TOOLBAR = (
    '<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" style="display: block"><div id="wm-ipp">'
    '<input type="text" name="url" id="wmtbURL" value="{url}"><p>12 captures</p><a>About this capture</a></div></div>'
    '<div id="wm-ipp-print">The Wayback Machine - {prefix}{url}</div><!-- END WAYBACK TOOLBAR INSERT -->'
)
NOTE = (
    "<!--\n     FILE ARCHIVED ON 02:42:52 Jun 11, 2012 AND RETRIEVED FROM THE\n"
    "     INTERNET ARCHIVE ON 06:01:10 Mar 5, 2021.\n-->"
)


def test_wayback_toolbar_comes_off_and_tells_address_and_day() -> None:
    toolbar = TOOLBAR.format(url=URL, prefix=WAYBACK)
    page = page_of(toolbar + STORY.format(prefix=WAYBACK), after=NOTE)
    assert facts(page) == (URL, "2012-06-11T02:42:52+00:00", ["http://harbour.example/list"])
    assert page.text.startswith("Ferry sails again\nThe ferry")
    assert "capture" not in page.text
    assert page.metadata.outlet is not None
    assert page.metadata.outlet.value == "quay.example"
    assert page.metadata.published is None


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (f'<script>__wm.wombat("{URL}","20120611024252","https://web.archive.org/","web","/");</script>',
         "2012-06-11T02:42:52+00:00"),
        (f'<script>__wm.bt(550,27,25,2,"web","{URL}","2012-06-11",1996);</script>', "2012-06-11"),
        (f'<script>wbinfo = {{}}; wbinfo.url = "{URL}"; wbinfo.timestamp = "20120611024252";</script>',
         "2012-06-11T02:42:52+00:00"),
        (f'<link rel="canonical" href="{WAYBACK}{URL}">', "2012-06-11T02:42:52+00:00"),
        (f'<link rel="original" href="{URL}"><link rel="memento" href="{WAYBACK}{URL}">', "2012-06-11T02:42:52+00:00"),
        (f"<!-- saved from url=(0070){WAYBACK}{URL} -->", "2012-06-11T02:42:52+00:00"),
        (f'<meta property="og:url" content="{WAYBACK}{URL}">', ""),
    ],
)  # fmt: skip
def test_page_of_a_web_archive_without_a_toolbar(head: str, moment: str) -> None:
    assert facts(page_of(STORY.format(prefix=""), head))[:2] == (URL, moment)


def test_wayback_comment_of_old_with_digits_is_read() -> None:
    note = (
        "<SCRIPT><!--\n// FILE ARCHIVED ON 20020611024252 AND RETRIEVED FROM THE\n// ARCHIVE ON 2003.\n//--></SCRIPT>"
    )
    assert facts(page_of(STORY.format(prefix=""), after=note))[1] == "2002-06-11T02:42:52+00:00"


def test_data_that_the_archive_rewrote_is_told_apart_by_the_pages_behind() -> None:
    stories = (("other", "2001-01-01"), ("ferry", "2012-06-10"))
    data = "".join(
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Story", "datePublished": "{day}", '
        f'"url": "{WAYBACK}http://quay.example/news/{name}.html"}}</script>'
        for name, day in stories
    )
    page = page_of(STORY.format(prefix=WAYBACK), data + f'<link rel="canonical" href="{WAYBACK}{URL}">')
    assert page.metadata.published is not None
    assert page.metadata.published.iso == "2012-06-10"


def test_story_that_links_to_an_archive_keeps_its_links() -> None:
    page = page_of(STORY.format(prefix=WAYBACK), f'<link rel="canonical" href="{URL}">')
    assert facts(page) == (URL, "", [WAYBACK + "http://harbour.example/list"])


ARCHIVE_TODAY_HEAD = (
    '<meta property="og:site_name" content="archive.ph"><meta property="og:url" content="http://archive.ph/AbCd1">'
    '<meta property="og:title" content="Ferry sails again"><link rel="canonical" href="https://archive.ph/AbCd1">'
    '<meta property="article:published_time" content="2014-03-05T10:22:12Z" itemprop="dateCreated">'
    '<meta property="article:modified_time" content="2014-03-05T10:22:12Z">'
)


@pytest.mark.parametrize(
    ("place", "time", "bookmark"),
    [
        (f'<input type="text" name="q" value="{URL}">', '<time datetime="2014-03-05T10:22:12Z">5 Mar 2014</time>', ""),
        (f'<input name="q" value="{URL}">', "<div>Archived on</div><div>5 Mar 2014 10:22:12 UTC</div>", ""),
        ("", "<span>5 Mar 2014 10:22:12 UTC</span>",
         f'<link rel="bookmark" href="http://archive.today/20140305102212/{URL}">'),
        ("", "<span>5 Mar 2014 10:22:12 UTC</span>", f'<link rel="canonical" href="https://archive.ph/o/AbCd1/{URL}">'),
    ],
)  # fmt: skip
def test_archive_today_frame_comes_off_with_its_head(place: str, time: str, bookmark: str) -> None:
    header = (
        f'<center><div id="HEADER"><a href="https://archive.ph/">archive.today</a><div>webpage capture</div>Saved from'
        f"<form>{place}</form>{time}<div>no other snapshots from this url</div><div>report bug or abuse</div></div>"
    )
    body = header + '<div id="CONTENT">' + STORY.format(prefix="https://archive.ph/o/AbCd1/") + "</div>"
    body += '<table><tr><td><a href="#10%">10%</a></td></tr></table>Some text of the frame</center><p>Report abuse</p>'
    page = page_of(body, ARCHIVE_TODAY_HEAD + bookmark)
    assert facts(page) == (URL, "2014-03-05T10:22:12+00:00", ["http://harbour.example/list"])
    assert page.text.startswith("Ferry sails again\nThe ferry")
    assert page.text.endswith("carried first.")
    assert (page.metadata.published, page.metadata.modified) == (None, None)
    assert page.metadata.outlet is not None
    assert page.metadata.outlet.value == "quay.example"


@pytest.mark.parametrize(
    "header",
    [
        "<p>Notes from the archive.org reading room</p>",
        '<p>Notes from the archive.is reading room</p><input name="q" value="Search">',
        f'<p>Notes from the reading room of the archive.</p><input name="q" value="{URL}"><time datetime="2014-03-05">',
    ],
)
def test_page_with_a_header_of_its_own_keeps_it(header: str) -> None:
    page = page_of(f'<div id="HEADER">{header}</div><div id="CONTENT">{STORY}</div><p>And below.</p>')
    assert "reading room" in page.text
    assert page.text.endswith("And below.")


def test_story_about_googles_cache_in_a_table_is_kept() -> None:
    link = '<a href="http://www.google.com/help/features.html#cached">the cache</a>'
    page = page_of(f"<table><tr><td>{STORY.format(prefix='')}<p>{'Of the cache. ' * 150}{link}</p></td></tr></table>")
    assert "The ferry to the island" in page.text


@pytest.mark.parametrize(
    "banner",
    [
        '<div id="bN015htcoyT__google-cache-hdr"><div><span>Dies ist der Cache von Google von </span>'
        f'<a href="{URL}">{URL}</a>. <span>Es ist ein Abbild der Seite, wie diese am 5. März 2014 10:22:12 GMT '
        "angezeigt wurde.</span></div></div>",
        f'<div id="google-cache-hdr">This is Google&#39;s cache of <a href="{URL}">{URL}</a>. It is a snapshot of it '
        "as it appeared on 5 Mar 2014 10:22:12 GMT.</div>",
        f'<table border=1 width=100%><tr><td>This is Google\'s cache of <a href="{URL}">{URL}</a> as retrieved on '
        'Mar 5, 2014 10:22:12 GMT. <a href="http://www.google.com/help/features.html#cached">cached text</a>'
        "</td></tr></table>",
    ],
)
def test_banner_of_googles_cache_comes_off(banner: str) -> None:
    page = page_of(banner + STORY.format(prefix=""))
    assert facts(page)[:2] == (URL, "2014-03-05T10:22:12+00:00")
    assert page.text.startswith("Ferry sails again\nThe ferry")


def test_bar_of_singlefile_comes_off() -> None:
    bar = (
        '<single-file-infobar><template shadowrootmode=open><div class="infobar"><span>Saved in 2021</span>'
        f'<a href="{URL}">Original</a></div></template></single-file-infobar>'
    )
    assert page_of(STORY.format(prefix="") + bar).text.endswith("carried first.")
