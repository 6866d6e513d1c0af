"""Preferences come back as they were saved; what cannot be used falls back with a sentence."""

import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.settings import KeyChoice, Settings, Theme
from reader.service import preferences


def test_missing_file_means_defaults(tmp_path: Path) -> None:
    assert preferences.load_with_warnings(tmp_path / "none") == (Settings(), ())


def test_saved_preferences_come_back(tmp_path: Path) -> None:
    chosen = Settings(Theme.DARK, "Łódź “Serif”", 24, 1.8, 45, 0)
    preferences.save(chosen, tmp_path / "deep" / "folder")
    assert preferences.load(tmp_path / "deep" / "folder") == chosen


@pytest.mark.parametrize(
    "line",
    [
        "font_size_px = 11",
        "font_size_px = 51",
        'font_size_px = "18"',
        "font_size_px = 18.5",
        "font_size_px = true",
        'theme = "pink"',
        "theme = 1",
        "font_family = 3",
        "line_height = nan",
        "search_delay_ms = -1",
        "column_em = [38]",
    ],
)
def test_bad_value_falls_back_alone_and_says_so(tmp_path: Path, line: str) -> None:
    name, _, _ = line.partition(" ")
    good = "column_em = 40" if name != "column_em" else "font_size_px = 40"
    (tmp_path / "settings.toml").write_text(f"{line}\n{good}\nunknown = 1\n")
    loaded, warnings = preferences.load_with_warnings(tmp_path)
    assert loaded == (Settings(column_em=40) if name != "column_em" else Settings(font_size_px=40))
    assert len(warnings) == 1
    assert name in warnings[0]


def test_limits_of_ranges_are_taken(tmp_path: Path) -> None:
    for bound in ("low", "high"):
        (tmp_path / "settings.toml").write_text(
            "\n".join(
                f"{declared.name} = {declared.metadata[bound]}"
                for declared in fields(Settings)
                if declared.metadata[bound] is not None
            )
        )
        assert preferences.load_with_warnings(tmp_path)[1] == ()


@given(content=st.binary(max_size=200))
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_at_all_gives_preferences(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    assert isinstance(preferences.load_with_warnings(tmp_path)[0], Settings)


def test_unusable_file_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "settings.toml").write_text("theme = ")
    assert preferences.load(tmp_path) == Settings()
    assert "cannot be read" in caplog.text


def test_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preferences.save(Settings(font_size_px=20), tmp_path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        preferences.save(Settings(font_size_px=30), tmp_path)
    assert preferences.load(tmp_path).font_size_px == 20
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_changed_keys_are_saved_as_names_and_read_back(tmp_path: Path) -> None:
    changed = Settings(keys=(KeyChoice("star", ("Alt+S", "F9")), KeyChoice("quit", ())))
    preferences.save(changed, tmp_path)
    assert 'star = [\n    "Alt+S"' in (tmp_path / preferences.FILE_NAME).read_text(encoding="utf-8")
    assert preferences.load_with_warnings(tmp_path) == (changed, ())


def test_keys_that_are_no_lists_of_names_are_passed_over(tmp_path: Path) -> None:
    text = '[keys]\nstar = ["Alt+S", 3]\nquit = 5\n'
    (tmp_path / preferences.FILE_NAME).write_text(text, encoding="utf-8")
    assert preferences.load(tmp_path).keys == (KeyChoice("star", ("Alt+S",)),)
    (tmp_path / preferences.FILE_NAME).write_text("keys = 3\n", encoding="utf-8")
    settings, warnings = preferences.load_with_warnings(tmp_path)
    assert settings.keys == ()
    assert "keys = 3" in warnings[0]
