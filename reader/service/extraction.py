"""A file to its cleaned stories, part by part: the values that an extraction process sends back, and their making."""

import contextlib
import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.core.errors import InputError, ReaderError, UnknownFormatError
from reader.core.evidence import NO_EVIDENCE, Evidence, Passage
from reader.core.model import NO_CURATION, Article, Curation, Snapshot
from reader.core.outlines import Outline
from reader.core.pictures import FoundPicture
from reader.core.sameness import NO_KEYS, StoryKeys, keys_of
from reader.core.terms import STANDARD, Terms
from reader.intake.format import Finding, LeftOut, SavedLink
from reader.intake.source import Source
from reader.store import Originals

log = logging.getLogger(__name__)

PART_FINDINGS = 200
PART_S = 1.0
"""A part is sent with each story, and at the latest after so many findings or so long."""

_HASH_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ExtractedStory:
    """A story and its place inside its file ("" for a plain file), with what is compared with other stories.

    ``snapshot`` is what the story was made of, where it is one of many in a container and is kept apart. ``pictures``
    were saved with it. ``keys`` find the same story again.
    """

    member: str
    article: Article
    passages: tuple[Passage, ...] = ()
    snapshot: Snapshot | None = None
    curation: Curation = NO_CURATION
    pictures: tuple[FoundPicture, ...] = ()
    keys: StoryKeys = NO_KEYS
    outline: Outline | None = None

    @property
    def picture_bytes(self) -> int:
        """How many bytes its pictures have together."""
        return sum(len(one.content) for one in self.pictures)


Extracted = ExtractedStory | LeftOut | SavedLink


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a file holds, or a part of it: stories, links and what was left out, in the file's order.

    The last part of a file has ``is_last``, and the digest of the file's bytes as they were read; the first part of a
    file over the limit of a document has it too. ``failure`` is a sentence why there is nothing, or no more.
    ``is_unknown`` tells that the bytes are of no known format, ``share`` how much of the file has been read, 0 to 1.
    ``announces`` says, in a careful job, that the next finding has been unpacked and is worked on from now.
    """

    sha256: str = ""
    findings: tuple[Extracted, ...] = ()
    failure: str = ""
    is_last: bool = True
    share: float = 1.0
    is_unknown: bool = False
    announces: bool = False

    @property
    def stories(self) -> tuple[ExtractedStory, ...]:
        """The stories alone."""
        return tuple(one for one in self.findings if isinstance(one, ExtractedStory))


@dataclass(frozen=True, slots=True)
class Original:
    """A file kept in the folder ``originals``, to be extracted anew; ``evidence`` for its stories by their place.

    ``snapshots`` says what the stories of a container were made of: their content is the kept file. With
    ``wants_outline`` the structure of the pages is wanted as well.
    """

    originals: str
    sha256: str
    size_bytes: int
    evidence: tuple[Evidence, ...]
    snapshots: tuple[Snapshot | None, ...] = ()
    wants_outline: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A file to extract, from where it was found or from the library. ``ticket`` names the answers.

    The first ``skip`` findings are known. A ``careful`` job sends every finding at once, so that what brings a process
    down can be named. ``is_large`` says that the caller has not read the file.
    """

    ticket: int
    path: str
    original: Original | None = None
    skip: int = 0
    careful: bool = False
    is_large: bool = False


Extractor = Callable[[Job, Terms], Iterator[Extraction]]


def extract(job: Job, terms: Terms) -> Iterator[Extraction]:
    """Yield the parts of what is in a job's file; one that cannot be read is an answer, not an error."""
    if job.original is not None:
        yield extract_original(job.path, job.original, terms)
    else:
        yield from extract_file(job, terms)


def extract_file(job: Job, terms: Terms = STANDARD) -> Iterator[Extraction]:
    """Yield the parts of what is in a file. A file of one story gives one part."""
    from reader.intake.unfold import unfold  # noqa: PLC0415 - the worker itself must stay small

    progress = _Progress(job)
    sha256, failure, is_unknown = "", "", False
    try:
        source = Source.of_file(Path(job.path))
        if job.is_large:
            sha256 = digest_of(source)
            yield Extraction(sha256, is_last=False, share=0.0)
        for found in unfold(source, terms):
            yield from progress.taken(found, source)
        sha256 = sha256 or progress.sole_digest(source) or digest_of(source)
    except RecursionError:
        failure = "The file is nested too deeply to be read; it was left out."
    except ReaderError as error:
        failure, is_unknown = str(error), isinstance(error, UnknownFormatError)
    yield Extraction(sha256, progress.rest(), failure, is_unknown=is_unknown)


