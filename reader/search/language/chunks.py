"""Words of a query to leaves of its tree: cut and folded like the text of a story, wildcards kept."""

import re

from reader.search.language.tree import Everything, Node, Nothing, Pattern, Sequence, Word, either
from reader.search.words import Cutter, Token, fold, is_paired

_WILD_RUN = re.compile(r"[\w*?!\u0300-\u036f'\u2019]+")
_APOSTROPHES = re.compile(r"['\u2019]")
_ENDING = re.compile(r"(?<=\w\w)!+$")
SHORTEST_PREFIX = 2


def leaf(chunk: str, cutter: Cutter, *, typing: bool = False) -> Node:
    """Return the leaf for a run of characters without blanks; ``Nothing`` when it holds no word.

    With ``typing`` its last word counts as the beginning of one, too.
    """
    if chunk.strip("*") == "" and chunk:
        return Everything()
    items = words(chunk, cutter)
    if not items:
        return Nothing()
    if typing:
        items[-1] = _opened(items[-1])
    if len(items) == 1:
        return items[0]
    return Sequence(tuple(items), chunk, quoted=False)


def phrase(text: str, cutter: Cutter, *, typing: bool = False) -> Node:
    """Return the leaf for quoted text: words side by side in this very form."""
    items: list[Word | Pattern] = []
    for chunk in text.split():
        items.extend(words(chunk, cutter))
    if not items:
        return Nothing()
    if typing:
        items[-1] = _opened(items[-1])
    if len(items) == 1:
        only = items[0]
        return Word(only.text, only.written, exact=True) if isinstance(only, Word) else only
    return Sequence(tuple(items), " ".join(text.split()))


def words(chunk: str, cutter: Cutter) -> list[Word | Pattern]:
    """Return the words and wildcard patterns of a chunk, in order."""
    plain = _ENDING.sub("*", chunk)
    if not any(sign in plain.rstrip("?!") for sign in "*?"):
        return _plain(chunk, cutter)
    items: list[Word | Pattern] = []
    for run in _WILD_RUN.findall(plain):
        if "*" not in run and "?" not in run:
            items.extend(_plain(run, cutter))
            continue
        text = re.sub(r"\*+", "*", fold(_APOSTROPHES.sub("", run).replace("!", "")))
        if text.strip("*?"):
            items.append(Pattern(text, run))
    return items


def _plain(chunk: str, cutter: Cutter) -> list[Word | Pattern]:
    items: list[Word | Pattern] = []
    previous: Token | None = None
    for token in cutter.tokens(chunk):
        written = chunk[token.start : token.end]
        if previous is not None and token.start < previous.end and token.end <= previous.end:
            continue  # the last character of a run that is found by pairs is part of the pair before
        if len(token.text) == 1 and is_paired(token.text):
            items.append(Pattern(f"{token.text}*", written))
        else:
            items.append(Word(token.text, written))
        previous = token
    return items


def _opened(item: Word | Pattern) -> Word | Pattern:
    if isinstance(item, Pattern) or len(item.text) < SHORTEST_PREFIX or is_paired(item.text):
        return item
    return Pattern(f"{item.text}*", item.written, loose=True)


def exact(form: str, cutter: Cutter) -> Node:
    """Return the leaf for ``=form``: every word of it in this very form."""
    items = [Word(w.text, w.written, exact=True) if isinstance(w, Word) else w for w in words(form, cutter)]
    if len(items) > 1:
        return Sequence(tuple(items), form, quoted=False)
    return either(list(items))
