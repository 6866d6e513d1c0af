"""What the index keeps of a story: Whoosh fields, and the positions that tell the parts of a story apart.

Headline, standfirst and body lie in one field, at fixed ranges of positions, so that one posting list answers a word
and BM25F weighs its parts. ``text`` holds the words as they stand (folded), ``stem`` their stems, each after the code
of the story's language (``en:run``), so that stems of two languages never meet.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from whoosh.fields import ID, NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Positions

from reader.core.query import SearchDocument
from reader.search.dates import moment_number
from reader.search.language.tree import Zone
from reader.search.stems import Stems, language_code, stem_code
from reader.search.words import Cutter, is_paired

FORMAT = 3
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
NUMBERS = ("id", "published", "saved", "imported", "words")

Postings = dict[str, tuple[list[int], float]]
"""Terms with their ascending positions and their weight: occurrences, weighted by zone."""


class Words(FieldType):
    """A field of words with positions and weights, which is handed its postings ready-made."""

    def __init__(self) -> None:
        super().__init__(Positions(), None, scorable=True)

    def index(self, value: object, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield term, frequency, weight and encoded positions for ``value``, a ``Postings``."""
        if not isinstance(value, dict):
            raise TypeError("postings expected")
        encode = self.format.encode
        for term, (positions, weight) in value.items():
            yield term.encode(), len(positions), weight, encode(positions)


def schema() -> Schema:
    """Return the fields of the index."""
    words = {name: Words() for name in (TEXT, STEM, "caption", CAPTION_STEM, "byline", "site", "url")}
    named = {f"{name}_words": Words() for name in ("outlet", "section")}
    exact = {name: ID(sortable=True) for name in FACETS}
    numbers = {name: NUMERIC(int, 64, signed=True, sortable=True, default=0, unique=name == "id") for name in NUMBERS}
    return Schema(**words, **named, **exact, **numbers, row=STORED())


@dataclass(frozen=True, slots=True)
class Row:
    """What a result row needs of a story; ``published`` is ISO 8601 or ""."""

    headline: str
    standfirst: str
    body: str
    outlet: str
    published: str
    language: str

    def to_json(self) -> str:
        """Return the row as JSON text."""
        parts = (self.headline, self.standfirst, self.body, self.outlet, self.published, self.language)
        return json.dumps(parts, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Row":
        """Return the row of a JSON text; raises ``ValueError`` when it is none."""
        parts = json.loads(text)
        if (
            not isinstance(parts, list)
            or len(parts) != len(cls.__slots__)
            or not all(isinstance(p, str) for p in parts)
        ):
            raise ValueError("no row")
        return cls(*parts)


class Analyser:
    """Makes index fields of stories; keeps what it learnt about words."""

    def __init__(self, cutter: Cutter, stems: Stems) -> None:
        self._cutter = cutter
        self._stems = stems

    def fields(self, document: SearchDocument) -> dict[str, object]:
        """Return the field values of a story, as the writer takes them."""
        code = stem_code(document.language)
        row = Row(
            document.headline,
            document.standfirst,
            document.body,
            document.outlet,
            document.published,
            document.language,
        )
        text, stems = self._text(document, code)
        caption = self._zone(document.captions)
        return {
            TEXT: text,
            STEM: stems,
            "caption": caption,
            CAPTION_STEM: self._stemmed(caption, code),
            "byline": self._zone(document.byline),
            "outlet_words": self._zone(document.outlet),
            "section_words": self._zone(document.section),
            "url": self._zone(document.url),
            "site": self._zone(site_of(document.url)),
            "outlet": document.outlet,
            "section": document.section,
            "language": language_code(document.language),
            "id": int(document.article_id),
            "published": moment_number(document.published),
            "saved": moment_number(document.saved),
            "imported": moment_number(document.imported),
            "words": document.words,
            "row": row.to_json(),
        }

    def _text(self, document: SearchDocument, code: str) -> tuple[Postings, Postings]:
        text: Postings = {}
        tokens = self._cutter.tokens
        most = STANDFIRST_AT - 1
        _collect(text, (t.text for t in tokens(document.headline)[:most]), 0, HEADLINE_WEIGHT)
        _collect(text, (t.text for t in tokens(document.standfirst)[:most]), STANDFIRST_AT, STANDFIRST_WEIGHT)
        _collect(text, (t.text for t in tokens(document.body)), BODY_AT, 1.0)
        return text, self._stemmed(text, code)

    def _zone(self, text: str) -> Postings:
        postings: Postings = {}
        _collect(postings, (t.text for t in self._cutter.tokens(text)), 0, 1.0)
        return postings

    def _stemmed(self, postings: Postings, code: str) -> Postings:
        merged: Postings = {}
        for word, (positions, weight) in postings.items():
            if is_paired(word):
                continue
            term = stem_term(code, self._stems.stem(code, word))
            before = merged.get(term)
            merged[term] = (sorted(before[0] + positions), before[1] + weight) if before else (positions, weight)
        return merged


def stem_term(code: str, stem: str) -> str:
    """Return the term of a stem in the ``stem`` field."""
    return f"{code}:{stem}"


def site_of(url: str) -> str:
    """Return the host of an address, "" where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _collect(postings: Postings, words: Iterable[str], at: int, weight: float) -> None:
    for position, word in enumerate(words, at):
        entry = postings.get(word)
        if entry is None:
            postings[word] = ([position], weight)
        else:
            entry[0].append(position)
            postings[word] = (entry[0], entry[1] + weight)
