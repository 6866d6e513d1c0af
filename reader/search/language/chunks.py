"""Words of a query to leaves of its tree: cut and folded like the text of a story, wildcards kept."""

import re

from reader.search.language.lower import exactly
from reader.search.language.tree import Edits, Everything, Leaf, Node, Nothing, Pattern, Sequence, Word, either
from reader.search.words import Cutter, Token, fold, is_paired

_WILD_RUN = re.compile(r"[\w*?!\u0300-\u036f'\u2019]+")
_APOSTROPHES = re.compile(r"['\u2019]")
_ENDING = re.compile(r"(?<=\w\w)!+$")
_EDITED = re.compile(r"(.+?)~+(\d{0,3})")
SHORTEST_PREFIX = 2
MOST_EDITS = 2


def leaf(chunk: str, cutter: Cutter, *, typing: bool = False) -> Node:
    """Return the leaf for a run of characters without blanks; ``Nothing`` when it holds no word.

    With ``typing`` its last word counts as the beginning of one, too.
    """
    if chunk.strip("*") == "" and chunk:
        return Everything()
    items: list[Leaf] = [*words(chunk, cutter)]
    if not items:
        return Nothing()
    if typing:
        items[-1] = _opened(items[-1])
    if len(items) == 1:
        return items[0]
    return Sequence(tuple(items), chunk, quoted=False)


def phrase(text: str, cutter: Cutter, notes: list[str], *, typing: bool = False) -> Node:
    """Return the leaf for quoted text: words side by side in this very form."""
    items: list[Leaf] = []
    for chunk in text.split():
        within = edited(chunk, cutter, notes) if _EDITED.fullmatch(chunk) else None
        items.extend([within] if isinstance(within, Edits) else words(chunk, cutter))
    if not items:
        return Nothing()
    if typing:
        items[-1] = _opened(items[-1])
    return exactly(items[0]) if len(items) == 1 else Sequence(tuple(items), " ".join(text.split()))


def edited(chunk: str, cutter: Cutter, notes: list[str]) -> Node:
    """Return the leaf for ``word~`` or ``word~2``; where edits mean nothing, a note says so."""
    match = _EDITED.fullmatch(chunk)
    if match is None:
        return leaf(chunk, cutter)
    found = words(match[1], cutter)
    if len(found) != 1 or not isinstance(found[0], Word) or is_paired(found[0].text):
        notes.append(f"Edits hold for a single word: “~” was passed over in “{chunk}”.")
        return leaf(match[1], cutter)
    asked = int(match[2] or 1)
    if asked > MOST_EDITS:
        notes.append(f"At most {MOST_EDITS} edits are looked for: “{chunk}” was read so.")
    word = found[0]
    return Edits(word.text, word.written, min(asked, MOST_EDITS)) if asked else Word(word.text, word.written, True)


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


def _opened(item: Leaf) -> Leaf:
    if not isinstance(item, Word) or len(item.text) < SHORTEST_PREFIX or is_paired(item.text):
        return item
    return Pattern(f"{item.text}*", item.written, loose=True)


def exact(form: str, cutter: Cutter) -> Node:
    """Return the leaf for ``=form``: every word of it in this very form."""
    items = [exactly(item) for item in words(form, cutter)]
    if len(items) > 1:
        return Sequence(tuple(items), form, quoted=False)
    return either([*items])
