"""What every format module offers, and what comes out of a file: the contract between them and ``unfold``."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.core.model import NO_CURATION, Attached, Candidate, Curation, FileKind, Moment, Snapshot
from reader.core.terms import Terms
from reader.intake.source import Source


@dataclass(frozen=True, slots=True)
class Inner:
    """A member of a container that may be of any format, to be recognised in its turn.

    ``member`` is its place in the container. ``stated``, ``saved`` and ``curation`` are given on to the stories in it
    where these do not say it themselves, ``attached`` to pages that have no other way to their pictures.
    """

    source: Source
    member: str
    url: str | None = None
    saved: Moment | None = None
    charset: str | None = None
    stated: tuple[Candidate, ...] = ()
    curation: Curation = NO_CURATION
    attached: Attached | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member that gives no story, only counted: ``what`` names what it is, in the plural: "redirects (3)".

    With a ``failure``, a sentence, it should have given one: it gets a row of its own in the report.
    """

    member: str
    what: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class SavedLink:
    """An entry of a list of links without text: to be matched with stories that are here, or told as missing."""

    url: str
    title: str = ""
    added: Moment | None = None
    curation: Curation = NO_CURATION


Finding = Snapshot | LeftOut | SavedLink
Item = Finding | Inner
Unpack = Callable[[Source, Terms], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    ``name`` is for people and reads on from a count: "4 MHTML pages". ``matches`` looks at the head and tail of a
    source and, last, at its name; it reads nothing else and raises nothing. ``unpack`` yields what is inside, in order,
    in bounded memory; it raises InputError where the file as a whole cannot be read (what was yielded before stands)
    and yields a ``LeftOut`` with a failure for a member that cannot.

    ``is_container`` says that there may be many stories, each of whose bytes are kept apart; a format with one story,
    or a wrapper around one file, is none. ``is_never_page`` says that no file of it begins like a web page, as most
    files do: it need not look at these.
    """

    name: str
    matches: Callable[[Source], bool]
    unpack: Unpack
    is_container: bool = False
    is_never_page: bool = False


def snapshot(
    content: bytes,
    kind: FileKind,
    source: Source,
    *,
    member: str = "",
    url: str | None = None,
    saved: Moment | None = None,
    charset: str | None = None,
    stated: tuple[Candidate, ...] = (),
    curation: Curation = NO_CURATION,
    attached: Attached | None = None,
) -> Snapshot:
    """Return a snapshot of ``content`` found in ``source``, with its digest."""
    return Snapshot(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind,
        path=source.name,
        member=member,
        url=url,
        saved=saved,
        charset=charset,
        stated=stated,
        curation=curation,
        attached=attached,
    )
