"""The outlet: what the page states, without copyright words; else the end of its title; else its host."""

import re
from collections.abc import Iterator, Sequence

from reader.core.model import Candidate, Fact, Field, Source
from reader.intake.metadata.address import domain
from reader.intake.metadata.folding import folded
from reader.intake.metadata.headline import SEPARATOR

_STATED = (Source.CONTAINER, Source.JSON_LD, Source.OPENGRAPH, Source.ITEMPROP, Source.META)
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:gmbh|ag|kg|ltd|limited|inc|llc|plc|corp|s\.?\s?[aàl]\.?|s\.?r\.?l|b\.?v|n\.?v|a/s|oy|ab|pty|co)\.?\Z",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"copyright|©|\(c\)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|все права защищены|版权所有|版權所有|無断転載を禁じます|"
    r"(?<!\d)(?:19|20)\d\d(?:\s{0,2}[-–]\s{0,2}(?:19|20)\d\d)?(?!\d)",
    re.IGNORECASE,
)
_EDGES = " \t-–—|:;,.·•/»«"
_LONGEST = 100
_LONGEST_TAIL = 40
_MOST_TAIL_WORDS = 5


def choose_outlet(candidates: Sequence[Candidate], headline: Fact | None) -> Fact | None:
    """Return the outlet; a company's legal name ("Example Media Ltd") only if nothing shorter is stated."""
    legal: Fact | None = None
    for fact in _stated(candidates):
        if not _LEGAL_FORM.search(fact.value):
            return fact
        legal = legal or fact
    if legal is not None:
        return legal
    hosts = [domain(c.value) for c in candidates if c.field in (Field.URL, Field.CANONICAL_URL)]
    tail = _title_tail(candidates, headline)
    if tail is not None and (not any(hosts) or _names_host(tail.value, hosts)):
        return tail
    named = (c.value for c in candidates if c.field is Field.OUTLET and c.source is Source.URL and _is_name(c.value))
    return next((Fact(value, Source.URL) for value in named), None)


def _stated(candidates: Sequence[Candidate]) -> Iterator[Fact]:
    """Yield the names that the page states, the most trusted source's first."""
    given = [candidate for candidate in candidates if candidate.field is Field.OUTLET]
    for source in _STATED:
        for candidate in given:
            if candidate.source is source:
                value = " ".join(_RIGHTS.sub(" ", candidate.value[:500]).split()).strip(_EDGES)
                if _is_name(value):
                    yield Fact(value, source)


def _title_tail(candidates: Sequence[Candidate], headline: Fact | None) -> Fact | None:
    """Return what stands behind the headline in the page's title, if it is short and written like a name."""
    if headline is None:
        return None
    wanted = folded(headline.value)
    for candidate in candidates:
        if candidate.source is not Source.TITLE or len(candidate.value) > 500:
            continue
        marks = list(SEPARATOR.finditer(candidate.value))
        if not any(folded(candidate.value[: mark.start()]) == wanted for mark in marks):
            continue
        tail = candidate.value[marks[-1].end() :].strip(_EDGES)
        if (
            _is_name(tail)
            and len(tail) <= _LONGEST_TAIL
            and len(tail.split()) <= _MOST_TAIL_WORDS
            and not tail.islower()
        ):
            return Fact(tail, Source.TITLE)
    return None


def _names_host(name: str, hosts: Sequence[str]) -> bool:
    squeezed = folded(name).replace(" ", "")
    labels = (label for host in hosts for label in host.replace("-", "").split(".")[:-1])
    return any(len(label) > 2 and (label in squeezed or squeezed in label) for label in labels)


def _is_name(value: str) -> bool:
    return 0 < len(value) <= _LONGEST and "://" not in value and any(char.isalpha() for char in value)
