"""What the front matter of a note says of its story, by the table of keys in ``resources/documents``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from reader.core.dates import parse_date
from reader.core.model import NO_CURATION, Candidate, Curation, Field, Moment, Source
from reader.intake.documents.front_matter import Values, folded_key
from reader.resources import resource

_LINK = re.compile(r"https?://[^\s<>\"'\]]{4,2000}")
_WIKILINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,2000}\)")
_YES = frozenset({"true", "yes", "1", "ja", "oui", "sí", "si", "да", "是", "read", "archived", "on"})
_TAG_SPLIT = re.compile(r"\s*[,;，、]\s*")
_POST = "post"
_TARGETS = re.compile(r"\]\([^()\s]{0,2000}\)")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*\Z")
_START = 8_000


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a note states about its story."""

    stated: tuple[Candidate, ...] = ()
    url: str | None = None
    saved: Moment | None = None
    curation: Curation = NO_CURATION


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """Return what each key may mean."""
    with resource("documents", "front_matter.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    found: dict[str, tuple[str, ...]] = {}
    for meaning, keys in table.items():
        for key in keys:
            found[folded_key(key)] = (*found.get(folded_key(key), ()), meaning)
    return found


def is_known_key(key: str) -> bool:
    """Tell whether a folded key means something here."""
    return any(meaning != _POST for meaning in _meanings().get(key, ()))


def note_facts(values: Values) -> NoteFacts:
    """Return the facts in ``values``; dates keep apart what was published, saved and changed."""
    given: dict[str, list[str]] = {}
    for key, texts in values.items():
        for meaning in _meanings().get(key, ()):
            given.setdefault(meaning, []).extend(_shown(text) if meaning != "url" else text for text in texts)
    url = next((found.group().rstrip(").,;") for one in given.get("url", ()) if (found := _LINK.search(one))), None)
    _place_date(given, url)
    return NoteFacts(tuple(_candidates(given)), url, _saved(given), _curation(given, values))


def is_cut(description: str, body: str) -> bool:
    """Tell whether a description was cut out of the beginning of the text, over the ends of its paragraphs."""
    start = _TARGETS.sub("]", body[:_START])
    plain = _letters(_ELLIPSIS.sub("", description))
    if not plain or plain not in _letters(start):
        return False
    return bool(_ELLIPSIS.search(description)) or all(plain != _letters(line) for line in start.splitlines())


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _shown(text: str) -> str:
    """Return a value as a reader sees it: links as their labels."""
    return _MARKDOWN_LINK.sub(r"\1", _WIKILINK.sub(r"\1", text)).strip()


def _place_date(given: dict[str, list[str]], url: str | None) -> None:
    """Take a bare "date" for the publication's in posts and where outlet or day of saving are named, else as saved."""
    dates = given.pop("date", [])
    if "published" in given and any(map(parse_date, given["published"])):
        return
    is_story = url is None or _POST in given or "outlet" in given or "saved" in given
    given.setdefault("published" if is_story else "saved", []).extend(dates)


def _candidates(given: dict[str, list[str]]) -> list[Candidate]:
    found: list[Candidate] = []
    for meaning, field in (("headline", Field.HEADLINE), ("section", Field.SECTION), ("language", Field.LANGUAGE)):
        found += [Candidate(field, value, Source.CONTAINER) for value in given.get(meaning, ())[:1] if value]
    found += [Candidate(Field.AUTHOR, name, Source.CONTAINER) for name in given.get("author", ()) if name]
    found += [Candidate(Field.DESCRIPTION, value, Source.META) for value in given.get("description", ())[:1]]
    outlets = given.get("outlet", []) + [one for one in given.get("url", ()) if not _LINK.search(one)]
    found += [Candidate(Field.OUTLET, _shown(one), Source.CONTAINER) for one in outlets[:1] if not _LINK.search(one)]
    dated = [("published", Field.PUBLISHED)]
    if given.get("published"):  # without it, what changed may be the note
        dated.append(("modified", Field.MODIFIED))
    for meaning, field in dated:
        found += [Candidate(field, value, Source.CONTAINER) for value in given.get(meaning, ()) if parse_date(value)]
    return found


def _saved(given: dict[str, list[str]]) -> Moment | None:
    moments = (parse_date(value, (), Source.CONTAINER) for value in given.get("saved", ()))
    return next((moment for moment in moments if moment is not None), None)


def _curation(given: dict[str, list[str]], values: Values) -> Curation:
    tags = [tag.strip("# ") for value in given.get("tags", ()) for tag in _TAG_SPLIT.split(value)]
    if len(given.get("tags", ())) == 1 and given["tags"][0].count("#") > 1:
        tags = [tag.strip("#, ") for tag in given["tags"][0].split()]
    statuses = given.get("read", []) + list(values.get("status", ()))
    return Curation(
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        is_starred=any(value.lower() in _YES for value in given.get("starred", ())),
        is_read=any(value.lower() in _YES for value in statuses),
        notes=tuple(value for value in given.get("note", ()) if value),
    )
