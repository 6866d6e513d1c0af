"""Tells boilerplate from news among the passages that recur in an outlet's stories. Pure; looks at counts only."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.evidence import Trait

FEWEST_STORIES = 4
LEAST_SHARE = 0.1
MANY_STORIES = 50
"""A passage in fewer stories, or in a smaller share of the outlet's, is not looked at; in many, at any share."""

_FEWEST_WEEKS = 3
_MOST_IN_A_WEEK = 0.6
_SENTENCE_STORIES, _SENTENCE_SHARE, _MANY_SENTENCES = 6, 0.2, 200
_REPORTING_STORIES, _REPORTING_SHARE = 10, 0.4
_UNSPREAD_STORIES, _UNSPREAD_SHARE = 8, 0.5
_MIDDLE_STORIES, _MIDDLE_SHARE = 10, 0.5
_AT_EDGES = 0.8


@dataclass(frozen=True, slots=True)
class Sightings:
    """Where a passage was seen in an outlet's stories.

    ``stories`` counts near-copies of one story once, ``of`` is the number of the outlet's stories. ``traits`` counts
    the passage's traits over the stories that have it, ``weeks`` the stories by week of publication, undated ones
    left out.
    """

    stories: int
    of: int
    traits: Sequence[tuple[Trait, int]]
    weeks: Sequence[int]

    def share(self, trait: Trait) -> float:
        """Return the share of the stories in which the passage has any of these traits."""
        total = sum(count for _, count in self.traits)
        return sum(count for traits, count in self.traits if traits & trait) / max(1, total)


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a passage is boilerplate of its outlet, and whether also where it stands between paragraphs."""

    is_boilerplate: bool
    anywhere: bool = False


_NEWS = Finding(is_boilerplate=False)


def judge(seen: Sightings) -> Finding:
    """Return whether a passage is boilerplate: it stands at the same place in many stories of many weeks.

    A sentence must be in more stories than a bare line, a long one or one that quotes or names a figure in more than
    that. A passage that stands between paragraphs must be in half of the stories and be no sentence, whatever its
    dates. What is seen in a few weeks only (a lead of the agencies, a running story) must be in half of the stories.
    """
    share = seen.stories / max(1, seen.of)
    least, least_share, many = _needed(seen)
    if seen.stories < least or (share < least_share and seen.stories < many):
        return _NEWS
    is_sentence = seen.share(Trait.SENTENCE) >= 0.5
    if not _is_spread(seen) and (
        seen.stories < max(least, _UNSPREAD_STORIES) or share < _UNSPREAD_SHARE + (0.3 if is_sentence else 0.0)
    ):
        return _NEWS
    if seen.share(Trait.TOP | Trait.END) >= _AT_EDGES:
        return Finding(is_boilerplate=True)
    is_in_most = seen.stories >= _MIDDLE_STORIES and share >= _MIDDLE_SHARE
    if is_in_most and not is_sentence and seen.share(Trait.HEADING) < 0.5:
        return Finding(is_boilerplate=True, anywhere=True)
    return _NEWS


def _needed(seen: Sightings) -> tuple[int, float, float]:
    """Return the fewest stories, the least share, and the number of stories that makes the share unimportant."""
    is_sentence = seen.share(Trait.SENTENCE) >= 0.5
    if is_sentence and seen.share(Trait.LONG | Trait.QUOTED | Trait.DATED) >= 0.5:
        return _REPORTING_STORIES, _REPORTING_SHARE, float("inf")
    if is_sentence or seen.share(Trait.PART) >= 0.5 or seen.share(Trait.QUOTED) >= 0.5:
        return _SENTENCE_STORIES, _SENTENCE_SHARE, _MANY_SENTENCES
    return FEWEST_STORIES, LEAST_SHARE, MANY_STORIES


def _is_spread(seen: Sightings) -> bool:
    """Whether the passage was published over weeks, with no week that has most of it; undated stories say nothing."""
    dated = sum(seen.weeks)
    return len(seen.weeks) >= _FEWEST_WEEKS and max(seen.weeks) <= _MOST_IN_A_WEEK * dated
