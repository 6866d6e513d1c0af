"""The list of real files: what each should give, for tests that skip where the files are absent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader.clean.pipeline import clean
from reader.core.errors import InputError
from reader.core.model import Article, Snapshot
from reader.intake.format import Finding, LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """A real file: its place below the folder of samples, its format there, and what is known of it."""

    path: str
    format: str
    expected: Any  # a shape of its own for each format
    negative: bool

    @property
    def file(self) -> Path:
        """Where the file is."""
        return FOLDER / self.path

    def __str__(self) -> str:
        return self.path


@cache
def samples(*formats: str) -> tuple[Sample, ...]:
    """Return the samples of these formats of the list, none where they are absent: parametrised tests then skip."""
    manifest = FOLDER / "MANIFEST.json"
    if not manifest.is_file():
        return ()
    rows = json.loads(manifest.read_text(encoding="utf-8"))
    return tuple(
        Sample(row["path"], row["format"], row.get("expected"), bool(row.get("negative")))
        for row in rows
        if row["format"] in formats
    )


def findings(path: Path) -> list[Finding]:
    """Return everything found in a file; an error of the whole file is told as left out with a failure."""
    return list(_surviving(path))


def _surviving(path: Path) -> Iterator[Finding]:
    try:
        yield from unfold(Source.of_file(path))
    except InputError as error:
        yield LeftOut("", failure=str(error))


def articles(path: Path) -> list[Article]:
    """Return the cleaned stories of a file; members that cannot be read as one are passed over."""
    made: list[Article] = []
    for found in findings(path):
        if isinstance(found, Snapshot):
            try:
                made.append(clean(read(found)))
            except InputError:
                continue
    return made
