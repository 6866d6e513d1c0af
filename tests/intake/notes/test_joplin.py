"""Joplin's exports: notes with their tags, pictures and dates, and damage."""

import io
import tarfile

import pytest

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import Field, FileKind
from reader.core.terms import Terms
from reader.intake.notes.joplin import JEX, JOPLIN_NOTE
from reader.intake.source import Source
from reader.intake.unfold import recognise
from tests.intake.finding import found_in, left_out_of, links_in, stated, stories_in
from tests.intake.notes.fixtures import FIXTURES, PARAGRAPHS, PIXEL, archive, record


def test_notes_have_their_text_tags_dates_and_address() -> None:
    clip, page = stories_in(FIXTURES["notes.jex"], "notes.jex")
    assert PARAGRAPHS[1] in clip.content.decode()
    assert b"type_:" not in clip.content
    assert stated(clip, Field.HEADLINE) == ["Quay: to close"]
    assert clip.url == "https://courier.test/quay"
    assert clip.curation.tags == ("harbour", "sea")
    assert clip.saved is not None
    assert clip.saved.iso == "2019-03-05T06:30:00+00:00"
    assert page.kind is FileKind.HTML
    assert page.curation.tags == ()


def test_pictures_are_read_from_the_archive() -> None:
    attached = stories_in(FIXTURES["notes.jex"], "notes.jex")[0].attached
    assert attached is not None
    assert attached(":/" + "f" * 32) == PIXEL
    assert attached(":/" + "e" * 32) is None
    assert attached("../../etc/passwd") is None


def test_notes_without_text_are_links_and_others_are_counted() -> None:
    (link,) = links_in(FIXTURES["notes.jex"], "notes.jex")
    assert (link.url, link.title) == ("https://courier.test/pier", "Pier")
    assert [one.what for one in left_out_of(FIXTURES["notes.jex"], "notes.jex")] == [
        "encrypted notes",
        "deleted notes",
        "notes without text",
    ]


def test_export_is_known_by_its_entries() -> None:
    assert recognise(Source.of_bytes(FIXTURES["notes.jex"], "backup.tar")) is JEX
    other = archive({"quay.md": b"# Quay"})
    assert not JEX.matches(Source.of_bytes(other, "a.jex"))


def test_single_note_of_a_folder_is_read() -> None:
    content = record("Quay", "\n\n".join(PARAGRAPHS), "1" * 32, "1")
    assert recognise(Source.of_bytes(content, f"x/{'1' * 32}.md")) is JOPLIN_NOTE
    (found,) = stories_in(content, f"{'1' * 32}.md")
    assert stated(found, Field.HEADLINE) == ["Quay"]
    tag = record("harbour", "", "2" * 32, "5")
    assert [one.what for one in left_out_of(tag, f"{'2' * 32}.md")] == ["other things than notes"]
    assert not JOPLIN_NOTE.matches(Source.of_bytes(content, "quay.md"))
    assert not JOPLIN_NOTE.matches(Source.of_bytes(b"# Quay\n\nWords.", f"{'1' * 32}.md"))


def test_note_over_the_limit_is_told() -> None:
    content = archive({f"{'1' * 32}.md": record("x", "y" * 5_000, "1" * 32, "1")})
    (told,) = left_out_of(content, "a.jex", Terms(document=2_000))
    assert told.failure


def test_damaged_exports_raise_nothing_but_input_errors() -> None:
    content = FIXTURES["notes.jex"]
    with pytest.raises(UnreadableFileError):
        found_in(content[:700], "a.jex")
    for at in range(0, len(content), 211):
        for one in (content[:at], content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]):
            try:
                found_in(one, "a.jex")
            except InputError:
                continue


def test_links_and_odd_entries_of_the_archive_are_never_followed() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        link = tarfile.TarInfo(f"{'1' * 32}.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    assert found_in(out.getvalue(), "a.jex") == []
