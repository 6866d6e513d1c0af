"""The same stories in a stock Whoosh index, posting by posting: what the columns are compared with."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from reader.core.query import SearchDocument
from reader.search.dates import moment_number
from reader.search.schema import (
    BODY_AT,
    CAPTION_STEM,
    HEADLINE_WEIGHT,
    STANDFIRST_AT,
    STANDFIRST_WEIGHT,
    STEM,
    TEXT,
    Row,
    Words,
    schema,
    site_of,
    stem_term,
)
from reader.search.stems import Stems, language_code, stem_code
from reader.search.words import Cutter, is_paired

Postings = dict[str, tuple[list[int], float]]


class StockWords(Words):
    """A field of words that is handed its postings ready-made."""

    def index(self, value: object, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield term, frequency, weight and encoded positions for ``value``, a ``Postings``."""
        if not isinstance(value, dict):
            raise TypeError("postings expected")
        encode = self.format.encode
        for term, (positions, weight) in value.items():
            yield term.encode(), len(positions), weight, encode(positions)


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
            document.published,
            document.standfirst,
            document.body,
            document.outlet,
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


def _collect(postings: Postings, words: Iterable[str], at: int, weight: float) -> None:
    for position, word in enumerate(words, at):
        entry = postings.get(word)
        if entry is None:
            postings[word] = ([position], weight)
        else:
            entry[0].append(position)
            postings[word] = (entry[0], entry[1] + weight)


def stock_schema() -> Schema:
    """Return the schema of the program with fields that index posting by posting."""
    ours = schema()
    return Schema(**{name: StockWords() if isinstance(ours[name], Words) else ours[name] for name in ours.names()})


def stock_index(folder: Path, stories: Iterable[SearchDocument]) -> FileIndex:
    """Return a stock index of the stories, in one segment."""
    folder.mkdir()
    index = FileIndex.create(FileStorage(str(folder)), stock_schema(), "stock")
    writer = SegmentWriter(index)
    analyser = Analyser(Cutter(), Stems())
    for document in stories:
        writer.add_document(**analyser.fields(document))
    writer.commit()
    return index
