"""Cleans files and bytes without a library, for the command line and for measurements."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.clean.pipeline import clean
from reader.core.errors import EmptyFileError, InputError, TooLargeError
from reader.core.model import Article, Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import LeftOut, SavedLink
from reader.intake.read import read
from reader.intake.source import Source, too_large
from reader.intake.unfold import unfold

LINKS_ALONE = "This is a list of {links} links without texts. Import it, so that its tags go to their stories."
NO_STORY = "There is no story in this file."


@dataclass(frozen=True, slots=True)
class MemberFailure:
    """A member of a file that should have given a story and did not; ``sentence`` says why."""

    member: str
    sentence: str


def clean_bytes(content: bytes, path: str, terms: Terms = STANDARD) -> tuple[Article, ...]:
    """Return the cleaned stories in the bytes of a file; ``path`` is a hint and need not exist. Raises InputError."""
    if len(content) > terms.document:
        raise too_large(len(content), terms.document)
    return tuple(one for one in clean_source(Source.of_bytes(content, path), terms) if isinstance(one, Article))


def clean_file(path: Path, terms: Terms = STANDARD) -> Iterator[Article | MemberFailure]:
    """Yield the cleaned stories of a file as ``clean_source`` does. Raises InputError."""
    return clean_source(Source.of_file(path), terms)


def clean_source(source: Source, terms: Terms = STANDARD) -> Iterator[Article | MemberFailure]:
    """Yield the cleaned stories in a file, and the members that failed.

    Raises InputError at its end where there was no story. What is left out and links without a text are passed over.
    """
    count, links = 0, 0
    failures: list[MemberFailure] = []
    try:
        for found in unfold(source, terms):
            links += isinstance(found, SavedLink)
            one = _cleaned(found) if isinstance(found, Snapshot) else _failed(found)
            if isinstance(one, Article):
                count += 1
                yield one
            elif one is not None:
                failures.append(one)
    except InputError as error:
        failures.append(MemberFailure("", str(error)))
    except RecursionError as error:
        raise TooLargeError("The file is nested too deeply to be read.") from error
    except MemoryError as error:
        raise TooLargeError("Reading the file takes more memory than there is.") from error
    if not count:
        nothing = LINKS_ALONE.format(links=links) if links else NO_STORY
        raise InputError(failures[0].sentence) if failures else EmptyFileError(nothing)
    yield from failures


def _cleaned(found: Snapshot) -> Article | MemberFailure:
    try:
        return clean(read(found))
    except InputError as error:
        return MemberFailure(found.member, str(error))


def _failed(found: object) -> MemberFailure | None:
    if isinstance(found, LeftOut) and found.failure:
        return MemberFailure(found.member, found.failure)
    return None
