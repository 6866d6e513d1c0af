"""The labelled pages as the program reads them."""

import hashlib

from reader.core.model import FileKind, Page, Snapshot
from reader.intake.read import read
from tests.quality.corpora import Labelled


def page_of(labelled: Labelled) -> Page:
    """Return the page, from its bytes alone: neither URL nor charset is told. Raises what ``read`` raises."""
    content = labelled.content()
    return read(Snapshot(content, hashlib.sha256(content).hexdigest(), FileKind.HTML, labelled.path.name))
