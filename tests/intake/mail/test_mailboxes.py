"""Mailboxes: split at the right lines, mail by mail, in memory that does not grow."""

import io
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest

from reader.core.errors import UnreadableFileError
from reader.core.model import Field, Snapshot
from reader.core.terms import Terms
from reader.intake.mail.mbox import MBOX
from reader.intake.source import Source
from reader.intake.unfold import recognise, unfold
from tests.intake.finding import article_of, left_out_of, stated, stories_in
from tests.intake.mail.fixtures import FIXTURES, PARAGRAPHS, TEXT, mailbox, newsletter, personal

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STAMP = b"From edda@home.test Wed Mar  6 09:00:01 2019\n"


def plain(number: int, text: str = TEXT) -> bytes:
    return (
        f"From: Edda Quist <edda@home.test>\nTo: reader@home.test\nSubject: Quay {number}\n"
        f"Date: Wed, 6 Mar 2019 09:00:00 +0100\nMessage-ID: <{number}@home.test>\n\n{text}\n"
    ).encode()


def subjects(content: bytes, name: str = "a.mbox") -> list[str]:
    return [value for one in stories_in(content, name) for value in stated(one, Field.HEADLINE)]


def test_mails_of_a_mailbox_are_stories_each() -> None:
    found = stories_in(FIXTURES["two.mbox"], "two.mbox")
    assert [one.member for one in found] == ["1.eml", "2.eml"]
    assert found[1].saved is not None
    assert found[1].saved.iso == "2019-03-06T09:00:01"


def test_quoted_lines_lose_their_mark() -> None:
    story = article_of(stories_in(FIXTURES["two.mbox"], "two.mbox")[1])
    assert "From the quay: all is well." in story.text
    assert ">From" not in story.text


@pytest.mark.parametrize(
    "text",
    [
        "From here on it rained.\n\nFrom there it did not.",
        "He wrote:\n\nFrom Monday at 10:30\nthe quay is closed: for two years\n",
        "x\nFrom edda Wed Mar  6 09:00:01 2019\nand no header follows",
    ],
)
def test_lines_of_text_that_begin_with_from_are_no_mails(text: str) -> None:
    content = STAMP + plain(1, text) + b"\n" + STAMP + plain(2)
    assert subjects(content) == ["Quay 1", "Quay 2"]


@pytest.mark.parametrize(
    "stamp",
    [
        b"From - Wed Mar 06 09:00:01 2019\n",
        b"From 1627000000000000000@xxx Wed Mar 06 08:00:01 +0000 2019\n",
        b"From MAILER-DAEMON Wed Mar  6 09:00:01 2019\r\n",
        b"From edda@home.test  Wed Mar  6 09:00:01 2019 remote from here\n",
        b"From \n",
        b"From nobody\n",
    ],
)
def test_envelope_lines_of_many_programs(stamp: bytes) -> None:
    assert subjects(b"\n".join(stamp + plain(n) for n in range(3))) == ["Quay 0", "Quay 1", "Quay 2"]


def test_mails_without_a_blank_line_between_are_split() -> None:
    content = b"".join(STAMP + plain(n).rstrip(b"\n") + b"\n" for n in range(3))
    assert subjects(content) == ["Quay 0", "Quay 1", "Quay 2"]


def test_line_ends_of_dos() -> None:
    content = b"\n".join(STAMP + plain(n) for n in range(3)).replace(b"\n", b"\r\n")
    assert subjects(content) == ["Quay 0", "Quay 1", "Quay 2"]


def test_mailbox_is_known_without_its_name() -> None:
    assert recognise(Source.of_bytes(FIXTURES["two.mbox"], "mbox")) is MBOX
    assert recognise(Source.of_bytes(b"From the quay\n\nA poem.", "a.txt")) is not MBOX


