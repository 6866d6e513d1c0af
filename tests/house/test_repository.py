"""Rules for everything that is not source: set-up, pins, resources, texts."""

import os
import re
import tomllib
from pathlib import Path

import pytest

import reader
from reader.resources import resource
from tests.house.files import ROOT, named, tracked

BINARY = {".png", ".ttf", ".otf", ".gz", ".zst", ".ico", ".jpg", ".npz", ".npy"}
MB = 1_000_000


def text_files() -> list[Path]:
    """Return the files of the repository that hold text."""
    return [path for path in tracked() if path.suffix not in BINARY]


def test_no_file_names_a_place_of_one_machine_or_a_package_registry() -> None:
    slash = "/"
    places = [slash + name + slash for name in ("work", "root", "tmp" + slash + "nar", "opt" + slash + "pypi")]
    hosts = ["pypi" + ".org", "python" + "hosted", "npm" + "js.org", "deb.debian" + ".org", "index" + "-url"]
    wrong = re.compile("|".join([rf"(?<![\w.]){re.escape(place)}" for place in places] + [re.escape(h) for h in hosts]))
    found = [
        f"{named(path)}: {match.group()}"
        for path in text_files()
        for match in wrong.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_folded(line.split("==")[0]) for line in lines if "==" in line}
    assert {name for line in wanted if (name := _folded(re.split(r"[<>=!~ ;\[]", line)[0])) not in pinned} == set()
    loose = [
        line for line in lines if line and not line.startswith("#") and not re.match(r"[\w.-]+==[\w.]+($|;)", line)
    ]
    assert loose == []


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == reader.__version__


def test_the_changelog_has_a_place_for_what_is_new() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith("# Changelog\n")
    assert "\n## Unreleased\n" in text


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_between_the_texts_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\((?!https?://|#)([^)]+)\)", text)]
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.skipif(os.name != "posix", reason="there are no such permissions elsewhere")
def test_continuous_integration_runs_what_make_test_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o100
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert commands == ['cd "$(dirname "$0")/.." && exec make test']


def test_settings_and_phrases_can_be_parsed() -> None:
    files = [path for path in tracked() if path.suffix == ".toml"]
    assert [named(path) for path in files if not tomllib.loads(path.read_text(encoding="utf-8"))] == []


def test_the_reading_font_is_whole_and_small() -> None:
    fonts = sorted(resource("fonts").glob("*.ttf"))
    sizes = [font.stat().st_size for font in fonts]
    assert [font.stem for font in fonts] == [f"SourceSerif4-{style}" for style in ("Bold", "BoldIt", "It", "Regular")]
    assert max(sizes) < 1.4 * MB
    assert sum(sizes) < 3 * MB
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
