"""The bytes of pictures that are part of a page's own source: ``data:`` URIs, whole or cut out before parsing."""

import base64
import binascii
import html
import re
from urllib.parse import unquote_to_bytes

from reader.core.model import Span
from reader.intake.prepare import Prepared

MOST_BYTES = 20_000_000
"""A picture of more bytes is not decoded."""

_HEADER = re.compile(r"data:([^,]{0,200}),", re.IGNORECASE)
_NUMBER = re.compile(r":(\d{1,7})")
_SHARED = re.compile(r"var\((--sf-img-\d{1,6})\)")


class Embedded:
    """Finds the bytes behind a reference of a page that was prepared; nothing is decoded before it is asked for."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared

    def __call__(self, reference: str) -> bytes | None:
        """Return the bytes of a ``data:`` URI as the prepared page has it, or of one that SingleFile shares."""
        shared = _SHARED.fullmatch(reference)
        if shared:
            reference = self._value_of(shared[1])
        header = _HEADER.match(reference)
        if header is None:
            return None
        content = reference[header.end() :]
        number = _NUMBER.fullmatch(content)
        if number:
            if int(number[1]) >= len(self._prepared.cut):
                return None
            span = self._prepared.cut[int(number[1])]
            content = html.unescape(self._of(span)) if len(span) <= 4 * MOST_BYTES else ""
        return decoded(content, is_base64=header[1].lower().rstrip().endswith(";base64"))

    def _of(self, span: Span) -> str:
        return span.of(self._prepared.source)

    def _value_of(self, name: str) -> str:
        """Return the URI that a style of the page gives to a custom property, "" if there is none.

        SingleFile writes a picture that stands on a page several times once, as ``--sf-img-N: url("data:…")``.
        """
        match = re.search(rf"{name}\s*:\s*url\(\s*([\"']?)(data:[^\"')]{{1,4096}})\1\s*\)", self._prepared.text)
        return match[2] if match else ""


def decoded(content: str, *, is_base64: bool) -> bytes | None:
    """Return the bytes of a ``data:`` URI's content (RFC 2397), None where they are none or too many."""
    if not content:
        return None
    found = unquote_to_bytes(content) if "%" in content or not is_base64 else content.encode("ascii", "replace")
    if is_base64:
        compact = b"".join(found.split()).rstrip(b"=")
        compact = compact.translate(bytes.maketrans(b"-_", b"+/"))
        try:
            found = base64.b64decode(compact + b"=" * (-len(compact) % 4), validate=True)
        except binascii.Error:
            return None
    return found if 0 < len(found) <= MOST_BYTES else None
