"""The pictures of a story come from where they were saved with it, and from nowhere else."""

import sys
from pathlib import Path

import pytest

from reader.core.errors import InputError
from reader.core.model import Attached
from reader.core.pictures import Figure, FoundPicture
from reader.intake.pictures import collect, collected
from tests.intake.pictures.fixtures import DRAWING, PICTURES, coded, dots, noisy, png_claiming

RED = PICTURES["plain.png"]
OPENED: list[str] = []
WATCHING: list[bool] = []


def _note(event: str, args: tuple[object, ...]) -> None:
    if WATCHING and event in ("open", "socket.connect", "socket.getaddrinfo"):
        OPENED.append(f"{event} {args[0]}")


sys.addaudithook(_note)


def saved(files: dict[str, bytes]) -> Attached:
    """Return the way to the files that were saved with a page."""
    return files.get


def figure(*references: str, before: int = 0, captions: tuple[int, ...] = ()) -> Figure:
    """Return a figure with these references."""
    return Figure(before, references, "alt text", captions)


def named(found: tuple[FoundPicture, ...]) -> list[str]:
    """Return the references that led to the pictures."""
    return [picture.kept.reference for picture in found]


def test_the_first_reference_that_leads_to_a_picture_is_taken() -> None:
    files = {"page.html": b"<html>", "small.png": coded(dots((40, 40)), "PNG"), "drawing.svg": DRAWING, "a.png": RED}
    (found,) = collected(
        [figure("gone.png", "page.html", "small.png", "drawing.svg", "a.png", before=3)], [saved(files)]
    )
    kept = found.kept
    assert (kept.reference, kept.before, kept.alt, kept.width, kept.height) == ("a.png", 3, "alt text", 120, 80)
    assert kept.size_bytes == len(found.content)
    assert len(kept.sha256) == 64


def test_ways_are_asked_in_turn() -> None:
    other = coded(dots((200, 100)), "PNG")
    ways = [saved({"b.png": other}), saved({"a.png": RED, "b.png": RED})]
    assert [found.kept.width for found in collected([figure("a.png"), figure("b.png")], ways)] == [120, 200]


def test_the_same_picture_is_kept_once() -> None:
    assert named(collected([figure("a.png"), figure("b.png")], [saved({"a.png": RED, "b.png": RED})])) == ["a.png"]


def test_a_small_picture_needs_a_caption() -> None:
    way = [saved({"a.png": coded(dots((99, 60)), "PNG")})]
    assert collected([figure("a.png")], way) == ()
    assert named(collected([figure("a.png", captions=(0,))], way)) == ["a.png"]


def test_number_bytes_and_dots_of_a_story_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{number}.png": coded(dots((120 + number, 80)), "PNG") for number in range(60)}
    every = [figure(name) for name in files]
    assert len(collected(every, [saved(files)])) == collect.MOST_PICTURES == 50
    monkeypatch.setattr(collect, "MOST_STORY_DOTS", 120 * 80 + 121 * 80)
    assert named(collected(every, [saved(files)])) == ["0.png", "1.png"]
    monkeypatch.undo()
    heavy = {name: coded(noisy((300, 200)), "JPEG") for name in ("a", "b", "c")}
    sizes = [found.kept.size_bytes for found in collected([figure(name) for name in heavy], [saved(heavy)])]
    assert len(sizes) == 3
    monkeypatch.setattr(collect, "MOST_STORY_BYTES", sizes[0] + sizes[1])
    assert named(collected([figure(name) for name in heavy], [saved(heavy)])) == ["a", "b"]


def test_bombs_and_faults_cost_one_picture() -> None:
    def faulty(reference: str) -> bytes | None:
        if reference == "broken":
            raise InputError("The archive is damaged.")
        if reference == "unreadable":
            raise PermissionError(reference)
        return {"bomb.png": png_claiming(60_000, 60_000), "a.png": RED}.get(reference)

    figures = [figure(name) for name in ("broken", "unreadable", "bomb.png", "a.png")]
    assert named(collected(figures, [faulty])) == ["a.png"]


def test_no_reference_opens_a_file_or_a_connection_by_itself(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(RED)
    references = (str(canary), canary.as_uri(), f"..{canary}", "//quay.test/share/a.png", "\\\\quay\\share\\a.png",
                  "https://quay.test/a.png", "http://127.0.0.1:9/a.png", "ftp://quay.test/a.png")  # fmt: skip
    collected([figure("warm-up")], [saved({"warm-up": RED})])  # the decoders are loaded from their own files
    WATCHING.append(True)
    assert collected([figure(*references)], [saved({})]) == ()
    WATCHING.clear()
    assert OPENED == []
