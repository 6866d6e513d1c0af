"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT
from reader.intake.webarchives.har import HAR
from reader.intake.webarchives.maff import MAFF
from reader.intake.webarchives.mhtml import MHTML
from reader.intake.webarchives.safari import WEBARCHIVE
from reader.intake.webarchives.zipped import ZIPPED_PAGE

FORMATS: tuple[Format, ...] = (
    # Files that hold other files.
    GZIP,
    # Pages saved with their parts.
    MHTML,
    WEBARCHIVE,
    MAFF,
    ZIPPED_PAGE,
    HAR,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
