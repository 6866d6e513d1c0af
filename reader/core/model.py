"""The values a story passes through: Snapshot (bytes), Page (visible text), Article (clean text with provenance).

All offsets are code points into ``Page.text``, half-open. Nothing here does I/O.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

from reader.core.pictures import Figure, Picture

ArticleId = NewType("ArticleId", int)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of ``text`` that this span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


class FileKind(Enum):
    """What the bytes of a snapshot are: a whole page, a story's own markup with nothing around it, or plain text."""

    HTML = "html"
    STORY = "story"
    TEXT = "text"


class EncodingSource(Enum):
    """How the charset of a snapshot was found, strongest evidence first."""

    BOM = "byte order mark"
    CONTAINER = "container"
    UTF8 = "valid UTF-8"
    NEARLY_UTF8 = "nearly valid UTF-8"
    META = "declared in the page"
    DETECTED = "detected"
    DEFAULT = "default"


class Source(Enum):
    """Where a piece of metadata was found."""

    CONTAINER = "container"
    JSON_LD = "JSON-LD"
    OPENGRAPH = "OpenGraph"
    META = "meta"
    ITEMPROP = "itemprop"
    TIME = "time element"
    LINK = "link element"
    TITLE = "title element"
    HTML = "html element"
    URL = "URL"
    VISIBLE = "visible text"
    DETECTED = "detected"
    FILE_NAME = "file name"


