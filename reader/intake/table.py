"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.documents.docx import DOCX, LOCKED_OFFICE
from reader.intake.documents.epub import EPUB
from reader.intake.documents.markdown import MARKDOWN
from reader.intake.documents.odt import ODT
from reader.intake.documents.pdf import PDF
from reader.intake.documents.rtf import RTF
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT

FORMATS: tuple[Format, ...] = (
    # Files that hold other files.
    GZIP,
    # Documents with one story.
    EPUB,
    DOCX,
    LOCKED_OFFICE,
    ODT,
    PDF,
    RTF,
    MARKDOWN,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