class _Progress:
    """Collects findings into parts, in their order. A story is held back until it is known whether more follow.

    It is worked on before anything behind it is unpacked: only as long can its pictures be read. Stories of a file that
    gives several parts are kept apart.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._found = 0
        self._held: list[tuple[Finding, Extracted]] = []
        self._has_sent = job.skip > 0
        self._sent_at = time.monotonic()
        self._sole: Snapshot | None = None

    def taken(self, found: Finding, source: Source) -> Iterator[Extraction]:
        """Take in a finding and yield a part where it is time for one."""
        self._found += 1
        self._sole = found if self._found == 1 and isinstance(found, Snapshot) else None
        is_overdue = time.monotonic() - self._sent_at > PART_S
        if self._found <= self._job.skip:
            if is_overdue:
                yield self._part(source)
            return
        is_second = isinstance(found, Snapshot) and any(isinstance(one, Snapshot) for one, _ in self._held)
        if is_second or is_overdue or len(self._held) >= PART_FINDINGS:
            yield self._part(source)
        if self._job.careful:
            yield replace(self._part(source), announces=True)
        self._held.append((found, _extracted(found)))
        if self._job.careful:
            yield self._part(source)

    def rest(self) -> tuple[Extracted, ...]:
        """Return what was not sent yet."""
        return tuple(_apart(found, one) if self._has_sent else one for found, one in self._held)

    def _part(self, source: Source) -> Extraction:
        self._has_sent = self._has_sent or bool(self._held)
        findings = tuple(_apart(found, one) for found, one in self._held)
        self._held = []
        self._sent_at = time.monotonic()
        share = min(1.0, source.position / source.size) if source.size else 0.0
        return Extraction("", findings, is_last=False, share=share)

    def sole_digest(self, source: Source) -> str:
        """Return the digest of the file where it is the one story's content, so that it need not be read again."""
        is_all = self._sole is not None and not self._sole.member and len(self._sole.content) == source.size
        return self._sole.sha256 if self._sole is not None and is_all else ""


def extract_original(path: str, original: Original, terms: Terms = STANDARD) -> Extraction:
    """Extract a kept file anew with the library's evidence; ``path`` is where it was found and need not exist."""
    try:
        content = Originals(Path(original.originals)).read(original.sha256, original.size_bytes)
        stories = tuple(_anew(content, path, original, terms))
    except ReaderError as error:
        return Extraction(original.sha256, failure=str(error))
    return Extraction(original.sha256, stories)


def _anew(content: bytes, path: str, original: Original, terms: Terms) -> Iterator[ExtractedStory]:
    """Yield the stories of a kept file by their place. Raises InputError."""
    from reader.intake.unfold import unfold  # noqa: PLC0415 - the worker itself must stay small

    if any(original.snapshots):
        snapshots = [replace(one, content=content) for one in original.snapshots if one is not None]
    else:
        found = unfold(Source.of_bytes(content, path), terms)
        snapshots = [one for one in found if isinstance(one, Snapshot)]
    for place, snapshot in enumerate(snapshots):
        evidence = original.evidence[place] if place < len(original.evidence) else NO_EVIDENCE
        yield _outlined(snapshot) if original.wants_outline else _story(snapshot, evidence)


def _apart(found: Finding, extracted: Extracted) -> Extracted:
    """Return what was made of a finding, a story with what it was made of."""
    if isinstance(found, Snapshot) and isinstance(extracted, ExtractedStory):
        return replace(extracted, snapshot=replace(found, is_apart=True, attached=None))
    return extracted


def _extracted(found: Finding) -> Extracted:
    """Return a finding with its story cleaned; one that cannot be is left out with the reason."""
    if not isinstance(found, Snapshot):
        return found
    try:
        return _story(found)
    except InputError as error:
        return LeftOut(found.member, failure=str(error))
    except RecursionError:
        return LeftOut(found.member, failure="The story is nested too deeply to be read; it was left out.")
    except MemoryError:
        raise
    except Exception as error:
        log.exception("Extraction failed")
        return LeftOut(found.member, failure=mistake(error))


def _story(snapshot: Snapshot, evidence: Evidence = NO_EVIDENCE) -> ExtractedStory:
    """Read and clean a snapshot, and find its pictures. Raises InputError."""
    from reader.clean.pipeline import examine  # noqa: PLC0415 - the worker itself must stay small
    from reader.intake.read import read  # noqa: PLC0415

    page = read(snapshot)
    cleaned = examine(page, evidence)
    kept = replace(snapshot, attached=None) if snapshot.is_apart else None
    ways = [way for way in (page.embedded, snapshot.attached) if way is not None]
    pictures: tuple[FoundPicture, ...] = ()
    if cleaned.article.figures and ways:
        from reader.intake.pictures import collected  # noqa: PLC0415 - loads decoders

        pictures = collected(cleaned.article.figures, ways)
    article, keys = cleaned.article, keys_of(cleaned.article)
    return ExtractedStory(snapshot.member, article, cleaned.passages, kept, snapshot.curation, pictures, keys)


def _outlined(snapshot: Snapshot) -> ExtractedStory:
    """Read and clean a snapshot and tell the structure of its page. Raises InputError."""
    from reader.clean.pipeline import clean  # noqa: PLC0415 - the worker itself must stay small
    from reader.intake.read import read  # noqa: PLC0415
    from reader.service.outlining import outline_of  # noqa: PLC0415 - it knows this module

    page = read(snapshot)
    return ExtractedStory(snapshot.member, clean(page), outline=outline_of(page))


def mistake(error: Exception) -> str:
    """Return the sentence for an error of our own."""
    return f"The program made a mistake reading this file ({type(error).__name__}); it was left out."


def digest_of(source: Source) -> str:
    """Return the SHA-256 of a file as hex, read in pieces. Raises UnreadableFileError."""
    digest = hashlib.sha256()
    with contextlib.closing(source.open()) as stream:
        while chunk := stream.read(_HASH_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
