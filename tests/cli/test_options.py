"""What may be typed."""

from pathlib import Path

import pytest

from reader.cli.options import parse
from reader.core.query import SortKey
from tests.cli.conftest import Type


@pytest.mark.parametrize(
    "line",
    [
        ["--library", "shelf", "--json", "search", "bridge"],
        ["search", "--library", "shelf", "--json", "bridge"],
        ["search", "bridge", "--json", "--library", "shelf"],
        ["--json", "search", "bridge", "--library", "shelf"],
    ],
)
def test_library_and_json_may_stand_before_or_after_the_command(line: list[str]) -> None:
    options = parse(line)
    assert (options.command, options.library, options.as_json) == ("search", Path("shelf"), True)
    assert options.query == ["bridge"]


def test_no_command_means_the_window() -> None:
    assert parse([]).command == ""
    assert parse(["--library", "shelf"]).library == Path("shelf")


def test_sort_keys_are_read_by_name() -> None:
    assert parse(["search", "bridge", "--sort", "Newest", "--limit", "3"]).sort is SortKey.NEWEST


@pytest.mark.parametrize(
    "line",
    [
        ["search"],
        ["search", "bridge", "--batch", "queries.txt"],
        ["search", "bridge", "--sort", "beauty"],
        ["search", "bridge", "--limit", "-1"],
        ["search", "bridge", "--limit", "few"],
        ["show"],
        ["show", "first"],
        ["show", "1", "--removed", "--original"],
        ["import"],
        ["clean"],
        ["dance"],
        ["--loud"],
    ],
)
def test_wrong_use_ends_with_status_2(line: list[str], type_command: Type) -> None:
    typed = type_command(*line)
    assert typed.status == 2
    assert typed.out == ""
    assert "news-reader" in typed.err


def test_help_names_every_command(type_command: Type) -> None:
    typed = type_command("--help")
    assert typed.status == 0
    for command in ("import", "clean", "search", "show", "stats", "verify", "rebuild"):
        assert command in typed.out
