"""Rich text files of word processors and news databases, as one story each."""

from collections.abc import Iterator

from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.documents.facts import last_saved, stated, with_headline
from reader.intake.documents.paragraphs import document_markup
from reader.intake.documents.rtf_text import read_rtf
from reader.intake.format import Format, Item, snapshot
from reader.intake.source import Source

_MAGIC = b"{\\rtf"


def is_rtf(source: Source) -> bool:
    """Tell a rich text by its beginning."""
    return source.head[:64].lstrip(b"\xef\xbb\xbf\r\n \x00").startswith(_MAGIC)


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    found = read_rtf(source.read_document(terms))
    title, author = found.info.get("title", ""), found.info.get("author", "")
    paragraphs = with_headline(found.paragraphs, title)
    year, month, day, hour, minute = found.created or (0, 0, 0, 0, 0)
    yield snapshot(
        document_markup(paragraphs),
        FileKind.STORY,
        source,
        saved=last_saved(f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}") if year else None,
        charset="utf-8",
        stated=stated(title, author, paragraphs),
    )


RTF = Format("rich texts (RTF)", is_rtf, _unpack, is_never_page=True)
