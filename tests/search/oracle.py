"""A brute-force reading of the query language: every operator by its definition, on the words of a story."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.core.query import SearchDocument
from tests.search.stories import story
from tests.search.test_edits import distance

STEM = {
    "run": "run", "runs": "run", "running": "run", "tax": "tax", "taxes": "tax", "taxed": "tax", "minister": "minist",
    "ministers": "minist", "vote": "vote", "votes": "vote", "voted": "vote", "oil": "oil", "gas": "gas", "zero": "zero",
}  # fmt: skip
WORDS = sorted(STEM)
MONTHS = ["2009", "2010-03", "2010-03-22", "2011-01-01", "2011-12-31T23:59:59", ""]
RANGES = {
    "2010": ("2010-01-01", "2010-12-31"),
    "2010-03": ("2010-03-01", "2010-03-31"),
    "2010-03-22": ("2010-03-22", "2010-03-22"),
    "3/22/2010": ("2010-03-22", "2010-03-22"),
    "3/2010": ("2010-03-01", "2010-03-31"),
    "2009..2010": ("2009-01-01", "2010-12-31"),
    "2011/": ("2011-01-01", "9999-12-31"),
    "/2010-02": ("0001-01-01", "2010-02-31"),
}
TEXT_ZONES = ("headline", "standfirst", "body")


class Said(str):
    """A word of a story, folded; how it is written, and in which sentence and paragraph of its text it stands."""

    __slots__ = ("paragraph", "sentence", "written")

    written: str
    sentence: int
    paragraph: int


@dataclass(frozen=True)
class Text:
    """A story's words by zone."""

    headline: list[Said]
    standfirst: list[Said]
    body: list[Said]
    byline: list[Said]
    day: str
    words: int

    def zones(self) -> list[list[Said]]:
        """Return the zones that are searched by default."""
        return [self.headline, self.standfirst, self.body]


Place = tuple[int, int]
Places = Callable[[list[Said]], set[Place]]
Test = Callable[[Text], bool]
Marks = Callable[[Text], set[tuple[int, int]]]
"""The words to mark, each as the number of its zone (headline, standfirst, body) and its place in it."""


class Operand(NamedTuple):
    """What stands at places of a text: written in the query language, and by its definition."""

    written: str
    places: Places


class Asked(NamedTuple):
    """A query: written, which stories it finds, and which words of a story that it finds it marks."""

    written: str
    test: Test
    marks: Marks


# Stories.


def random_text(words: list[str], rng: random.Random, *, lines: bool) -> tuple[str, list[Said]]:
    """Return a text of some words, with capitals, sentences and, if asked for, lines; and its words."""
    text = ""
    said: list[Said] = []
    sentence = paragraph = 0
    for word in words:
        written = rng.choice([word, word, word.capitalize(), word.upper(), word[0] + word[1:].capitalize()])
        joint = rng.choice([" ", " ", " ", ", ", ". ", "! ", "\n" if lines else " "]) if said else ""
        if joint == "\n":
            paragraph += 1
        if joint == "\n" or (joint in (". ", "! ") and not written[0].islower()):
            sentence += 1
        token = Said(word)
        token.written, token.sentence, token.paragraph = written, sentence, paragraph
        said.append(token)
        text += joint + written
    return text, said


def random_story(number: int, rng: random.Random) -> tuple[SearchDocument, Text]:
    """Return a story and its words."""
    words = [rng.choices(WORDS, k=rng.randrange(most)) for most in (4, 4, 70, 3)]
    (headline, a), (standfirst, b) = (random_text(each, rng, lines=False) for each in words[:2])
    (body, c), (byline, d) = (random_text(each, rng, lines=True) for each in words[2:])
    published = rng.choice(MONTHS)
    full = (published + "-01-01"[len(published) - 4 :])[:10] if published else ""
    document = story(
        number, body, headline=headline, standfirst=standfirst, byline=byline, published=published, outlet="Aldern Post"
    )
    return document, Text(a, b, c, d, full, len(body.split()))


def drawn(seed: int, count: int) -> list[tuple[SearchDocument, Text]]:
    """Return random stories and their words."""
    rng = random.Random(seed)
    return [random_story(number, rng) for number in range(1, count + 1)]


def stories(seed: int, count: int) -> list[SearchDocument]:
    """Return random stories."""
    return [document for document, _ in drawn(seed, count)]


# Operands.


def singles(test: Callable[[Said], bool]) -> Places:
    """Return what finds single words."""
    return lambda zone: {(k, k) for k, each in enumerate(zone) if test(each)}


def some_word(word: str) -> Operand:
    return Operand(word, singles(lambda each: STEM[each] == STEM[word]))


def this_form(word: str) -> Operand:
    return Operand(f"={word}", singles(lambda each: each == word))


def like(pattern: str) -> Operand:
    """Return a pattern, matched sign by sign."""

    def fits(word: str, signs: str) -> bool:
        if not signs:
            return not word
        if signs[0] == "*":
            return any(fits(word[k:], signs[1:]) for k in range(len(word) + 1))
        return bool(word) and signs[0] in ("?", word[0]) and fits(word[1:], signs[1:])

    return Operand(pattern, singles(lambda each: fits(each, pattern.replace("!", "*"))))


def edited(word: str, most: int) -> Operand:
    return Operand(f"{word}~{most}" if most > 1 else f"{word}~", singles(lambda each: distance(each, word) <= most))


