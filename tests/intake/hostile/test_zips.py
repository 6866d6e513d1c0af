"""Hostile zip archives: nothing is written, nothing unpacks without end, the sound members are read."""

import bz2
import gzip
import lzma
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.core.terms import STANDARD
from reader.intake.source import Source
from reader.intake.unfold import TOO_MANY
from tests.intake.hostile import zips
from tests.intake.hostile.survey import survey, survey_bytes


def peak_of(content: bytes, name: str) -> int:
    """Return how many bytes Python held at most while a file was read."""
    tracemalloc.start()
    try:
        survey_bytes(content, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_names_that_lead_out_are_names_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "names.zip"
    file.write_bytes(zips.zipped((name, zips.STORY + b"%d\n" % number) for number, name in enumerate(zips.NAMES)))
    made = survey(Source.of_file(file))
    assert len(made.articles) + len(made.left_out) == len(zips.NAMES)
    assert len(made.articles) >= len(zips.NAMES) - 3
    assert list(tmp_path.iterdir()) == [file]


def test_same_name_twice_gives_both() -> None:
    made = survey_bytes(zips.zipped([("a.txt", zips.STORY), ("a.txt", zips.STORY[::-1])]), "twice.zip")
    assert [one.content for one in made.snapshots] == [zips.STORY, zips.STORY[::-1]]


def test_link_is_no_way_out() -> None:
    made = survey_bytes(zips.with_link(), "link.zip")
    assert "root:" not in made.text
    assert zips.STORY in [one.content for one in made.snapshots]


def test_nul_in_a_name_costs_nothing() -> None:
    assert zips.STORY in [one.content for one in survey_bytes(zips.with_nul_in_name(), "nul.zip").snapshots]


def test_encrypted_member_is_told_and_the_rest_read() -> None:
    made = survey_bytes(zips.encrypted(), "secret.zip")
    assert [one.content for one in made.snapshots] == [zips.STORY]
    assert any("password" in sentence for sentence in made.sentences)


def test_flat_bomb_is_not_unpacked() -> None:
    content = zips.flat_bomb()
    assert survey_bytes(content, "bomb.zip").sentences
    assert peak_of(content, "bomb.zip") < 8_000_000


def test_bomb_beside_a_story_within_the_limit_of_the_archive_is_told_alone() -> None:
    made = survey_bytes(zips.flat_bomb(3_000_000), "bomb.zip")
    assert [one.content for one in made.snapshots] == [zips.STORY]
    assert len(made.sentences) == 1


def test_overlapping_members_are_refused_as_a_whole() -> None:
    content = zips.overlapping()
    assert len(content) < 1_000_000
    made = survey_bytes(content, "overlap.zip")
    assert made.sentences
    assert not made.articles


def test_member_that_unpacks_to_more_than_it_says_stops_there() -> None:
    content = zips.lying_about_size()
    made = survey_bytes(content, "lie.zip")
    assert made.is_accounted_for
    assert all(len(one.content) <= 200 for one in made.snapshots)
    assert peak_of(content, "lie.zip") < 8_000_000


def test_damaged_member_is_told_and_the_rest_read() -> None:
    made = survey_bytes(zips.damaged_sum(), "sum.zip")
    assert zips.STORY in [one.content for one in made.snapshots]
    assert made.sentences


@pytest.mark.parametrize("levels", [1, 4, 5, 30])
def test_nesting_ends_at_the_limit_with_a_sentence(levels: int) -> None:
    made = survey_bytes(zips.nested(levels), "deep.zip")
    assert bool(made.articles) == (levels <= STANDARD.depth)
    assert bool(made.sentences) == (levels > STANDARD.depth)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("levels", [1, 5, 40])
def test_packing_over_and_over_ends_at_the_limit(pack: Callable[[bytes], bytes], levels: int) -> None:
    content = zips.STORY
    for _ in range(levels):
        content = pack(content)
    made = survey_bytes(content, "again.gz")
    assert bool(made.articles) == (levels <= STANDARD.depth)
    assert made.is_accounted_for


def test_archives_in_archives_by_the_thousand_end_soon() -> None:
    terms = replace(STANDARD, members=20)
    made = survey_bytes(zips.nested(4, 8), "wide.zip", terms)
    assert TOO_MANY in made.sentences
    assert 0 < len(made.articles) <= 10 * 20


@pytest.mark.parametrize(
    ("what", "content"), list(zips.lying()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_lies_in_headers_give_stories_or_a_sentence(what: str, content: bytes) -> None:
    made = survey_bytes(content, "lie.zip")
    assert made.is_accounted_for
    assert {one.content for one in made.snapshots if len(one.content) > 200} <= {zips.STORY, zips.STORY[::-1]}


def test_directory_of_any_size_is_refused_before_it_is_read() -> None:
    content = zips.large_64()
    assert survey_bytes(content, "large.zip").sentences
    assert peak_of(content, "large.zip") < 2_000_000


def test_member_without_a_name_is_read() -> None:
    content = zips.zipped([("a.txt", zips.STORY)])
    directory = content.index(b"PK\x01\x02")
    nameless = content[: directory + 28] + bytes(2) + content[directory + 30 :].replace(b"a.txt", b"")
    nameless = nameless.replace(
        b"\x33\x00\x00\x00" + directory.to_bytes(4, "little"), b"\x2e\x00\x00\x00" + directory.to_bytes(4, "little")
    )
    assert survey_bytes(nameless, "nameless.zip").is_accounted_for
