"""What is taken out of a page's source before it is parsed: its XML declaration and huge embedded files."""

import re
from dataclasses import dataclass

from reader.core.errors import TooLargeError
from reader.core.model import Span

MOST_TAGS = 1_000_000
_XML_DECLARATION = re.compile(r"\s{0,999}<\?xml[^>]{0,500}\?>")
_DATA_END = re.compile(r"""["'\s)<>]""")
_KEPT_CHARS = 2_048
"""``data:`` URIs up to this length stay: small icons do no harm. The longer ones are pictures, fonts and films."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page's source fit to be parsed. Number N of the ``cut`` spans of ``source`` became ``:N`` in ``text``.

    Each is the content of a ``data:`` URI, behind its comma; the URI ends with its number where it was cut.
    """

    text: str
    source: str
    cut: tuple[Span, ...] = ()


def prepare(text: str) -> Prepared:
    """Return the page's source without its XML declaration and without the content of long ``data:`` URIs.

    Raises TooLargeError where the source has more tags than can be parsed in reasonable time and memory.
    """
    if text.count("<") > MOST_TAGS:
        raise TooLargeError(
            f"The page has more than {MOST_TAGS:,} tags, too many for a news story. "
            "Copy the part that is wanted into a plain text file and import that."
        )
    declaration = _XML_DECLARATION.match(text)
    if declaration:
        text = text[declaration.end() :]
    return _cut_embedded_files(text)


def _cut_embedded_files(text: str) -> Prepared:
    """Shorten each ``data:…;base64,…`` or ``data:image/…,`` over the limit to its beginning."""
    at = text.find("data:")
    if at < 0 or len(text) < _KEPT_CHARS:
        return Prepared(text, text)
    parts: list[str] = []
    cut: list[Span] = []
    done = 0
    while at >= 0:
        comma = text.find(",", at, at + 200)
        if comma >= 0 and _is_embedded_file(text, at, comma):
            found = _DATA_END.search(text, comma + 1)
            end = found.start() if found else len(text)
            if end - comma > _KEPT_CHARS:
                parts += (text[done : comma + 1], f":{len(cut)}")
                cut.append(Span(comma + 1, end))
                done = end
            at = text.find("data:", max(end, at + 5))
        else:
            at = text.find("data:", at + 5)
    parts.append(text[done:])
    return Prepared("".join(parts), text, tuple(cut))


def _is_embedded_file(text: str, at: int, comma: int) -> bool:
    """Tell a URI from prose with the word "data:": it stands behind a quote or bracket and names a media type."""
    before = text[at - 1 : at]
    return before in {'"', "'", "(", "=", " "} and "/" in text[at + 5 : comma] and " " not in text[at + 5 : comma]
