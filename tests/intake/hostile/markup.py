"""Text formats that are built to harm: XML entities, MIME parts by the thousand, nesting without end."""

import io
import json
import zipfile
from collections.abc import Iterator

SECRET = "the-secret-of-the-neighbour"
ROOTS = {
    "a.xml": "{}",
    "a.html": "<html><body><p>{}</p></body></html>",
    "a.rss": "<rss version='2.0'><channel><item><title>t</title><description>{}</description></item></channel></rss>",
    "a.atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content>{}</content></entry></feed>",
    "a.enex": "<en-export><note><title>t</title><content>{}</content></note></en-export>",
    "a.rdf": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x>{}</x></rdf:RDF>",
    "a.opml": "<opml version='2.0'><body><outline text='{}'/></body></opml>",
    "a.webarchive": "<plist version='1.0'><dict><key>WebMainResource</key><string>{}</string></dict></plist>",
    "a.nitf": "<nitf><body><body.content><p>{}</p></body.content></body></nitf>",
    "a.newsml": "<newsItem><contentSet><inlineXML>{}</inlineXML></contentSet></newsItem>",
    "factiva.xml": "<ppsarticle><article><leadParagraph>{}</leadParagraph></article></ppsarticle>",
    "bits.xml": "<bitsArticle><article><title>t</title><body>{}</body></article></bitsArticle>",
}  # fmt: skip
PARTS_OF_ZIPS = {
    "a.docx": ("[Content_Types].xml", "word/document.xml"),
    "a.odt": ("content.xml", "META-INF/manifest.xml"),
    "a.epub": ("META-INF/container.xml", "content.opf"),
    "a.maff": ("1/index.rdf", "1/index.html"),
}


def _root_of(document: str) -> str:
    return document[1:].split(" ", 1)[0].split(">", 1)[0] if document.startswith("<") else "x"


def xml_bombs(secret: str) -> Iterator[tuple[str, bytes]]:
    """Yield XML files of every kind with entities that grow, or that read the file at ``secret``."""
    laughs = "".join(
        f"<!ENTITY l{n} '{''.join(f'&l{n - 1};' for _ in range(10))}'>" if n else "<!ENTITY l0 'lol'>"
        for n in range(10)
    )
    subsets = {
        "laughs": (laughs, "&l9;"),
        "quadratic": (f"<!ENTITY a '{'a' * 50_000}'>", "&a;" * 20_000),
        "file": (f"<!ENTITY s SYSTEM 'file://{secret}'>", "&s;"),
        "parameter": (f"<!ENTITY % p SYSTEM 'file://{secret}'> %p;", "text"),
        "loop": ("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;"),
    }
    for name, document in ROOTS.items():
        whole = document if document != "{}" else "<x>{}</x>"
        for kind, (subset, use) in subsets.items():
            head = f"<?xml version='1.0'?><!DOCTYPE {_root_of(whole)} [{subset}]>"
            yield f"{kind}-{name}", (head + whole.replace("{}", use)).encode()
    for name, parts in PARTS_OF_ZIPS.items():
        bomb = f"<?xml version='1.0'?><!DOCTYPE x [{laughs}<!ENTITY s SYSTEM 'file://{secret}'>]><x>&l9;&s;</x>"
        yield f"zip-{name}", _zip_of(dict.fromkeys(parts, bomb.encode()))


def _zip_of(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield mails and MHTML files of too many parts, parts in parts, and endless headers."""
    head = b"From: a@b.example\r\nSubject: News\r\nDate: Mon, 1 Mar 2021 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    mixed = head + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    part = b"--b\r\nContent-Type: text/html\r\n\r\n<p>One of very many parts.</p>\r\n"
    yield "parts.eml", mixed + part * 20_000 + b"--b--\r\n"
    yield "parts.mht", mixed.replace(b"mixed", b"related") + part * 20_000 + b"--b--\r\n"
    for depth in (50, 3_000):
        nest = b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
        )
        yield f"nest{depth}.eml", head + nest + b"Content-Type: text/plain\r\n\r\nDeep down there is a story.\r\n"
    yield "messages.eml", head + b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"\r\nA story.\r\n"
    yield "headers.eml", head + b"X-Filler: y\r\n" * 100_000 + b"\r\nA story after many headers.\r\n"
    yield "header.eml", head + b"X-Filler: " + b"y" * 2_000_000 + b"\r\n\r\nA story after a long header.\r\n"
    yield "words.eml", head.replace(b"News", b"=?utf-8?q?" + b"=C3" * 50_000 + b"?=") + b"\r\nA story.\r\n"
    yield "boundary.eml", head + b"Content-Type: multipart/mixed\r\n\r\n--\r\n--\r\n" * 20
    yield "base64.eml", head + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * 500_000
    yield "box.mbox", (b"From a@b.example Mon Mar  1 10:00:00 2021\r\n" + head + b"\r\nA story.\r\n\r\n") * 300


def nestings(depth: int = 50_000) -> Iterator[tuple[str, bytes]]:
    """Yield files whose parts lie in each other without end."""
    yield "list.json", b"[" * depth + b"]" * depth
    yield "object.json", b'{"title": "t", "text": ' * depth + b'"x"' + b"}" * depth
    yield "open.json", b'[{"url": "http://a.example/", "content": ' * depth
    yield "lines.jsonl", (b"[" * depth + b"]" * depth + b"\n") * 3 + b'{"title": "t", "text": "A story in a line."}\n'
    yield "page.html", b"<html><body>" + b"<div>" * depth + b"<p>A story at the bottom.</p>" + b"</div>" * depth
    yield "tables.html", b"<html><body>" + b"<table><tr><td>" * (depth // 10) + b"A story in a cell."
    yield "lists.html", b"<html><body>" + b"<ul><li>" * (depth // 10) + b"A story in a list."
    yield "tree.xml", b"<?xml version='1.0'?>" + b"<a>" * depth + b"x" + b"</a>" * depth
    yield "tree.rss", b"<?xml version='1.0'?><rss version='2.0'><channel><item><description>" + b"<b>" * depth
    yield "tree.enex", b"<?xml version='1.0'?><en-export><note><title>t</title><content>" + b"<b>" * depth
    yield "tree.plist", b"<?xml version='1.0'?><plist version='1.0'>" + b"<dict><key>a</key>" * (depth // 10)
    yield "groups.rtf", b"{\\rtf1\\ansi " + b"{\\b " * depth + b"A story in braces." + b"}" * depth + b"}"
    yield "open.rtf", b"{\\rtf1\\ansi " + b"{" * depth
    yield "quotes.txt", b">" * depth + b" A story behind marks of quotation.\n"
    yield "quotes.md", b"> " * depth + b"A story behind marks of quotation.\n"
    yield "front.md", b"---\n" + b"a: [" * 2_000 + b"\n---\n\nA story behind front matter.\n"
    yield "alias.md", b"---\na: &a [x, x]\n" + _aliases() + b"---\n\nA story behind front matter of aliases.\n"
    yield "state.html", b"<html><body><p>A story.</p><script type='application/ld+json'>" + b"[" * depth + b"</script>"
    yield "data.html", b"<html><body><script>window.__DATA__ = " + b'{"a":' * depth + b"</script></body></html>"
    yield "har.har", json.dumps({"log": {"entries": []}}).encode().replace(b"[]", b"[" * depth)


def _aliases() -> bytes:
    names = "abcdefghijklmnopqrstuvwxyz"
    lines = (f"{names[n]}: &{names[n]} [{', '.join([f'*{names[n - 1]}'] * 9)}]\n" for n in range(1, 20))
    return "".join(lines).encode()
