"""Finds names by some of their letters, in order: "imfo" finds "Import folder". Pure."""

import unicodedata


def folded(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def score(typed: str, name: str) -> int | None:
    """Return how well typed letters fit a name, more is better; None where they do not. Spaces do not count.

    A letter at the beginning of a word counts 6, one right behind the last found counts 4, any other 1.
    """
    letters, where = folded(typed).replace(" ", ""), folded(name)
    best: list[int | None] = [0]
    for start in (at for at, letter in enumerate(where) if letters[:1] == letter):
        best.append(_score_from(letters, where, start))
    fitting = [points for points in best[1:] if points is not None]
    if not letters:
        return 0
    return max(fitting) if fitting else None


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


def ranked(typed: str, names: dict[str, str], recent: tuple[str, ...] = ()) -> list[str]:
    """Return the keys of the names that fit, the best first; among equals those used last, then in their order."""
    order = {key: place for place, key in enumerate((*recent, *names))} | {
        key: place for place, key in reversed(list(enumerate(recent)))
    }
    found = [(points, key) for key, name in names.items() if (points := score(typed, name)) is not None]
    return [key for _, key in sorted(found, key=lambda one: (-one[0], order[one[1]]))]
