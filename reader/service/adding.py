"""Adds what was extracted from files to the store: what is new, what is here already, and the rows that say so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reader.core.changes import ImportRow, Outcome
from reader.core.model import ArticleId
from reader.core.sameness import address_key
from reader.intake.format import LeftOut, SavedLink
from reader.service.extraction import Extracted, ExtractedStory, Extraction
from reader.store import Kinship, PendingFile, Relative, Store

TWICE = "The same file is already in the library."
MEMBER_TWICE = "The same story of this file is already in the library."
SAME = "This story is already in the library, from the same address and with the same text."
CHANGED = "The file changed while it was being imported. Import it again."
NO_STORY = "There is no story in this file."
NOT_COPIED = "The file is too large to be copied into the library; each of its stories was."
MISSING = "The list has this link without a text, and no story of this address is in the library."
LISTED = "The list has this link; its tags and marks were added to the story."


@dataclass(slots=True)
class FileAtWork:
    """A file being worked on: its bytes as read (none of a large one), and what has become of it so far.

    ``twins`` have the same bytes. ``is_named`` tells it from one that was found in a folder and whose name promises no
    story. ``seen`` counts findings dealt with, ``stories`` those that are in the library now.
    """

    pending: PendingFile
    content: bytes = b""
    sha256: str = ""
    size_bytes: int = 0
    is_large: bool = False
    is_named: bool = True
    is_container: bool = False
    outcome: Outcome | None = None
    reason: str = ""
    article_id: ArticleId | None = None
    headline: str = ""
    seen: int = 0
    stories: int = 0
    links: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    twins: list[PendingFile] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, ImportRow]]:
        """Yield the report rows of the file and its twins with their places in the list."""
        outcome = self.outcome or Outcome.FAILED
        row = ImportRow(self.pending.path, outcome, self.reason, self.article_id, self.headline)
        yield self.pending.ordinal, row
        for twin in self.twins:
            row = replace(row, path=twin.path)
            if self.article_id is not None:
                row = replace(row, outcome=Outcome.ALREADY_HERE, reason=TWICE)
            yield twin.ordinal, row


@dataclass(frozen=True, slots=True)
class Settled:
    """A part of a file that was extracted, or a file about which nothing is left to find out (no ``extraction``)."""

    file: FileAtWork
    extraction: Extraction | None = None

    @property
    def is_last(self) -> bool:
        """Whether the file is done with it."""
        return self.extraction is None or self.extraction.is_last


class Adder:
    """Adds settled parts for one import, all of them in one transaction."""

    def __init__(self, store: Store, import_id: int) -> None:
        self._store = store
        self._import_id = import_id

    def add(self, settled: Sequence[Settled]) -> list[ImportRow]:
        """Keep the originals, add stories and rows, commit, and return the rows. Raises LibraryError."""
        wanted: dict[str, bytes] = {}
        for part in settled:
            wanted |= self._wanted(part)
        sizes = self._store.originals.keep_all(wanted)
        rows: list[ImportRow] = []
        with self._store.transaction():
            for part in settled:
                if part.file.is_container:
                    rows += self._add_members(part, sizes)
                elif part.extraction is not None:
                    self._add_file(part.file, part.extraction, sizes)
                if part.is_last:
                    for ordinal, row in part.file.rows():
                        self._store.record_row(self._import_id, ordinal, row)
                        rows.append(row)
        return rows

    def _wanted(self, part: Settled) -> dict[str, bytes]:
        """Return the bytes of what may be new, by digest: they are kept before the database speaks of them."""
        if part.extraction is None:
            return {}
        file, stories = part.file, part.extraction.stories
        if any(story.snapshot is not None for story in stories) or not part.extraction.is_last or part.file.seen:
            file.is_container = True
        if any(isinstance(one, SavedLink) for one in part.extraction.findings):
            file.is_container = True
        wanted: dict[str, bytes] = {}
        for story in stories:
            if story.snapshot is not None and self._is_new(story):
                wanted[story.snapshot.sha256] = story.snapshot.content
                self._store.keep_pictures(story.pictures)
        is_wanted = bool(file.content) and (stories or file.stories) and part.extraction.is_last
        if is_wanted and (file.is_container or self._may_be_new(file, part.extraction)):
            wanted[file.sha256] = file.content
            for story in stories:
                self._store.keep_pictures(story.pictures if story.snapshot is None else ())
        return wanted

    def _may_be_new(self, file: FileAtWork, extraction: Extraction) -> bool:
        return extraction.sha256 == file.sha256 and any(
            not _is_same(self._store.relations.relative(story.article, story.keys)) for story in extraction.stories
        )

    def _is_new(self, story: ExtractedStory) -> bool:
        return self._known(story) is None and not _is_same(self._store.relations.relative(story.article, story.keys))

    def _known(self, story: ExtractedStory) -> ArticleId | None:
        return self._store.relations.of_snapshot(story.snapshot) if story.snapshot is not None else None

    def _add_file(self, file: FileAtWork, extraction: Extraction, sizes: dict[str, int]) -> None:
        """Add the stories of a file that is kept whole, inside the transaction."""
        _count_left_out(file, extraction.findings)
        if extraction.failure or not extraction.stories:
            reason = extraction.failure or _failure_in(extraction.findings) or NO_STORY
            file.reason = " ".join([reason, *_left_out_note(file)])
            if extraction.is_unknown and not file.is_named:
                file.outcome = Outcome.LEFT_OUT
            return
        if extraction.sha256 != file.sha256:
            file.reason = CHANGED
            return
        outcomes: list[tuple[Outcome, str]] = []
        for place, story in enumerate(extraction.stories):
            relative = self._store.relations.relative(story.article, story.keys)
            if _is_same(relative) or file.sha256 not in sizes:
                outcome, reason, article_id = Outcome.ALREADY_HERE, SAME, relative.article_id if relative else None
            else:
                self._store.add_original(file.sha256, len(file.content), sizes[file.sha256], file.pending.path)
                article_id = self._added(story, file, place=place)
                outcome, reason = _outcome(story, relative)
            outcomes.append((outcome, reason))
            if place == 0:
                file.article_id, file.headline = article_id, _headline(story)
        file.outcome = max((outcome for outcome, _ in outcomes), key=_WEIGHT.index)
        file.reason = "; ".join(dict.fromkeys(reason for _, reason in outcomes if reason))

    def _add_members(self, part: Settled, sizes: dict[str, int]) -> list[ImportRow]:
        """Add what was found in a part of a container inside the transaction, and return the rows of its members."""
        file, extraction = part.file, part.extraction
        if extraction is None:
            return []
        numbered: list[tuple[int, ImportRow]] = []
        for found in extraction.findings:
            row = self._member_row(file, found, sizes)
            if row is not None:
                numbered.append((file.seen, row))
            file.seen += 1
        progress = PendingFile(file.pending.ordinal, file.pending.path, file.seen, file.left_out)
        self._store.record_members(self._import_id, progress, numbered)
        if extraction.is_last:
            self._finish_container(file, extraction, sizes)
        return [row for _, row in numbered]

    def _member_row(self, file: FileAtWork, found: Extracted, sizes: dict[str, int]) -> ImportRow | None:
        path = file.pending.path
        match found:
            case ExtractedStory():
                return self._story_row(file, found, sizes)
            case SavedLink():
                file.links += 1
                return self._link_row(path, found)
            case LeftOut(member, _, failure) if failure:
                return ImportRow(path, Outcome.FAILED, failure, member=member or _numbered(file))
            case LeftOut():
                _count_left_out(file, (found,))
        return None

    def _story_row(self, file: FileAtWork, story: ExtractedStory, sizes: dict[str, int]) -> ImportRow:
        file.stories += 1
        relative = self._store.relations.relative(story.article, story.keys)
        known = self._known(story)
        article_id: ArticleId | None
        if known is not None or _is_same(relative) or (story.snapshot and story.snapshot.sha256 not in sizes):
            article_id = known if known is not None else relative.article_id if relative else None
            outcome, reason = Outcome.ALREADY_HERE, MEMBER_TWICE if known is not None else SAME
            if article_id is not None:
                self._store.curation.add(article_id, story.curation)
        else:
            if story.snapshot is not None:
                digest, size = story.snapshot.sha256, len(story.snapshot.content)
                self._store.add_original(digest, size, sizes[digest], file.pending.path)
            article_id = self._added(story, file)
            outcome, reason = _outcome(story, relative)
        if file.article_id is None:
            file.article_id, file.headline = article_id, _headline(story)
        member = story.member or _numbered(file)
        return ImportRow(file.pending.path, outcome, reason, article_id, _headline(story), member)

    def _added(self, story: ExtractedStory, file: FileAtWork, *, place: int = 0) -> ArticleId:
        snapshot = story.snapshot
        article_id = self._store.add_article(
            story.article,
            sha256=file.sha256 if snapshot is None else snapshot.sha256,
            place=place,
            member=story.member,
            source_path=file.pending.path,
            passages=story.passages,
            container="" if snapshot is None else file.sha256,
            snapshot=None if snapshot is None else replace(snapshot, content=b""),
            keys=story.keys,
            kept_pictures=[one.kept for one in story.pictures],
        )
        self._store.curation.add(article_id, story.curation)
        return article_id

    def _link_row(self, path: str, link: SavedLink) -> ImportRow:
        """Give a link's tags to the stories of its address, or remember it as missing."""
        ids = self._store.relations.at_address(address_key(link.url))
        added = link.added.iso if link.added else ""
        for article_id in ids:
            self._store.curation.add(article_id, link.curation)
            self._store.curation.put_on_list(article_id, added)
        if ids:
            return ImportRow(path, Outcome.ALREADY_HERE, LISTED, ids[0], link.title, link.url)
        self._store.curation.keep_link(link.url, link.title, added, link.curation, path)
        return ImportRow(path, Outcome.MISSING, MISSING, None, link.title, link.url)

    def _finish_container(self, file: FileAtWork, extraction: Extraction, sizes: dict[str, int]) -> None:
        """Say what became of a container as a whole, and that it need not be opened again."""
        notes = _left_out_note(file)
        if extraction.failure:
            notes.insert(0, extraction.failure)
        if not file.stories and not file.links:
            file.reason = " ".join(notes if extraction.failure else [NO_STORY, *notes])
            return
        file.outcome = Outcome.OPENED
        digest = extraction.sha256 or file.sha256
        if file.sha256 in sizes:
            self._store.add_original(file.sha256, len(file.content), sizes[file.sha256], file.pending.path)
        elif file.is_large:
            notes.append(NOT_COPIED)
        if digest and not extraction.failure:
            self._store.add_container(digest, file.pending.path, file.size_bytes, file.article_id)
        file.reason = " ".join(notes)


