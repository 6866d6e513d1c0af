"""Feeds of every kind: their entries as stories, with what is said about them."""

import json

import pytest

from reader.core.errors import EmptyFileError, InputError, UnknownFormatError, UnreadableFileError
from reader.core.model import Field, FileKind
from reader.core.terms import STANDARD
from reader.intake.feeds.entry import Feed, author_of, plain
from reader.intake.feeds.jsonfeed import JSON_FEED as JSON_FORMAT
from reader.intake.feeds.readerjson import READER_JSON
from reader.intake.feeds.xmlfeed import FEED
from reader.intake.source import Source
from reader.intake.unfold import recognise
from reader.intake.xmltree import prolog
from tests.effort import spending
from tests.intake.feeds.fixtures import ATOM, FIXTURES, JSON_FEED, PLAIN, RDF, RSS2
from tests.intake.finding import article_of, found_in, left_out_of, links_in, stated, stories_in


def test_rss_gives_full_texts_summaries_and_links() -> None:
    first, second = stories_in(FIXTURES["rss2.xml"], "rss2.xml")
    story = article_of(first)
    assert first.kind is FileKind.STORY
    assert story.clean_text.split("\n")[-2:] == PLAIN
    assert stated(first, Field.HEADLINE) == ["Quay to close & pier to open"]
    assert stated(first, Field.AUTHOR) == ["Edda Quist"]
    assert stated(first, Field.OUTLET) == ["Courier"]
    assert stated(first, Field.SECTION) == ["Harbour"]
    assert stated(first, Field.DESCRIPTION) == ["Two years of work begin in spring, says the council."]
    assert story.published is not None
    assert story.published.iso == "2019-03-05T06:30:00+01:00"
    assert story.saved is None
    assert (first.url, second.url) == ("https://courier.test/quay", "https://courier.test/pier")
    assert stated(second, Field.HEADLINE) == ["Pier opens"]
    assert stated(second, Field.AUTHOR) == ["Knut Ost"]
    assert stated(second, Field.OUTLET) == ["The Other Paper"]
    assert article_of(second).text.split("\n") == ["Plain words, 3 < 4.", "A second paragraph here."]
    assert [(one.url, one.title) for one in links_in(FIXTURES["rss2.xml"], "a")] == [
        ("https://courier.test/link", "Only a link")
    ]
    assert [one.what for one in left_out_of(FIXTURES["rss2.xml"], "a")] == ["entries without text"]


def test_old_rss_keeps_html_entities_unknown_ones_and_stray_ampersands() -> None:
    (found,) = stories_in(FIXTURES["rss091.xml"], "a.xml")
    assert stated(found, Field.HEADLINE) == ["Größer als gedacht"]
    assert found.url == "http://kurier.test/1?a=1&b=2"
    assert "Schäden am Kai sind größer als gedacht, sagt die &company; heute" in article_of(found).text


def test_rdf_in_a_legacy_charset_is_read() -> None:
    (found,) = stories_in(FIXTURES["rss10.rdf"], "a.rdf")
    story = article_of(found)
    assert found.url == "http://koho.test/1"
    assert story.headline is not None
    assert story.headline.value == "東岸壁を閉鎖"
    assert story.outlet is not None
    assert story.outlet.value == "港の新聞"
    assert story.published is not None
    assert story.published.iso == "2005-12-01T02:05:21+09:00"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "shift_jis", "euc-jp", "utf-8"])
def test_encodings_of_one_feed_give_one_text(encoding: str) -> None:
    text = RDF if "utf" in encoding else RDF.replace('"1.0"?', f'"1.0" encoding="{encoding}"?')
    (found,) = stories_in(text.encode(encoding), "a.xml")
    assert "東岸壁は二年間閉鎖される" in article_of(found).text


