"""``export`` writes the stories of a result into a file."""

import json
from pathlib import Path

from tests.cli.conftest import Type


def test_a_result_is_exported(library: Path, tmp_path: Path, type_command: Type) -> None:
    out = tmp_path / "out.jsonl"
    typed = type_command("--library", library, "--json", "export", "ferry", "--format", "jsonl", "--out", out)
    assert typed.status == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert typed.value["stories"] == len(lines) > 0
    assert all("ferry" in (line["headline"] + line["text"]).lower() for line in lines)


def test_everything_is_exported_without_a_query(library: Path, tmp_path: Path, type_command: Type) -> None:
    out = tmp_path / "out.bib"
    typed = type_command("--library", library, "export", "--format", "bibtex", "--out", out)
    assert typed.status == 0
    assert out.read_text(encoding="utf-8").count("@article{") == 2


def test_a_place_that_cannot_be_written_is_told(library: Path, tmp_path: Path, type_command: Type) -> None:
    out = tmp_path / "no folder" / "out.md"
    typed = type_command("--library", library, "export", "--format", "markdown", "--out", out)
    assert typed.status == 1
    assert "could not be written" in typed.err
