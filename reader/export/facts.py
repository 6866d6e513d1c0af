"""What citations say of a story. Pure."""

from dataclasses import dataclass

from reader.core.model import Moment, Precision
from reader.core.records import Story
from reader.export.escapes import line


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is known; 0 for what is not."""

    year: int = 0
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a story, each on one line; "" for what is not known. ``accessed`` is when the page was saved."""

    number: int
    headline: str
    authors: tuple[str, ...]
    outlet: str
    section: str
    language: str
    url: str
    published: Date
    published_iso: str
    accessed: Date
    abstract: str
    tags: tuple[str, ...]


def facts_of(story: Story) -> Facts:
    """Return the facts of a story."""
    article = story.article
    authors = tuple(line(author.value) for author in article.authors if line(author.value))
    if not authors and article.byline is not None and line(article.byline.value):
        authors = (line(article.byline.value),)
    url = article.canonical_url or article.url
    return Facts(
        number=int(story.article_id),
        headline=line(article.headline.value) if article.headline else "",
        authors=authors,
        outlet=line(article.outlet.value) if article.outlet else "",
        section=line(article.section.value) if article.section else "",
        language=line(article.language.value) if article.language else "",
        url=line(url.value) if url else "",
        published=_date(article.published),
        published_iso=article.published.iso if article.published else "",
        accessed=_date(article.saved),
        abstract=line(article.standfirst.value) if article.standfirst else "",
        tags=tuple(line(tag) for tag in story.tags),
    )


def _date(moment: Moment | None) -> Date:
    if moment is None:
        return Date()
    month = 0 if moment.precision is Precision.YEAR else moment.value.month
    day = moment.value.day if moment.precision in (Precision.DAY, Precision.INSTANT) else 0
    return Date(moment.value.year, month, day)


def name_parts(name: str) -> tuple[str, str]:
    """Return family and given name of a person; a name of one word, or with no Latin letter, is not taken apart."""
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    words = name.split()
    if len(words) < 2 or not any("a" <= char.lower() <= "z" for char in name):
        return name, ""
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:]), " ".join(words[:at])


_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "di", "da", "dos", "du", "la", "le", "bin", "ibn", "al", "el"}
)
