"""How much a file may ask of the program before it is refused in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. Each is generous for news and far below what stalls a computer; all can be changed.

    ``document`` bounds what is read into memory as one document: a page, a text, a mail, a line of JSON, a PDF.
    ``expanded`` bounds what one document may unpack to. ``ratio`` is bytes out per byte in; pages of blanks come near
    it, bombs are at 1,000. ``ratio_floor`` is what may be unpacked whatever the ratio. ``members`` bounds the entries
    of a zip or tar archive and the parts of a mail, ``depth`` how deep containers may lie in each other.
    """

    document: int = 50_000_000
    expanded: int = 200_000_000
    ratio: int = 200
    ratio_floor: int = 1_000_000
    members: int = 20_000
    depth: int = 4


STANDARD = Limits()
