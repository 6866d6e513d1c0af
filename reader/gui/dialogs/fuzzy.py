"""Finds names by some of their letters, in order: "imfo" finds "Import folder". Pure."""

import unicodedata
from collections.abc import Mapping, Sequence


def folded(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def score(typed: str, name: str) -> int | None:
    """Return how well typed letters fit a name, more is better; None where they do not. Spaces do not count.

    A letter at the beginning of a word counts 6, one right behind the last found counts 4, any other 1.
    """
    letters, where = folded(typed).replace(" ", ""), folded(name)
    if not letters:
        return 0
    starts = (at for at, letter in enumerate(where) if letters[0] == letter)
    fitting = [points for at in starts if (points := _score_from(letters, where, at)) is not None]
    return max(fitting, default=None)


def _score_from(letters: str, where: str, start: int) -> int | None:
    points, last, at = 0, -2, start
    for letter in letters:
        at = where.find(letter, at)
        if at < 0:
            return None
        begins = at == 0 or not where[at - 1].isalnum()
        points += 6 if begins else 4 if at == last + 1 else 1
        last, at = at, at + 1
    return points


def ranked(typed: str, names: Sequence[Mapping[str, str]], recent: tuple[str, ...] = ()) -> list[str]:
    """Return the keys of the names that fit, the best first; among equals those used last, then in their order.

    ``names`` has the same keys in each language; the name that fits best counts.
    """
    keys = (*recent, *(key for key in names[0] if key not in recent))
    order = {key: place for place, key in enumerate(keys)}
    found: dict[str, int] = {}
    for of_language in names:
        for key, name in of_language.items():
            points = score(typed, name)
            if points is not None:
                found[key] = max(points, found.get(key, points))
    return sorted(found, key=lambda key: (-found[key], order[key]))
