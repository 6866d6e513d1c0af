"""Places in a story as ranges of word positions, and what proximity means. Pure functions on sorted lists.

A place is ``(first, last)``, both inclusive. The distance of two places is the number of steps from the end of the
earlier to the start of the later one, so neighbours are at distance 1. Overlapping places are not near each other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Place = tuple[int, int]

_UNIT_BITS = 32
APART = (1 << _UNIT_BITS - 1) - 1
"""No position is greater."""


def consecutive(lists: Sequence[Sequence[Place]]) -> list[Place]:
    """Return the places where one place of every list follows the other without a gap."""
    found = list(lists[0])
    for following in lists[1:]:
        if not found:
            return []
        by_start: dict[int, list[int]] = {}
        for first, last in following:
            by_start.setdefault(first, []).append(last)
        found = [(first, end) for first, last in found for end in by_start.get(last + 1, ())]
    return sorted(set(found))


def near(left: Sequence[Place], right: Sequence[Place], distance: int, *, ordered: bool) -> list[Place]:
    """Return the places that cover a left and a right at most ``distance`` apart, the closest for each of them."""
    found = set(_following(left, right, distance))
    if not ordered:
        found.update(_following(right, left, distance))
    return sorted(found)


def lonely(left: Sequence[Place], right: Sequence[Place], distance: int) -> list[Place]:
    """Return the left places without a right one at most ``distance`` words away, on either side, and not over it."""
    starts = sorted(place[0] for place in right)
    ends = sorted(place[1] for place in right)
    alone = []
    for first, last in left:
        before = bisect_right(starts, last + distance)  # begin early enough
        gone = bisect_left(ends, first - distance)  # end too early
        if before == gone:
            alone.append((first, last))
    return alone


def in_units(places: Sequence[Place], starts: Sequence[int]) -> list[Place]:
    """Return the places with positions such that those of different units (sentences, …) are more than ``APART`` apart.

    ``starts`` has the positions at which units begin, ascending. Order and nearness inside a unit stay as they are;
    ``out_of_units`` takes the places back.
    """
    return [(_in_unit(first, starts), _in_unit(last, starts)) for first, last in places]


def out_of_units(places: Sequence[Place]) -> list[Place]:
    """Return places that ``in_units`` moved as they were."""
    return [(first & APART, last & APART) for first, last in places]


def undivided(places: Sequence[Place]) -> list[Place]:
    """Return those of some moved places that lie in one unit."""
    return [place for place in places if place[1] - place[0] <= APART]


def _in_unit(position: int, starts: Sequence[int]) -> int:
    return bisect_right(starts, position) << _UNIT_BITS | position


def takes_part(
    places: Sequence[Place], others: Sequence[Place], distance: int, *, before: bool, after: bool
) -> list[Place]:
    """Return the places with one of ``others`` at most ``distance`` after (or before) them."""
    starts = sorted(place[0] for place in others)
    ends = sorted(place[1] for place in others)
    found = []
    for first, last in places:
        follows = after and bisect_right(starts, last + distance) > bisect_right(starts, last)
        precedes = before and bisect_left(ends, first) > bisect_left(ends, first - distance)
        if follows or precedes:
            found.append((first, last))
    return found


def _following(left: Sequence[Place], right: Sequence[Place], distance: int) -> list[Place]:
    """Return covers of a left and the nearest right after it, and of a right and the nearest left before it."""
    found: list[Place] = []
    by_start = sorted(right)
    starts = [first for first, _ in by_start]
    for first, last in left:
        at = bisect_right(starts, last)
        if at < len(starts) and starts[at] - last <= distance:
            found.append((first, by_start[at][1]))
    by_end = sorted((last, first) for first, last in left)
    ends = [last for last, _ in by_end]
    for first, last in right:
        at = bisect_left(ends, first) - 1
        if at >= 0 and first - ends[at] <= distance:
            found.append((by_end[at][1], last))
    return found
