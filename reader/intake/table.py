"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.corpora.json_records import JSON_RECORDS
from reader.intake.corpora.tables import TABLES
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT

FORMATS: tuple[Format, ...] = (
    # Files that hold other files.
    GZIP,
    # Stories as records.
    JSON_RECORDS,
    TABLES,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
