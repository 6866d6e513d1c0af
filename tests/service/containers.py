"""A container format for tests, as bad as a line of it wants it to be, read by the program's own extraction."""

import os
import time
from collections.abc import Iterator

from reader.clean import pipeline as pipeline_module
from reader.clean.pipeline import Cleaned, examine
from reader.core.dates import parse_date
from reader.core.evidence import NO_EVIDENCE, Evidence
from reader.core.model import Candidate, Curation, Field, FileKind, Page, Source
from reader.core.terms import Terms
from reader.intake import unfold as unfold_module
from reader.intake.format import Format, Item, LeftOut, SavedLink, snapshot
from reader.intake.source import Source as Bytes
from reader.intake.table import FORMATS
from reader.service.extraction import Extraction, Job, extract_file

MAGIC = b"#container\n"
BODY = (
    "The council met on {0} and spoke for hours about {0}, its harbour, its bridge and what both of them cost. "
    "Nobody was sure what {0} would bring, the harbour master said, and the ferries would run as they always had. "
    "A decision on {0} was put off until the spring, when the new council meets for the first time in the town hall."
)


def _matches(source: Bytes) -> bool:
    return source.head.startswith(MAGIC)


def _unpack(source: Bytes, terms: Terms) -> Iterator[Item]:
    with source.open() as stream:
        stream.readline()
        for number, line in enumerate(stream):
            yield _item(line.decode().rstrip("\n"), number, source)


def _item(line: str, number: int, source: Bytes) -> Item:
    order, _, rest = line.partition(" ")
    match order:
        case "break":
            os._exit(3)
        case "left":
            return LeftOut(f"m{number}", rest)
        case "bad":
            return LeftOut(f"m{number}", failure="This member is damaged.")
        case "link":
            url, _, tag = rest.partition(" ")
            added = parse_date("2019-05-06", (), Source.CONTAINER)
            return SavedLink(url, "A title", added, Curation((tag,), is_starred=True))
    headline, _, url = rest.partition(" @")
    content = f"<p>{BODY.format(headline.split('/')[-1])}</p>".encode()
    stated = (Candidate(Field.HEADLINE, headline.split("/")[0], Source.CONTAINER),)
    return snapshot(content, FileKind.STORY, source, member=f"m{number}", url=url or None, stated=stated)


CONTAINER = Format("test containers", _matches, _unpack, is_container=True)


def _examine(page: Page, evidence: Evidence = NO_EVIDENCE) -> Cleaned:
    """Clean as always, but for headlines that bring the process down."""
    match page.metadata.headline.value if page.metadata.headline else "":
        case "crash":
            os._exit(3)
        case "hang":
            time.sleep(3600)  # the test is that this is cut short
    return examine(page, evidence)


def extract(job: Job, terms: Terms) -> Iterator[Extraction]:
    """Extract with the test's format known. Runs in the extraction process alone."""
    vars(unfold_module)["FORMATS"] = (CONTAINER, *FORMATS)
    vars(pipeline_module)["examine"] = _examine
    yield from extract_file(job, terms)
