"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
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
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT

FORMATS: tuple[Format, ...] = (
    # Files that hold other files.
    GZIP,
    # Exports of news databases.
    EUROPRESSE,
    FACTIVA_XML,
    FACTIVA_PAGE,
    FACTIVA_RICH,
    FACTIVA_WORD,
    FACTIVA_TEXT,
    PROQUEST_XML,
    PROQUEST_MAIL,
    PROQUEST_PAGE,
    PROQUEST_TEXT,
    NEXIS_WORD,
    NEXIS_RICH,
    NEXIS_HTML,
    NEXIS_TEXT,
    RETRIEVER,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