def side_by_side(parts: list[Operand]) -> Places:
    """Return what finds one part after the other, in their exact forms."""

    def places(zone: list[Said]) -> set[Place]:
        found = parts[0].places(zone)
        for part in parts[1:]:
            following = part.places(zone)
            found = {(first, end) for first, last in found for start, end in following if start == last + 1}
        return found

    return places


def quoted(parts: list[Operand]) -> Operand:
    """Return a phrase of words in this form and patterns."""
    return Operand(f'"{" ".join(part.written.lstrip("=") for part in parts)}"', side_by_side(parts))


def one_of(parts: list[Operand]) -> Operand:
    return Operand(
        f"({' or '.join(part.written for part in parts)})",
        lambda zone: set().union(*(part.places(zone) for part in parts)),
    )


def cased(name: str, part: Operand) -> Operand:
    """Return a part in some letter case."""

    def fits(written: list[str]) -> bool:
        capitals = [any(map(str.isupper, each)) for each in written]
        if name == "caps":
            return any(capitals)
        return not any(capitals) if name == "nocaps" else all(each.isupper() and len(each) > 1 for each in written)

    def places(zone: list[Said]) -> set[Place]:
        return {(a, b) for a, b in part.places(zone) if fits([each.written for each in zone[a : b + 1]])}

    return Operand(f"{name}({part.written})", places)


# Operators on two operands.

Meets = Callable[[list[Said], Place, Place], bool]


def is_near(most: int, *, ordered: bool) -> Meets:
    def meets(zone: list[Said], left: Place, right: Place) -> bool:
        return 0 < right[0] - left[1] <= most or (not ordered and 0 < left[0] - right[1] <= most)

    return meets


def units_of(zone: list[Said], place: Place, unit: str) -> set[int]:
    return {getattr(each, unit) for each in zone[place[0] : place[1] + 1]}


def is_together(unit: str, *, ordered: bool) -> Meets:
    def meets(zone: list[Said], left: Place, right: Place) -> bool:
        in_order = right[0] > left[1] or (not ordered and left[0] > right[1])
        return in_order and len(units_of(zone, left, unit) | units_of(zone, right, unit)) == 1

    return meets


def touches_near(most: int) -> Meets:
    return lambda _, left, right: right[0] <= left[1] + most and right[1] >= left[0] - most


def touches_unit(unit: str) -> Meets:
    return lambda zone, left, right: bool(units_of(zone, left, unit) & units_of(zone, right, unit))


def marked(texts: list[tuple[int, list[Said]]], places: Places) -> set[tuple[int, int]]:
    """Return all words of some places, zone by zone."""
    return {(number, k) for number, zone in texts for a, b in places(zone) for k in range(a, b + 1)}


def numbered(text: Text) -> list[tuple[int, list[Said]]]:
    return list(enumerate(text.zones()))


def alone(operand: Operand) -> Asked:
    """Return the query of a single operand."""
    return Asked(
        operand.written,
        lambda text: any(operand.places(zone) for zone in text.zones()),
        lambda text: marked(numbered(text), operand.places),
    )


def pair(left: Operand, operator: str, right: Operand, meets: Meets) -> Asked:
    """Return a query for pairs that meet; those that take part are marked."""

    def lefts(zone: list[Said]) -> set[Place]:
        return {a for a in left.places(zone) if any(meets(zone, a, b) for b in right.places(zone))}

    def rights(zone: list[Said]) -> set[Place]:
        return {b for b in right.places(zone) if any(meets(zone, a, b) for a in left.places(zone))}

    return Asked(
        f"({left.written} {operator} {right.written})",
        lambda text: any(lefts(zone) for zone in text.zones()),
        lambda text: marked(numbered(text), lefts) | marked(numbered(text), rights),
    )


def apart(left: Operand, operator: str, right: Operand, touches: Meets) -> Asked:
    """Return a query for a left that no right touches."""

    def lefts(zone: list[Said]) -> set[Place]:
        return {a for a in left.places(zone) if not any(touches(zone, a, b) for b in right.places(zone))}

    return Asked(
        f"({left.written} {operator} {right.written})",
        lambda text: any(lefts(zone) for zone in text.zones()),
        lambda text: marked(numbered(text), lefts),
    )


def at_least(count: int, operand: Operand) -> Asked:
    return Asked(
        f"atleast{count}({operand.written})",
        lambda text: sum(len(operand.places(zone)) for zone in text.zones()) >= count,
        lambda text: marked(numbered(text), operand.places),
    )


def in_zone(name: str, operand: Operand) -> Asked:
    """Return a query for an operand in one zone."""

    def texts(text: Text) -> list[tuple[int, list[Said]]]:
        return {
            "headline": [(0, text.headline)],
            "standfirst": [(1, text.standfirst)],
            "body": [(2, text.body)],
            "lead": [(2, text.body[:50])],
            "hlead": [(0, text.headline), (1, text.standfirst), (2, text.body[:50])],
        }[name]

    return Asked(
        f"{name}:{operand.written}",
        lambda text: any(operand.places(zone) for _, zone in texts(text)),
        lambda text: marked(texts(text), operand.places),
    )


def in_byline(word: str) -> Asked:
    return Asked(f"byline:{word}", lambda text: word in text.byline, lambda _: set())


def dated(written: str) -> Asked:
    first, last = RANGES[written]
    return Asked(f"date:{written}", lambda text: bool(text.day) and first <= text.day <= last, lambda _: set())


def long(least: int) -> Asked:
    return Asked(f"length>{least}", lambda text: text.words > least, lambda _: set())
