"""The words of mails in many languages, from ``resources/mail/words.toml``."""

import re
import tomllib
from functools import cache

from reader.resources import resource


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one list, in lower case."""
    table = tomllib.loads(resource("mail", "words.toml").read_text(encoding="utf-8"))
    return frozenset(word.lower() for word in table[name])


@cache
def _before_subject() -> re.Pattern[str]:
    every = sorted(words("reply") | words("forward"), key=len, reverse=True)
    names = "|".join(re.escape(word) for word in every)
    return re.compile(
        rf"\s*[\[(]?\s*({names})(?:\s?\[\d{{1,3}}\]|\s?\(\d{{1,3}}\)|\^\d{{1,3}})?\s?[:：]\s*", re.IGNORECASE
    )


def split_subject(subject: str) -> tuple[str, bool]:
    """Return a subject without what answering and passing on put before it, and whether it was passed on last."""
    rest, is_forwarded = subject, False
    for nth in range(10):
        match = _before_subject().match(rest)
        if match is None:
            break
        if nth == 0:
            is_forwarded = match.group(1).lower() in words("forward")
        rest = rest[match.end() :]
    rest = rest.strip()
    if rest.count("]") == rest.count("[") + 1 and rest.endswith("]"):
        rest = rest[:-1].rstrip()  # "[Fwd: headline]"
    return rest, is_forwarded


def label_of(word: str) -> str:
    """Return which header line a label begins, ``from``, ``date`` or ``subject``, or ""."""
    plain = " ".join(word.lower().strip(" *_\u200e\u200f").split())
    return next((name for name in ("from", "date", "subject") if plain in words(name)), "")
