"""Hostile XML, mails and nesting: no entity grows or reads a file, no depth ends the program."""

from pathlib import Path

import pytest

from tests.intake.hostile.markup import SECRET, mails, nestings, xml_bombs
from tests.intake.hostile.survey import survey_bytes

BOMBS = [name for name, _ in xml_bombs("/nowhere")]
MAILS = dict(mails())
NESTINGS = dict(nestings())


@pytest.mark.parametrize("name", BOMBS)
def test_entities_neither_grow_nor_read_files(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    content = dict(xml_bombs(str(secret)))[name]
    made = survey_bytes(content, name.split("-", 1)[1])
    assert made.is_accounted_for
    assert SECRET not in made.text
    assert len(made.text) < len(content) + 100_000
    assert all(len(one.content) < 2 * len(content) + 100_000 for one in made.snapshots)


@pytest.mark.parametrize("name", MAILS)
def test_mails_of_any_shape_end_in_a_story_or_a_sentence(name: str) -> None:
    assert survey_bytes(MAILS[name], name).is_accounted_for


@pytest.mark.parametrize("name", NESTINGS)
def test_no_depth_is_too_deep(name: str) -> None:
    assert survey_bytes(NESTINGS[name], name).is_accounted_for
