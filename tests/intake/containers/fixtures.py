"""Archives and packed files made by hand, with invented stories."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

import zstandard


def zipped(files: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """Return a zip archive of ``files`` by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        archive.comment = comment
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), content, compress_type=packing)
    return made.getvalue()


PAGE = (
    "<!DOCTYPE html><html lang='sv'><head><title>Färjan går igen</title></head><body><article><h1>Färjan går igen</h1>"
    "<p>Efter tre veckors uppehåll går färjan till Norrön igen från och med i dag, meddelar rederiet.</p>"
    "<p>Passagerarna har under tiden fått åka buss runt viken, en resa på nästan två timmar.</p>"
    "<img src='F%C3%A4rjan_files/bat.png'></article></body></html>"
).encode()
TEXT = (
    "Marché de la place fermé\n\nLe marché de la place restera fermé jusqu'au printemps, a dit la commune jeudi.\n\n"
    "Les marchands s'installeront entre-temps sous la halle de la gare, avec les mêmes horaires.\n"
).encode()
PICTURE = bytes.fromhex("89504e470d0a1a0a") + bytes(40)
SAVED = {
    "arkiv/Färjan.html": PAGE,
    "arkiv/Färjan_files/bat.png": PICTURE,
    "arkiv/Färjan_files/ram.html": b"<html><body><p>An advertisement in a frame</p></body></html>",
    "notes/marche.txt": TEXT,
    "__MACOSX/notes/._marche.txt": b"\x00\x05\x16\x07",
    ".git/config.txt": b"[core]",
    "notes/photo.jpg": b"\xff\xd8\xff\xe0",
}


def tarred(files: Mapping[str, bytes], kind: int = tarfile.GNU_FORMAT) -> bytes:
    """Return a tar archive of ``files`` by name."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=kind) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


FIXTURES: dict[str, bytes] = {
    "saved.zip": zipped(SAVED),
    "saved.tar": tarred(SAVED),
    "saved.tar.gz": gzip.compress(tarred(SAVED, tarfile.PAX_FORMAT), mtime=0),
    "saved.tar.bz2": bz2.compress(tarred(SAVED)),
    "saved.tar.xz": lzma.compress(tarred(SAVED)),
    "saved.tar.zst": zstandard.ZstdCompressor().compress(tarred(SAVED)),
    "marche.txt.gz": gzip.compress(TEXT, mtime=0),
    "marche.txt.bz2": bz2.compress(TEXT),
    "marche.txt.xz": lzma.compress(TEXT),
    "marche.txt.lzma": lzma.compress(TEXT, lzma.FORMAT_ALONE),
    "nested.zip": zipped({"inner/saved.zip": zipped(SAVED), "marche.txt.xz": lzma.compress(TEXT)}),
}