def test_deleted_mails_and_spam_are_counted() -> None:
    gone, junk = personal(), personal()
    gone["X-Mozilla-Status"] = "0009"
    junk["X-Gmail-Labels"] = "Spam,Unread"
    content = mailbox(bytes(gone), bytes(junk), bytes(newsletter()))
    assert len(stories_in(content, "a.mbox")) == 1
    assert [one.what for one in left_out_of(content, "a.mbox")] == ["deleted mails and spam"] * 2


def test_marks_of_thunderbird_come_along() -> None:
    made = personal()
    made["X-Mozilla-Status"] = "0005"
    made["X-Mozilla-Keys"] = "$label1 harbour nonjunk"
    curation = stories_in(mailbox(bytes(made)), "a.mbox")[0].curation
    assert curation.is_read
    assert curation.is_starred
    assert curation.tags == ("harbour",)


def test_mail_over_the_limit_is_told_and_the_rest_goes_on() -> None:
    content = STAMP + plain(1) + b"\n" + STAMP + plain(2, "x" * 9_000_000) + b"\n" + STAMP + plain(3)
    found = list(unfold(Source.of_bytes(content, "a.mbox"), Terms(document=5_000_000)))
    assert sum(isinstance(one, Snapshot) for one in found) == 2
    assert ["9 MB" in getattr(one, "failure", "") for one in found].count(True) == 1


@pytest.mark.parametrize("cut", [1, 100, 333, 600])
def test_mailbox_that_is_cut_off_gives_what_is_there(cut: int) -> None:
    content = b"\n".join(STAMP + plain(n) for n in range(3))
    assert subjects(content[:-cut])[:2] == ["Quay 0", "Quay 1"]


def test_every_boundary_of_chunks_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"\n".join(STAMP + plain(n, f"{TEXT}\n\nFrom x\ny {n}") for n in range(40))
    whole = [one.content for one in stories_in(content, "a.mbox")]
    for size in (997, 4_001, 8_191):
        monkeypatch.setattr("reader.intake.mail.mbox._CHUNK", size)
        assert [one.content for one in stories_in(content, "a.mbox")] == whole


def test_stream_without_mail_is_told() -> None:
    with pytest.raises(UnreadableFileError):
        list(MBOX.unpack(Source.of_bytes(b"nothing", "a.mbox"), Terms()))


class _Endless(io.RawIOBase):
    """A mailbox of a given number of mails that is made while it is read."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._mails = iter(STAMP + plain(n, TEXT * 40) + b"\n" for n in range(count))
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        target = memoryview(buffer).cast("B")
        while len(self._rest) < len(target) and (one := next(self._mails, b"")):
            self._rest += one
        made, self._rest = self._rest[: len(target)], self._rest[len(target) :]
        target[: len(made)] = made
        return len(made)


def _peak(count: int) -> int:
    def opened() -> BinaryIO:
        return io.BufferedReader(_Endless(count))

    source = Source("a.mbox", opened)
    tracemalloc.start()
    found = sum(1 for _ in unfold(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == count
    return peak


def test_memory_does_not_grow_with_the_mailbox() -> None:
    small, large = _peak(500), _peak(2_000)
    assert large < small * 1.2 + 500_000
    assert large < 12_000_000


def test_apples_message_gives_its_mail_and_flags() -> None:
    (found,) = stories_in(FIXTURES["one.emlx"], "1234.emlx")
    assert stated(found, Field.OUTLET) == ["The Vellmar Courier"]
    assert found.curation.is_read
    assert found.curation.is_starred
    assert article_of(found).clean_text.split("\n") == list(PARAGRAPHS)


def test_apples_message_without_a_list_is_read() -> None:
    content = FIXTURES["one.emlx"]
    cut = content[: content.index(b"<?xml")]
    assert len(stories_in(cut, "1.emlx")) == 1
    assert len(stories_in(cut + b"<plist><dict><key>", "1.partial.emlx")) == 1
    assert len(stories_in(content[: len(content) // 2], "1.emlx")) == 1


def test_mailbox_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    path.write_bytes(FIXTURES["two.mbox"])
    assert sum(isinstance(one, Snapshot) for one in unfold(Source.of_file(path))) == 2
