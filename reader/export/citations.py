"""Citations as sentences, after the rules of three manuals of style for newspaper stories read online. Pure."""

from enum import Enum

from reader.export.facts import Date, Facts, name_parts


class CitationStyle(Enum):
    """A simple form of a manual's style."""

    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def citation(facts: Facts, style: CitationStyle) -> str:
    """Return a story's citation on one line, without letters in italics."""
    match style:
        case CitationStyle.APA:
            return _apa(facts)
        case CitationStyle.MLA:
            return _mla(facts)
        case CitationStyle.CHICAGO:
            return _chicago(facts)


def _apa(facts: Facts) -> str:
    names = [_initials(name) for name in facts.authors]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    when = f"({_apa_date(facts.published)})."
    title = _ended(facts.headline or "[Untitled]")
    first = f"{_ended(who)} {when} {title}" if who else f"{title} {when}"
    return _joined(first, _ended(facts.outlet), facts.url)


def _initials(name: str) -> str:
    family, given = name_parts(name)
    letters = " ".join(f"{word[0].upper()}." for word in given.split())
    return f"{family}, {letters}" if letters else family


def _apa_date(date: Date) -> str:
    if not date.year:
        return "n.d."
    month = f", {_MONTHS[date.month - 1]}" if date.month else ""
    return f"{date.year}{month}{f' {date.day}' if date.day else ''}"


def _mla(facts: Facts) -> str:
    title = f"“{_ended(facts.headline or 'Untitled')}”"
    date = _day_first(facts.published, _SHORT)
    where = ", ".join(part for part in (facts.outlet, date, _without_scheme(facts.url)) if part)
    accessed = _day_first(facts.accessed, _SHORT)
    return _joined(
        _ended(_authors(facts, most=2)), title, _ended(where), f"Accessed {_ended(accessed)}" if accessed else ""
    )


def _chicago(facts: Facts) -> str:
    title = f"“{_ended(facts.headline or 'Untitled')}”"
    date = facts.published
    when = ""
    if date.year:
        month = _MONTHS[date.month - 1] if date.month else ""
        when = f"{month} {date.day}, {date.year}" if date.day else f"{month} {date.year}".strip()
    where = ", ".join(part for part in (facts.outlet, when) if part)
    return _joined(_ended(_authors(facts, most=3)), title, _ended(where), _ended(facts.url))


def _authors(facts: Facts, most: int) -> str:
    """Return the authors, the first with the family name in front; more than ``most`` are et al."""
    if not facts.authors:
        return ""
    first = ", ".join(part for part in name_parts(facts.authors[0]) if part)
    others = facts.authors[1:]
    if not others:
        return first
    if len(facts.authors) > most:
        return f"{first}, et al."
    return ", ".join((first, *others[:-1])) + f", and {others[-1]}"


def _day_first(date: Date, months: tuple[str, ...]) -> str:
    parts = (str(date.day) if date.day else "", months[date.month - 1] if date.month else "", str(date.year or ""))
    return " ".join(part for part in parts if part)


def _without_scheme(url: str) -> str:
    return url.partition("://")[2] or url


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
