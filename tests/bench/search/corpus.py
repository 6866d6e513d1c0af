"""The made corpus: stories of any number from ``../shared/bench``, made once and kept in ``.bench``."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.core.model import ArticleId
from reader.core.query import SearchDocument

CHECKOUT = Path(__file__).resolve().parents[3]
MAKER = CHECKOUT.parent / "shared" / "bench" / "make_corpus.py"
KEPT = CHECKOUT / ".bench"


@dataclass(frozen=True, slots=True)
class Story:
    """A made story; ``published`` is an ISO 8601 day."""

    number: int
    headline: str
    body: str
    published: str
    outlet: str
    language: str


def is_here() -> bool:
    """Return whether a corpus can be made."""
    return MAKER.is_file()


def made(count: int) -> Path:
    """Return the corpus of ``count`` stories, an object a line; it is made when it is not there yet."""
    path = KEPT / f"stories-{count}.jsonl"
    if not path.is_file():
        KEPT.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        subprocess.run([sys.executable, str(MAKER), str(count), str(unfinished)], check=True)
        unfinished.replace(path)
    return path


def stories(path: Path, first: int = 0, last: int | None = None) -> Iterator[Story]:
    """Yield the stories of a corpus, those of the lines ``first`` to ``last`` (exclusive) only."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if last is not None and number >= last:
                return
            if number >= first:
                row = json.loads(line)
                yield Story(number + 1, row["headline"], row["body"], row["published"], row["outlet"], row["language"])


def document(story: Story) -> SearchDocument:
    """Return a story as the index takes it in."""
    return SearchDocument(
        article_id=ArticleId(story.number),
        revision=1,
        headline=story.headline,
        standfirst="",
        body=story.body,
        captions="",
        byline="",
        outlet=story.outlet,
        section="",
        language=story.language,
        url="https://www.example.org/story.html",
        published=story.published,
        modified="",
        saved="",
        imported="2020-01-01",
        words=story.body.count(" ") + 1,
    )
