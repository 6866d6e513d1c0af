"""What the list of real files expects, compared with what was read."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from reader.core.dates import parse_date
from reader.core.model import Article, Fact, Moment

_NOT_LETTERS = re.compile(r"\W+")


def folded(text: str) -> str:
    """Return the letters and digits of a text alone, compatible forms as one."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def differences(article: Article, expected: Mapping[str, Any]) -> list[str]:
    """Return the names of the expected values that the story does not have."""
    checks = {
        "title": _is_titled(article, expected.get("title") or expected.get("p_title")),
        "url": _is_value(article.url, expected.get("url") or expected.get("saved_from")),
        "canonical": _is_value(
            article.canonical_url,
            expected.get("canonical") or expected.get("p_canonical"),
        ),
        "published": _is_same(article.published, expected.get("published") or expected.get("pub")),
        "saved": _is_same(article.saved, expected.get("saved") or (expected.get("sf") or ("", ""))[1]),
        "authors": _are_authors(article, expected.get("authors")),
        "first_paragraph": _is_in(article, expected.get("first_paragraph")),
        "last_paragraph": _is_in(article, expected.get("last_paragraph")),
    }
    return [name for name, is_right in checks.items() if not is_right]


def _is_value(found: Fact | None, expected: str | None) -> bool:
    return not expected or (found is not None and found.value == expected)


def _is_titled(article: Article, expected: str | None) -> bool:
    """Tell whether the headline is the expected title, or that without the outlet behind it."""
    if not expected:
        return True
    return article.headline is not None and folded(expected).startswith(folded(article.headline.value))


def _is_same(found: Moment | None, expected: str | None) -> bool:
    """Tell whether a moment is the expected one: the day, and the minute where both have it."""
    if not expected:
        return True
    wanted = parse_date(expected, ("en",))
    if found is None or wanted is None:
        return False
    if found.value.tzinfo is None or wanted.value.tzinfo is None:
        return found.value.date() == wanted.value.date()
    return abs((found.value - wanted.value).total_seconds()) < 60


def _are_authors(article: Article, expected: list[str] | None) -> bool:
    return not expected or sorted(author.value for author in article.authors) == sorted(expected)


def _is_in(article: Article, expected: str | None) -> bool:
    return not expected or folded(expected) in folded(article.clean_text)
