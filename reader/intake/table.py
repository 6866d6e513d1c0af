"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
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

FORMATS: tuple[Format, ...] = (
    # Files that hold other files.
    GZIP,
    # Mails.
    MBOX,
    EMLX,
    EML,
    MSG,
    # Feeds.
    FEED,
    JSON_FEED,
    READER_JSON,
    OPML,
    # Notes and references.
    ENEX,
    JEX,
    JOPLIN_NOTE,
    ZOTERO,
    BIBTEX,
    RIS,
    CSL_JSON,
    ZOTERO_CSV,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
