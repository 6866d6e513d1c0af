"""Damaged, hostile and huge exports: a sentence or what is left, never a crash, never a stall."""

import random

import pytest

from reader.core.errors import EmptyFileError, InputError
from reader.core.model import Snapshot
from reader.core.terms import STANDARD
from reader.intake.format import Format, LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.table import FORMATS
from tests.effort import spending
from tests.intake.databases.fixtures import FIXTURES
from tests.intake.databases.help import EXPORTS, findings
from tests.intake.databases.nexis_exports import NEXIS_ENGLISH
from tests.intake.databases.texts import FERRY

OURS = [one for one in FORMATS if one.name in EXPORTS]


def _unpacked(kind: Format, content: bytes, name: str) -> list[object]:
    try:
        return list(kind.unpack(Source.of_bytes(content, name), STANDARD))
    except InputError:
        return []


@pytest.mark.parametrize("name", list(FIXTURES))
def test_what_is_cut_off_gives_stories_or_a_sentence(name: str) -> None:
    content = FIXTURES[name]
    kind = next(one for one in OURS if one.matches(Source.of_bytes(content, name)))
    for cut in range(0, len(content), max(1, len(content) // 12)):
        for found in _unpacked(kind, content[:cut], name):
            if isinstance(found, Snapshot):
                try:
                    read(found)
                except EmptyFileError:
                    continue


@pytest.mark.parametrize("name", list(FIXTURES))
def test_changed_bytes_raise_nothing_but_sentences(name: str) -> None:
    dice = random.Random(name)
    for _ in range(6):
        content = bytearray(FIXTURES[name])
        for _ in range(20):
            content[dice.randrange(len(content))] = dice.randrange(256)
        source = Source.of_bytes(bytes(content), name)
        for kind in OURS:
            if kind.matches(source):
                _unpacked(kind, bytes(content), name)


@pytest.mark.parametrize(
    "kind", OURS, ids=lambda kind: kind.matches.__module__.rsplit(".", 1)[-1] + kind.matches.__name__
)
def test_every_format_looks_at_anything_without_an_error(kind: Format) -> None:
    for content in (
        b"",
        b"\x00" * 500,
        b"\xff\xfe<\x00",
        b"PK\x03\x04word/document.xml",
        b"{\\rtf1",
        b"<",
        *FIXTURES.values(),
    ):
        kind.matches(Source.of_bytes(content, "file"))
    kind.matches(Source("file", lambda: __import__("io").BytesIO(b"<html>"), None))


@pytest.mark.parametrize("name", list(FIXTURES))
def test_no_sentence_of_the_stories_is_lost_or_doubled(name: str) -> None:
    """Every paragraph that a fixture was made of is in exactly as many stories as it was put into."""
    texts = [one.content.decode() for one in findings(FIXTURES[name], name) if isinstance(one, Snapshot)]
    together = "\n".join(texts)
    for sentence in ("Nobody was hurt. The company", "The tide went out, and it took", "sagte er.", "au marché."):
        found = together.replace("<strong>", "").count(sentence)
        assert found == _put_in(name, sentence), sentence


def _put_in(name: str, sentence: str) -> int:
    twice = {"europresse_old.html"}
    holders = {
        "Nobody was hurt. The company": "nexis_en.TXT nexis_uni.docx nexis_uni.rtf factiva_codes.html factiva.xml "
        "factiva_lines.rtf factiva_lines.docx factiva_codes.rtf factiva_lines.txt factiva_codes.txt proquest.html "
        "proquest.eml proquest_forwarded.eml proquest.txt proquest.xml proquest_mined.xml",
        "The tide went out, and it took": "nexis_en.TXT nexis_uni.docx nexis_uni_single.docx nexis_uni.rtf "
        "factiva_lines.rtf factiva_lines.docx factiva_lines.txt proquest.html proquest.eml proquest_forwarded.eml "
        "proquest.txt",
        "sagte er.": "nexis_de.txt nexis.html nexis_uni_de.docx factiva_lines.html",
        "au marché.": "nexis_fr.txt factiva_codes.html europresse.html europresse_old.html",
    }
    return (1 + (name in twice)) * (name in holders[sentence].split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.html", FIXTURES["factiva_lines.html"].replace(b"<body>", b"<body>" + b"<div>" * 30_000, 1)),
        ("anchors.html", FIXTURES["nexis.html"] + b'<A NAME="DOC_ID_1_1"></A>' * 20_000),
        ("names.html", FIXTURES["proquest.html"] + b'<a name="DocID_1">' * 5_000),
        ("line.txt", NEXIS_ENGLISH.encode() + b"LABEL: " * 400_000),
        ("counters.txt", NEXIS_ENGLISH.encode() + b"1 of 3 DOCUMENTS\n" * 40_000),
        ("open.html", FIXTURES["europresse.html"] + b"<article><header>" * 5_000),
    ],
)
def test_hostile_exports_take_no_time(name: str, content: bytes) -> None:
    with spending() as spent:
        found = findings(content, name)
    assert spent.units < 4000
    assert any(isinstance(one, Snapshot) for one in found)


def test_an_export_that_cannot_be_divided_is_one_story_with_a_warning() -> None:
    kind = next(one for one in OURS if one.matches.__module__.endswith("nexis_text"))
    content = ("Nothing counts here.\n\n" + "\n\n".join(FERRY)).encode()
    warning, whole = kind.unpack(Source.of_bytes(content, "a.txt"), STANDARD)
    assert isinstance(warning, LeftOut)
    assert "kept as one story" in warning.failure
    assert isinstance(whole, Snapshot)
    assert whole.content == content


def test_a_whole_export_is_read_within_seconds() -> None:
    document = NEXIS_ENGLISH[
        NEXIS_ENGLISH.index("1 of 3 DOCUMENTS") - 31 : NEXIS_ENGLISH.index("2 of 3 DOCUMENTS") - 31
    ]
    content = "".join(document.replace("1 of 3", f"{n} of 500") for n in range(1, 501)).encode()
    with spending() as spent:
        found = findings(content, "big.txt")
        assert sum(isinstance(one, Snapshot) for one in found) == 500
    assert spent.units < 2000