def test_atom_gives_xhtml_the_right_link_and_inherited_author() -> None:
    first, second = stories_in(FIXTURES["atom.xml"], "atom.xml")
    story = article_of(first)
    assert first.url == "https://courrier.test/quai"
    assert story.clean_text.split("\n")[-2:] == ["Le quai ferme & la jetée ouvre.", "Les pêcheurs déménagent."]
    assert any(mark.span.of(story.text) == "ferme" for mark in story.marks)
    assert story.language is not None
    assert story.language.value == "fr"
    assert stated(first, Field.AUTHOR) == ["Anne Quai"]
    assert stated(first, Field.OUTLET) == ["Le Courrier & Cie"]
    assert story.modified is not None
    assert story.modified.iso == "2019-03-06T06:30:00+00:00"
    assert second.url == "https://courrier.test/texte"
    assert stated(second, Field.AUTHOR) == ["Luc Mer"]
    assert article_of(second).text == "Moins <b> que rien ne reste."
    dated = article_of(second).published
    assert dated is not None
    assert dated.iso == "2019-03-07T06:30:00+00:00"


def test_early_atom_is_read() -> None:
    (found,) = stories_in(FIXTURES["atom03.xml"], "a.xml")
    assert stated(found, Field.HEADLINE) == ["Fog & rain"]
    assert stated(found, Field.PUBLISHED) == ["2005-07-29T09:05:33Z"]
    assert article_of(found).text == "Fog came in."


def test_json_feed_is_read() -> None:
    first, second = stories_in(FIXTURES["feed.json"], "feed.json")
    assert article_of(first).clean_text.split("\n") == PLAIN
    assert stated(first, Field.TAG) == ["weather", "quay"]
    assert stated(first, Field.AUTHOR) == ["Ida Mole"]
    assert second.url == "https://log.test/2"
    assert stated(second, Field.AUTHOR) == ["Knut Ost"]
    assert article_of(second).text == "A note without a title, a < b."
    assert [one.url for one in links_in(FIXTURES["feed.json"], "a")] == ["https://other.test/3"]


@pytest.mark.parametrize("content", [b'{"version": "https://jsonfeed.org/version/1", "items": [', b'{"version": '])
def test_broken_json_feed_is_told(content: bytes) -> None:
    whole = b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000
    for one in (content + b'"https://jsonfeed.org/version/1"', whole):
        with pytest.raises(UnreadableFileError):
            list(JSON_FORMAT.unpack(Source.of_bytes(one, "a.json"), STANDARD))
    odd = json.dumps({**JSON_FEED, "items": {"a": 1}, "authors": 5, "title": None}).encode()
    assert found_in(odd, "a.json") == []


def test_entities_of_the_file_are_never_expanded() -> None:
    with spending() as spent:
        (found,) = stories_in(FIXTURES["bomb.xml"], "a.xml")
    assert spent.units < 200
    assert article_of(found).text == "Sentinel &m; &file; stays."


def test_entry_that_is_a_whole_page_is_one() -> None:
    page = "&lt;html&gt;&lt;body&gt;&lt;p&gt;All of it.&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;"
    content = f"<rss><channel><item><title>x</title><description>{page}</description></item></channel></rss>"
    (found,) = stories_in(content.encode(), "a.xml")
    assert found.kind is FileKind.HTML


@pytest.mark.parametrize("name", ["rss2.xml", "atom.xml", "rss10.rdf"])
def test_feed_that_is_cut_off_gives_what_is_there(name: str) -> None:
    content = FIXTURES[name]
    for end in range(0, len(content), 53):
        try:
            found_in(content[:end], "a.xml")
        except InputError:
            continue
    assert len(stories_in(RSS2.encode()[: RSS2.index("<item><title>Only")], "a.xml")) == 2


def test_deep_feed_ends_without_recursion() -> None:
    deep = "<div>" * 100_000 + "x"
    content = f"<rss><channel><item><title>One</title><description>Text one.</description></item>{deep}"
    assert len(stories_in(content.encode(), "a.xml")) == 1
    inside = f"<rss><channel><item><title>One</title><description>Text one.{'<b>' * 2_000}</description></item>"
    assert len(stories_in(inside.encode(), "a.xml")) == 1


@pytest.mark.parametrize(
    "head",
    [
        RSS2,
        "<!-- c -->\n<rss version='2.0'>",
        ATOM,
        "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x '>]'>]><rss>",
        RDF,
    ],
)
def test_feeds_are_told_by_their_root(head: str) -> None:
    assert recognise(Source.of_bytes(head.encode(), "saved")) is FEED


