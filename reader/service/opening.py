"""What a kept file is called when it is given to another program. Pure."""

from pathlib import PurePath

SUFFIXES = frozenset(
    {
        ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".webarchive", ".maff", ".xml", ".txt", ".md", ".json", ".jsonl",
        ".csv", ".tsv", ".pdf", ".rtf", ".docx", ".odt", ".epub", ".eml",
    }
)  # fmt: skip
"""The endings a kept file may have outside: each is shown by a viewer, none is run."""

_STARTS = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"MIME-Version:", ".mhtml"),
    (b"From: <Saved by", ".mhtml"),
    (b"{", ".json"),
)
_SNIFFED = 2_048


def suffix_of(path: str, member: str, content: bytes) -> str:
    """Return the ending for a kept file: its own where it is known and harmless, else one by what it holds.

    What came out of a container (``member``) was written anew there, so that its name says nothing.
    """
    own = PurePath(path).suffix.lower()
    if not member and own in SUFFIXES:
        return own
    head = content[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, suffix in _STARTS:
        if head.startswith(start):
            return suffix
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<" in head[:16]
    return ".html" if head.startswith(b"<") or is_wide else ".txt"
