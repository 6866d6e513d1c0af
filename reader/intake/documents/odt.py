"""OpenDocument texts (ODT), as one story each; pictures in them can be shown."""

from collections.abc import Iterator

from reader.core.errors import UnreadableFileError
from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.containers.members import is_zip
from reader.intake.documents.docx import LOCKED
from reader.intake.documents.facts import last_saved, stated, with_headline
from reader.intake.documents.odt_text import odt_paragraphs
from reader.intake.documents.paragraphs import document_markup
from reader.intake.documents.parts import first_text, opened_parts, parsed
from reader.intake.format import Format, Item, snapshot
from reader.intake.source import Source

_TYPE = b"application/vnd.oasis.opendocument.text"
_DAMAGED = "This OpenDocument has no readable text in it; it may be damaged. Open it and save it again."


def _is_odt(source: Source) -> bool:
    return is_zip(source) and _TYPE in source.head[:400]


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_parts(source, terms) as parts:
        manifest = parts.read("META-INF/manifest.xml") or b""
        if parts.is_locked or b"encryption-data" in manifest:
            raise UnreadableFileError(LOCKED)
        content = parsed(parts.read("content.xml"))
        if content is None:
            raise UnreadableFileError(_DAMAGED)
        facts = parsed(parts.read("meta.xml"))
        title, author = first_text(facts, "title"), first_text(facts, "initial-creator")
        paragraphs = with_headline(odt_paragraphs(content, parsed(parts.read("styles.xml"))), title)
        yield snapshot(
            document_markup(paragraphs),
            FileKind.STORY,
            source,
            saved=last_saved(first_text(facts, "creation-date"), first_text(facts, "date")),
            charset="utf-8",
            stated=stated(title, author, paragraphs),
            attached=parts.picture,
        )


ODT = Format("OpenDocument texts", _is_odt, _unpack, is_never_page=True)
