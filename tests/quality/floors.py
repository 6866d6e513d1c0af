"""Floors under the cross-validated figures: they only rise, by hand, when the figures have risen."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.quality.corpora import Labelled, load

PATH = Path(__file__).with_name("floors.json")


def floors() -> dict[str, dict[str, float]]:
    """Return set -> figure -> floor."""
    stored: dict[str, dict[str, float]] = json.loads(PATH.read_text("utf-8"))
    return stored


def below(figures: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a sentence for each of these figures that is below its floor."""
    return [
        f"{page_set} {name} {figures[page_set][name]:.4f} is below its floor of {floor:.4f}."
        for page_set, row in floors().items()
        if page_set in figures
        for name, floor in row.items()
        if name in figures[page_set] and figures[page_set][name] < floor
    ]


def sample() -> list[Labelled]:
    """Return the pages that the ordinary tests look at: every fourth of the news sets, every sixteenth of the large."""
    return [
        page
        for page_set, step in (("scrapinghub", 4), ("fundus", 4), ("wcxb", 16))
        for page in load(page_set)[::step]
        if page.text
    ]
