"""A query as a tree of values, independent of how it is run."""

from dataclasses import dataclass
from enum import Enum

from reader.core.query import QueryToken


class Zone(Enum):
    """A part of a story, or a column of it, that a query can be confined to."""

    TEXT = "text"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    LEAD = "lead"
    HEAD_AND_LEAD = "headline and lead"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    OUTLET = "outlet"
    SECTION = "section"
    URL = "url"
    SITE = "site"
    LANGUAGE = "language"
    TAG = "tag"
    NOTE = "note"


class Letters(Enum):
    """The letter case of a word as it stands in a story."""

    SOME_CAPITALS = "caps"
    ALL_CAPITALS = "allcaps"
    NO_CAPITALS = "nocaps"


class Unit(Enum):
    """A stretch of text that words can share."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Column(Enum):
    """A number of a story that a query can give bounds for."""

    PUBLISHED = "published"
    SAVED = "saved"
    IMPORTED = "imported"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Everything:
    """All stories."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No story: what remains of a part that has no words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word: in any of its forms, or, when ``exact``, in this very form. ``written`` is as typed."""

    text: str
    written: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded word with wildcards: ``*`` any run of characters, ``?`` exactly one.

    ``loose`` says that it was made from the word being typed, and matches the whole word's other forms too.
    """

    text: str
    written: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """Words that are at most ``most`` edits away from a folded one: a letter put in, left out, changed or swapped."""

    text: str
    written: str
    most: int = 1


@dataclass(frozen=True, slots=True)
class Cased:
    """The part in some letter case, as it stands in a story. ``lowered`` leaves it around single words only.

    A place of several words has some capitals if any of its words has one; all or none if all of them do.
    """

    part: "Node"
    letters: Letters

    @property
    def text(self) -> str:
        """The folded word, where the part is a single one."""
        return self.part.text if isinstance(self.part, Word | Pattern | Edits) else ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words side by side, in this very form. ``quoted`` when the user wrote a phrase, not a compound word."""

    items: "tuple[Leaf, ...]"
    written: str
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Near:
    """Both within ``distance`` words; ``ordered``: left first; ``negated``: a left without a right near."""

    left: "Node"
    right: "Node"
    distance: int
    ordered: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Both in one sentence or paragraph; ``ordered``: left first; ``negated``: a left without a right in it."""

    left: "Node"
    right: "Node"
    unit: Unit
    ordered: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AtLeast:
    """``count`` or more occurrences of a word or phrase."""

    part: "Node"
    count: int


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """All stories without the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class InZone:
    """The part, in one zone only."""

    zone: Zone
    part: "Node"


@dataclass(frozen=True, slots=True)
class Between:
    """A column between two inclusive bounds; ``words`` says it in a sentence (``in 2011``)."""

    column: Column
    low: int
    high: int
    words: str


@dataclass(frozen=True, slots=True)
class State:
    """Stories whose ids the caller knows under this name (``unread`` for ``is:unread``)."""

    name: str


Leaf = Word | Pattern | Edits | Cased
"""What stands at single words of a text."""

Node = (
    Everything | Nothing | Leaf | Sequence | Near | Together | AtLeast | And | Or | Not | InZone | Between | State
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree, its sentence, the notes of what was not understood or cut, and how each piece was taken."""

    tree: Node
    reads_as: str
    notes: tuple[str, ...]
    tokens: tuple[QueryToken, ...] = ()


def joined(parts: "list[Node]") -> "Node":
    """Return the parts as one flat ``And``; one part stays itself, none is ``Nothing``."""
    if len(parts) == 1:
        return parts[0]
    flat = (each for part in parts for each in (part.parts if isinstance(part, And) else (part,)))
    return And(tuple(flat)) if parts else Nothing()


def either(parts: "list[Node]") -> "Node":
    """Return the parts as one ``Or``; one part stays itself, none is ``Nothing``."""
    if len(parts) == 1:
        return parts[0]
    return Or(tuple(parts)) if parts else Nothing()
