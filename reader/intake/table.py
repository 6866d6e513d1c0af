"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.containers.packed import BZIP2, LZMA, XZ, ZSTD
from reader.intake.containers.tar import TAR
from reader.intake.containers.zip import ZIP
from reader.intake.corpora.agency import AGENCY_XML
from reader.intake.corpora.json_records import JSON_RECORDS
from reader.intake.corpora.tables import TABLES
from reader.intake.databases.europresse import EUROPRESSE
from reader.intake.databases.factiva_page import FACTIVA_PAGE
from reader.intake.databases.factiva_text import FACTIVA_RICH, FACTIVA_TEXT, FACTIVA_WORD
from reader.intake.databases.factiva_xml import FACTIVA_XML
from reader.intake.databases.nexis_document import NEXIS_RICH, NEXIS_WORD
from reader.intake.databases.nexis_html import NEXIS_HTML
from reader.intake.databases.nexis_text import NEXIS_TEXT
from reader.intake.databases.proquest_page import PROQUEST_MAIL, PROQUEST_PAGE
from reader.intake.databases.proquest_text import PROQUEST_TEXT
from reader.intake.databases.proquest_xml import PROQUEST_XML
from reader.intake.databases.retriever import RETRIEVER
from reader.intake.documents.docx import DOCX, LOCKED_OFFICE
from reader.intake.documents.epub import EPUB
from reader.intake.documents.markdown import MARKDOWN
from reader.intake.documents.odt import ODT
from reader.intake.documents.pdf import PDF
from reader.intake.documents.rtf import RTF
from reader.intake.feeds.jsonfeed import JSON_FEED
from reader.intake.feeds.opml import OPML
from reader.intake.feeds.readerjson import READER_JSON
from reader.intake.feeds.xmlfeed import FEED
from reader.intake.format import Format
from reader.intake.mail.eml import EML
from reader.intake.mail.emlx import EMLX
from reader.intake.mail.mbox import MBOX
from reader.intake.mail.msg import MSG
from reader.intake.notes.enex import ENEX
from reader.intake.notes.joplin import JEX, JOPLIN_NOTE
from reader.intake.notes.references import BIBTEX, CSL_JSON, RIS, ZOTERO_CSV
from reader.intake.notes.zotero import ZOTERO
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT
from reader.intake.readlater.addresses import ADDRESSES
from reader.intake.readlater.links import BOOKMARKS
from reader.intake.readlater.posts import WALLABAG_TEXT, XML_POSTS
from reader.intake.readlater.trees import BOOKMARK_TREES
from reader.intake.readlater.zipped import OMNIVORE, READECK
from reader.intake.warc.archive import WARC
from reader.intake.warc.wacz import WACZ
from reader.intake.webarchives.har import HAR
from reader.intake.webarchives.maff import MAFF
from reader.intake.webarchives.mhtml import MHTML
from reader.intake.webarchives.safari import WEBARCHIVE
from reader.intake.webarchives.zipped import ZIPPED_PAGE

FORMATS: tuple[Format, ...] = (
    # What packs other files as they are: a tar archive shows the text of its first member.
    WARC,
    JEX,
    TAR,
    GZIP,
    BZIP2,
    XZ,
    LZMA,
    ZSTD,
    # Zip archives of a particular kind, then any other.
    WACZ,
    MAFF,
    ZIPPED_PAGE,
    OMNIVORE,
    READECK,
    EPUB,
    FACTIVA_WORD,
    NEXIS_WORD,
    DOCX,
    ODT,
    ZIP,
    # Other documents that are no text.
    MSG,
    LOCKED_OFFICE,
    PDF,
    # Rich texts.
    FACTIVA_RICH,
    NEXIS_RICH,
    RTF,
    # Exports of news databases.
    EUROPRESSE,
    FACTIVA_XML,
    FACTIVA_PAGE,
    FACTIVA_TEXT,
    PROQUEST_XML,
    PROQUEST_MAIL,
    PROQUEST_PAGE,
    PROQUEST_TEXT,
    NEXIS_HTML,
    NEXIS_TEXT,
    RETRIEVER,
    # Pages saved with their parts, and mails.
    MHTML,
    MBOX,
    EMLX,
    EML,
    WEBARCHIVE,
    HAR,
    # Feeds.
    FEED,
    JSON_FEED,
    OPML,
    # Notes and references.
    ENEX,
    JOPLIN_NOTE,
    ZOTERO,
    BIBTEX,
    RIS,
    CSL_JSON,
    ZOTERO_CSV,
    # Lists of links, and libraries of reader programs.
    READER_JSON,
    BOOKMARKS,
    BOOKMARK_TREES,
    XML_POSTS,
    WALLABAG_TEXT,
    ADDRESSES,
    # Stories as records. Notes may begin with a record of their own.
    AGENCY_XML,
    MARKDOWN,
    JSON_RECORDS,
    TABLES,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
