"""Documents made in code, with invented names and texts: one good file a format for tests that try all of them."""

import io
import zipfile
from collections.abc import Mapping, Sequence

LONG = (
    "The council of Lower Wexcombe voted on Tuesday to repair the old bridge over the Yarrow, which has been closed "
    "since the floods of last winter, and to ask the county for half of the money."
)
SECOND = (
    "Work is to begin in spring. Until then buses go by the mill road, said Mara Quillfeather, who leads the council, "
    "and nobody should expect the detour to be shorter before the summer."
)

RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fswiss Helvetica;}{\f1\fnil\fcharset204 Arial;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}
{\info{\title Bridge to be repaired}{\author Mara Quillfeather}{\creatim\yr2020\mo5\dy3\hr10\min4}}
{\header running head}
\pard\s1 Bridge to be repaired\par
\pard\plain\qc\b By Tam Osgood\b0\par
\pard The council said \'93yes\'94 \u8212? and {\field{\*\fldinst{HYPERLINK "https://example.org/a"}}{\fldrslt
a plan}} follows{\v not to be seen}.{\footnote A note.} \u-10179?\u-8704?\par
{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}\par
{\listtext\bullet\tab}\ls1 item one\par
\pard\plain\intbl a\cell b\cell\row\intbl c\cell d\cell\row
\pard after {\pict\bin5 }}}}}x}the picture\par}"""

MARKDOWN = f"""---
title: "Bridge: to be repaired"
source: https://news.example/2020/05/03/bridge
author:
  - "[[Mara Quillfeather]]"
  - "[[Tam Osgood]]"
published: 2020-05-02
created: 2021-01-09
tags: [clippings, "#bridges"]
---
# Bridge: to be repaired

{LONG}

> [!quote] She said
> that it is *enough*.

- [ ] first
- [x] second

![A view](view.png) and ![[plan.png|300]]

{SECOND}[^1]

