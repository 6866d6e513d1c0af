"""Builds small web archives with invented pages."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable

import zstandard

MORNING = "2021-03-04T05:06:07Z"
HARBOUR = "http://www.morgenpost.example/hafen/schleuse-eroeffnet.html"
BRIDGE = "https://lejournal.example/2021/03/pont-de-bois"
PIXEL = bytes.fromhex("89504e470d0a1a0a") + bytes(32)


def page(title: str, *paragraphs: str, language: str = "de", extra: str = "") -> bytes:
    """Return a page with a story in UTF-8."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{body}</article>{extra}</body></html>"
    ).encode()


GERMAN = page(
    "Neue Schleuse im Hafen von Altenwerder eröffnet",
    "Nach vier Jahren Bauzeit ist am Donnerstag die neue Schleuse im Hafen eröffnet worden.",
    "Die Hafenmeisterin Grete Uhlmann sprach von einem guten Tag für alle Schiffer der Region.",
    extra='<img src="bilder/schleuse.png">',
)
FRENCH = page(
    "Le pont de bois de Saint-Orlin rouvre aux piétons",
    "Fermé depuis l’automne, le vieux pont de bois a rouvert jeudi matin sous un soleil d’hiver.",
    "La mairie promet une surveillance régulière des poutres et un nouvel éclairage avant l’été.",
    language="fr",
)
JAPANESE = page(
    "港町の朝市が三年ぶりに再開", "港町の朝市が四日、三年ぶりに再開し、多くの人でにぎわった。" * 3, language="ja"
)


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return an HTTP answer; without header lines it is a page in UTF-8."""
    lines = headers or ("Content-Type: text/html; charset=utf-8",)
    return f"HTTP/1.1 {status}\r\n".encode() + "".join(f"{one}\r\n" for one in lines).encode() + b"\r\n" + body


def request(url: str, *headers: str) -> bytes:
    """Return an HTTP request for an address."""
    return f"GET {url} HTTP/1.1\r\n{''.join(f'{one}{chr(13)}{chr(10)}' for one in headers)}\r\n".encode()


def record(
    kind: str, url: str, block: bytes, *fields: str, date: str = MORNING, size: int | None = None, content: str = ""
) -> bytes:
    """Return a WARC record; ``size`` lies about its length, ``content`` is the type of its block."""
    types = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {date}",
        f"Content-Type: {content or types.get(kind, 'application/warc-fields')}",
        *fields,
        f"Content-Length: {len(block) if size is None else size}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


INFO = record("warcinfo", "", b"software: test\r\n")


def by_member(records: Iterable[bytes]) -> bytes:
    """Return records as crawlers compress them: a gzip member for each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def arc(*pages: tuple[str, bytes]) -> bytes:
    """Return an ARC file of answers by address."""
    about = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n\n"
    made = [b"filedesc://test.arc 0.0.0.0 20050614070144 text/plain %d\n" % len(about) + about]
    for url, block in pages:
        made.append(f"{url} 192.0.2.7 20050614070151 text/html {len(block)}\n".encode() + block + b"\n")
    return b"".join(made)


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive whose members lie in it as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def wacz(archives: dict[str, bytes], pages: Iterable[dict[str, str]]) -> bytes:
    """Return a WACZ file of archives by name, and a list of pages."""
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *pages]
    return zipped(
        {f"archive/{name}": content for name, content in archives.items()}
        | {
            "pages/pages.jsonl": "\n".join(map(json.dumps, lines)).encode(),
            "datapackage.json": b'{"profile": "data-package", "wacz_version": "1.1.1"}',
        }
    )


def with_dictionary(records: Iterable[bytes], words: bytes) -> bytes:
    """Return records as zstd frames behind a frame with their dictionary."""
    packer = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(words))
    head = b"\x5d\x2a\x4d\x18" + len(words).to_bytes(4, "little") + words
    return head + b"".join(packer.compress(one) for one in records)


RECORDS = (
    INFO,
    record("request", HARBOUR, request(HARBOUR, "Sec-Fetch-Dest: document")),
    record("response", HARBOUR, answer(GERMAN)),
    record(
        "response", "http://www.morgenpost.example/hafen/bilder/schleuse.png", answer(PIXEL, "Content-Type: image/png")
    ),
    record("response", "http://lejournal.example/", answer(b"", "Location: /fr", status="301 Moved")),
    record("response", BRIDGE, answer(FRENCH)),
)
PAGES = [{"url": HARBOUR, "ts": MORNING, "title": "Schleuse"}, {"url": BRIDGE, "ts": MORNING, "title": "Pont"}]
FIXTURES: dict[str, bytes] = {
    "crawl.warc": b"".join(RECORDS),
    "crawl.warc.gz": by_member(RECORDS),
    "single.warc.gz": gzip.compress(b"".join(RECORDS), mtime=0),
    "crawl.warc.zst": with_dictionary(RECORDS, b"WARC/1.0 WARC-Type: response Content-Length: <html><body>" * 4),
    "crawl.arc": arc((HARBOUR, answer(GERMAN)), ("http://asahi.example/a b.html", answer(JAPANESE))),
    "crawl.arc.gz": gzip.compress(arc((BRIDGE, answer(FRENCH))), mtime=0),
    "crawl.wacz": wacz({"data.warc.gz": by_member(RECORDS)}, PAGES),
}
