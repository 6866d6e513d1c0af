"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.corpora.agency import AGENCY_XML
from reader.intake.corpora.json_records import JSON_RECORDS
from reader.intake.corpora.tables import TABLES
from reader.intake.format import Format
from reader.intake.pages import HTML_PAGE, PLAIN_TEXT
from reader.intake.readlater.addresses import ADDRESSES
from reader.intake.readlater.links import BOOKMARKS
from reader.intake.readlater.posts import WALLABAG_TEXT, XML_POSTS
from reader.intake.readlater.trees import BOOKMARK_TREES
from reader.intake.readlater.zipped import OMNIVORE, READECK

FORMATS: tuple[Format, ...] = (
    # Libraries of reader programs, which are zip archives, and their lists.
    OMNIVORE,
    READECK,
    BOOKMARKS,
    BOOKMARK_TREES,
    XML_POSTS,
    WALLABAG_TEXT,
    ADDRESSES,
    # Files that hold other files.
    GZIP,
    # Stories as records.
    AGENCY_XML,
    JSON_RECORDS,
    TABLES,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
