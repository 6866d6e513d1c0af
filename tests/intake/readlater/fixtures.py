"""Exports of read-later programs and bookmarks, made here with invented stories."""

import io
import json
import zipfile

from tests.intake.corpora.fixtures import FERRY, FLUT, as_json, as_table

MARKUP = "".join(f"<p>{text}</p>" for text in FERRY)
URL = "https://bote.test/ferry"

WALLABAG = [
    {
        "id": 1,
        "title": "Ferry late | Bote",
        "url": URL,
        "given_url": "https://t.test/x",
        "is_archived": 1,
        "is_starred": True,
        "content": MARKUP,
        "created_at": "2016-09-08T11:55:58+0200",
        "updated_at": "2016-09-09T11:55:58+0200",
        "published_at": "2016-09-07T10:00:00+0200",
        "published_by": ["Jane Roe"],
        "annotations": [{"text": "my thought", "quote": "late on Monday", "ranges": []}],
        "mimetype": "text/html",
        "language": "en_GB",
        "reading_time": 1,
        "domain_name": "bote.test",
        "tags": ["islands", "sea"],
    },
    {
        "id": 2,
        "title": "No title found",
        "url": "https://bote.test/gone",
        "is_archived": 0,
        "is_starred": 0,
        "content": "wallabag can't retrieve contents for this article. Please troubleshoot this issue.",
        "created_at": "2016-09-08T11:55:58+0200",
        "tags": [],
    },
]
WALLABAG_1 = [
    {
        "0": "1",
        "id": "1",
        "title": "Flut",
        "url": "https://bote.test/flut",
        "is_read": "1",
        "is_fav": "0",
        "content": "".join(f"<p>{text}</p>" for text in FLUT),
        "user_id": "1",
        "tags": "a,b",
    }
]
WALLABAG_TABLE = [
    ["Title", "URL", "Content", "Tags", "MIME Type", "Language", "Creation date"],
    ["Ferry late", URL, MARKUP, "islands, sea", "text/html", "en", "03/02/2019 10:11:12"],
]
WALLABAG_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<result>
  <entry><is_archived>1</is_archived><is_starred>0</is_starred><id>1</id><title><![CDATA[Ferry late]]></title>
    <url><![CDATA[{URL}]]></url><content><![CDATA[{MARKUP}]]></content>
    <created_at><![CDATA[2016-09-08T11:55:58+0200]]></created_at>
    <tags><entry><![CDATA[islands]]></entry><entry><![CDATA[sea]]></entry></tags></entry>
  <entry><is_archived>0</is_archived><is_starred>1</is_starred><id>2</id><title><![CDATA[Flood]]></title>
    <url><![CDATA[https://bote.test/flut]]></url><content><![CDATA[{MARKUP}]]></content></entry>
</result>
"""
BAR = "=" * 100
WALLABAG_TEXT = f"\n\n{BAR}\n\nFerry late\n\n{BAR}\n\n{FERRY[0]}\n\n{FERRY[1]}\n\n{BAR}\n\nFlut\n\n{BAR}\n\n{FLUT[0]}"
OMNIVORE = [
    {
        "id": "1",
        "slug": "ferry-late",
        "title": "Ferry late",
        "description": "A storm kept the boats in their harbour.",
        "author": "Jane Roe",
        "url": URL,
        "state": "Archived",
        "readingProgress": 100,
        "thumbnail": "",
        "labels": ["islands"],
        "savedAt": "2024-01-02T03:04:05.000Z",
        "updatedAt": "2024-01-03T03:04:05.000Z",
        "publishedAt": "2023-12-31T10:00:00.000Z",
    }
]
OMNIVORE_2 = [{**OMNIVORE[0], "slug": "gone", "url": "https://bote.test/gone", "state": "Active"}]
HIGHLIGHTS = "> late on Monday\n> and nobody knew\n\nmy thought\n\n> in the rain [⤴️](https://omnivore.test/x)\n"
READECK = {
    "ID": 1,
    "UID": "AbCdEfGhIjKlMn",
    "UserID": 1,
    "Created": "2024-01-02T03:04:05Z",
    "Updated": "2024-01-03T03:04:05Z",
    "URL": URL,
    "InitialURL": URL,
    "Title": "Ferry late",
    "Domain": "bote.test",
    "Site": "bote.test",
    "SiteName": "Der Bote",
    "Published": "2023-12-31T10:00:00Z",
    "Authors": ["Jane Roe"],
    "Lang": "en",
    "Description": "",
    "Text": " ".join(FERRY),
    "Labels": ["islands"],
    "IsArchived": True,
    "IsMarked": True,
    "Annotations": [{"id": "1", "text": "late on Monday", "note": "my thought", "color": "yellow"}],
}
READECK_PLACE = "bookmarks/AbCdEfGhIjKlMn"
POCKET = [
    ["title", "url", "time_added", "tags", "status"],
    ["Ferry late", URL, "1600322788", "islands|sea", "archive"],
    ["Flood\n\nin the night", "https://bote.test/flut", "1600322789", "", "unread"],
]
POCKET_OLD = [
    ["title", "url", "time_added", "cursor", "tags", "status"],
    ["Ferry", URL, "1541343937", "", "a", "unread"],
]
POCKET_HTML = f"""<!DOCTYPE html>
<html><!--So long and thanks for all the fish--><head><meta charset="UTF-8" /><title>Pocket Export</title></head>
<body><h1>Unread</h1><ul><li><a href="{URL}" time_added="1688628695" tags="islands,sea">Ferry &amp; boat</a></li></ul>

<h1>Read Archive</h1><ul><li><a href="https://bote.test/flut" time_added="1688628696" tags="">Flood</a></li></ul>
</body></html>
"""
POCKET_HIGHLIGHTS = [{"url": URL, "title": "Ferry late", "highlights": [{"quote": "late on Monday", "created_at": 1}]}]
POCKET_API = {
    "status": 1,
    "list": {
        str(i): {
            "item_id": str(i),
            "given_url": f"https://bote.test/{i}",
            "resolved_url": f"https://bote.test/{i}",
            "resolved_title": f"Story {i}",
            "favorite": "1",
            "status": "1",
            "time_added": "1600322788",
            "tags": {"sea": {"item_id": str(i), "tag": "sea"}},
            "annotations": [{"quote": "late on Monday"}],
        }
        for i in range(3)
    },
}
INSTAPAPER = [
    ["URL", "Title", "Selection", "Folder", "Timestamp", "Tags"],
    [URL, "Ferry late", "late on Monday", "Archive", "1600322788", '["islands"]'],
    ["https://bote.test/flut", "Flood", "", "Starred", "1600322789", "[]"],
    ["https://bote.test/x", "X", "", "Travel", "1600322789", "[]"],
]
INSTAPAPER_HTML = f"""<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1>
<ol><li><a href="{URL}">Ferry</a></ol><h1>Archive</h1><ol><li><a href="https://bote.test/b">B</a></ol>
<h1>Travel</h1><ol><li><a href="https://bote.test/c">C</a></ol></body></html>"""
RAINDROP = [
    ["id", "title", "note", "excerpt", "url", "folder", "tags", "created", "cover", "highlights", "favorite"],
    ["1", "Ferry", "my note", "E", URL, "Unsorted", "islands, sea", "2020-05-01T10:10:00.000Z", "", "late", "true"],
]
PINBOARD = [
    {
        "href": URL,
        "description": "Ferry late",
        "extended": "my note",
        "meta": "1",
        "hash": "2",
        "time": "2016-10-31T15:57:56Z",
        "shared": "no",
        "toread": "yes",
        "tags": "islands sea",
    }
]
PINBOARD_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<posts user="reader" update="2020-01-01">
  <post href="{URL}" time="2016-10-31T15:57:56Z" description="Ferry late" extended="my note" tag="islands sea"
    hash="1" toread="no"/>
</posts>"""
NETSCAPE = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>
<DL><p>
    <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><A HREF="{URL}?a=1&amp;b=2" ADD_DATE="1600322788" ICON="data:image/png;base64,AA>B">Ferry &amp; boat</A>
        <DD>my note
        <DT><H3>Politics</H3>
        <DL><p>
            <DT><A HREF="https://bote.test/flut" ADD_DATE="1600322788" TAGS="x,y" TOREAD="1">Flood</A>
            <DT><A HREF="javascript:void(0)">Script</A>
        </DL><p>
        <HR>
        <DT><A HREF="https://bote.test/c">https://bote.test/c</A>
    </DL><p>
</DL><p>"""
CHROME = {
    "checksum": "1",
    "roots": {
        "bookmark_bar": {
            "children": [
                {"date_added": "13244796388000000", "id": "5", "name": "Ferry", "type": "url", "url": URL},
                {
                    "children": [{"date_added": "0", "name": "Flood", "type": "url", "url": "https://bote.test/flut"}],
                    "name": "Politics",
                    "type": "folder",
                },
            ],
            "name": "Bookmarks bar",
            "type": "folder",
        },
        "other": {"children": [], "name": "Other", "type": "folder"},
        "sync_transaction_version": "1",
    },
    "version": 1,
}
FIREFOX = {
    "guid": "root________",
    "title": "",
    "type": "text/x-moz-place-container",
    "root": "placesRoot",
    "children": [
        {
            "guid": "menu________",
            "title": "menu",
            "type": "text/x-moz-place-container",
            "children": [
                {
                    "title": "Politics",
                    "type": "text/x-moz-place-container",
                    "children": [
                        {
                            "title": "Ferry",
                            "dateAdded": 1600322788000000,
                            "type": "text/x-moz-place",
                            "uri": URL,
                            "tags": "islands,sea",
                        },
                        {"title": "Recent", "type": "text/x-moz-place", "uri": "place:sort=12"},
                    ],
                }
            ],
        }
    ],
}
LINKWARDEN = {
    "collections": [
        {
            "id": 1,
            "name": "News",
            "links": [
                {
                    "id": 5,
                    "name": "Ferry late",
                    "type": "url",
                    "url": URL,
                    "collectionId": 1,
                    "createdAt": "2024-01-02T03:04:05.000Z",
                    "description": "",
                    "tags": [{"name": "islands"}],
                    "textContent": "\n".join(FERRY),
                },
                {"id": 6, "name": "Flood", "url": "https://bote.test/flut", "collectionId": 1, "createdAt": "2024"},
            ],
        }
    ],
    "pinnedLinks": [{"id": 5}],
}
STARRED = {
    "id": "user/-/state/com.google/starred",
    "title": "Starred",
    "updated": 1527938890,
    "items": [
        {
            "crawlTimeMsec": "1527784014000",
            "id": "tag:google.com,2005:reader/item/1",
            "categories": [
                "user/1/state/com.google/read",
                "user/1/state/com.google/starred",
                "user/1/label/Sea & islands",
            ],
            "title": "Ferry late",
            "published": 1527776095,
            "updated": 0,
            "starred": 1527784014,
            "canonical": [{"href": URL}],
            "alternate": [{"href": URL, "type": "text/html"}],
            "summary": {"direction": "ltr", "content": MARKUP},
            "author": "Jane Roe",
            "annotations": [],
            "origin": {"streamId": "feed/https://bote.test/rss", "title": "Der Bote", "htmlUrl": "https://bote.test"},
        }
    ],
}
KARAKEEP = {
    "bookmarks": [
        {
            "createdAt": 1700000000,
            "title": "Ferry late",
            "tags": ["islands"],
            "content": {"type": "link", "url": URL},
            "note": "my note",
            "archived": True,
        },
        {
            "createdAt": 1700000000,
            "title": None,
            "tags": [],
            "content": {"type": "text", "text": FERRY[0]},
            "note": None,
        },
    ]
}
READER_TABLE = [
    ["Title", "URL", "ID", "Document tags", "Saved date", "Reading progress", "Location", "Seen"],
    ["Ferry late", URL, "1", "['islands', 'sea']", "2022-11-06 04:33:50+00:00", "0", "archive", "True"],
]
MATTER_HEADER = (
    "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight Count,Last Interaction Date,File Id"
)
MATTER = [
    MATTER_HEADER.split(","),
    f"Ferry late,Jane Roe,Der Bote,{URL},islands,300,False,True,True,0,2023-01-02T03:04:05,1".split(","),
]


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def packed(content: bytes) -> bytes:
    """Return content as Firefox packs its backups, in literals alone."""
    count = len(content)
    if count < 15:
        return b"mozLz40\x00" + count.to_bytes(4, "little") + bytes((count << 4,)) + content
    more, rest = divmod(count - 15, 255)
    return b"mozLz40\x00" + count.to_bytes(4, "little") + b"\xf0" + b"\xff" * more + bytes((rest,)) + content


OMNIVORE_ZIP: dict[str, bytes | str] = {
    "metadata_0_to_1.json": json.dumps(OMNIVORE),
    "content/ferry-late.html": f'<DIV class="page" id="readability-page-1">{MARKUP}</DIV>',
    "highlights/ferry-late.md": HIGHLIGHTS,
    "metadata_1_to_2.json": json.dumps(OMNIVORE_2),
}
READECK_ZIP: dict[str, bytes | str] = {
    "data.json": "{}",
    f"{READECK_PLACE}/info.json": json.dumps(READECK),
    f"{READECK_PLACE}/container/index.html": f'<section>{MARKUP}<img src="./_resources/a%20b.png"></section>',
    f"{READECK_PLACE}/container/_resources/a b.png": b"\x89PNG",
}

FIXTURES: dict[str, bytes] = {
    "wallabag.json": as_json(WALLABAG),
    "wallabag-v1.json": as_json(WALLABAG_1),
    "wallabag.csv": as_table(WALLABAG_TABLE, ";"),
    "wallabag.xml": WALLABAG_XML.encode(),
    "wallabag.txt": WALLABAG_TEXT.encode(),
    "omnivore.zip": zipped(OMNIVORE_ZIP),
    "readeck.zip": zipped(READECK_ZIP),
    "pocket.csv": as_table(POCKET),
    "pocket-old.csv": as_table(POCKET_OLD),
    "ril_export.html": POCKET_HTML.encode(),
    "part_000000.json": as_json(POCKET_HIGHLIGHTS),
    "pocket-api.json": as_json(POCKET_API),
    "instapaper.csv": as_table(INSTAPAPER),
    "instapaper.html": INSTAPAPER_HTML.encode(),
    "raindrop.csv": as_table(RAINDROP),
    "pinboard.json": as_json(PINBOARD),
    "pinboard.xml": PINBOARD_XML.encode(),
    "bookmarks.html": NETSCAPE.encode(),
    "Bookmarks": as_json(CHROME, indent=3),
    "firefox.json": as_json(FIREFOX),
    "firefox.jsonlz4": packed(as_json(FIREFOX)),
    "linkwarden.json": as_json(LINKWARDEN),
    "starred.json": as_json(STARRED),
    "karakeep.json": as_json(KARAKEEP),
    "readwise-reader.csv": as_table(READER_TABLE),
    "matter.csv": as_table(MATTER),
}
"""A good file of each format, by its name."""
