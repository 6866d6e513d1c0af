"""Apple Mail's messages (.emlx): the length of the mail on a line, the mail, then a property list with its flags."""

import plistlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from xml.parsers.expat import ExpatError

from reader.core.dates import parse_date
from reader.core.model import NO_CURATION, Curation, Moment
from reader.core.model import Source as Origin
from reader.core.terms import Terms
from reader.intake.format import Format, Inner, Item
from reader.intake.mail.recognise import is_mail
from reader.intake.source import Source

_LENGTH = re.compile(rb"[ \t]{0,20}(\d{1,10})[ \t]{0,20}\r?\n")
_READ, _FLAGGED = 1, 1 << 4
_MOST_PLIST = 1_000_000


def _is_emlx(source: Source) -> bool:
    match = _LENGTH.match(source.head)
    return match is not None and is_mail(source.head[match.end() :], is_surely=source.suffix == ".emlx")


def _unpack(source: Source, terms: Terms) -> Iterator[Item]:
    content = source.read_document(terms)
    match = _LENGTH.match(content)
    start = match.end() if match else 0
    length = int(match.group(1)) if match else len(content)
    curation, arrived = _flags(content[start + length :])
    name = source.short_name.rsplit(".", 1)[0] + ".eml"
    yield Inner(Source.of_bytes(content[start : start + length], name), name, saved=arrived, curation=curation)


EMLX = Format("Apple Mail messages", _is_emlx, _unpack, is_never_page=True)


def _flags(listed: bytes) -> tuple[Curation, Moment | None]:
    """Return what the property list says the reader did, and when the mail came in."""
    if not listed.strip() or len(listed) > _MOST_PLIST:
        return NO_CURATION, None
    try:
        values = plistlib.loads(listed.strip(), fmt=plistlib.FMT_XML)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, AttributeError, OverflowError):
        return NO_CURATION, None
    if not isinstance(values, dict):
        return NO_CURATION, None
    flags, came = values.get("flags", 0), values.get("date-received")
    flags = flags if isinstance(flags, int) else 0
    arrived = None
    if isinstance(came, int | float) and 0 < came < 4e9:
        arrived = parse_date(datetime.fromtimestamp(came, UTC).isoformat(timespec="seconds"), (), Origin.CONTAINER)
    return Curation(is_starred=bool(flags & _FLAGGED), is_read=bool(flags & _READ)), arrived
