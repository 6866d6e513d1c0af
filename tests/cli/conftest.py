"""A command line to type into, and a small library made with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.app import main
from tests.cli.pages import BRIDGE, FERRY


@dataclass(frozen=True, slots=True)
class Typed:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> dict[str, object]:
        """The one JSON value on standard output."""
        (value,) = self.values
        return value

    @property
    def values(self) -> list[dict[str, object]]:
        """The JSON values on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Type = Callable[..., Typed]


@pytest.fixture
def type_command(capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that runs the program with these arguments."""

    def run(*arguments: str | Path) -> Typed:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        printed = capsys.readouterr()
        return Typed(status, printed.out, printed.err)

    return run


@pytest.fixture(autouse=True)
def _places_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own library, caches and settings out of the tests."""
    for name in ("LIBRARY", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"NEWS_READER_{name}", str(tmp_path_factory.getbasetemp() / f"cli-{name.lower()}"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two saved stories."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "bridge.html").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> Path:
    """Return a library of the two stories; tests of this module must leave it as it is."""
    folder = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWS_READER_CACHE", str(tmp_path_factory.getbasetemp() / "cli-cache"))
        assert main(["--library", str(folder), "import", str(pages)]) == 0
    return folder
