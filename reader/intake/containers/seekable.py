"""What streams have in common that can be sought in and know their length."""

import io


class SeekableReader(io.RawIOBase):
    """A stream of ``length`` bytes; ``readinto`` of what derives from it reads from ``_at`` and moves that on."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._end = length
        self._at = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that this can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to an offset from the beginning, from here or from the end; return it from the beginning."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._end}[whence]
        self._at = max(0, base + offset)
        return self._at
