"""Pictures are decoded within limits and written anew: nothing but their dots comes through."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, features

from reader.core.pictures import WIDEST_PX
from reader.intake.pictures import redraw
from reader.intake.pictures.redraw import MOST_BYTES, MOST_DOTS, dots_of, redrawn
from tests.intake.pictures.fixtures import (
    DRAWING,
    PICTURES,
    SIZE,
    animated,
    chatty,
    coded,
    dots,
    noisy,
    png_claiming,
    text_bomb,
    turned,
)


def drawn(content: bytes) -> Image.Image:
    """Return the image written anew for these bytes, decoded."""
    made = redrawn(content)
    assert made is not None
    image = Image.open(io.BytesIO(made.content), formats=("PNG", "JPEG"))
    assert (made.width, made.height) == image.size
    image.load()
    return image


def is_near(image: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether a dot has about this colour."""
    found = image.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"deep.png", "lines.png", "grey.jpg", "turned.jpg"}))
def test_every_kind_comes_out_with_its_colours(name: str) -> None:
    image = drawn(PICTURES[name])
    assert image.size == SIZE
    assert is_near(image, (20, 40), (200, 30, 30))
    assert is_near(image, (100, 40), (30, 30, 200))


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_avif_is_read_where_the_decoder_is_there() -> None:
    assert is_near(drawn(coded(dots(), "AVIF")), (20, 40), (200, 30, 30))


def test_drawings_without_loss_stay_so_and_photos_become_jpeg() -> None:
    for name, kind in (("plain.png", "PNG"), ("plain.gif", "PNG"), ("plain.jpg", "JPEG"), ("plain.webp", "JPEG")):
        assert drawn(PICTURES[name]).format == kind
    assert drawn(coded(noisy((900, 700)), "PNG")).format == "JPEG"


def test_deep_grey_is_scaled_not_cut_off() -> None:
    assert is_near(drawn(PICTURES["deep.png"]), (20, 40), (156, 156, 156))


def test_transparency_is_kept_where_something_is_transparent() -> None:
    image = dots(mode="RGBA")
    assert drawn(coded(image, "PNG")).mode == "RGB"
    image.putpixel((3, 3), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        assert drawn(coded(image, kind)).mode == "RGBA"
    see_through = dots(mode="P")
    assert drawn(coded(see_through, "GIF", transparency=see_through.getpixel((2, 2)))).mode == "RGBA"


def test_a_large_transparent_picture_is_laid_on_white() -> None:
    image = noisy((1_000, 900)).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 200, 200))
    found = drawn(coded(image, "PNG", compress_level=1))
    assert found.format == "JPEG"
    assert is_near(found, (100, 100), (255, 255, 255))


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, SIZE, (20, 40)), (2, SIZE, (100, 40)), (3, SIZE, (100, 40)), (4, SIZE, (20, 40)), (6, SIZE[::-1], (40, 20)),
     (8, SIZE[::-1], (40, 100)), (77, SIZE, (20, 40))],
)  # fmt: skip
def test_pictures_are_turned_upright(orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    image = drawn(turned(orientation))
    assert image.size == size
    assert is_near(image, red, (200, 30, 30))


def test_no_metadata_comes_through() -> None:
    for content in (turned(6), chatty(), coded(dots(), "GIF", comment=b"SECRET")):
        assert b"SECRET" in content
        made = redrawn(content)
        assert made is not None
        assert b"SECRET" not in made.content
        assert b"Exif" not in made.content


def test_nothing_behind_the_picture_comes_through() -> None:
    for name in ("plain.png", "plain.jpg", "plain.gif", "plain.webp"):
        made = redrawn(PICTURES[name] + b"PK\x03\x04<script>SECRET</script>")
        assert made is not None
        assert b"SECRET" not in made.content


def test_of_a_film_the_first_frame_is_kept() -> None:
    for kind in ("GIF", "WEBP"):
        image = drawn(animated(kind))
        assert getattr(image, "n_frames", 1) == 1
        assert is_near(image, (20, 40), (200, 30, 30))


def test_wide_pictures_are_scaled_down_and_keep_their_shape() -> None:
    assert drawn(coded(dots((3_000, 1_500)), "JPEG")).size == (WIDEST_PX, 1_000)
    assert drawn(coded(dots((1_000, 4_000)), "PNG")).size == (500, WIDEST_PX)
    assert drawn(coded(dots((WIDEST_PX, 900)), "PNG")).size == (WIDEST_PX, 900)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        DRAWING,
        b"\x89PNG\r\n\x1a\n" + DRAWING,
        b"GIF89a" + b"<script>alert(1)</script>" * 20,
        b"\xff\xd8\xff\xe0" + b"JFIF" * 50,
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"\x00\x00\x00\x1cftypavif" + b"\x00" * 200,
        coded(dots(), "TIFF"),
        coded(dots(), "BMP"),
        coded(dots(), "ICO"),
        coded(dots((40, 400)), "PNG"),
        coded(dots((400, 47)), "JPEG"),
        coded(dots((4_000, 60)), "JPEG"),
        png_claiming(120, 80)[:-20],
        png_claiming(50_000, 50_000),
        png_claiming(2**31 - 1, 2**31 - 1),
        png_claiming(6_400, 6_400),
        png_claiming(0, 0),
        text_bomb(),
    ],
)
def test_what_is_no_sound_picture_of_a_known_kind_is_left_out(content: bytes) -> None:
    assert redrawn(content) is None


@pytest.mark.parametrize("name", ["plain.png", "plain.jpg", "plain.webp"])
def test_a_picture_that_is_cut_off_is_left_out(name: str) -> None:
    content = PICTURES[name]
    assert redrawn(content[: len(content) * 2 // 3]) is None


def test_a_name_that_lies_does_not_matter_and_the_beginning_decides() -> None:
    png = PICTURES["plain.png"]
    assert redrawn(b"\xff\xd8\xff" + png) is None
    assert dots_of(png) == SIZE[0] * SIZE[1]


def test_limits_are_kept_at_the_limit_and_broken_right_above(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dots_of(png_claiming(8_000, MOST_DOTS // 8_000)) == MOST_DOTS
    assert dots_of(png_claiming(8_000, MOST_DOTS // 8_000 + 1)) == 0
    png = PICTURES["plain.png"]
    assert MOST_BYTES == 20_000_000
    monkeypatch.setattr(redraw, "MOST_BYTES", len(png))
    assert redrawn(png) is not None
    assert redrawn(png + b"\x00") is None


def test_a_bomb_takes_no_memory() -> None:
    bomb = png_claiming(30_000, 30_000)
    tracemalloc.start()
    assert redrawn(bomb) is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PICTURES)), st.integers(0, 5_000), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_bytes_give_a_picture_or_nothing(name: str, place: int, damage: bytes, is_cut: bool) -> None:
    content = PICTURES[name]
    place %= len(content)
    made = redrawn(content[:place] + damage + (b"" if is_cut else content[place + len(damage) :]))
    assert made is None or min(made.width, made.height) >= 48
