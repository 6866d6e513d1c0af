"""Evernote's exports: notes of all kinds, broken ones, and memory that does not grow."""

import io
import tracemalloc
from typing import TYPE_CHECKING, BinaryIO

import pytest

from reader.core.errors import InputError, UnreadableFileError
from reader.core.model import Field, FileKind, Source
from reader.core.terms import STANDARD, Terms
from reader.intake.format import SavedLink
from reader.intake.notes.enex import ENEX
from reader.intake.notes.note import markup_of, moment_of
from reader.intake.source import Source as Opened
from reader.intake.unfold import recognise, unfold
from tests.intake.finding import article_of, found_in, left_out_of, links_in, stated, stories_in
from tests.intake.notes.fixtures import (
    BODY,
    CLIP,
    FIXTURES,
    PARAGRAPHS,
    PIXEL,
    PIXEL_HASH,
    TYPED,
    enex,
    note,
    resource,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def test_clip_is_a_page_with_address_save_date_and_tags() -> None:
    first = stories_in(FIXTURES["clip.enex"], "clip.enex")[0]
    story = article_of(first)
    assert first.kind is FileKind.HTML
    assert first.url == "https://courier.test/quay?a=1&b=2"
    assert first.curation.tags == ("harbour", "Vellmar & sea")
    assert story.saved is not None
    assert story.saved.iso == "2019-03-05T06:30:00+00:00"
    assert story.published is None
    assert story.headline is not None
    assert story.headline.value == "Quay to close"
    assert story.clean_text.split("\n") == list(PARAGRAPHS)


def test_typed_note_is_a_story_with_its_author() -> None:
    second = stories_in(FIXTURES["clip.enex"], "clip.enex")[1]
    assert second.kind is FileKind.STORY
    assert stated(second, Field.AUTHOR) == ["Knut Ost"]
    text = article_of(second).text
    assert "☑ boats" in text
    assert "☐ nets" in text
    assert "Below the picture." in text


def test_pictures_are_found_by_their_hash() -> None:
    attached = stories_in(FIXTURES["clip.enex"], "clip.enex")[1].attached
    assert attached is not None
    assert attached(PIXEL_HASH) == PIXEL
    assert attached("0" * 32) is None
    assert f'<img src="{PIXEL_HASH}"' in stories_in(FIXTURES["clip.enex"], "a")[1].content.decode()


@pytest.mark.parametrize(
    ("clipped", "kind"),
    [
        ("simplified", FileKind.STORY),
        ("article", FileKind.HTML),
        ("fullPage", FileKind.HTML),
        ("selection", FileKind.STORY),
    ],
)
def test_what_the_clipper_has_chosen_is_kept(clipped: str, kind: FileKind) -> None:
    enml = f'<div style="--en-clipped-content:{clipped}; --en-clipped-source-title:x;">{BODY}</div>'
    (found,) = stories_in(enex(note(enml=enml, attributes=CLIP)), "a.enex")
    assert found.kind is kind


def test_title_of_a_clip_is_weaker_than_its_heading() -> None:
    (found,) = stories_in(enex(note("Quay to close | Courier", f"<h1>Quay to close</h1>{BODY}", CLIP)), "a.enex")
    story = article_of(found)
    assert story.headline is not None
    assert story.headline.value == "Quay to close"
    (typed,) = stories_in(enex(note("My title", f"<h1>Quay</h1>{BODY}")), "a.enex")
    assert [one.source for one in typed.stated if one.field is Field.HEADLINE] == [Source.CONTAINER]


def test_untitled_notes_take_their_headline_from_the_text() -> None:
    (found,) = stories_in(enex(note("Untitled Note", f"<h1>Quay to close</h1>{BODY}", CLIP)), "a.enex")
    assert stated(found, Field.HEADLINE) == []
    assert found.member == "note 1"


def test_notes_without_text_are_links_or_counted() -> None:
    picture = f'<div><br/></div><en-media type="image/jpeg" hash="{PIXEL_HASH}"></en-media>'
    content = enex(note("Screenshot", picture, CLIP), note("Empty", ""), note("Picture", picture))
    (link,) = links_in(content, "a.enex")
    assert (link.url, link.title) == ("https://courier.test/quay?a=1&b=2", "Screenshot")
    assert link.curation.tags == ("harbour", "Vellmar & sea")
    assert link.added is not None
    assert link.added.iso == "2019-03-05T06:30:00+00:00"
    assert [(one.member, one.what) for one in left_out_of(content, "a.enex")] == [
        ("Empty", "notes without text"),
        ("Picture", "notes without text"),
    ]


def test_encrypted_text_is_cut_out_and_told() -> None:
    secret = '<en-crypt cipher="RC2" length="64">NKLHX5yK1MlpzemJQijAN6C4545s2EODxQ8Bg1r==</en-crypt>'
    content = enex(note("Secret", f"<div>{secret}</div>"), note("Part", f"<div>Open words.{secret}</div>"))
    (found,) = stories_in(content, "a.enex")
    assert article_of(found).text == "Open words."
    assert [one.what for one in left_out_of(content, "a.enex")] == ["notes with nothing but encrypted text"]


def test_documents_in_a_note_are_opened_with_its_address() -> None:
    (found,) = stories_in(FIXTURES["files.enex"], "files.enex")
    assert found.member == "A page/q.html"
    assert found.url == "https://courier.test/quay?a=1&b=2"
    assert found.curation.tags[0] == "harbour"
    assert found.saved is not None
    assert article_of(found).clean_text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("written", ["10101T000000Z", "", "nonsense", "20191399T250000Z"])
def test_dates_that_make_no_sense_are_none(written: str) -> None:
    assert moment_of(written) is None
    (found,) = stories_in(enex(note(created=written)), "a.enex")
    assert found.saved is not None
    assert found.saved.iso == "2020-01-01T00:00:00+00:00"


def test_markup_becomes_html() -> None:
    assert (
        markup_of("<en-note><div/>a<br/>b<a name='1'/>c</en-note>") == "<div><div></div>a<br/>b<a name='1'></a>c</div>"
    )
    assert (
        markup_of('<en-note><img alt="a > b"/><span title="x>y"/>z')
        == '<div><img alt="a > b"/><span title="x>y"></span>z'
    )
    assert markup_of("<en-note><en-media type='application/pdf' hash='0'/></en-note>") == "<div></div>"
    assert markup_of("") == ""


def test_export_is_known_without_its_name() -> None:
    assert recognise(Opened.of_bytes(FIXTURES["clip.enex"], "notes.xml")) is ENEX
    assert recognise(Opened.of_bytes(b"\xef\xbb\xbf" + FIXTURES["clip.enex"], "x")) is ENEX


def test_broken_exports_give_the_notes_that_are_there() -> None:
    content = enex(*(note(f"Note {n}") for n in range(3)))
    second = content.index(b"Note 2")
    assert len(stories_in(content[: second + 20], "a.enex")) == 2
    half = stories_in(content[: content.index(b"Fishermen", second)], "a.enex")
    assert len(half) == 3
    assert PARAGRAPHS[0] in article_of(half[2]).text
    missing_end = content.replace(b"</note>", b"", 1)
    assert len(stories_in(missing_end, "a.enex")) == 3
    stray = content.replace(b"<tag>harbour</tag>", b"<tag>harbour & sea <b></tag>", 1)
    assert len(stories_in(stray, "a.enex")) == 3


def test_export_without_notes_is_told() -> None:
    with pytest.raises(UnreadableFileError):
        found_in(enex(), "a.enex")


def test_any_end_or_flipped_byte_gives_nothing_but_input_errors() -> None:
    content = FIXTURES["clip.enex"]
    for at in range(0, len(content), 41):
        for one in (content[:at], content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :]):
            try:
                found_in(one, "a.enex")
            except InputError:
                continue