@pytest.mark.parametrize("head", ["<html><rss>", "rss <rss>", "<feed>", "<rdf:RDF xmlns:rdf='x'>", "", "<!-- <rss>"])
def test_other_files_are_no_feeds(head: str) -> None:
    assert not FEED.matches(Source.of_bytes(head.encode(), "feed.xml"))


def test_list_of_feeds_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownFormatError, match="list of feeds"):
        found_in(b"<?xml version='1.0'?><opml version='2.0'><body><outline text='x'/></body></opml>", "a.opml")


def test_prolog_is_read_in_one_pass() -> None:
    found = prolog("\ufeff <?xml version='1.0'?><!-- <x> --><!DOCTYPE a [<!ENTITY b 'c>'> ]>\n<n:Root>")
    assert found is not None
    assert (found.root, found.has_entities) == ("root", True)
    assert prolog("<!-- open") is None
    assert prolog("<!DOCTYPE a [") is None
    assert prolog("<?open") is None
    assert prolog("") is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a@b.test (Edda Quist)", "Edda Quist"),
        ("Edda Quist <a@b.test>", "Edda Quist"),
        ("Edda Quist", "Edda Quist"),
        ("a@b.test", ""),
    ],
)
def test_authors_are_freed_of_addresses(written: str, name: str) -> None:
    assert author_of(written) == name


@pytest.mark.parametrize(
    ("title", "link", "outlet"),
    [
        ("Courier > Harbour", "https://courier.test/", "Courier"),
        ("World | The Courier", "https://www.thecourier.test/rss", "The Courier"),
        ("Harbour - and - more", "https://x.test/", "Harbour - and - more"),
        ("Courier", "", "Courier"),
    ],
)
def test_outlet_is_the_part_of_the_title_that_names_the_host(title: str, link: str, outlet: str) -> None:
    assert Feed(title=title, link=link).outlet == outlet


def test_plain_titles() -> None:
    assert plain("AT&amp;amp;T <b>up</b>\n again") == "AT&T up again"


def test_starred_entries_of_feed_readers_bring_their_states() -> None:
    (found,) = stories_in(FIXTURES["starred.json"], "starred.json")
    assert recognise(Source.of_bytes(FIXTURES["starred.json"], "x")) is READER_JSON
    assert article_of(found).clean_text.split("\n") == PLAIN
    assert found.url == "https://courier.test/quay"
    assert stated(found, Field.HEADLINE) == ["Quay & pier"]
    assert stated(found, Field.OUTLET) == ["Courier"]
    assert stated(found, Field.PUBLISHED) == ["2019-03-05T05:30:00+00:00"]
    assert (found.curation.is_starred, found.curation.is_read) == (True, True)
    assert found.curation.tags == ("harbour",)
    (link,) = links_in(FIXTURES["starred.json"], "starred.json")
    assert (link.url, link.curation.is_starred) == ("https://courier.test/pier", True)
    for end in range(0, len(FIXTURES["starred.json"]), 31):
        with pytest.raises(InputError):
            list(READER_JSON.unpack(Source.of_bytes(FIXTURES["starred.json"][:end], "a"), STANDARD))


def test_posts_of_exported_blogs_are_told_from_their_pictures_and_comments() -> None:
    (found,) = stories_in(FIXTURES["wordpress.xml"], "blog.xml")
    assert article_of(found).text.split("\n") == ["Line one.", "Line two."]
    assert [one.what for one in left_out_of(FIXTURES["wordpress.xml"], "a")] == ["entries of other kinds"]
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://x/kind#{}'/>"
    entry = "<entry><title>x</title>" + kind + "<content>Words.</content></entry>"
    blogger = "<feed xmlns='http://www.w3.org/2005/Atom'>" + entry.format("post") + entry.format("comment") + "</feed>"
    (post,) = stories_in(blogger.encode(), "a.xml")
    assert stated(post, Field.TAG) == []


def test_feed_without_entries_is_told() -> None:
    with pytest.raises(EmptyFileError):
        found_in(b"<rss><channel><title>x</title></channel></rss>", "a.xml")
