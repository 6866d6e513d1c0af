"""Reads a file as an import does, and notes what came of it. Anything but a sentence is an error of the program."""

import re
from dataclasses import dataclass, field

from reader.clean.pipeline import clean
from reader.core.errors import InputError
from reader.core.model import Article, Snapshot
from reader.core.terms import STANDARD, Terms
from reader.intake.format import LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.service.cleaning import NO_STORY

_SENTENCE = re.compile(r"[A-Z\"“].{15,}[.!?]", re.DOTALL)
_TRACES = ("Traceback", "Error(", "Exception", "object at 0x", "<class ", "NoneType")


@dataclass(slots=True)
class Survey:
    """What a file gave."""

    snapshots: list[Snapshot] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text of all stories."""
        return "\n".join(one.text for one in self.articles)

    @property
    def is_accounted_for(self) -> bool:
        """Whether there is a story or a word on why not."""
        return bool(self.articles or self.sentences or self.left_out)

    def say(self, sentence: str) -> None:
        """Take a sentence for the user. Raises AssertionError where it is none."""
        assert _SENTENCE.fullmatch(sentence), sentence
        assert not any(trace in sentence for trace in _TRACES), sentence
        assert len(sentence) < 600, sentence
        self.sentences.append(sentence)


MOST_READ = 300
"""Stories of a file that are cleaned: thousands of them are hostile as a container, not one by one."""


def survey(source: Source, terms: Terms = STANDARD) -> Survey:
    """Read everything in a file."""
    made = Survey()
    try:
        for item in unfold(source, terms):
            if isinstance(item, Snapshot):
                made.snapshots.append(item)
                if len(made.snapshots) <= MOST_READ:
                    _read_story(item, made)
            elif isinstance(item, LeftOut):
                made.left_out.append(item)
                if item.failure:
                    made.say(item.failure)
                else:
                    assert item.what
    except InputError as error:
        made.say(str(error))
    if not (made.articles or made.left_out or made.sentences):
        made.say(NO_STORY)
    return made


def survey_bytes(content: bytes, name: str, terms: Terms = STANDARD) -> Survey:
    """Read everything in the bytes of a file."""
    return survey(Source.of_bytes(content, name), terms)


def _read_story(item: Snapshot, made: Survey) -> None:
    try:
        made.articles.append(clean(read(item)))
    except InputError as error:
        made.say(str(error))
    if item.attached is not None:
        for reference in ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\x", "\\\\h\\s\\x"):
            assert item.attached(reference) is None
        for reference in ("", "\0", "http://[", "%", "x" * 100_000):
            item.attached(reference)
