"""The vote on the headline: what several sources agree on wins, once site names are cut off."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from reader.core.model import Candidate, Fact, Field, Source
from reader.intake.metadata.folding import folded

SEPARATOR = re.compile(r"\s+[|–—\-:»«·•/]{1,3}\s+|\s*[|｜：]\s*|\s*:{2,}\s*|\s+›\s+|--+")
"""What stands between a headline and the name of the site in titles."""
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*\Z")
_LONGEST = 500
_WEIGHTS = {
    Source.JSON_LD: 1.6,
    Source.VISIBLE: 1.0,
    Source.OPENGRAPH: 0.9,
    Source.ITEMPROP: 0.6,
    Source.META: 0.2,
    Source.TITLE: 0.5,
}
"""Shares of right headlines by source on the fundus development pages, sharpened by trial there."""
_FOR_READERS, _OF_OTHERS = 1.5, 0.5
"""Weights, outside of news, of a heading that speaks of what the page declares, and of one that does not.

Tried on the wcxb development pages: declared titles are written for search engines there, and headings name the site.
"""
_ALIKE = 0.34
"""Least share of common words, of the shorter one's, in two wordings of one headline."""
_LEAST_WORDS = 3
_KICKER_AND = 20
"""A heading that ends with a declared headline of more characters than this has a kicker before it."""
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Characters of scripts that write no blanks between words."""
_DECORATED = (Source.TITLE, Source.OPENGRAPH, Source.META)
"""Sources that carry the site's name or section with the headline; in the others a part is cut for an outlet only."""
_ONE_WORD = 0.3
_DOMAIN = re.compile(r"[\w-]{2,40}\.(?:com|org|net|co\.uk|news|[a-z]{2})", re.IGNORECASE)
_REPEAT = 0.1
"""Weight of a second candidate of the same source, as share of the first."""


def calls_itself_news(scripts: Iterable[str]) -> bool:
    """Tell whether a page's JSON-LD declares a news article."""
    return any("NewsArticle" in script for script in scripts)


def vote_headline(candidates: Iterable[Candidate], outlets: Sequence[str], is_news: bool) -> Fact | None:
    """Return the headline that a container states, else the one that most weight stands behind.

    Ties go to the source listed first. The name of the file has no vote: it stands in where nothing else is found.

    ``is_news`` tells that the page calls itself a news article: its makers then declare headlines with care.
    """
    voiced = (c for c in candidates if c.field is Field.HEADLINE and c.source is not Source.FILE_NAME)
    given = [c for c in voiced if folded(c.value)][:40]
    if not given:
        return None
    stated = next((c for c in given if c.source is Source.CONTAINER), None)
    if stated is not None:
        return Fact(stated.value[:_LONGEST], Source.CONTAINER)
    names = {folded(outlet) for outlet in outlets} - {""}
    plain = {folded(c.value) for c in given}
    texts = [shortened(c.value, names, plain if c.source in _DECORATED else set()) for c in given]
    keys = [folded(text) for text in texts]
    shown = None if is_news else _heading_of_story(given, keys, names)
    weights: dict[str, float] = {}
    best: dict[str, tuple[float, Fact]] = {}
    used: dict[tuple[str, Source], int] = {}
    seen: dict[Source, int] = {}
    for i, (candidate, text, key) in enumerate(zip(given, texts, keys, strict=True)):
        nth = seen.get(candidate.source, 0)
        seen[candidate.source] = nth + 1
        weight = _WEIGHTS.get(candidate.source, 0.3) * (1.0 if nth == 0 else _REPEAT)
        if candidate.source is Source.VISIBLE and not is_news:
            weight = _FOR_READERS if i == shown else weight * _OF_OTHERS
        if candidate.source is Source.VISIBLE and _is_one_word(key):
            weight *= _ONE_WORD  # a heading of one word names a section
        if used.setdefault((key, candidate.source), nth) != nth:
            weight = 0.01
        weights[key] = weights.get(key, 0.0) + weight
        if key not in best or weight > best[key][0]:
            best[key] = (weight, Fact(text[:_LONGEST], candidate.source))
    _add_cut_off(weights)
    winner = max(weights, key=lambda key: weights[key])
    return best[winner][1]


def _heading_of_story(given: Sequence[Candidate], keys: Sequence[str], names: set[str]) -> int | None:
    """Return the visible heading that shares most words with a declared headline and is not that with a kicker.

    Headings of few words name the site or a section as often as the story.
    """
    declared = [key for candidate, key in zip(given, keys, strict=True) if candidate.source is not Source.VISIBLE]
    outlets = {name.replace(" ", "") for name in names}
    best, most = None, 0
    for i, (candidate, key) in enumerate(zip(given, keys, strict=True)):
        if candidate.source is not Source.VISIBLE or key.replace(" ", "") in outlets:
            continue
        words = _words(key)
        common = max((_common(words, _words(other)) for other in declared), default=0)
        if len(words) >= _LEAST_WORDS and common > most:
            best, most = i, common
    if best is not None and any(len(one) > _KICKER_AND and keys[best].endswith(" " + one) for one in declared):
        return None
    return best


def _common(words: frozenset[str], others: frozenset[str]) -> int:
    """Return how many words two wordings of one headline share; 0 where they are not alike enough for that."""
    common = len(words & others)
    return common if common >= _ALIKE * min(len(words), len(others)) else 0


def _words(key: str) -> frozenset[str]:
    """Return the words of a folded headline, or its characters where words are not written apart."""
    return frozenset(_UNSPACED.sub(r" \g<0> ", key).split())


def _is_one_word(key: str) -> bool:
    return " " not in key and key.isascii()


def shortened(title: str, outlets: set[str], others: set[str]) -> str:
    """Return ``title`` without the site's name or section at its end or beginning.

    A part is cut when it names an outlet, or when what is left is the whole of another candidate.
    """
    if len(title) > _LONGEST:
        return title
    parts = _parted(title)
    for i, (left, right) in enumerate(parts):
        if folded(left) in others and folded(left):
            return left
        if i + 1 == len(parts) and folded(right) in others and folded(right) not in outlets:
            return right
    for i, (left, right) in reversed(list(enumerate(parts))):
        if left and _is_outlet(right, outlets):
            return shortened(left, outlets, others) if i else left
    if parts:
        left, right = parts[0]
        if right and _is_outlet(left, outlets):
            return right
    return title


@lru_cache(maxsize=256)
def _parted(title: str) -> tuple[tuple[str, str], ...]:
    """Return what stands before and behind each separator in a title; a page's titles are looked at twice."""
    marks = SEPARATOR.finditer(title)
    return tuple((title[: mark.start()].strip(), title[mark.end() :].strip()) for mark in marks)


def _is_outlet(part: str, outlets: set[str]) -> bool:
    if _DOMAIN.fullmatch(part):
        return True
    plain = folded(part)
    squeezed = plain.replace(" ", "")
    return bool(plain) and any(squeezed == name.replace(" ", "") for name in outlets)


def _add_cut_off(weights: dict[str, float]) -> None:
    """Let a headline that was cut off ("… the rest of th…") speak for the one that it is the beginning of."""
    for short in list(weights):
        if len(short) < 25:
            continue
        longer = [key for key in weights if len(key) > len(short) and key.startswith(short)]
        if len(longer) == 1 and weights[short] < 1.0:
            weights[longer[0]] += weights[short] * 0.8
