"""Seams are seen where texts were glued, and not inside names and abbreviations."""

import pytest

from reader.clean.flattened.boundary import Evidence, find_boundary, first_sentence
from reader.clean.flattened.seams import SeamKind, find_seams
from reader.clean.phrases import phrasebook

BOOK = phrasebook(("en",))


def _seams(text: str) -> list[tuple[str, SeamKind]]:
    return [(text[seam.at :], seam.kind) for seam in find_seams(text, BOOK.group("camel"))]


@pytest.mark.parametrize(
    ("text", "after", "kind"),
    [
        ("US plane downAnalysis of it", "Analysis of it", SeamKind.CASE),
        ("Who pays?Harrow said", "Harrow said", SeamKind.MARK),
        ("It is over.Harrow said", "Harrow said", SeamKind.STOP),
        ("Who pays? Harrow said", "Harrow said", SeamKind.SPACED_MARK),
        ("It is over. Harrow said", "Harrow said", SeamKind.SPACED_STOP),
        ('the end"Harrow said', "Harrow said", SeamKind.MARK),
        ('queue for tickets"I slept', '"I slept', SeamKind.CASE),
        ("worst since 1987Norgrid said", "Norgrid said", SeamKind.CASE),
    ],
)
def test_seam_is_seen(text: str, after: str, kind: SeamKind) -> None:
    text = text if '"H' not in text else f'"{text}'
    assert (after, kind) in _seams(text)


@pytest.mark.parametrize(
    "text", ["McCain and MacDonald", "a YouTube film", "an iPhone case", "J. R. Smith", "the U.S. Army"]
)
def test_name_has_no_seam(text: str) -> None:
    assert _seams(text) == []


def test_first_sentence_ends_at_a_glued_question() -> None:
    assert first_sentence("Who pays?Harrow said so.") == "Who pays?"
    assert first_sentence("The U.S. Army left. It rained.") == "The U.S. Army left."


def test_run_without_evidence_is_left_alone() -> None:
    evidence = Evidence(frozenset(), BOOK.group("reporting"), BOOK.group("camel"))
    rest = (
        "Ferry returns to the harbour Councillor Pell said on Monday that the bridge would stay shut, that the repairs "
        "had no budget, and that the council would meet again in the spring to speak about the ring road."
    )
    assert find_boundary(rest, evidence) is None
