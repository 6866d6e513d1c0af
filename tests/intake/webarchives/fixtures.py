"""Saved pages of every maker, made by hand: invented places, people and addresses."""

import base64
import json
import plistlib
import quopri
from collections.abc import Mapping, Sequence
from email.header import Header

from tests.intake.containers.fixtures import zipped

PICTURE = b"\x89PNG\r\n\x1a\n picture of a quay"
URL = "https://quay.example/news/2021/03/ferry.html"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Ferry sails again | The Quay</title></head>
<body><h1>Ferry sails again</h1><p class="byline">By Ada Quill</p><img src="{picture}">
<p>The ferry to the island will sail again on Friday, the harbour said – so the café opens too.</p>
<p>Passengers who have been stranded since Monday will be carried first, without a further charge.</p>
<p>“We are glad,” said the harbour master, who had waited for a part of the engine for six days.</p></body></html>
"""


def page(charset: str = "utf-8", picture: str = "img/quay.png") -> bytes:
    """Return the story of the ferry as a page in a charset."""
    return PAGE.format(charset=charset, picture=picture).encode(charset, "replace")


def part(headers: Mapping[str, str], content: bytes, coding: str = "quoted-printable") -> bytes:
    """Return a MIME part."""
    body = base64.encodebytes(content) if coding == "base64" else content
    if coding == "quoted-printable":
        body = quopri.encodestring(content)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Transfer-Encoding: {coding}"] if coding else []
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def mhtml(headers: Sequence[str], parts: Sequence[bytes], boundary: str = "----Boundary--x1y2") -> bytes:
    """Return a MIME document of parts behind header lines."""
    lines = "\r\n".join([*headers, f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"'])
    mark = f"--{boundary}".encode()
    body = b"".join(b"\r\n" + mark + b"\r\n" + one for one in parts)
    return lines.encode() + b"\r\n\r\n" + body + b"\r\n" + mark + b"--\r\n"


BLINK = (
    "From: <Saved by Blink>",
    f"Snapshot-Content-Location: {URL}",
    f"Subject: {Header('Ferry sails again | The Quay – café', 'utf-8').encode()}",
    "Date: Fri, 12 Mar 2021 09:30:05 GMT",
    "MIME-Version: 1.0",
)


def chrome() -> bytes:
    """Return a page as Chrome saves it: with a frame in front of the picture, both by cid:."""
    return mhtml(BLINK, [
        part({"Content-Type": "text/html", "Content-ID": "<frame-1@mhtml.blink>", "Content-Location": URL},
             page(picture="cid:quay-1@mhtml.blink")),
        part({"Content-Type": "text/html", "Content-ID": "<frame-2@mhtml.blink>", "Content-Location": "cid:frame-2"},
             b"<html><body><p>Buy a boat in this advertisement.</p></body></html>"),
        part({"Content-Type": "image/png", "Content-ID": "<quay-1@mhtml.blink>",
              "Content-Location": "https://quay.example/news/2021/03/img/quay.png"}, PICTURE, "base64"),
    ])  # fmt: skip


def internet_explorer() -> bytes:
    """Return a page as a German Internet Explorer saved it: windows-1252, address folded, date of its own."""
    headers = (
        'From: "Gespeichert von Windows Internet Explorer 8"',
        "Subject: Ferry sails again",
        "Date: Mon, 2 Mar 2009 17:14:03 +0100",
        "MIME-Version: 1.0",
        "X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.5579",
    )
    folded = "https://quay.example/news/\r\n\t2021/03/ferry.html"
    return mhtml(headers, [
        part({"Content-Type": 'text/html;\r\n\tcharset="windows-1252"', "Content-Location": folded}, page("cp1252")),
        part({"Content-Type": "image/png",
              "Content-Location": "https://quay.example/news/2021/03/img/quay.png"}, PICTURE, "base64"),
    ])  # fmt: skip


def unmht() -> bytes:
    """Return a page as a Firefox add-on saved it: no RFC 2822 date, start= names the page, which comes second."""
    headers = (
        "From: <Saved by UnMHT>",
        "Subject: Ferry",
        "Date: Fri Mar 10 2006 13:40:00 GMT+0100",
        "MIME-Version: 1.0",
    )
    made = mhtml(headers, [
        part({"Content-Type": "text/html; charset=UTF-8", "Content-ID": "<frame@un>"}, b"<p>Not the story.</p>"),
        part({"Content-Type": "text/html; charset=x-user-defined", "Content-ID": "<main@un>",
              "Content-Location": URL}, page()),
    ])  # fmt: skip
    return made.replace(b"Content-Type: multipart/related;", b'Content-Type: multipart/related; start="<main@un>";', 1)


def word() -> bytes:
    """Return a page as Word saves it: no sender, a preamble, a folder of the author's disk."""
    made = mhtml(("MIME-Version: 1.0",), [
        part({"Content-Location": "file:///C:/6A7B/ferry.htm", "Content-Type": 'text/html; charset="us-ascii"'},
             page("ascii", "ferry_files/image001.png")),
        part({"Content-Location": "file:///C:/6A7B/ferry_files/image001.png", "Content-Type": "image/png"},
             PICTURE, "base64"),
    ])  # fmt: skip
    return made.replace(b"\r\n\r\n", b"\r\n\r\nThis document is a Single File Web Page.\r\n\r\n", 1)


