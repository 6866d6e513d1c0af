"""What the index keeps of a story: Whoosh fields, and the positions that tell the parts of a story apart.

Headline, standfirst and body lie in one field, at fixed ranges of positions, so that one posting list answers a word
and BM25F weighs its parts. ``text`` holds the words as they stand (folded), ``stem`` their stems, each after the code
of the story's language (``en:run``), so that stems of two languages never meet.
"""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from whoosh.fields import ID, NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Positions

from reader.search.language.tree import Zone

FORMAT = 4
"""Raised whenever the fields, the analysis or the positions change: older indexes are built anew."""

TEXT = "text"
STEM = "stem"
CAPTION_STEM = "caption_stem"
STANDFIRST_AT = 1_000
BODY_AT = 2_000
LEAD_WORDS = 50
LAST_POSITION = 2**31 - 1
HEADLINE_WEIGHT = 3.0
STANDFIRST_WEIGHT = 1.5

RANGES = {
    Zone.HEADLINE: (0, STANDFIRST_AT - 1),
    Zone.STANDFIRST: (STANDFIRST_AT, BODY_AT - 1),
    Zone.LEAD: (BODY_AT, BODY_AT + LEAD_WORDS - 1),
    Zone.HEAD_AND_LEAD: (0, BODY_AT + LEAD_WORDS - 1),
    Zone.BODY: (BODY_AT, LAST_POSITION),
}
"""Zones of the text as inclusive ranges of positions."""

FACETS = ("outlet", "section", "language")
LISTS = ("author",)
"""Columns of names of which a story has any number."""
SENTENCES = ("sentences", "sentence_starts")
PARAGRAPHS = ("paragraphs", "paragraph_starts")
"""Arrays of the text field: the positions at which these begin, and where those of a document do."""
BREAKS = (SENTENCES, PARAGRAPHS)
NUMBERS = ("id", "published", "saved", "imported", "words")


class Words(FieldType):
    """A field of words with positions and weights; its postings are made in bulk (see ``codec``)."""

    def __init__(self) -> None:
        super().__init__(Positions(), None, scorable=True)


def schema() -> Schema:
    """Return the fields of the index."""
    words = {name: Words() for name in (TEXT, STEM, "caption", CAPTION_STEM, "byline", "site", "url")}
    named = {f"{name}_words": Words() for name in ("outlet", "section")}
    exact = {name: ID(sortable=True) for name in FACETS}
    numbers = {name: NUMERIC(int, 64, signed=True, sortable=True, default=0, unique=name == "id") for name in NUMBERS}
    return Schema(**words, **named, **exact, **numbers, row=STORED())


@dataclass(frozen=True, slots=True)
class Row:
    """What a result row shows of a story; ``published`` is ISO 8601 or "", white space of the texts is folded."""

    headline: str
    published: str
    standfirst: str
    body: str
    outlet: str

    def to_json(self) -> str:
        """Return the row as JSON text."""
        parts = (self.headline, self.published, self.standfirst, self.body, self.outlet)
        return json.dumps(parts, ensure_ascii=False)


def stem_term(code: str, stem: str) -> str:
    """Return the term of a stem in the ``stem`` field."""
    return f"{code}:{stem}"


def site_of(url: str) -> str:
    """Return the host of an address, "" where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
