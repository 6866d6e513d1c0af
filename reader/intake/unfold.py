"""A file to what is in it: formats are recognised by the table, containers opened level by level."""

from collections.abc import Iterator
from dataclasses import replace

from reader.core.errors import EmptyFileError, InputError, TooLargeError, UnknownFormatError
from reader.core.model import Curation, Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import Finding, Format, Inner, LeftOut
from reader.intake.magic import refusal
from reader.intake.source import Source, unreadable
from reader.intake.table import FORMATS

_BLANKS = b"\x00 \t\r\n"
TOO_DEEP = "This container lies too deep in other containers. Unpack the outer ones and import the files inside."
TOO_MANY = "The containers in this file hold too many files in all. Unpack the outer ones and import the files inside."
_NESTED_PER_MEMBER = 10
OTHER_KINDS, EMPTY_FILES = "files of other kinds", "empty files"


def recognise(source: Source) -> Format:
    """Return the format of a source: the first of the table that matches.

    Raises EmptyFileError, and UnknownFormatError with a sentence naming the kind, where it is known.
    """
    if not source.head.strip(_BLANKS) and (source.size is None or source.size <= len(source.head)):
        raise EmptyFileError("The file is empty. If it should hold a story, save the page again.")
    is_page = source.begins_like_page
    for one in FORMATS:
        if not (is_page and one.is_never_page) and one.matches(source):
            return one
    raise refusal(source.head)


def unfold(source: Source, terms: Terms = STANDARD) -> Iterator[Finding]:
    """Yield what is in a file, in its order: snapshots of stories, links, and what was left out, with the reason.

    Raises InputError where the file as a whole cannot be read; what was yielded before stands.
    """
    try:
        yield from _Unfolding(terms, source.name).of(source, "", 0)
    except OSError as error:
        # Streams are read piece by piece by formats and libraries, and the disk may fail at any of them.
        raise unreadable(error) from error


class _Unfolding:
    """Opens one file level by level. ``path`` is that of the file itself."""

    def __init__(self, terms: Terms, path: str) -> None:
        self._terms = terms
        self._path = path
        self._opened = 0

    def of(self, source: Source, outer: str, depth: int) -> Iterator[Finding]:
        """Yield what is in a source that lies at ``outer`` in the file. Raises InputError."""
        kind = recognise(source)
        for item in kind.unpack(source, self._terms):
            match item:
                case Inner():
                    inner = replace(item, member=_joined(outer, item.member))
                    inside = self._inside(inner, depth)
                    yield from _apart(inside, inner.member) if kind.is_container else inside
                case Snapshot():
                    is_apart = item.is_apart or kind.is_container
                    yield replace(item, path=self._path, member=_joined(outer, item.member), is_apart=is_apart)
                case LeftOut():
                    yield replace(item, member=_joined(outer, item.member))
                case _:
                    yield item

    def _inside(self, inner: Inner, depth: int) -> Iterator[Finding]:
        """Yield what is in a member. Raises InputError."""
        if depth >= self._terms.depth:
            raise TooLargeError(TOO_DEEP)
        if depth:
            # Each container keeps to its limits; a few levels of them could still hold stories without end.
            self._opened += 1
            if self._opened > self._terms.members * _NESTED_PER_MEMBER:
                raise TooLargeError(TOO_MANY)
        for found in self.of(inner.source, inner.member, depth + 1):
            yield _given_on(found, inner) if isinstance(found, Snapshot) else found


def _joined(outer: str, member: str) -> str:
    return f"{outer}/{member}" if outer and member else outer or member


def _apart(inside: Iterator[Finding], member: str) -> Iterator[Finding]:
    """Yield what is in a member of a container; what is wrong with it is told as left out, and the rest goes on."""
    try:
        for found in inside:
            yield replace(found, is_apart=True) if isinstance(found, Snapshot) else found
    except UnknownFormatError:
        yield LeftOut(member, OTHER_KINDS)
    except EmptyFileError:
        yield LeftOut(member, EMPTY_FILES)
    except InputError as error:
        yield LeftOut(member, failure=str(error))


def _given_on(found: Snapshot, inner: Inner) -> Snapshot:
    """Return a story with what its container says where it does not say it itself."""
    return replace(
        found,
        url=found.url or inner.url,
        saved=found.saved or inner.saved,
        charset=found.charset or inner.charset,
        stated=found.stated + inner.stated,
        curation=found.curation if found.curation != Curation() else inner.curation,
        attached=found.attached or inner.attached,
    )
