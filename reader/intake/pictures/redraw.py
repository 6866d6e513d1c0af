"""Decodes a picture within limits and writes it anew, so that nothing but its dots reaches whoever shows it.

Only the decoders of the formats below are ever asked, and only for bytes that begin as their format does; drawings
(SVG) and all others are left out. Metadata, later frames and whatever follows the picture in its bytes are gone.
"""

import io
import logging
import warnings
from dataclasses import dataclass
from types import MappingProxyType

from PIL import Image

from reader.core.pictures import WIDEST_PX

log = logging.getLogger(__name__)

MOST_BYTES = 20_000_000
MOST_DOTS = 40_000_000
LEAST_PX = 48
JPEG_QUALITY = 85
_LOSSLESS_SOURCE, _LOSSLESS, _TRANSPARENT = 1_000_000, 600_000, 2_000_000
_ORIENTATION = 0x0112
_TURNS = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
"""How a picture is turned upright by its EXIF orientation (Exif 2.3, 4.6.4)."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A picture written anew, as PNG or JPEG, and its size in pixels."""

    content: bytes
    width: int
    height: int


def format_of(content: bytes) -> str | None:
    """Return the decoder for these bytes by how they begin, or None where they are no picture that is read."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:12] in (b"ftypavif", b"ftypavis"):
        return "AVIF"
    return None


def dots_of(content: bytes) -> int:
    """Return how many dots a picture says it has, 0 where it is too large or too small to be read, or none."""
    kind = format_of(content)
    if kind is None or len(content) > MOST_BYTES:
        return 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=(kind,)) as image:
                width, height = image.size
        except Exception as error:  # noqa: BLE001 - a decoder may raise anything on damaged bytes
            log.debug("A picture could not be measured: %s", type(error).__name__)
            return 0
    return width * height if min(width, height) >= LEAST_PX and width * height <= MOST_DOTS else 0


def redrawn(content: bytes) -> Redrawn | None:
    """Return a picture's first frame, upright and at most ``WIDEST_PX`` wide or high, or None.

    A picture that is cut off, damaged, too large or too small gives None.
    """
    kind = format_of(content)
    if kind is None or not dots_of(content):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=(kind,)) as image:
                upright = _upright(image)
                is_strip = min(upright.size) < LEAST_PX
                return None if is_strip else _written(upright, is_small=len(content) <= _LOSSLESS_SOURCE)
        except Exception as error:  # noqa: BLE001 - a decoder may raise anything on damaged bytes
            log.debug("A picture could not be read: %s", type(error).__name__)
            return None


def _upright(image: Image.Image) -> Image.Image:
    """Return the first frame in grey, colours, or colours with transparency, scaled down and turned upright."""
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    kind = image.format
    if kind == "JPEG":
        image.draft("RGB", (WIDEST_PX, WIDEST_PX))
    image.load()
    plain = _plain(image)
    if max(plain.size) > WIDEST_PX:
        plain.thumbnail((WIDEST_PX, WIDEST_PX), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if turn is not None:
        plain = plain.transpose(turn)
    # Comments and profiles would be written along.
    plain.info = {"format": kind}
    return plain


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in one of the modes L, RGB and RGBA; the last only where something can be seen through."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB"):
        return image if "transparency" not in image.info else _opaque_if_it_is(image.convert("RGBA"))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return _opaque_if_it_is(image.convert("RGBA"))
    return image.convert("L" if image.mode == "1" else "RGB")


def _opaque_if_it_is(image: Image.Image) -> Image.Image:
    lowest = image.getchannel("A").getextrema()[0]
    return image.convert("RGB") if isinstance(lowest, int | float) and lowest == 255 else image


def _written(image: Image.Image, *, is_small: bool) -> Redrawn:
    """Return the image's bytes: without loss where its source was so and small, or where one can see through it."""
    is_lossless = image.info.pop("format", None) in ("PNG", "GIF") and is_small
    if is_lossless or image.mode == "RGBA":
        content = _bytes(image, "PNG")
        if len(content) <= (_TRANSPARENT if image.mode == "RGBA" else _LOSSLESS):
            return Redrawn(content, *image.size)
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    return Redrawn(_bytes(image, "JPEG"), *image.size)


def _bytes(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "JPEG":
        image.save(target, "JPEG", quality=JPEG_QUALITY)
    else:
        image.save(target, "PNG")
    return target.getvalue()