def mail() -> bytes:
    """Return a newsletter sent by mail: built like MHTML, but no saved page."""
    headers = ("From: The Quay <news@quay.example>", "To: reader@home.example", "Subject: Ferry", "MIME-Version: 1.0")
    return mhtml(headers, [part({"Content-Type": "text/html; charset=utf-8", "Content-Location": URL}, page())])


def webarchive(kind: plistlib.PlistFormat = plistlib.FMT_BINARY, content: bytes | None = None) -> bytes:
    """Return a page as Safari saves it."""
    main = {
        "WebResourceData": page("utf-8") if content is None else content,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceFrameName": "",
        "WebResourceURL": URL,
    }
    picture = {
        "WebResourceData": PICTURE,
        "WebResourceMIMEType": "image/png",
        "WebResourceURL": "https://quay.example/news/2021/03/img/quay.png",
    }
    frame = {"WebMainResource": {**main, "WebResourceData": b"<p>Advertisement</p>", "WebResourceURL": "about:blank"}}
    archive = {"WebMainResource": main, "WebSubresources": [picture], "WebSubframeArchives": [frame]}
    return plistlib.dumps(archive, fmt=kind, sort_keys=True)


RDF = """<?xml version="1.0"?>
<RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:NC="http://home.netscape.com/NC-rdf#"
 xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description RDF:about="urn:root">
<MAF:originalurl RDF:resource="{url}"/><MAF:title RDF:resource="Ferry sails again"/>
<MAF:archivetime RDF:resource="Thu, 23 Oct 2008 16:01:35 +0200"/><MAF:indexfilename RDF:resource="{index}"/>
<MAF:charset RDF:resource="{charset}"/></RDF:Description></RDF:RDF>"""


def maff() -> bytes:
    """Return an archive of two pages."""
    return zipped({
        "1224770495_1/index.rdf": RDF.format(url=URL, index="index.html", charset="windows-1252"),
        "1224770495_1/index.html": page("cp1252", "index_files/quay%20%231.png"),
        "1224770495_1/index_files/quay #1.png": PICTURE,
        "1224770495_2/index.rdf": RDF.format(url=URL + "?p=2", index="second.htm", charset="UTF-8"),
        "1224770495_2/second.htm": page("utf-8").replace(b"Ferry sails again", b"Bridge opens at last"),
    })  # fmt: skip


def htz() -> bytes:
    """Return a page as WebScrapBook packs it: the index leads on to the page."""
    attributes = f'<html data-scrapbook-source="{URL}#top" data-scrapbook-create="20210312093005123"'
    return zipped({
        "index.html": '<html><head><meta http-equiv="refresh" content="0; url=ferry.html"></head></html>',
        "ferry.html": page().replace(b"<html", attributes.encode(), 1),
        "img/quay.png": PICTURE,
    })  # fmt: skip


MANIFEST = json.dumps({
    "originalUrl": URL,
    "title": "Ferry sails again | The Quay",
    "archiveTime": "2021-03-12T09:30:05.570Z",
    "indexFilename": "index.html",
    "resources": {"images/0.png": "https://quay.example/news/2021/03/img/quay.png"},
})  # fmt: skip


def singlefilez(is_page: bool) -> bytes:
    """Return a page as SingleFile packs it: as a page that unpacks itself, or as a plain zip archive."""
    files: dict[str, bytes | str] = {
        "index.html": page(picture="images/0.png"),
        "manifest.json": MANIFEST,
        "images/0.png": PICTURE,
    }
    if not is_page:
        return zipped(files)
    start = b"<!DOCTYPE html> <html data-sfz><meta charset=windows-1252><title></title><body hidden><!--"
    return start + zipped(files, comment=b"--><script>unpack()</script></html>")


def entry(url: str, kind: str, content: bytes, page_id: str = "page_1", **more: object) -> dict[str, object]:
    """Return an entry of a HAR file with its body in base64."""
    body = {"mimeType": kind, "encoding": "base64", "text": base64.b64encode(content).decode()}
    return {
        "pageref": page_id,
        "startedDateTime": "2021-03-12T10:30:05.123+01:00",
        "request": {"method": "GET", "url": url, "headers": more.pop("headers", [])},
        "response": {"status": 200, "content": body, **more},
    }


def har(entries: Sequence[object]) -> bytes:
    """Return a HAR file of entries."""
    log = {"version": "1.2", "creator": {"name": "made"}, "pages": [{"id": "page_1", "title": URL}], "entries": entries}
    return json.dumps({"log": log}).encode()


def har_of_story() -> bytes:
    """Return a HAR file with a redirect, the page, a widget and a picture."""
    moved = {**entry("http://quay.example/", "text/html", b"moved"), "response": {"status": 301, "content": {}}}
    return har([
        moved,
        entry(URL, "text/html; charset=windows-1252", page("cp1252")),
        entry("https://ads.example/widget", "text/html", b"<p>Advertisement</p>"),
        entry("https://quay.example/news/2021/03/img/quay.png", "image/png", PICTURE),
    ])  # fmt: skip


FIXTURES: dict[str, bytes] = {
    "chrome.mhtml": chrome(),
    "explorer.mht": internet_explorer(),
    "unmht.mht": unmht(),
    "word.mht": word(),
    "safari.webarchive": webarchive(),
    "safari-xml.webarchive": webarchive(plistlib.FMT_XML),
    "two.maff": maff(),
    "ferry.htz": htz(),
    "ferry.u.zip.html": singlefilez(is_page=True),
    "ferry.zip.html": singlefilez(is_page=False),
    "ferry.har": har_of_story(),
}