[^1]: By the road.
""".encode()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file; a member ``mimetype`` is stored as the formats ask."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return made.getvalue()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, *, core: str = "", notes: str = "") -> bytes:
    """Return a Word document with this body; relation ``link`` leads to an address, ``picture`` to a picture."""
    relations = (
        f'<Relationship Id="link" Type="{_OFFICE}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
        f'<Relationship Id="picture" Type="{_OFFICE}/image" Target="media/image1.png"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mein"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/media/image1.png": b"\x89PNG picture",
        "docProps/core.xml": f'<cp xmlns:dc="d" xmlns:t="t">{core}</cp>',
    }
    if notes:
        members["word/footnotes.xml"] = f"<w:footnotes {_W} {_R}>{notes}</w:footnotes>"
    return zipped(members)


def word_paragraph(text: str, look: str = "", run_look: str = "") -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:pPr>{look}</w:pPr><w:r><w:rPr>{run_look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, styles: str = "", meta: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    names = 'xmlns:o="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:xlink="x"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<o:document-content {names}><o:automatic-styles>{styles}</o:automatic-styles>"
            f"<o:body><o:text>{body}</o:text></o:body></o:document-content>",
            "meta.xml": f'<o:document-meta xmlns:o="o" xmlns:dc="dc" xmlns:meta="m"><o:meta>{meta}</o:meta>'
            "</o:document-meta>",
            "META-INF/manifest.xml": "<manifest/>",
            "Pictures/a.png": b"picture",
        }
    )


def epub(facts: str, documents: Mapping[str, str], contents: Mapping[str, str], **more: str | bytes) -> bytes:
    """Return an e-book: ``documents`` by name, bodies only, ``contents`` (an NCX) from names to labels."""
    items = "".join(
        f'<item id="d{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(len(documents)))
    points = "".join(
        f'<navPoint><navLabel><text>{label}</text></navLabel><content src="{name}"/></navPoint>'
        for name, label in contents.items()
    )
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f'<package xmlns:dc="d" xmlns:opf="o"><metadata>{facts}</metadata><manifest>{items}'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f'<spine toc="ncx">{spine}</spine></package>',
        "OPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
    }
    for name, body in documents.items():
        members[f"OPS/{name}"] = (
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
        )
    return zipped(members | {name.replace("__", "/"): content for name, content in more.items()})


Line = tuple[float, float, float, str]
"""Left edge, base line, size and text."""


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf(pages: Sequence[Sequence[Line]], info: Mapping[str, str] | None = None) -> bytes:
    """Return a PDF of Letter pages with lines of Helvetica; the text is of Latin-1."""
    objects: list[bytes] = [b"", b"", _FONT]
    kids = [_add_page(objects, b"\n".join(_shown(*line) for line in page), b"") for page in pages]
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    return _pdf_file(objects, kids, info or {})


def tagged_pdf(pages: Sequence[Sequence[tuple[str, float, float, float, str]]]) -> bytes:
    """Return a PDF whose lines are elements of its structure, by the first value of each; "" for none."""
    objects: list[bytes] = [b"", b"", _FONT, b"", b""]
    kids: list[int] = []
    elements: list[int] = []
    parents: list[bytes] = []
    for number, page in enumerate(pages):
        shown: list[bytes] = []
        own: list[int] = []
        for kind, left, base, size, text in page:
            text_shown = _shown(left, base, size, text)
            if kind:
                shown.append(b"/%s << /MCID %d >> BDC\n%s\nEMC" % (kind.encode(), len(own), text_shown))
                page_object = len(objects) + len([one for one in page if one[0]]) - len(own) + 2
                element = b"<< /Type /StructElem /S /%s /P 5 0 R /Pg %d 0 R /K %d >>"
                objects.append(element % (kind.encode(), page_object, len(own)))
                own.append(len(objects))
            else:
                shown.append(text_shown)
        kids.append(_add_page(objects, b"\n".join(shown), b"/StructParents %d " % number))
        elements += own
        parents.append(b"%d [%s]" % (number, _references(own)))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 4 0 R >>"
    objects[3] = b"<< /Type /StructTreeRoot /K 5 0 R /ParentTree << /Nums [%s] >> >>" % b" ".join(parents)
    objects[4] = b"<< /Type /StructElem /S /Document /P 4 0 R /K [%s] >>" % _references(elements)
    return _pdf_file(objects, kids, {})


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _shown(left: float, base: float, size: float, text: str) -> bytes:
    return b"BT /F1 %.2f Tf %.2f %.2f Td (%s) Tj ET" % (size, left, base, _escaped(text))


def _add_page(objects: list[bytes], shown: bytes, more: bytes) -> int:
    """Add the content of a page and the page, and return the number of its object."""
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s"
        b"/Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects), more)
    )
    return len(objects)


def _pdf_file(objects: list[bytes], kids: Sequence[int], info: Mapping[str, str]) -> bytes:
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), _references(kids))
    objects.append(b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in info.items()))
    made = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    made += b"startxref\n%d\n%%%%EOF" % start
    return bytes(made)


def _escaped(text: str) -> bytes:
    raw = text.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def wrapped(text: str, left: float, base: float, size: float, chars: int) -> list[Line]:
    """Return a text broken into lines as a browser would, 1.4 sizes apart."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > chars:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return [(left, base - 1.4 * size * number, size, line) for number, line in enumerate(lines)]


def printed(pages: int = 2) -> bytes:
    """Return a story as a browser prints it: menus, the story over several pages, heads and feet."""
    made: list[list[Line]] = []
    for number in range(pages):
        page: list[Line] = [
            (25, 767, 8, "5/3/20, 10:04 AM"),
            (250, 767, 8, "Bridge to be repaired | The Wexcombe Echo"),
            (25, 15, 8, "https://echo.example/2020/bridge"),
            (560, 15, 8, f"{number + 1}/{pages}"),
        ]
        if number == 0:
            page += [(30, 720, 9, "Home"), (90, 720, 9, "News"), (150, 720, 9, "Sport")]
            page += [(90, 680, 24, "Bridge to be repaired")]
        page += wrapped(LONG, 90, 640, 11, 70)
        page += wrapped(SECOND, 90, 560, 11, 70)
        made.append(page)
    return pdf(made, {"Title": "Bridge to be repaired | The Wexcombe Echo", "CreationDate": "D:20200503100400+02'00'"})


FIXTURES: dict[str, bytes] = {
    "story.rtf": RTF,
    "clip.md": MARKDOWN,
    "story.docx": docx(word_paragraph("Bridge", '<w:pStyle w:val="berschrift1"/>') + word_paragraph(LONG)),
    "story.odt": odt(f'<text:h text:outline-level="1">Bridge</text:h><text:p>{LONG}</text:p>'),
    "news.epub": epub(
        "<dc:title>The Echo [Sun, 03 May 2020]</dc:title><dc:creator>calibre</dc:creator>",
        {"a.html": f"<h1>Bridge</h1><p>{LONG}</p>", "b.html": f"<h1>Buses</h1><p>{SECOND}</p>"},
        {"a.html": "Bridge", "b.html": "Buses"},
    ),
    "print.pdf": printed(),
}
