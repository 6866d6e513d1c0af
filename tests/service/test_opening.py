"""A kept file that is given to another program has an ending that says what it is, and none that is run."""

import pytest

from reader.service.opening import suffix_of


@pytest.mark.parametrize(
    ("path", "member", "content", "suffix"),
    [
        ("/a/page.HTM", "", b"whatever", ".htm"),
        ("/a/page.mhtml", "", b"MIME-Version: 1.0", ".mhtml"),
        ("/a/list.zip", "story.exe", b"\n <!doctype html>", ".html"),
        ("/a/evil.desktop", "", b"[Desktop Entry]\nExec=sh", ".txt"),
        ("/a/evil.html.exe", "", b"MZ\x90", ".txt"),
        ("/a/paper.zip", "x.pdf", b"%PDF-1.7", ".pdf"),
        ("/a/wide", "", "<html>".encode("utf-16"), ".html"),
        ("", "", b"", ".txt"),
    ],
)
def test_endings(path: str, member: str, content: bytes, suffix: str) -> None:
    assert suffix_of(path, member, content) == suffix
