"""What a library tells about its stories and itself."""

from dataclasses import dataclass

from reader.core.changes import ImportProgress
from reader.core.model import Article, ArticleId
from reader.core.pictures import KeptPicture


@dataclass(frozen=True, slots=True)
class Story:
    """A story of the library: the article, its state, and where its original is.

    ``imported`` is ISO 8601 in UTC. ``original_sha256`` names the kept bytes, ``member`` the place inside a container.
    ``pictures`` were saved with the story.
    """

    article_id: ArticleId
    article: Article
    imported: str
    source_path: str
    original_sha256: str
    is_read: bool = False
    is_starred: bool = False
    member: str = ""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pictures: tuple[KeptPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryRelative:
    """Another story of the same text (a copy) or of the same address (a version)."""

    article_id: ArticleId
    headline: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class StorySummary:
    """What a list shows of a story beside the search's own columns.

    ``saved`` is ISO 8601 at its precision or "". ``copies`` and ``versions`` count the stories of the same text, and
    the texts of the same address, this one among them; they are 1 where there are no others.
    """

    article_id: ArticleId
    is_read: bool
    is_starred: bool
    needs_check: bool
    removed_words: int
    words: int
    saved: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    language: str = ""
    address: str = ""
    tags: tuple[str, ...] = ()
    copies: int = 1
    versions: int = 1
    is_annotated: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import of the past. Times are ISO 8601 in UTC; ``finished`` is "" while it can still be resumed."""

    import_id: int
    started: str
    finished: str
    progress: ImportProgress


@dataclass(frozen=True, slots=True)
class MissingLink:
    """An entry of a list of links whose story is not in the library.

    ``added`` is ISO 8601, or "" where unknown; ``source`` is the file that the list is.
    """

    url: str
    title: str
    added: str
    tags: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """Counts over the whole library; sizes in bytes. ``earliest`` and ``latest`` are published dates or "".

    ``copies`` and ``versions`` count stories that have others of the same text, or of the same address;
    ``missing`` the links of lists whose stories are not here.
    """

    stories: int
    unread: int
    starred: int
    check: int
    words: int
    removed_words: int
    originals: int
    original_bytes: int
    stored_bytes: int
    indexed: int
    outlets: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    earliest: str
    latest: str
    copies: int = 0
    versions: int = 0
    annotated: int = 0
    pictured: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing ``verify`` found wrong, as a sentence, and whether the program can mend it itself."""

    message: str
    mendable: bool
