"""What a library knows about a story from its other stories: passages that recur, and what the reader restored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from types import MappingProxyType

from reader.core.model import ArticleId, Span

REPEATED_RULE = "repeated-in-outlet"
"""The rule that removes repeated passages: what it says of a removal are counts, which change with the library."""


class Trait(IntFlag):
    """Where a passage stands in its story, and what it looks like. Neither TOP nor END: in the middle.

    TOP is before the first paragraph, END after the last one or among the last lines. PART is the first or last
    sentence of a longer line.
    """

    TOP = 1
    END = 2
    SENTENCE = 4
    LONG = 8
    QUOTED = 16
    DATED = 32
    PART = 64
    HEADING = 128


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a story, or the first or last sentence of one, as it stands without the library's evidence.

    ``key`` is a signed 64-bit digest of its folded text; ``span`` reaches from its first to its last character.
    """

    key: int
    span: Span
    traits: Trait


@dataclass(frozen=True, slots=True)
class Repetition:
    """In how many stories of an outlet a passage stands, of how many. ``anywhere``: also between its paragraphs."""

    stories: int
    of: int
    anywhere: bool = False
    is_outlet_known: bool = True

    @property
    def reason(self) -> str:
        """Say it to people, as the reason of a removal."""
        whose = "of this outlet" if self.is_outlet_known else "without a known outlet"
        return f"in {self.stories} of {self.of} stories {whose}"


def _nothing() -> Mapping[int, Repetition]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the cleaning of a story may go by: repeated passages of its outlet, by key, and keys that must stay.

    ``unwanted`` are the keys of passages that the reader wants removed, ``unwanted_parts`` the words of parts of
    paragraphs; what must stay stays all the same.
    """

    repeated: Mapping[int, Repetition] = field(default_factory=_nothing)
    restored: frozenset[int] = frozenset()
    unwanted: frozenset[int] = frozenset()
    unwanted_parts: frozenset[str] = frozenset()

    def __reduce__(
        self,
    ) -> tuple[type["Evidence"], tuple[dict[int, Repetition], frozenset[int], frozenset[int], frozenset[str]]]:
        """Pickle the mapping as a plain one."""
        return Evidence, (dict(self.repeated), self.restored, self.unwanted, self.unwanted_parts)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go by."""
        return not (self.repeated or self.restored or self.unwanted or self.unwanted_parts)


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True)
class RepeatedPassage:
    """A passage that is taken for boilerplate of an outlet ("" where that is unknown).

    ``is_kept`` says that the reader wants to keep it everywhere.
    """

    key: int
    text: str
    outlet: str
    stories: int
    of: int
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class ReaderRule:
    """A passage the reader wants removed: from one story, or from all of an outlet where ``is_everywhere``.

    ``is_part`` says that it is words within paragraphs, else a whole one or its first or last sentence.
    ``article_id`` is the story, or one of the outlet's.
    """

    key: int
    text: str
    article_id: ArticleId
    headline: str
    outlet: str
    is_everywhere: bool
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class LosingStory:
    """A story that a rule of the reader's would change: the words that would go, and what stands around them there."""

    article_id: ArticleId
    headline: str
    published: str
    words: str
    before: str = ""
    behind: str = ""
