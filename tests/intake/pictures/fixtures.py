"""Small pictures of every kind, good and hostile, made by Pillow or byte by byte."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

SIZE = (120, 80)


def dots(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Return an image whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the bytes of an image in a format."""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def noisy(size: tuple[int, int]) -> Image.Image:
    """Return an image that no format makes small."""
    return Image.effect_noise(size, 80).convert("RGB")


def png_claiming(width: int, height: int) -> bytes:
    """Return a tiny PNG whose header claims a size (PNG specification, 11.2.2)."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * min(width * 3 + 1, 10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def turned(orientation: int) -> bytes:
    """Return a JPEG that says in its EXIF how it is to be turned."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "SECRET description"
    return coded(dots(), "JPEG", exif=exif, comment=b"SECRET comment")


def chatty() -> bytes:
    """Return a PNG with texts in it."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "SECRET text")
    texts.add_itxt("XML:com.adobe.xmp", "<x>SECRET</x>")
    return coded(dots(), "PNG", pnginfo=texts, icc_profile=b"SECRET profile")


def text_bomb() -> bytes:
    """Return a PNG whose compressed text unpacks to a hundred megabytes."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "x" * 100_000_000, zip=True)
    return coded(dots(), "PNG", pnginfo=texts)


def animated(kind: str) -> bytes:
    """Return a film of two frames, the first red and blue, the second green."""
    second = Image.new("RGB", SIZE, (30, 200, 30))
    return coded(dots(), kind, save_all=True, append_images=[second], duration=100)


DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'><image href='file:///etc/passwd'/></svg>"

PICTURES: dict[str, bytes] = {
    "plain.png": coded(dots(), "PNG"),
    "palette.png": coded(dots(mode="P"), "PNG"),
    "deep.png": coded(Image.new("I;16", SIZE, 40_000), "PNG"),
    "lines.png": coded(dots(mode="1"), "PNG"),
    "plain.jpg": coded(dots(), "JPEG"),
    "print.jpg": coded(dots(mode="CMYK"), "JPEG"),
    "grey.jpg": coded(dots(mode="L"), "JPEG"),
    "turned.jpg": turned(6),
    "plain.gif": coded(dots(), "GIF"),
    "plain.webp": coded(dots(), "WEBP"),
    "film.webp": animated("WEBP"),
    "film.gif": animated("GIF"),
}