def test_entities_of_the_file_are_never_expanded() -> None:
    bomb = b'<!DOCTYPE en-export [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = bomb + b"<en-export>" + note("x &b; y").encode() + b"</en-export>"
    (found,) = stories_in(content, "a.enex")
    assert stated(found, Field.HEADLINE) == ["x &b; y"]


def test_files_that_are_too_large_are_let_go_of_and_the_text_stays() -> None:
    content = enex(note(more=resource(b"x" * 3_000_000, "image/png") + resource(PIXEL, "image/gif")), TYPED)
    found = list(unfold(Opened.of_bytes(content, "a.enex"), Terms(document=1_000_000)))
    assert len(found) == 2
    assert article_of(stories_in(content, "a.enex")[0]).clean_text.split("\n") == list(PARAGRAPHS)
    (too_large,) = left_out_of(enex(note(enml="x" * 3_000_000)), "a.enex", Terms(document=1_000_000))
    assert "3 MB" in too_large.failure


def test_every_boundary_of_chunks_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    content = enex(*(note(f"Note {n}", more=resource(PIXEL, "image/gif")) for n in range(5)))
    whole = [one.content for one in stories_in(content, "a.enex")]
    assert len(whole) == 5
    for size in (61, 997):
        monkeypatch.setattr("reader.intake.notes.enex._CHUNK", size)
        assert [one.content for one in stories_in(content, "a.enex")] == whole


class _Made(io.RawIOBase):
    """An export that is made while it is read."""

    def __init__(self, count: int) -> None:
        super().__init__()
        picture = resource(b"x" * 30_000, "image/png")
        self._parts = (note(more=picture).encode() for _ in range(count))
        self._rest = b"<en-export>"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        target = memoryview(buffer).cast("B")
        while len(self._rest) < len(target) and (one := next(self._parts, b"")):
            self._rest += one
        made, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(made)] = made
        return len(made)


def _peak(count: int) -> int:
    def opened() -> BinaryIO:
        return io.BufferedReader(_Made(count))

    tracemalloc.start()
    found = sum(1 for one in ENEX.unpack(Opened("a.enex", opened), STANDARD) if not isinstance(one, SavedLink))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == count
    return peak


def test_memory_does_not_grow_with_the_export() -> None:
    small, large = _peak(150), _peak(600)
    assert large < small * 1.2 + 500_000
    assert large < 60_000_000
