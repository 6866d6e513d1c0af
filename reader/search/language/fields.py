"""The names by which a query may call a part of a story, and what they mean. Read without regard to letter case."""

from reader.search.language.tree import Column, Zone

ZONES = {
    "text": Zone.TEXT,
    "headline": Zone.HEADLINE,
    "title": Zone.HEADLINE,
    "hd": Zone.HEADLINE,
    "standfirst": Zone.STANDFIRST,
    "lead": Zone.LEAD,
    "hlead": Zone.HEAD_AND_LEAD,
    "hlp": Zone.HEAD_AND_LEAD,
    "body": Zone.BODY,
    "caption": Zone.CAPTION,
    "byline": Zone.BYLINE,
    "author": Zone.BYLINE,
    "by": Zone.BYLINE,
    "outlet": Zone.OUTLET,
    "source": Zone.OUTLET,
    "publication": Zone.OUTLET,
    "sn": Zone.OUTLET,
    "section": Zone.SECTION,
    "lang": Zone.LANGUAGE,
    "la": Zone.LANGUAGE,
    "language": Zone.LANGUAGE,
    "url": Zone.URL,
    "site": Zone.SITE,
    "tag": Zone.TAG,
    "note": Zone.NOTE,
}

DATES = {
    "date": Column.PUBLISHED,
    "published": Column.PUBLISHED,
    "saved": Column.SAVED,
    "imported": Column.IMPORTED,
}

LENGTHS = ("length", "wc")

IN_WORDS = {
    Zone.TEXT: "in the text",
    Zone.HEADLINE: "in the headline",
    Zone.STANDFIRST: "in the standfirst",
    Zone.LEAD: "in the first 50 words",
    Zone.HEAD_AND_LEAD: "in the headline, standfirst or first 50 words",
    Zone.BODY: "in the body",
    Zone.CAPTION: "in a caption",
    Zone.BYLINE: "in the byline",
    Zone.OUTLET: "in the outlet",
    Zone.SECTION: "in the section",
    Zone.URL: "in the address",
    Zone.SITE: "in the site",
    Zone.LANGUAGE: "as language",
    Zone.TAG: "as tag",
    Zone.NOTE: "in a note",
}

COLUMN_WORDS = {
    Column.PUBLISHED: "published",
    Column.SAVED: "saved",
    Column.IMPORTED: "imported",
    Column.WORDS: "with",
}

STATES = {
    "unread": "marked unread",
    "read": "marked read",
    "starred": "marked starred",
    "check": "marked check",
    "duplicate": "that are duplicates",
    "annotated": "that are annotated",
    "note": "with a note",
    "image": "with a picture",
    "version": "that are versions of one address",
}
"""The names that ``is:`` and ``has:`` may ask for, and how they read."""