_WEIGHT = (
    Outcome.LEFT_OUT,
    Outcome.ALREADY_HERE,
    Outcome.IMPORTED,
    Outcome.COPY,
    Outcome.VERSION,
    Outcome.CHECK,
    Outcome.FAILED,
)
"""Which outcome stands for a file of several stories: the one that asks for most attention."""


def _is_same(relative: Relative | None) -> bool:
    return relative is not None and relative.kinship is Kinship.SAME


def _outcome(story: ExtractedStory, relative: Relative | None) -> tuple[Outcome, str]:
    """Return what becomes of a new story, and why, in sentences."""
    reasons = list(story.article.doubts)
    outcome = Outcome.CHECK if reasons else Outcome.IMPORTED
    if relative is not None:
        title = f"“{relative.headline}”" if relative.headline else "a story without a headline"
        is_copy = relative.kinship is Kinship.COPY
        reasons.append(f"The same text as {title}." if is_copy else f"Another version of {title}.")
        if outcome is Outcome.IMPORTED:
            outcome = Outcome.COPY if is_copy else Outcome.VERSION
    return outcome, "; ".join(reasons)


def _numbered(file: FileAtWork) -> str:
    """Return a name for a member that has none: its number in the file."""
    return f"#{file.seen + 1}"


def _headline(story: ExtractedStory) -> str:
    return story.article.headline.value if story.article.headline else ""


def _left_out_note(file: FileAtWork) -> list[str]:
    """Return a sentence that counts what was left out, if anything was."""
    counts = [f"{what} ({count})" for what, count in sorted(file.left_out.items())]
    return [f"Left out: {', '.join(counts)}."] if counts else []


def _failure_in(findings: Sequence[Extracted]) -> str:
    return next((one.failure for one in findings if isinstance(one, LeftOut) and one.failure), "")


def _count_left_out(file: FileAtWork, findings: Sequence[Extracted]) -> None:
    for one in findings:
        if isinstance(one, LeftOut) and one.what and not one.failure:
            file.left_out[one.what] = file.left_out.get(one.what, 0) + 1
