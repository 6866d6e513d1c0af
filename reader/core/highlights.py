"""What the reader marked and wrote in stories, and the wishes to change it."""

from dataclasses import dataclass

from reader.core.model import Article, ArticleId

COLOURS = 8
"""Colours of highlights are numbers from 1 to this."""

CONTEXT_CHARS = 48
"""How much of the text around a quote is kept on either side, to tell it from the same words elsewhere."""

LONGEST_QUOTE = 100_000
LONGEST_NOTE = 100_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a highlight belongs in a story's marked text, as the reader made it.

    ``quote`` with ``prefix`` and ``suffix`` is a TextQuoteSelector, ``start`` and the length of the quote a
    TextPositionSelector (W3C Web Annotation Data Model), counted in code points of ``marked_text``.
    """

    quote: str
    prefix: str
    suffix: str
    start: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage. ``start`` and ``end`` are where it stands now; both None for one that has lost its place.

    Times are ISO 8601 in UTC.
    """

    highlight_id: int
    article_id: ArticleId
    anchor: Anchor
    colour: int
    note: str
    start: int | None
    end: int | None
    created: str
    changed: str

    @property
    def is_orphan(self) -> bool:
        """Whether the passage is not in the story any more."""
        return self.start is None


@dataclass(frozen=True, slots=True)
class StoryNote:
    """A note on a whole story. ``created`` is ISO 8601 in UTC."""

    note_id: int
    text: str
    created: str


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything the reader marked and wrote in a story: highlights in order of the text, notes oldest first."""

    article_id: ArticleId
    highlights: tuple[Highlight, ...] = ()
    notes: tuple[StoryNote, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """A highlight or a note of the library with what a list says of its story; ``published`` is ISO 8601 or "".

    One of ``highlight`` and ``note`` is None.
    """

    article_id: ArticleId
    headline: str
    outlet: str
    published: str
    url: str
    highlight: Highlight | None = None
    note: StoryNote | None = None

    @property
    def quote(self) -> str:
        """The marked words, "" for a note on a whole story."""
        return self.highlight.anchor.quote if self.highlight else ""

    @property
    def text(self) -> str:
        """What the reader wrote."""
        if self.note is not None:
            return self.note.text
        return self.highlight.note if self.highlight else ""

    @property
    def created(self) -> str:
        """When it was made."""
        if self.note is not None:
            return self.note.created
        return self.highlight.created if self.highlight else ""

    @property
    def is_orphan(self) -> bool:
        """Whether it is a highlight that has lost its place."""
        return self.highlight is not None and self.highlight.is_orphan


def marked_text(article: Article) -> str:
    """Return the text that highlights are counted in: all kept blocks, the headline too, a line each."""
    return "\n".join(article.block_text(block) for block in article.blocks)


@dataclass(frozen=True, slots=True)
class AddHighlight:
    """Highlight a passage of a story."""

    article_id: ArticleId
    anchor: Anchor
    colour: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeHighlight:
    """Give a highlight another colour and note."""

    highlight_id: int
    colour: int
    note: str


@dataclass(frozen=True, slots=True)
class DeleteHighlight:
    """Take a highlight away."""

    highlight_id: int


@dataclass(frozen=True, slots=True)
class PutBackHighlight:
    """Take a ``DeleteHighlight`` back: the highlight as it was."""

    highlight: Highlight


@dataclass(frozen=True, slots=True)
class MoveHighlight:
    """Attach a highlight to another passage of its story, such as one that has lost its place."""

    highlight_id: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PutBackNote:
    """Take the deletion or the change of a note on a whole story back: the note as it was."""

    article_id: ArticleId
    note: StoryNote


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write a note on a whole story: a new one without ``note_id``. An empty ``text`` deletes the note."""

    article_id: ArticleId
    text: str
    note_id: int | None = None


AnnotationWish = (
    AddHighlight | ChangeHighlight | MoveHighlight | DeleteHighlight | PutBackHighlight | SetNote | PutBackNote
)
