"""Finds the lines of a text that are not gold and are named noise, and the share of pages that have any."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tests.quality.alignment import gold_shares
from tests.quality.corpora import CORPORA, Labelled
from tests.quality.noise.kinds import BYLINE, PATTERNS, PLACE, SIGNED

# Scripts without spaces between words are compared character by character.
_TOKEN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]|\\w+")
_LINK = re.compile(r"<a\b[^>]{0,2000}>(.{1,1500}?)</a>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "：": ":", "\u00ad": ""})
_GOLD = 0.5
_LONGEST_CHARS, _LONGEST_BOX = 260, 420
_TOP = 4


@dataclass(frozen=True, slots=True)
class Noise:
    """A line of noise: its page, its kind and its text."""

    page: str
    kind: str
    text: str


def share_of_pages(pages: Sequence[Labelled], texts: Mapping[str, str]) -> float:
    """Return the share of pages, 0..1, whose text has at least one line of named noise."""
    return sum(any(True for _ in noise_in(page, texts[page.key])) for page in pages) / max(1, len(pages))


def noise_in(page: Labelled, text: str) -> Iterator[Noise]:
    """Yield the lines of a page's text that are not in its gold and are of a kind with a name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    tokens = [tokens_of(line) for line in lines]
    shares = gold_shares(tokens, tokens_of(page.text or ""))
    title, authors = _facts(page.page_set).get(page.page_id, ("", frozenset()))
    seen: dict[str, int] = {}
    was_related = False
    for number, (line, words, share) in enumerate(zip(lines, tokens, shares, strict=True)):
        said = " ".join(words)
        kind = ""
        if share < _GOLD and words:
            kind = _kind_by_facts(said, number, title, authors) or kind_of(line, number)
            if not kind and is_repeated(words, number - seen.get(said, number)):
                kind = "line repeated"
            if not kind and number and _is_headline(line, words) and not lines[number - 1].endswith(":"):
                kind = "related" if was_related or said in _links(page) else ""
        was_related = kind == "related"
        seen[said] = number
        if kind:
            yield Noise(page.key, kind, line)


def kind_of(line: str, number: int = _TOP) -> str:
    """Return the kind of noise that a line is by its words and shape alone, or ""; ``number`` counts from the top."""
    if SIGNED.search(line) or (len(line) < 90 and BYLINE.match(line)):
        return "byline or author box"
    if number < _TOP and PLACE.match(line):
        return "dateline"
    folded = " ".join(line.translate(_PLAIN).casefold().split())
    if len(folded) > _LONGEST_BOX:
        return ""
    for kind, patterns in PATTERNS.items():
        is_short = len(folded) <= _LONGEST_CHARS or kind == "byline or author box"
        if is_short and any(pattern.search(folded) for pattern in patterns):
            return kind
    return ""


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in lower case; the characters themselves where the script has no spaces."""
    return _TOKEN.findall(text.casefold())


def is_repeated(words: Sequence[str], distance: int) -> bool:
    """Return whether a line that stood ``distance`` lines above (0: nowhere) repeats it; lists repeat facts."""
    return distance > 0 and (len(words) >= 10 or (len(words) >= 4 and distance <= 2))


def _kind_by_facts(said: str, number: int, title: str, authors: frozenset[str]) -> str:
    """Return the kind that shows only beside the page's facts; a headline in the first line is none for anybody."""
    if said == title:
        return "headline repeated" if number else ""
    return "byline or author box" if said in authors else ""


def _is_headline(line: str, words: Sequence[str]) -> bool:
    """Whether a line can be the headline of another story: four words or more and no sentence."""
    return 4 <= len(words) <= 30 and line[-1] not in ".:…。,;"


@lru_cache(maxsize=4)
def _links(page: Labelled) -> frozenset[str]:
    """Return what the links of a page say, as joined words."""
    source = page.content().decode("utf-8", "replace")
    return frozenset(" ".join(tokens_of(html.unescape(_TAG.sub(" ", inner)))) for inner in _LINK.findall(source))


@cache
def _facts(page_set: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return page id -> (title, authors) as joined words, from the set's gold."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for line in (CORPORA / page_set / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        authors = frozenset(" ".join(tokens_of(name)) for name in row.get("authors") or ())
        found[row["id"]] = (" ".join(tokens_of(row.get("title") or "")), authors - {""})
    return found
