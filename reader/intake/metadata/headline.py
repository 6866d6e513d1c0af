"""The vote on the headline: what several sources agree on wins, once site names are cut off."""

import re
from collections.abc import Iterable, Sequence

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
_DECORATED = (Source.TITLE, Source.OPENGRAPH, Source.META)
"""Sources that carry the site's name or section with the headline; in the others a part is cut for an outlet only."""
_ONE_WORD = 0.3
_DOMAIN = re.compile(r"[\w-]{2,40}\.(?:com|org|net|co\.uk|news|[a-z]{2})", re.IGNORECASE)
_REPEAT = 0.1
"""Weight of a second candidate of the same source, as share of the first."""


def vote_headline(candidates: Iterable[Candidate], outlets: Sequence[str]) -> Fact | None:
    """Return the headline that most weight stands behind; ties go to the source listed first."""
    given = [c for c in candidates if c.field is Field.HEADLINE and folded(c.value)][:40]
    if not given:
        return None
    names = {folded(outlet) for outlet in outlets} - {""}
    plain = {folded(c.value) for c in given}
    weights: dict[str, float] = {}
    best: dict[str, tuple[float, Fact]] = {}
    used: dict[tuple[str, Source], int] = {}
    seen: dict[Source, int] = {}
    for candidate in given:
        text = shortened(candidate.value, names, plain if candidate.source in _DECORATED else set())
        key = folded(text)
        nth = seen.get(candidate.source, 0)
        seen[candidate.source] = nth + 1
        weight = _WEIGHTS.get(candidate.source, 0.3) * (1.0 if nth == 0 else _REPEAT)
        if candidate.source is Source.VISIBLE and " " not in key and key.isascii():
            weight *= _ONE_WORD  # a heading of one word names a section
        if used.setdefault((key, candidate.source), nth) != nth:
            weight = 0.01
        weights[key] = weights.get(key, 0.0) + weight
        if key not in best or weight > best[key][0]:
            best[key] = (weight, Fact(text[:_LONGEST], candidate.source))
    _add_cut_off(weights)
    winner = max(weights, key=lambda key: weights[key])
    return best[winner][1]


def shortened(title: str, outlets: set[str], others: set[str]) -> str:
    """Return ``title`` without the site's name or section at its end or beginning.

    A part is cut when it names an outlet, or when what is left is the whole of another candidate.
    """
    if len(title) > _LONGEST:
        return title
    marks = list(SEPARATOR.finditer(title))
    for mark in marks:
        left, right = title[: mark.start()].strip(), title[mark.end() :].strip()
        if folded(left) in others and folded(left):
            return left
        if mark is marks[-1] and folded(right) in others and folded(right) not in outlets:
            return right
    for mark in reversed(marks):
        left, right = title[: mark.start()].strip(), title[mark.end() :].strip()
        if left and _is_outlet(right, outlets):
            return shortened(left, outlets, others) if mark is not marks[0] else left
    if marks:
        left, right = title[: marks[0].start()].strip(), title[marks[0].end() :].strip()
        if right and _is_outlet(left, outlets):
            return right
    return title


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