class Precision(Enum):
    """How exactly a moment is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or instant as a page states it.

    ``value`` is aware (with the stated offset) when the zone is known, naive otherwise; its time is midnight unless
    ``precision`` is ``INSTANT``. ``written`` is the original string.
    """

    value: datetime
    precision: Precision
    source: Source
    written: str = ""

    @property
    def iso(self) -> str:
        """ISO 8601 at the known precision, e.g. ``2011-03``, ``2011-03-22``, ``2011-03-22T10:05:00+02:00``."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.value:%Y}".zfill(4)
            case Precision.MONTH:
                return self.value.date().isoformat()[:7]
            case Precision.DAY:
                return self.value.date().isoformat()
            case Precision.INSTANT:
                return self.value.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Fact:
    """A metadata value with the place it came from."""

    value: str
    source: Source


class Field(Enum):
    """What a metadata candidate speaks of."""

    HEADLINE = "headline"
    DESCRIPTION = "description"
    AUTHOR = "author"
    OUTLET = "outlet"
    SECTION = "section"
    LANGUAGE = "language"
    URL = "url"
    CANONICAL_URL = "canonical_url"
    PUBLISHED = "published"
    MODIFIED = "modified"
    BODY = "body"
    TAG = "tag"
    PAYWALLED = "paywalled"
    WORD_COUNT = "word_count"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One declared value of a field, before any vote; several may contradict each other."""

    field: Field
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page declares about the story, after the vote among candidates."""

    headline: Fact | None = None
    standfirst: Fact | None = None
    authors: tuple[Fact, ...] = ()
    outlet: Fact | None = None
    section: Fact | None = None
    language: Fact | None = None
    url: Fact | None = None
    canonical_url: Fact | None = None
    published: Moment | None = None
    modified: Moment | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """What the reader had done with a story in another program, brought along with it."""

    tags: tuple[str, ...] = ()
    is_starred: bool = False
    is_read: bool = False
    notes: tuple[str, ...] = ()


NO_CURATION = Curation()
Attached = Callable[[str], bytes | None]
"""Returns the bytes of a file that was saved with a page, by the reference as the page writes it, or None."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One saved page as it was found: its bytes are the user's and never change.

    ``member`` is the place inside a container ("" for a plain file), ``charset`` the label a container states,
    ``sha256`` the hex digest of ``content``, ``stated`` what the container says about the story, ``attached`` the way
    to its pictures while the file is open. ``is_apart`` tells that the story is one of many in a container, so that its
    own bytes are kept beside the container's.
    """

    content: bytes
    sha256: str
    kind: FileKind
    path: str
    member: str = ""
    url: str | None = None
    saved: Moment | None = None
    charset: str | None = None
    stated: tuple[Candidate, ...] = ()
    curation: Curation = NO_CURATION
    attached: Attached | None = field(default=None, compare=False, repr=False)
    is_apart: bool = False


class Role(Enum):
    """The markup role of a visible piece of text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    LOOSE = "loose text"
    LINE = "line of plain text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of visible text between two block boundaries of the markup (or a line of plain text).

    ``element`` is an index into the page's ``ElementTable`` (-1 for plain text), ``level`` the heading level 1–6 or
    the list depth, ``link_chars`` how many of its characters are inside links.
    """

    span: Span
    role: Role
    element: int = -1
    level: int = 0
    link_chars: int = 0


@dataclass(frozen=True, slots=True)
class ElementTable:
    """The elements around the pieces, as parallel columns; a parent stands before its children, the root's is -1.

    ``tags`` are lower-case names, ``labels`` the class, id, role, itemprop and data-* names of an element, lower-case
    and space-separated, ``hidden`` whether it or an ancestor is marked as not shown.
    """

    parents: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    hidden: tuple[bool, ...] = ()


class MarkKind(Enum):
    """Inline structure worth keeping while reading."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline structure over a span; ``href`` only for links, as the page has it."""

    span: Span
    kind: MarkKind
    href: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a snapshot as ordered pieces, and what the page says about itself.

    ``text`` is the pieces joined by newlines; white space inside a piece is folded to single spaces, except in
    preformatted ones. Every visible character that is not white space lies in exactly one piece. ``pictures`` are in
    the page's order; ``embedded`` is the way to those that are part of the page's own source.
    """

    text: str
    pieces: tuple[Piece, ...]
    elements: ElementTable
    marks: tuple[Mark, ...]
    candidates: tuple[Candidate, ...]
    metadata: Metadata
    kind: FileKind
    encoding: str
    encoding_source: EncodingSource
    saved: Moment | None = None
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    embedded: Attached | None = field(default=None, compare=False, repr=False)


class BlockKind(Enum):
    """What a kept block is in the story."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class Block:
    """A kept block. A paragraph may have several spans (text rejoined around a removal, or hard-wrapped lines).

    Its text is the texts of ``spans`` joined by ``joint`` ("" or " ").
    """

    spans: tuple[Span, ...]
    kind: BlockKind
    level: int = 0
    joint: str = " "


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption or its credit: kept as a field of its own, outside the body."""

    span: Span
    is_credit: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """Text that is not the story. ``rule`` names what decided (kebab-case), ``reason`` is for people, lower-case.

    ``passage`` is the key of a passage that recurs in the outlet's stories, where that was the reason.
    """

    span: Span
    rule: str
    reason: str
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned story. Blocks, captions and removals together are every visible character, in order and disjoint.

    ``figures`` are the pictures of the page that belong to the story, whether or not they were saved with it.
    """

    text: str
    blocks: tuple[Block, ...]
    captions: tuple[Caption, ...]
    removals: tuple[Removal, ...]
    marks: tuple[Mark, ...]
    headline: Fact | None
    standfirst: Fact | None
    byline: Fact | None
    authors: tuple[Fact, ...]
    outlet: Fact | None
    section: Fact | None
    language: Fact | None
    url: Fact | None
    canonical_url: Fact | None
    published: Moment | None
    modified: Moment | None
    saved: Moment | None
    encoding: str
    encoding_source: EncodingSource
    confidence: float
    doubts: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = field(default=(), compare=False)

    def block_text(self, block: Block) -> str:
        """Return the text of one of this article's blocks."""
        return block.joint.join(span.of(self.text) for span in block.spans)

    @property
    def clean_text(self) -> str:
        """Standfirst and body, a line per block, without the headline."""
        return "\n".join(self.block_text(b) for b in self.blocks if b.kind is not BlockKind.HEADLINE)

    @property
    def body(self) -> str:
        """The body alone: a line per block, without headline and standfirst."""
        apart = (BlockKind.HEADLINE, BlockKind.STANDFIRST)
        return "\n".join(self.block_text(b) for b in self.blocks if b.kind not in apart)
