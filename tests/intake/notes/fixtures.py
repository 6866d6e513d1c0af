"""Notes and references of our own making."""

import base64
import hashlib
import io
import json
import tarfile

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
PIXEL_HASH = hashlib.md5(PIXEL, usedforsecurity=False).hexdigest()
PARAGRAPHS = (
    "The harbour council of Vellmar has decided to close the eastern quay for two years, from spring on.",
    "Fishermen who moor there will be given places at the old coal pier, said the mayor, Edda Quist.",
    "“Nobody loses a berth,” she added. The work is to cost 14 million, half of it paid by the state.",
)
BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
PAGE = f"<html><head><title>Quay to close - Courier</title></head><body><h1>Quay to close</h1>{BODY}</body></html>"


def note(
    title: str = "Quay to close",
    enml: str = f"<div>{BODY}</div>",
    attributes: str = "",
    *,
    created: str = "20190305T063000Z",
    more: str = "",
) -> str:
    """Return a note as Evernote exports it."""
    head = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
    content = f"<content><![CDATA[{head}<en-note>{enml}</en-note>]]></content>" if enml else "<content/>"
    return (
        f"<note><title>{title}</title>{content}<created>{created}</created><updated>20200101T000000Z</updated>"
        f"<tag>harbour</tag><tag>Vellmar &amp; sea</tag><note-attributes>{attributes}</note-attributes>{more}</note>\n"
    )


def resource(content: bytes, media_type: str, name: str = "") -> str:
    """Return a file in a note."""
    encoded = base64.encodebytes(content).decode()
    return (
        f'<resource><data encoding="base64">\n{encoded}</data><mime>{media_type}</mime><resource-attributes>'
        f"<file-name>{name}</file-name></resource-attributes></resource>"
    )


def enex(*notes: str) -> bytes:
    """Return an export with these notes."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n'
        '<en-export export-date="20231229T065627Z" application="Evernote" version="10.60">\n'
        f"{''.join(notes)}</en-export>\n"
    ).encode()


CLIP = "<source>web.clip7</source><source-url>\n https://courier.test/quay?a=1&amp;b=2\n</source-url>"
TYPED = note(
    "My own words",
    "<div>Seen on the pier:<en-todo checked='true'/>boats<en-todo/>nets<a name='x'/></div><div/>"
    f'<div><en-media type="image/gif" hash="{PIXEL_HASH}" style="a > b"/>Below the picture.&nbsp;</div>',
    "<author>Knut Ost</author>",
    more=resource(PIXEL, "image/gif", "../../pier.gif"),
)

FIXTURES: dict[str, bytes] = {
    "clip.enex": enex(note(attributes=CLIP), TYPED),
    "files.enex": enex(
        note(
            "A page", "<en-media type='text/html' hash='0'/>", CLIP, more=resource(PAGE.encode(), "text/html", "q.html")
        )
    ),
}


def record(title: str, body: str, name: str, kind: str, more: str = "") -> bytes:
    """Return a text as Joplin writes it."""
    head = f"{title}\n\n{body}\n\n" if body else f"{title}\n\n" if title else ""
    times = "created_time: 2019-03-05T06:30:00.000Z\nupdated_time: 2020-01-01T00:00:00.000Z\n"
    return f"{head}id: {name}\nparent_id: \n{times}{more}type_: {kind}".encode()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as made:
        for name, content in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return out.getvalue()


def jex() -> bytes:
    """Return an archive of Joplin's with notes of all kinds, tags and a picture."""
    body = "\n\n".join(PARAGRAPHS) + "\n\n![quay](:/" + "f" * 32 + ")\n\nsource: not a property\n"
    clip = "source_url: https://courier.test/quay\nauthor: \nmarkup_language: 1\n"
    web = "source_url: https://courier.test/page\nmarkup_language: 2\nencryption_applied: 0\ndeleted_time: 0\n"
    records = [
        record("Notebook", "", "0" * 32, "2"),
        record("Quay: to close", body, "1" * 32, "1", clip),
        record("Page", PAGE, "2" * 32, "1", web),
        record("Pier", "", "3" * 32, "1", "source_url: https://courier.test/pier\n"),
        record("", "", "4" * 32, "1", "encryption_applied: 1\n"),
        record("Gone", "Words.", "5" * 32, "1", "deleted_time: 1700000000000\n"),
        record("Empty", "", "6" * 32, "1"),
        record("harbour", "", "7" * 32, "5"),
        record("sea", "", "8" * 32, "5"),
        record("", "", "9" * 32, "6", f"note_id: {'1' * 32}\ntag_id: {'7' * 32}\n"),
        record("", "", "a" * 32, "6", f"note_id: {'1' * 32}\ntag_id: {'8' * 32}\n"),
        record("quay.gif", "", "f" * 32, "4", "mime: image/gif\n"),
    ]
    names = [one.split(b"id: ")[1][:32].decode() for one in records]
    entries = {f"{name}.md": one for name, one in zip(names, records, strict=True)}
    return archive({**entries, f"resources/{'f' * 32}.gif": PIXEL})


