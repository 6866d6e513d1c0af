"""E-books: calibre's news, books of one story, chapters, contents left out, what is protected or damaged."""

import pytest

from reader.core.errors import UnreadableFileError
from reader.core.model import Candidate, Field, Snapshot
from reader.core.model import Source as Origin
from reader.intake.format import LeftOut
from reader.intake.source import Source
from reader.intake.unfold import unfold
from tests.intake.documents.fixtures import LONG, SECOND, epub, zipped
from tests.intake.documents.help import articles_in, found_in, snapshots, texts

_BAR = '<div class="calibre_navbar">| <a href="../b.html">Next</a> | <a href="index.html">Section Menu</a> |</div>'
_END = (
    '<div class="calibre_navbar"><hr/>This article was downloaded by <strong>calibre</strong> from '
    '<a rel="calibre-downloaded-from" href="https://echo.example/bridge">https://echo.example/bridge</a></div>'
)


def _news() -> bytes:
    links = "".join(f'<li><a href="article_{n}/index.html">Story {n} of the day</a></li>' for n in range(4))
    documents = {
        "titlepage.xhtml": "<div><img src='cover.png'/></div>",
        "feed_0/index.html": f"<h2>Front page</h2><ul>{links}</ul>",
        **{f"feed_0/article_{n}/index.html": f"{_BAR}<h1>Story {n}</h1><p>{LONG}</p>{_END}" for n in range(4)},
    }
    contents = {"feed_0/index.html": "Front page"}
    contents |= {f"feed_0/article_{n}/index.html": f"Story {n} of the day" for n in range(4)}
    facts = (
        "<dc:title>The Echo [Sun, 03 May 2020]</dc:title><dc:creator>calibre</dc:creator>"
        "<dc:publisher>calibre</dc:publisher><dc:date>2020-05-03T10:00:00+00:00</dc:date><dc:language>en</dc:language>"
        '<meta name="calibre:publication_type" content="periodical:unknown:The Echo"/>'
    )
    return epub(facts, documents, contents)


def test_news_of_calibre_give_a_story_an_article_with_its_address() -> None:
    articles = articles_in(_news(), "echo.epub")
    assert [one.headline.value for one in articles if one.headline] == [f"Story {n} of the day" for n in range(4)]
    for one in articles:
        assert one.url is not None
        assert one.url.value == "https://echo.example/bridge"
        assert one.outlet is not None
        assert one.outlet.value == "The Echo"
        assert one.authors == ()
        assert one.published is None
        assert one.saved is not None
        assert one.saved.iso.startswith("2020-05-03")
        assert texts(one)[-1] == LONG
        assert "calibre" not in one.text


def test_contents_and_covers_are_counted_not_read() -> None:
    left = [one for one in found_in(_news(), "echo.epub") if isinstance(one, LeftOut)]
    assert {one.what for one in left} == {"lists of contents", "pages without text"}


def test_book_of_one_story_takes_its_facts_from_the_book() -> None:
    facts = (
        "<dc:title>Bridge to open</dc:title><dc:creator>Tam Osgood</dc:creator><dc:publisher>The Echo</dc:publisher>"
        "<dc:source>https://echo.example/bridge</dc:source><dc:date>2020-05-03</dc:date>"
    )
    (article,) = articles_in(epub(facts, {"a.html": f"<p>{LONG}</p>"}, {}), "x.epub")
    assert article.headline is not None
    assert article.headline.value == "Bridge to open"
    assert [one.value for one in article.authors] == ["Tam Osgood"]
    assert article.outlet is not None
    assert article.outlet.value == "The Echo"
    assert article.url is not None
    assert article.url.value == "https://echo.example/bridge"
    assert article.published is None
    assert article.saved is not None


def test_date_of_publication_is_one_only_where_the_book_says_so() -> None:
    facts = '<dc:title>A book</dc:title><dc:date opf:event="publication">1998-04-02</dc:date>'
    (article,) = articles_in(epub(facts, {"a.html": f"<p>{LONG}</p>"}, {}), "x.epub")
    assert article.published is not None
    assert article.published.iso == "1998-04-02"


def test_documents_without_an_entry_go_on_with_the_story_before() -> None:
    documents = {
        "title.html": "<p>A book by nobody</p>",
        "a.html": f"<p>{LONG}</p>",
        "a_2.html": f"<p>{SECOND}</p>",
        "b.html": f"<p>{SECOND}</p>",
    }
    content = epub("<dc:title>Book</dc:title>", documents, {"a.html#start": "First", "b.html": "Second"})
    assert [texts(one) for one in articles_in(content, "x.epub")] == [[LONG, SECOND], [SECOND]]


def test_contents_of_the_new_kind_name_the_chapters() -> None:
    content = zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfile full-path="book.opf"/></c>',
            "book.opf": "<package><metadata/><manifest><item id='n' href='nav.xhtml' properties='nav' "
            "media-type='application/xhtml+xml'/><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
            "<item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>"
            "<spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>",
            "nav.xhtml": "<html><body><nav><a href='a.xhtml'>One</a><a href='b.xhtml'>Two</a></nav></body></html>",
            "a.xhtml": f"<html><body><p>{LONG}</p></body></html>",
            "b.xhtml": f"<html><body><p>{SECOND}</p></body></html>",
        }
    )
    heads = [Candidate(Field.HEADLINE, label, Origin.CONTAINER) for label in ("One", "Two")]
    assert [one.stated[0] for one in snapshots(content, "x.epub")] == heads


def test_pictures_are_found_by_the_name_of_their_part() -> None:
    content = epub("", {"text/a.html": f"<p>{LONG}</p><img src='../img/a.png'/>"}, {}, **{"OPS/img/a.png": b"picture"})
    for one in unfold(Source.of_bytes(content, "x.epub")):
        assert isinstance(one, Snapshot)
        assert b'src="OPS/img/a.png"' in one.content
        assert one.attached is not None
        assert one.attached("OPS/img/a.png") == b"picture"


def test_protected_book_is_refused_and_one_with_protected_fonts_is_read() -> None:
    lock = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    documents = {"a.html": f"<p>{LONG}</p>"}
    drm = epub("", documents, {}, **{"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes128")})
    with pytest.raises(UnreadableFileError, match="DRM"):
        snapshots(drm, "x.epub")
    fonts = epub("", documents, {}, **{"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")})
    assert len(snapshots(fonts, "x.epub")) == 1


def test_book_without_text_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableFileError, match="names no text"):
        snapshots(zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<c/>"}), "x.epub")
