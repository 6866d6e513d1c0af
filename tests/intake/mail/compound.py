"""Writes compound files as Outlook does, just enough of them for small messages: all streams in the mini stream."""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, "bytes | Tree"]


def compound_file(tree: Tree) -> bytes:
    """Return a compound file with the streams (bytes) and storages (dicts) of ``tree``."""
    mini, mini_fat = bytearray(), list[int]()
    rows: list[list[object]] = [["Root Entry", 5, _FREE, _FREE, _FREE, 0, 0]]
    _add(tree, 0, rows, mini, mini_fat)
    rows[0][6] = len(mini)
    mini_sectors = _sectors(bytes(mini))
    fat_of_mini = b"".join(struct.pack("<I", one) for one in mini_fat)
    mini_fat_sectors = _sectors(fat_of_mini, b"\xff")
    directory = _sectors(b"".join(_entry(row, 1 + len(mini_fat_sectors)) for row in rows))
    # Order of sectors: FAT, mini FAT, mini stream, directory.
    chains = [len(mini_fat_sectors), len(mini_sectors), len(directory)]
    fat = [_FAT]
    for length in chains:
        start = len(fat)
        fat += [start + nth + 1 for nth in range(length - 1)] + ([_END] if length else [])
    assert len(fat) <= 128, "too large for this writer"
    fat += [_FREE] * (128 - len(fat))
    first_directory = 1 + len(mini_fat_sectors) + len(mini_sectors)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, first_directory, 0, 0x1000, 1, len(mini_fat_sectors), _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    body = struct.pack("<128I", *fat) + b"".join(mini_fat_sectors + mini_sectors + directory)
    return header + body


def _add(tree: Tree, parent: int, rows: list[list[object]], mini: bytearray, mini_fat: list[int]) -> None:
    """Add the entries of a storage: siblings as a chain to the right, which readers take as a tree."""
    before = None
    for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        index = len(rows)
        if before is None:
            rows[parent][4] = index
        else:
            rows[before][3] = index
        before = index
        if isinstance(content, dict):
            rows.append([name, 1, _FREE, _FREE, _FREE, 0, 0])
            _add(content, index, rows, mini, mini_fat)
            continue
        assert len(content) < 4_096, "too large for this writer"
        start = len(mini_fat) if content else _END
        rows.append([name, 2, _FREE, _FREE, _FREE, start, len(content)])
        padded = content + bytes(-len(content) % 64)
        count = len(padded) // 64
        mini_fat += [len(mini_fat) + nth + 1 for nth in range(count - 1)] + ([_END] if count else [])
        mini += padded


def _entry(row: list[object], first_mini_sector: int) -> bytes:
    name, kind, left, right, child, start, size = row
    assert isinstance(name, str)
    coded = name.encode("utf-16le") + b"\0\0"
    if kind == 5:
        start = first_mini_sector if size else _END
    fixed = struct.pack("<HBBIII", len(coded), kind, 1, left, right, child)
    return coded.ljust(64, b"\0") + fixed + bytes(36) + struct.pack("<IQ", start, size)


def _sectors(content: bytes, filler: bytes = b"\0") -> list[bytes]:
    padded = content + filler * (-len(content) % 512)
    return [padded[at : at + 512] for at in range(0, len(padded), 512)]
