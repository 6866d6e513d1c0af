"""Feeds of our own making, in every kind that is met."""

import json

FULL = "<p>The eastern quay of Vellmar closes for two years.</p><p>Fishermen move to the old coal pier.</p>"
PLAIN = ["The eastern quay of Vellmar closes for two years.", "Fishermen move to the old coal pier."]

RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Courier &gt; Harbour</title><link>https://www.courier.test/harbour</link><language>en-gb</language>
<image><title>Logo</title><url>x.png</url></image>
<item><media:title>Picture of the quay</media:title><title><![CDATA[Quay to close &amp; pier to open]]></title>
<link>https://courier.test/quay</link><guid isPermaLink="false">1</guid><dc:creator>Edda Quist</dc:creator>
<pubDate>Tue, 05 Mar 2019 06:30:00 +0100</pubDate><category>Harbour</category>
<description>Two years of work begin in spring, says the council.</description>
<content:encoded><![CDATA[FULL]]></content:encoded></item>
<item><title>Pier &lt;i&gt;opens&lt;/i&gt;</title><feedburner:origLink>https://courier.test/pier</feedburner:origLink>
<link>https://feeds.test/~r/pier</link><author>desk@courier.test (Knut Ost)</author>
<source url="https://other.test/rss">The Other Paper</source>
<description>Plain words, 3 &lt; 4.

A second paragraph&nbsp;here.</description></item>
<item><title>Only a link</title><guid>https://courier.test/link</guid></item>
<item><title>Nothing</title></item>
</channel></rss>""".replace("FULL", FULL)

RSS091 = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://a.test/rss.dtd" [
<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1//EN" "http://a.test/lat1.ent"> %HTMLlat1; ]>
<rss version="0.91"><channel><title>Kurier</title><link>http://kurier.test/</link>
<item><title>Gr&ouml;&szlig;er als gedacht</title><link>http://kurier.test/1?a=1&b=2</link>
<description>Die Schäden am Kai sind gr&ouml;&szlig;er als gedacht, sagt die &company; heute.</description></item>
</channel></rss>""".encode("cp1252")

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://koho.test/"><title>港の新聞</title><link>http://koho.test/</link><dc:language>ja</dc:language></channel>
<item rdf:about="http://koho.test/1"><title>東岸壁を閉鎖</title><dc:date>2005-12-01T02:05:21+09:00</dc:date>
<dc:creator>佐藤</dc:creator><description>東岸壁は二年間閉鎖される。</description></item></rdf:RDF>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title type="html">Le Courrier &amp;amp; Cie</title>
<link rel="self" href="https://courrier.test/atom"/><link href="https://courrier.test/"/>
<author><name>Anne Quai</name></author>
<entry><title>Le quai ferme</title><link rel="edit" href="https://courrier.test/edit"/>
<link rel="alternate" type="application/pdf" href="https://courrier.test/quai.pdf"/>
<link rel="alternate" type="text/html" href="https://courrier.test/quai"/>
<id>tag:courrier.test,2019:1</id><published>2019-03-05T06:30:00Z</published><updated>2019-03-06T06:30:00Z</updated>
<summary>Deux ans de travaux à partir du printemps.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le quai <em>ferme</em> &amp; la jetée ouvre.</p>
<p>Les pêcheurs déménagent.</p></div></content></entry>
<entry><title>Texte</title><id>https://courrier.test/texte</id><updated>2019-03-07T06:30:00Z</updated>
<author><name>Luc Mer</name></author><content type="text">Moins &lt;b&gt; que rien ne reste.</content></entry></feed>"""

ATOM03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Harbour log</title>
<link rel="alternate" type="text/html" href="http://log.test/"/>
<entry><title mode="escaped">Fog &amp;amp; rain</title><link rel="alternate" type="text/html" href="http://log.test/fog"/>
<issued>2005-07-29T09:05:33Z</issued><modified>2005-07-30T09:05:33Z</modified><author><name>Ida</name></author>
<content type="text/html" mode="escaped">&lt;p&gt;Fog came in.&lt;/p&gt;</content></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour log",
    "home_page_url": "https://log.test/",
    "language": "en",
    "authors": [{"name": "Ida Mole"}],
    "items": [
        {"id": "1", "url": "https://log.test/1", "title": "Fog", "content_html": FULL, "tags": ["weather", "quay"],
         "date_published": "2019-03-05T06:30:00+01:00", "date_modified": "2019-03-06T06:30:00+01:00"},
        {"id": "https://log.test/2", "content_text": "A note without a title, a < b.", "author": {"name": "Knut Ost"}},
        {"id": "3", "external_url": "https://other.test/3", "title": "Seen elsewhere"},
        "broken",
    ],
}  # fmt: skip

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]><rss><channel><title>x</title><item><title>&m;</title>'
    "<description>Sentinel &m; &file; stays.</description></item></channel></rss>"
)

READER = {
    "id": "user/-/state/com.google/starred",
    "title": "Starred",
    "items": [
        {"id": "1", "title": "Quay &amp; pier", "published": 1551763800, "crawlTimeMsec": "1551763800000",
         "canonical": [{"href": "https://courier.test/quay"}], "alternate": [{"href": "https://feeds.test/quay"}],
         "categories": ["user/-/state/com.google/read", "user/-/label/harbour"], "content": {"content": FULL},
         "author": "Edda Quist", "origin": {"streamId": "feed/1", "title": "Courier", "htmlUrl": "https://courier.test/"}},
        {"title": "Pier", "alternate": [{"href": "https://courier.test/pier"}], "published": "x", "origin": None},
        {"title": "Nothing"},
        5,
    ],
}  # fmt: skip

WORDPRESS = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour blog</title>
<item><title>Post</title><link>https://blog.test/1</link><content:encoded><![CDATA[Line one.

Line two.]]></content:encoded><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_content>Spam</wp:comment_content></wp:comment></item>
<item><title>quay.jpg</title><link>https://blog.test/2</link><wp:post_type>attachment</wp:post_type></item>
</channel></rss>"""

FIXTURES: dict[str, bytes] = {
    "rss2.xml": RSS2.encode(),
    "rss091.xml": RSS091,
    "rss10.rdf": RDF.encode("euc-jp").replace(b'"1.0"?', b'"1.0" encoding="EUC-JP"?'),
    "atom.xml": ATOM.encode(),
    "atom03.xml": ATOM03.encode(),
    "feed.json": json.dumps(JSON_FEED).encode(),
    "starred.json": json.dumps(READER).encode(),
    "wordpress.xml": WORDPRESS.encode(),
    "bomb.xml": BOMB.encode(),
}
