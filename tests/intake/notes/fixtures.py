"""Notes and references of our own making."""

import base64
import hashlib

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
