"""Word documents (DOCX), as one story each; pictures in them can be shown."""

from collections.abc import Iterator

from reader.core.errors import UnreadableFileError
from reader.core.model import FileKind
from reader.core.terms import Terms
from reader.intake.containers.members import is_zip, names_at_edges
from reader.intake.documents.docx_text import word_paragraphs
from reader.intake.documents.facts import last_saved, stated, with_headline
from reader.intake.documents.paragraphs import document_markup
from reader.intake.documents.parts import first_text, opened_parts, parsed
from reader.intake.format import Format, Item, snapshot
from reader.intake.source import Source

LOCKED = "The document is protected by a password. Open it, save it without the password and import it again."
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")


def is_docx(source: Source) -> bool:
    """Tell a Word document by the names of its parts."""
    if not is_zip(source):
        return False
    names = names_at_edges(source)
    return any(name.startswith("word/") for name in names) and (
        "[Content_Types].xml" in names or any(name.startswith("word/document") for name in names)
    )


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    with opened_parts(source, terms) as parts:
        if parts.is_locked:
            raise UnreadableFileError(LOCKED)
        core = parsed(parts.read("docProps/core.xml"))
        title, author = first_text(core, "title"), first_text(core, "creator")
        is_template = author == "python-docx"  # that library's template is of 2013 and says so in every document
        paragraphs = with_headline(word_paragraphs(parts), title)
        saved = None if is_template else last_saved(first_text(core, "modified"), first_text(core, "created"))
        yield snapshot(
            document_markup(paragraphs),
            FileKind.STORY,
            source,
            saved=saved,
            charset="utf-8",
            stated=stated("" if is_template else title, author, paragraphs),
            attached=parts.picture,
        )


def _is_locked(source: Source) -> bool:
    return source.head.startswith(_COMPOUND) and (_ENCRYPTED_NAME in source.head or _ENCRYPTED_NAME in source.tail)


def _refuse(_source: Source, _terms: Terms) -> Iterator[Item]:
    raise UnreadableFileError(LOCKED)


DOCX = Format("Word documents", is_docx, _unpack, is_never_page=True)
LOCKED_OFFICE = Format("protected Office documents", _is_locked, _refuse, is_never_page=True)
