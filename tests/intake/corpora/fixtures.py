"""Files of stories as records, made here: invented texts in several languages."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from reader.core.model import Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import Finding, LeftOut
from reader.intake.source import Source
from reader.intake.unfold import unfold

FERRY = (
    "The ferry to the island was late on Monday, and nobody at the harbour could say when the next one would leave.",
    "Passengers waited in the rain for hours, the harbour master said, before the storm moved on towards the east.",
)
FLUT = (
    "Die Flut hat in der Nacht zum Dienstag zwei Brücken über die Ahrenbek zerstört, wie der Landkreis mitteilte.",
    "Größere Schäden an Häusern gab es nicht, sagte die Bürgermeisterin Käthe Möllers am frühen Morgen.",
)
HASHI = (
    "島へ渡る橋は月曜日の朝に開通し、地元の住民およそ三百人が雨の中で最初の車を見送ったと市役所が発表した。",
    "工事は七年かかり、費用は当初の見積もりの二倍になったが、市長は「待った甲斐があった」と述べた。",
)
JISR = (
    "افتتح الجسر الجديد فوق الوادي صباح يوم الاثنين بعد سبع سنوات من العمل،"
    " وقال رئيس البلدية إن التكلفة تضاعفت خلال هذه المدة.",
)


def as_lines(records: Iterable[Mapping[str, object]], end: str = "\n") -> bytes:
    """Return JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + end for record in records).encode()


def as_json(value: object, indent: int | None = None) -> bytes:
    """Return JSON."""
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def as_table(rows: Sequence[Sequence[str]], mark: str = ",", encoding: str = "utf-8") -> bytes:
    """Return a table with ``mark`` between its cells."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark).writerows(rows)
    return stream.getvalue().encode(encoding)


def found_in(content: bytes, name: str, terms: Terms = STANDARD) -> list[Finding]:
    """Return what is found in a file of this content and name."""
    return list(unfold(Source.of_bytes(content, name), terms))


def stories(found: Iterable[Finding]) -> list[Snapshot]:
    """Return the stories among what was found."""
    return [one for one in found if isinstance(one, Snapshot)]


def failures(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return the members that failed, with the sentences."""
    return [(one.member, one.failure) for one in found if isinstance(one, LeftOut) and one.failure]


