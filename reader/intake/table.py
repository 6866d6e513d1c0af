"""The formats that can be read, in the order in which they are looked for: the particular before the general."""

from reader.intake.containers.gzip import GZIP
from reader.intake.containers.packed import BZIP2, LZMA, XZ, ZSTD
from reader.intake.containers.tar import TAR
from reader.intake.containers.zip import ZIP
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
    # What is told by marks that nothing else has. Other formats may lie in a tar archive as they are.
    WARC,
    TAR,
    GZIP,
    BZIP2,
    XZ,
    LZMA,
    ZSTD,
    # What is packed as a zip archive, and then any other zip archive.
    WACZ,
    MAFF,
    ZIPPED_PAGE,
    ZIP,
    # Pages saved with their parts.
    MHTML,
    WEBARCHIVE,
    HAR,
    # What everything else could be taken for.
    HTML_PAGE,
    PLAIN_TEXT,
)
