"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.containers.packed import BZIP2, LZMA, XZ, ZSTD
from reader.intake.containers.tar import TAR
from reader.intake.containers.zip import ZIP
from reader.intake.databases.europresse import EUROPRESSE
from reader.intake.databases.factiva_page import FACTIVA_PAGE
from reader.intake.databases.factiva_text import FACTIVA_RICH, FACTIVA_TEXT, FACTIVA_WORD
from reader.intake.databases.factiva_xml import FACTIVA_XML
from reader.intake.databases.nexis_document import NEXIS_RICH, NEXIS_WORD
from reader.intake.databases.nexis_html import NEXIS_HTML
from reader.intake.databases.nexis_text import NEXIS_TEXT
from reader.intake.databases.proquest_page import PROQUEST_MAIL, PROQUEST_PAGE
from reader.intake.databases.proquest_text import PROQUEST_TEXT
from reader.intake.documents.docx import DOCX, LOCKED_OFFICE
from reader.intake.documents.epub import EPUB
from reader.intake.documents.markdown import MARKDOWN
from reader.intake.documents.odt import ODT
from reader.intake.documents.pdf import PDF
from reader.intake.documents.rtf import RTF
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT
from reader.intake.warc.archive import WARC
from reader.intake.warc.wacz import WACZ
from reader.intake.webarchives.har import HAR
from reader.intake.webarchives.maff import MAFF
from reader.intake.webarchives.mhtml import MHTML
from reader.intake.webarchives.safari import WEBARCHIVE
from reader.intake.webarchives.zipped import ZIPPED_PAGE

FORMATS: tuple[Format, ...] = (
    # Exports of news databases.
    EUROPRESSE,
    FACTIVA_XML,
    FACTIVA_PAGE,
    FACTIVA_RICH,
    FACTIVA_WORD,
    FACTIVA_TEXT,
    PROQUEST_MAIL,
    PROQUEST_PAGE,
    PROQUEST_TEXT,
    NEXIS_WORD,
    NEXIS_RICH,
    NEXIS_HTML,
    NEXIS_TEXT,
    # Pages saved with their parts.
    MHTML,
    WEBARCHIVE,
    MAFF,
    ZIPPED_PAGE,
    HAR,
    # Archives of the web.
    WACZ,
    WARC,
    # Documents.
    EPUB,
    DOCX,
    LOCKED_OFFICE,
    ODT,
    PDF,
    RTF,
    # Files that hold other files: behind all formats that are zip archives by their packing.
    ZIP,
    TAR,
    GZIP,
    BZIP2,
    XZ,
    LZMA,
    ZSTD,
    # What everything else could be taken for.
    MARKDOWN,
    HTML_PAGE,
    PLAIN_TEXT,
)