NEWS_PLEASE = {
    "authors": ["Jane Roe", "Max Muster"],
    "date_download": "2021-03-05 01:00:00",
    "date_modify": "2021-03-04 12:00:00",
    "date_publish": "2021-03-04 10:11:12",
    "description": "A storm kept the boats of the island in their harbour.",
    "filename": "https%3A%2F%2Fbote.test%2Fferry.json",
    "image_url": "https://bote.test/a.jpg",
    "language": "en",
    "localpath": None,
    "source_domain": "bote.test",
    "maintext": "\n".join(FERRY),
    "title": "Ferry to the island late again",
    "title_page": None,
    "title_rss": None,
    "url": "https://bote.test/news/ferry",
}
C4 = [
    {
        "text": "Ferry to the island late again\n" + "\n".join(FERRY),
        "timestamp": "2019-04-25T12:57:54Z",
        "url": "https://bote.test/news/ferry",
    },
    {"text": "\n".join(FLUT), "timestamp": "2019-04-26T01:02:03Z", "url": "https://bote.test/news/flut"},
]
REAL_NEWS = [
    {
        "title": "Ferry late",
        "text": "\n".join(FERRY),
        "summary": "",
        "authors": ["Jane Roe"],
        "publish_date": "03-27-2019",
        "status": "success",
        "url": "https://web.archive.org/web/x",
        "url_used": "https://bote.test/ferry",
        "domain": "bote.test",
        "warc_date": "2019-04-18T12:57:54Z",
        "split": "train",
    }
]
NELA = [
    {
        "id": "bote--2018-02-11--Ferry late",
        "date": "2018-02-11",
        "source": "bote",
        "title": "Ferry late",
        "content": " ".join(FERRY),
        "author": "Jane Roe",
        "url": "https://bote.test/ferry",
        "published": "Sun, 11 Feb 2018 10:00:00 GMT",
        "published_utc": 1518343200,
        "collection_utc": 1518350400,
    }
]
WEBZ = {
    "posts": [
        {
            "thread": {
                "uuid": "1",
                "url": "http://bote.test/ferry",
                "site_full": "www.bote.test",
                "site": "bote.test",
                "section_title": "Bote - Islands",
                "title": "Ferry late",
                "published": "2015-09-30T23:14:00.000+03:00",
            },
            "uuid": "1",
            "url": "http://bote.test/ferry",
            "author": "Jane Roe",
            "published": "2015-09-30T23:14:00.000+03:00",
            "title": "Ferry late",
            "text": "\n".join(FERRY),
            "language": "english",
            "crawled": "2015-10-01T01:00:00.000+03:00",
            "organizations": [],
        }
    ],
    "totalResults": 1,
    "moreResultsAvailable": 0,
}
GUARDIAN = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "world/ferry",
                "sectionName": "World news",
                "webPublicationDate": "2020-01-02T03:04:05Z",
                "webTitle": "Ferry late | Jane Roe",
                "webUrl": "https://guard.test/world/ferry",
                "fields": {
                    "headline": "Ferry late",
                    "byline": "Jane Roe",
                    "body": "".join(f"<p>{text}</p>" for text in FERRY),
                    "bodyText": " ".join(FERRY),
                    "lang": "en",
                },
            }
        ],
    }
}
NEW_YORK = {
    "status": "OK",
    "response": {
        "docs": [
            {
                "web_url": "https://times.test/ferry.html",
                "abstract": "A storm kept the boats in their harbour.",
                "lead_paragraph": FERRY[0],
                "headline": {"main": "Ferry Late", "kicker": None},
                "byline": {"original": "By Jane Roe", "person": []},
                "pub_date": "2020-01-02T03:04:05+0000",
                "source": "The Test Times",
                "section_name": "World",
            }
        ],
        "meta": {"hits": 1},
    },
}
WORDPRESS = [
    {
        "id": 1,
        "date": "2020-01-02T03:04:05",
        "date_gmt": "2020-01-02T02:04:05",
        "modified": "2020-01-03T03:04:05",
        "link": "https://blog.test/ferry",
        "title": {"rendered": "Ferry &#8211; late"},
        "content": {"rendered": "".join(f"<p>{text}</p>" for text in FERRY), "protected": False},
        "excerpt": {"rendered": "<p>Short</p>"},
    }
]
MONGO = [
    {
        "_id": {"$oid": "1"},
        "headline": "Ferry late",
        "article": "\n\n".join(FERRY),
        "date": {"$date": "2014-05-06T07:08:09Z"},
        "author": {"name": "Jane Roe", "url": "https://bote.test/jane"},
        "source": {"id": "bote", "name": "Der Bote"},
    }
]
ELASTIC = {"hits": {"total": 2, "hits": [{"_id": "1", "_source": NEWS_PLEASE}, {"_id": "2", "_source": NEWS_PLEASE}]}}
NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://nitf.test/nitf-3-3.dtd">
<nitf change.date="June 10, 2005"><head><title>Ferry late</title><meta content="World" name="online_sections"/>
<pubdata date.publication="20070102T000000" ex-ref="http://times.test/ferry.html" name="The Test Times"/></head>
<body><body.head><hedline><hl1>Ferry Late</hl1></hedline><byline class="print_byline">By Jane Roe</byline>
<byline class="normalized_byline">Roe, Jane</byline></body.head>
<body.content><block class="lead_paragraph"><p>{FERRY[0]}</p></block>
<block class="full_text"><p>{FERRY[0]}</p><p>{FERRY[1]}</p></block></body.content></body></nitf>
"""
NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:agentur.test" version="2" xml:lang="de">
<itemMeta><provider literal="ta"><name>Test-Agentur</name></provider>
<versionCreated>2020-01-03T03:04:05+01:00</versionCreated><firstCreated>2020-01-02T03:04:05+01:00</firstCreated></itemMeta>
<contentMeta><by>Von Jana Muster</by><headline>Flut zerstört Brücken</headline><language tag="de"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>Datei</title></head><body><p>{FLUT[0]}</p><h2>Schäden</h2><ul><li>Brücke Nord</li></ul><p>{FLUT[1]}</p>
</body></html></inlineXML></contentSet></newsItem>
"""
TABLE_DE = [
    ["Nr", "Titel", "Datum", "Quelle", "Verfasser", "Volltext"],
    ["1", "Flut zerstört Brücken", "13.04.2011", "Der Bote", "Jana Muster", "\r\n\r\n".join(FLUT)],
    ["2", 'Der "Rest"', "03.04.2011", "Der Bote", "", FLUT[1] + " " + FLUT[0]],
]
TABLE_JA = [["見出し", "日付", "媒体名", "本文"], ["橋が開通", "2011年3月22日", "島新聞", "\n".join(HASHI)]]
TABLE_AR = [["العنوان", "التاريخ", "المصدر", "النص"], ["افتتاح الجسر", "2020-03-01", "صدى", JISR[0]]]
ALL_THE_NEWS = [
    ["", "id", "title", "publication", "author", "date", "year", "month", "url", "content"],
    [
        "0",
        "17283",
        "Ferry late - The Test Times",
        "Test Times",
        "Jane Roe",
        "2016-12-31",
        "2016.0",
        "12.0",
        "",
        FERRY[0],
    ],
]

FIXTURES: dict[str, bytes] = {
    "news-please.json": as_json(NEWS_PLEASE, indent=2),
    "c4.jsonl": as_lines(C4),
    "realnews.ndjson": as_lines(REAL_NEWS, "\r\n"),
    "nela.json": as_json(NELA),
    "webz.json": as_json(WEBZ),
    "guardian.json": as_json(GUARDIAN),
    "newyork.json": as_json(NEW_YORK),
    "wordpress.json": as_json(WORDPRESS),
    "mongo.json": as_json(MONGO, indent=1),
    "elastic.json": as_json(ELASTIC),
    "flut.csv": as_table(TABLE_DE, ";", "cp1252"),
    "hashi.tsv": as_table(TABLE_JA, "\t", "utf-16"),
    "jisr.csv": as_table(TABLE_AR),
    "all-the-news.csv": as_table(ALL_THE_NEWS),
    "nitf.xml": NITF.encode(),
    "newsml.xml": NEWSML.encode(),
}
"""A good file of each format, by its name."""
