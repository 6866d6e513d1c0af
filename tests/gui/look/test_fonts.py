"""Tests of the fonts that ship with the program."""

from PySide6.QtWidgets import QApplication

from reader.gui.look.fonts import FOR_READING, bundled_family, offered_families, reading_family
from reader.resources import resource


def test_the_fonts_for_easier_reading_come_first_and_can_be_chosen(qapp: QApplication) -> None:
    assert offered_families()[:2] == list(FOR_READING)
    assert [reading_family(name) for name in FOR_READING] == list(FOR_READING)


def test_stories_are_set_in_the_serif_where_nothing_is_chosen(qapp: QApplication) -> None:
    assert bundled_family() == "Source Serif 4"


def test_every_font_stands_beside_its_licence(qapp: QApplication) -> None:
    folders = {path.parent for path in resource("fonts").rglob("*") if path.suffix in (".ttf", ".woff")}
    assert len(folders) == 3
    assert all(
        "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8").upper() for folder in folders
    )
