"""Which pieces of a page the gold text is made of: the heaviest chain of pieces whose words follow each other in gold.

A piece may stand at several places of the gold text; a chain takes each piece once, in order, without overlap, so that
a word like "Share" is not gold because it stands somewhere in it.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

TOKEN = re.compile(r"\w+")
_GRAM = 3
_MOST_PLACES = 8
_LEAST_SHARE = 0.5
# Pieces that follow each other in gold and stand near each other on the page are likelier than far ones.
_NEXT_BONUS = 0.3
_NEAR = 4
Place = tuple[int, int, float]


def gold_shares(pieces: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Return for each piece (as tokens) the share of its tokens that are gold, 0 where it is not in the chain."""
    places = _places(pieces, gold)
    chosen = _heaviest_chain(places)
    shares = [0.0] * len(pieces)
    for number, (_, _, weight) in chosen.items():
        shares[number] = min(1.0, weight / max(1, len(pieces[number])))
    return shares


def _places(pieces: Sequence[Sequence[str]], gold: Sequence[str]) -> list[list[Place]]:
    """Return for each piece where it may stand in gold: (start, end, how many tokens agree)."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, _GRAM + 1):
        for start in range(len(gold) - size + 1):
            index[tuple(gold[start : start + size])].append(start)
    return [_places_of(tokens, gold, index) for tokens in pieces]


def _places_of(tokens: Sequence[str], gold: Sequence[str], index: dict[tuple[str, ...], list[int]]) -> list[Place]:
    if not tokens:
        return []
    size = min(_GRAM, len(tokens))
    shifts: Counter[int] = Counter()
    for offset in range(len(tokens) - size + 1):
        for start in index.get(tuple(tokens[offset : offset + size]), ())[:50]:
            shifts[start - offset] += 1
    places: list[Place] = []
    for shift, _ in shifts.most_common(_MOST_PLACES):
        low, high = max(0, shift), min(len(gold), shift + len(tokens))
        same = sum(gold[at] == tokens[at - shift] for at in range(low, high))
        if same >= _LEAST_SHARE * len(tokens):
            places.append((low, high, float(same)))
    if not places and len(tokens) > 12:
        places = _broken_place(shifts, len(tokens), len(gold))
    return places


def _broken_place(shifts: Counter[int], length: int, most: int) -> list[Place]:
    """Return the place of a piece that has extra words in its middle, so that no single shift explains it."""
    top = shifts.most_common(3)
    agreeing = sum(count + _GRAM - 1 for _, count in top)
    if not top or agreeing < _LEAST_SHARE * length:
        return []
    start = max(0, min(shift for shift, _ in top))
    return [(start, min(most, start + length), float(min(agreeing, length)))]


def _heaviest_chain(places: Sequence[Sequence[Place]]) -> dict[int, Place]:
    """Return the piece -> place of the chain with most agreeing tokens; neighbours that touch in gold get a bonus.

    Of chains that weigh the same the later stands: a teaser before the story is not taken for its first sentence.
    """
    ends: list[int] = [0]
    bests: list[tuple[float, int]] = [(0.0, -1)]
    nodes: list[tuple[int, Place, int]] = []
    for number, options in enumerate(places):
        fresh: list[tuple[int, float, int]] = []
        for place in options:
            start, end, weight = place
            # A neighbour may share a token or two at the seam.
            at = bisect_right(ends, start + 1) - 1
            score, before = bests[at]
            bonus = 0.0
            if before >= 0 and abs(nodes[before][1][1] - start) <= 1:
                bonus = _NEXT_BONUS if number - nodes[before][0] <= _NEAR else _NEXT_BONUS / 3
            nodes.append((number, place, before))
            fresh.append((end, score + weight + bonus, len(nodes) - 1))
        for end, score, node in fresh:
            _insert(ends, bests, end, score, node)
    chosen: dict[int, Place] = {}
    node = max(bests)[1]
    while node >= 0:
        number, place, node = nodes[node]
        chosen[number] = place
    return chosen


def _insert(ends: list[int], bests: list[tuple[float, int]], end: int, score: float, node: int) -> None:
    """Keep the frontier of (gold end, best score) rising in both."""
    at = bisect_right(ends, end)
    same_end = ends[at - 1] == end
    if bests[at - 1][0] > score or (bests[at - 1][0] == score and not same_end):
        return
    stop = at
    while stop < len(ends) and bests[stop][0] <= score:
        stop += 1
    first = at - 1 if same_end else at
    ends[first:stop] = [end]
    bests[first:stop] = [(score, node)]
