"""What the program that saved a page wrote into it: the address and the time of saving."""

import re

from reader.core.dates import parse_date
from reader.core.model import Candidate, Field, Moment, Source
from reader.intake.html.tree import HeadFacts

_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{4,2000})", re.IGNORECASE)
_SINGLE_FILE_URL = re.compile(r"Page saved with SingleFile\s{1,20}url:\s{0,5}(\S{4,2000})")
_SINGLE_FILE_DATE = re.compile(r"saved date:\s{0,5}([^\n]{8,80})")
_WAYBACK_DATE = re.compile(r"FILE ARCHIVED ON\s{1,3}([0-9:]{6,8} [A-Z][a-z]{2} \d{1,2}, \d{4})")
_MIRRORED = re.compile(r"Mirrored from (\S{4,2000}) by HTTrack", re.IGNORECASE)


def saved_candidates(head: HeadFacts) -> list[Candidate]:
    """Return the address in a saver's comment: the best word on where the page was."""
    for comment in head.comments:
        for pattern in (_SAVED_FROM, _SINGLE_FILE_URL):
            match = pattern.search(comment)
            if match and match.group(1).lower().startswith("http"):
                return [Candidate(Field.URL, match.group(1), Source.CONTAINER)]
        match = _MIRRORED.search(comment)
        if match:
            return [Candidate(Field.URL, "http://" + match.group(1).removeprefix("http://"), Source.CONTAINER)]
    return []


def saved_moment_of(head: HeadFacts) -> Moment | None:
    """Return when the page was saved, as SingleFile or the Wayback Machine noted it."""
    for comment in head.comments:
        match = _SINGLE_FILE_DATE.search(comment) if "SingleFile" in comment else _WAYBACK_DATE.search(comment)
        if match:
            moment = parse_date(match.group(1), ("en",), Source.CONTAINER)
            if moment is not None:
                return moment
    return None