def zotero(path: str, more: str = "") -> bytes:
    """Return a library of one reference with a page at ``path``."""
    return f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
<bib:Article rdf:about="https://courier.test/quay"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><prism:section>Harbour</prism:section><dc:title>The Vellmar Courier</dc:title>
</bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Quist</foaf:surname><foaf:givenName>Edda</foaf:givenName>
</foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>Ost</foaf:surname><foaf:givenName>Knut</foaf:givenName>
</foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dcterms:isReferencedBy rdf:resource="#item_3"/><link:link rdf:resource="#item_1"/>{more}
<dc:subject>harbour</dc:subject><dc:subject><z:AutomaticTag><rdf:value>sea</rdf:value></z:AutomaticTag></dc:subject>
<dc:title>Quay to close</dc:title><z:language>en-GB</z:language><dc:date>2019-03-05</dc:date>
<dcterms:dateSubmitted>2019-03-06 04:55:27</dcterms:dateSubmitted></bib:Article>
<z:Attachment rdf:about="#item_1"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="{path}"/>
<dc:title>Snapshot</dc:title><link:type>text/html</link:type></z:Attachment>
<z:Attachment rdf:about="#item_2"><rdf:resource rdf:resource="files/12/quay.pdf"/>
<link:type>application/pdf</link:type></z:Attachment>
<bib:Memo rdf:about="#item_3">
<rdf:value>&lt;p&gt;Ask the mayor.&lt;/p&gt;&lt;p&gt;Twice.&lt;/p&gt;</rdf:value></bib:Memo>
<bib:Document rdf:about="#item_4"><dc:title>Pier</dc:title><dc:identifier><dcterms:URI>
<rdf:value>https://courier.test/pier</rdf:value></dcterms:URI></dc:identifier></bib:Document>
<z:Collection rdf:about="#collection_1"><dc:title>Sea</dc:title><dcterms:hasPart rdf:resource="#item_4"/></z:Collection>
</rdf:RDF>""".encode()


FIXTURES["notes.jex"] = jex()
FIXTURES["library.rdf"] = zotero("files/12/quay%20page.html", '<link:link rdf:resource="#item_2"/>')

BIB = r"""% Made by hand
@article{quist_2019,
  title = {Gr{\"o}\ss ere {Sch\"{a}den} \& the {Quay}},
  author = "Quist, Edda", year = 2019, urldate = {2019-03-06},
  url = {https://courier.test/quay\_1?a=1&b=2}, keywords = {harbour, sea},
}
@comment{nothing, here}
@misc{pier, title = "Pier", howpublished = {\url{https://courier.test/pier}}}
@book{log, title = {Log of {the} sea}, year = 1990}
"""
RIS_LIST = """TY  - NEWS
TI  - Größere Schäden & the Quay
UR  - https://courier.test/quay_1?a=1&b=2
Y2  - 2019/03/06/
KW  - harbour
KW  - sea
ER  -\x20

TY  - ELEC
T1  - Pier
UR  - https://courier.test/pier
ER  -\x20
TY  - BOOK
TI  - Log of the sea
"""
CSL = [
    {"id": "1", "type": "article-newspaper", "title": "Größere Schäden & the Quay", "keyword": "harbour,sea",
     "URL": "https://courier.test/quay_1?a=1&b=2", "accessed": {"date-parts": [["2019", 3, 6]]}},
    {"id": "2", "type": "webpage", "title": "Pier", "URL": "https://courier.test/pier"},
    {"id": "3", "type": "book", "title": "Log of the sea"},
]  # fmt: skip
CSV = """\ufeff"Key","Item Type","Publication Year","Author","Title","Url","Date","Access Date","Manual Tags"
"A","newspaperArticle","2019","Quist, Edda","Größere Schäden & the
Quay","https://courier.test/quay_1?a=1&b=2","2019-03-05","2019-03-06 04:55:27","harbour; sea"
"B","webpage","","","Pier","https://courier.test/pier","","",""
"C","book","1990","","Log of the sea","","1990","",""
"""

FIXTURES["references.bib"] = BIB.encode()
FIXTURES["references.ris"] = RIS_LIST.encode()
FIXTURES["references.json"] = json.dumps(CSL).encode()
FIXTURES["references.csv"] = CSV.encode()
