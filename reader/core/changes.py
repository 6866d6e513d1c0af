"""Facts the worker tells the front ends, and wishes they send it. All are picklable core values."""

from dataclasses import dataclass
from enum import Enum

from reader.core.evidence import RepeatedPassage
from reader.core.highlights import AnnotationWish
from reader.core.links import DismissLinks, LinksChanged
from reader.core.model import ArticleId
from reader.core.outlines import OriginalOutlined, ReadingWish
from reader.core.queries import QueriesChanged, QueryWish
from reader.core.survey import Survey
from reader.core.terms import Terms
from reader.core.watched import LookAtWatched, UnwatchFolder, WatchedFolders, WatchFolder, WatchImported


@dataclass(frozen=True, slots=True)
class LibraryChanged:
    """Stories were added, changed or removed, and can be found by search now."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    removed: tuple[ArticleId, ...] = ()


class Outcome(Enum):
    """What became of a file in an import, or of a member of a container.

    ``VERSION`` and ``COPY`` are imported: the address is that of a story with another text, or the text that of a story
    from elsewhere. ``MISSING`` is a link of a list whose story is not here. ``LEFT_OUT`` is no story and was found in a
    folder, not named. ``OPENED`` is a container: its members have rows of their own.
    """

    IMPORTED = "imported"
    VERSION = "another version"
    COPY = "copy"
    CHECK = "check"
    ALREADY_HERE = "already here"
    MISSING = "missing"
    LEFT_OUT = "left out"
    FAILED = "failed"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of an import report: a file, what became of it and why, in a sentence ("" when imported).

    ``member`` is the place inside a container, "" for the file itself.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    article_id: ArticleId | None = None
    headline: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """Where an import stands. ``done`` and ``total`` count files, the outcomes stories: those in containers too.

    ``imported`` has versions and copies in it, not those to ``check``. ``left_seconds`` is None until a rate is known;
    ``rate`` is files per second, ``share`` how much has been read of the containers that are not done, in files.
    """

    import_id: int
    done: int
    total: int
    imported: int
    already_here: int
    failed: int
    check: int
    rate: float
    left_seconds: float | None
    current: str = ""
    versions: int = 0
    copies: int = 0
    missing: int = 0
    left_out: int = 0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ImportRows:
    """Report rows as they come in, in batches of at most 200."""

    import_id: int
    rows: tuple[ImportRow, ...]


@dataclass(frozen=True, slots=True)
class ImportFinished:
    """An import ended: all done, or cancelled by the user and resumable."""

    progress: ImportProgress
    cancelled: bool = False


class IndexState(Enum):
    """How the search index stands to the library."""

    READY = "ready"
    UPDATING = "updating"
    REBUILDING = "rebuilding"


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """The index is brought up to date: ``done`` of ``total`` stories; ``reason`` says why, in a sentence."""

    state: IndexState
    done: int = 0
    total: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkerReady:
    """The worker has opened the library for writing. ``unfinished`` imports can be resumed."""

    unfinished: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerFailed:
    """A wish could not be fulfilled, or the worker is gone; ``message`` is a sentence for the user."""

    message: str
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """Passages that recur in an outlet's stories and are removed from now on, learned with this import (0: none)."""

    import_id: int
    passages: tuple[RepeatedPassage, ...]


@dataclass(frozen=True, slots=True)
class UpkeepFinished:
    """Nothing is left to look for or to clean anew, or it cannot go on for now; ``changed`` stories differ since."""

    changed: int


@dataclass(frozen=True, slots=True)
class SurveyProgress:
    """How far the survey of a ``ticket`` has come."""

    ticket: int
    survey: Survey


