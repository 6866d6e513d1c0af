"""An archive of 200 stories of five outlets in five languages, each outlet with boilerplate of its own."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

STORIES_EACH = 40
SYLLABLES = {
    "en": ["bar", "ton", "mel", "ford", "wick", "hal", "der", "lin", "gate", "sey", "ham", "stow", "rick", "pen"],
    "de": ["berg", "feld", "stein", "wald", "bach", "hof", "dorf", "heim", "brück", "tal", "see", "mark", "rain"],
    "fr": ["mont", "clair", "vill", "rive", "long", "bois", "val", "sain", "four", "gran", "pont", "lac", "cha"],
    "ru": ["гор", "бел", "ново", "лес", "реч", "мост", "пол", "дом", "свет", "крас", "бер", "зел", "сел"],
    "el": ["παλ", "νεα", "μον", "βου", "θαλ", "λιμ", "ποτ", "κασ", "αγο", "χωρ", "δρο", "περ", "αμπ"],
}
ANALYSTS = "Analysts agreed."
WIRE_LEAD = (
    "The ferry Amalia ran aground off the northern cape on Tuesday night with three hundred people on board, "
    "and rescuers brought all of them ashore before the storm broke over the coast."
)
WIRE_DAY = date(2011, 3, 8)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet and its boilerplate: at the top, at the end, and glued to the end of the last paragraph."""

    name: str
    language: str
    top: str = ""
    end: tuple[str, ...] = ()
    glued: str = ""
    every: int = 1
    """Every how many stories have it."""

    @property
    def boilerplate(self) -> tuple[str, ...]:
        """All its boilerplate."""
        return tuple(text for text in (self.top, *self.end, self.glued) if text)


OUTLETS = (
    Outlet(
        "Harbour Herald",
        "en",
        top="From the desk of the Herald on Quay Street",
        end=("The Harbour Herald is a paper of the Lantern Trust of Old Quay.",),
    ),
    Outlet(
        "Bergischer Bote",
        "de",
        end=("Mit Stadtplan und Fahrzeiten im Schaukasten an der Waage", "Der Bote ist Mitglied im Presserat."),
        every=2,
    ),
    Outlet("Courrier du Lac", "fr", glued="Retrouvez toute la rédaction du lac au kiosque de la place."),
    Outlet("Речной вестник", "ru", top="Речной вестник у вас дома каждое утро", every=3),
    Outlet("Νέα του Λιμανιού", "el", end=("Τα Νέα του Λιμανιού τυπώνονται στο παλιό λιμάνι.",), every=2),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A story as it was made: its paragraphs without the boilerplate, and the boilerplate that was put in."""

    name: str
    outlet: Outlet
    paragraphs: tuple[str, ...]
    boilerplate: tuple[str, ...]


def make_story(outlet: Outlet, number: int, chance: random.Random) -> tuple[Made, str]:
    """Return a story and its page."""
    published = date(2010, 1, 5) + timedelta(days=23 * number)
    paragraphs = [_paragraph(outlet.language, chance) for _ in range(chance.randint(6, 9))]
    if outlet.language == "en" and number % 3 == 0:
        paragraphs.insert(3, ANALYSTS)
    if outlet.language in ("en", "de", "fr") and number % 4 == 1:
        paragraphs.insert(0, WIRE_LEAD)
        published = WIRE_DAY + timedelta(days=number % 3)
    has_boilerplate = number % outlet.every == 0
    lines = list(paragraphs)
    if has_boilerplate:
        if outlet.glued:
            lines[-1] += " " + outlet.glued
        lines = [*([outlet.top] if outlet.top else []), *lines, *outlet.end]
    headline = _words(outlet.language, chance, 5).capitalize()
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    page = (
        f'<!doctype html><html lang="{outlet.language}"><head><meta charset="utf-8"><title>{headline}</title>'
        f'<meta property="og:site_name" content="{outlet.name}"><meta property="og:title" content="{headline}">'
        f'<meta property="article:published_time" content="{published.isoformat()}T08:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>\n{body}\n</article></body></html>"
    )
    name = f"{OUTLETS.index(outlet)}-{number:02}.html"
    return Made(name, outlet, tuple(paragraphs), outlet.boilerplate if has_boilerplate else ()), page


def write_archive(folder: Path, batches: int = 1) -> tuple[tuple[Made, ...], tuple[Path, ...]]:
    """Write the archive in so many folders of mixed outlets; the same pages whatever their number."""
    chance = random.Random(20110308)
    made: list[Made] = []
    folders = tuple(folder / f"{number}" for number in range(batches))
    for one in folders:
        one.mkdir(parents=True)
    for number in range(STORIES_EACH):
        for outlet in OUTLETS:
            story, page = make_story(outlet, number, chance)
            made.append(story)
            (folders[number * batches // STORIES_EACH] / story.name).write_text(page, encoding="utf-8")
    return tuple(made), folders


def _words(language: str, chance: random.Random, count: int) -> str:
    syllables = SYLLABLES[language]
    return " ".join("".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(count))


def _paragraph(language: str, chance: random.Random) -> str:
    return " ".join(_words(language, chance, chance.randint(9, 15)).capitalize() + "." for _ in range(3))
