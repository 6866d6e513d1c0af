"""Zip archives made by hand, good and hostile."""

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """Return a zip archive of ``files`` by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        archive.comment = comment
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), content, compress_type=packing)
    return made.getvalue()