@dataclass(frozen=True, slots=True)
class SurveyFinished:
    """A survey ended: everything is counted, or it was cancelled."""

    ticket: int
    survey: Survey
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class AddTags:
    """Give tags to stories; letter case does not make another tag."""

    article_ids: tuple[ArticleId, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveTags:
    """Take tags off stories."""

    article_ids: tuple[ArticleId, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Give a tag another name; with the name of another tag, the two become one."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DeleteTag:
    """Take a tag off all stories and forget it."""

    tag: str


TagWish = AddTags | RemoveTags | RenameTag | DeleteTag


@dataclass(frozen=True, slots=True)
class TagsChanged:
    """A wish about tags was fulfilled, the reader's or a rule's; the wishes of ``undo``, in order, take it back."""

    wish: TagWish
    undo: tuple[TagWish, ...]
    is_by_rule: bool = False


Event = (
    LibraryChanged
    | ImportProgress
    | ImportRows
    | ImportFinished
    | IndexProgress
    | LinksChanged
    | OriginalOutlined
    | PassagesFound
    | QueriesChanged
    | SurveyFinished
    | SurveyProgress
    | TagsChanged
    | UpkeepFinished
    | WatchedFolders
    | WatchImported
    | WorkerReady
    | WorkerFailed
)


@dataclass(frozen=True, slots=True)
class ImportPaths:
    """Import these files and folders (absolute paths)."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyPaths:
    """Count what these files and folders (absolute paths) hold; ``ticket`` names the answer."""

    ticket: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CancelSurvey:
    """Stop the survey of this ticket, if it is still running."""

    ticket: int


@dataclass(frozen=True, slots=True)
class RetryImport:
    """Import the files of a past import that failed once more, as an import of its own."""

    import_id: int


@dataclass(frozen=True, slots=True)
class ReadOnTerms:
    """Read files on these terms from now on."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class ImportText:
    """Import a pasted story as a plain text file of this name."""

    text: str
    name: str = "pasted story.txt"


@dataclass(frozen=True, slots=True)
class ResumeImport:
    """Go on with an import that was cancelled or killed."""

    import_id: int


@dataclass(frozen=True, slots=True)
class CancelImport:
    """Stop the running import after the file at hand; what was acknowledged stays."""


@dataclass(frozen=True, slots=True)
class SetRead:
    """Mark stories as read or unread."""

    article_ids: tuple[ArticleId, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class SetStarred:
    """Star stories, or take the star off."""

    article_ids: tuple[ArticleId, ...]
    is_starred: bool


@dataclass(frozen=True, slots=True)
class Restore:
    """Keep a removed passage from now on, whatever rule removed it: in this story, or everywhere in its outlet.

    ``passage`` is the key of the removal.
    """

    article_id: ArticleId
    passage: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Unrestore:
    """Take a ``Restore`` of the same values back."""

    article_id: ArticleId
    passage: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class RemovePassage:
    """Remove a passage, or with ``is_part`` words within paragraphs: from this story, or from all of its outlet."""

    article_id: ArticleId
    passage: int
    text: str
    everywhere: bool = False
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class ForgetRule:
    """Take a ``RemovePassage`` of the same values back."""

    article_id: ArticleId
    passage: int
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class KeepPassage:
    """Keep a repeated passage in all stories of an outlet ("": of those without one), or remove it again."""

    outlet: str
    passage: int
    keep: bool


@dataclass(frozen=True, slots=True)
class Reclean:
    """Clean stories anew from their originals in the background; none named means all."""

    article_ids: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class RebuildIndex:
    """Drop the search index and build it anew from the library."""


@dataclass(frozen=True, slots=True)
class Shutdown:
    """Finish the transaction at hand and exit."""


Wish = (
    ImportPaths
    | ImportText
    | ResumeImport
    | CancelImport
    | RetryImport
    | SurveyPaths
    | CancelSurvey
    | ReadOnTerms
    | WatchFolder
    | UnwatchFolder
    | LookAtWatched
    | SetRead
    | SetStarred
    | AnnotationWish
    | TagWish
    | Restore
    | Unrestore
    | RemovePassage
    | ForgetRule
    | KeepPassage
    | QueryWish
    | DismissLinks
    | ReadingWish
    | Reclean
    | RebuildIndex
    | Shutdown
)
