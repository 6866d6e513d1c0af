"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT
from reader.intake.warc.archive import WARC
from reader.intake.warc.wacz import WACZ

FORMATS: tuple[Format, ...] = (
    # Archives of the web.
    WACZ,
    WARC,
    # Files that hold other files.
    GZIP,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
