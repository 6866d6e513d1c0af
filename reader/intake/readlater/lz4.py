"""Unpacks what Firefox packs its own backups with: one LZ4 block behind a mark and its length."""

from reader.core.errors import TooLargeError, UnreadableFileError
from reader.core.terms import Terms

MAGIC = b"mozLz40\x00"
_LEAST_MATCH = 4


def unpacked(content: bytes, terms: Terms) -> bytes:
    """Return what a file with this mark holds. Raises TooLargeError, and UnreadableFileError where it is damaged.

    The layout of a block is that of LZ4's "Block Format Description".
    """
    size = int.from_bytes(content[8:12], "little")
    if size > terms.expanded or size > max(terms.ratio_floor, terms.ratio * len(content)):
        raise TooLargeError("The backup of bookmarks unpacks to far more than its size. Export the bookmarks instead.")
    made = bytearray()
    at = 12
    try:
        while at < len(content):
            token = content[at]
            length, at = _length(content, at + 1, token >> 4)
            made += content[at : at + length]
            at += length
            if at >= len(content):
                break
            offset = content[at] | content[at + 1] << 8
            length, at = _length(content, at + 2, token & 15)
            if length > size - len(made):
                break
            _copy(made, offset, length + _LEAST_MATCH)
    except IndexError as error:
        raise UnreadableFileError("The backup of bookmarks ends in the middle. Export the bookmarks again.") from error
    if len(made) != size:
        raise UnreadableFileError("The backup of bookmarks is damaged. Export the bookmarks again.")
    return bytes(made)


def _length(content: bytes, at: int, begun: int) -> tuple[int, int]:
    """Return a length that goes on in the bytes at ``at`` where its half byte is full, and the place behind."""
    length = begun
    if begun == 15:
        while True:
            length += content[at]
            at += 1
            if content[at - 1] != 255:
                break
    return length, at


def _copy(made: bytearray, offset: int, length: int) -> None:
    """Append what stands ``offset`` bytes back; it may run into what is being appended."""
    if not 0 < offset <= len(made):
        raise IndexError
    start = len(made) - offset
    pattern = bytes(made[start : start + length])
    made += (pattern * (length // len(pattern) + 1))[:length]
