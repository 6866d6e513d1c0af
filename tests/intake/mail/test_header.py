"""The header block of mails: recognised, unfolded and decoded."""

import pytest

from reader.intake.mail.header import Header, decoded
from reader.intake.mail.recognise import is_mail
from reader.intake.mail.words import split_subject

HEAD = (
    b"From: Edda Quist <edda@home.test>\nTo: reader@home.test\nSubject: Quay\n"
    b"Date: Wed, 6 Mar 2019 09:00:00 +0100\nMIME-Version: 1.0\n"
)


@pytest.mark.parametrize(
    "head",
    [
        HEAD + b"\nText",
        b"\r\n\r\n" + HEAD.replace(b"\n", b"\r\n") + b"\r\nText",
        b"From edda@home.test Wed Mar  6 09:00:01 2019\n" + HEAD + b"\nText",
        b"Received: from a by b; Tue, 5 Mar 2019 06:31:02 +0100\nSubject: x\n\nText",
        b"Date: Wed, 6 Mar 2019 09:00:00 +0100\nFrom: edda@home.test\nSubject: Quay\n\nText",
        b"Path: news.test!not-for-mail\nFrom: e@home.test\nNewsgroups: a.b\nSubject: x\nMessage-ID: <1@a>\n\nText",
    ],
)
def test_mail_is_told_by_its_header(head: bytes) -> None:
    assert is_mail(head)


@pytest.mark.parametrize(
    "head",
    [
        b"From: the harbour\nTo: the island\n\nA walk of two days.",
        b"Subject: Quay\nDate: 6 March 2019\nFrom: our correspondent\n\nText",
        b"From the harbour came a sound.\n\nNobody heard it.",
        b"From: <Saved by Blink>\nSnapshot-Content-Location: http://a.test/\nSubject: x\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; boundary="b"\n\n--b',
        b"From: <Saved by UnMHT>\nSubject: x\nDate: Fri, 10 Mar 2006 13:40:00 +0100\nMIME-Version: 1.0\n"
        b"Content-Type: text/html\n\n<html>",
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\nSubject: Page\n\n--b',
        b"",
        b"<html>",
    ],
)
def test_texts_and_saved_pages_are_no_mails(head: bytes) -> None:
    assert not is_mail(head)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?B?w5ZmZm51bmc=?= der =?iso-8859-1?Q?M=E4rkte?=", "Öffnung der Märkte"),
        ("=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=", "Café"),
        ("=?UTF-8*de?Q?M=C3=A4rz?=", "März"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?nonsense?Q?plain?=", "plain"),
        ("=?utf-8?B?w5ZmZm51bm?=", "Öffnun"),
        ("Grüße".encode().decode("ascii", "surrogateescape"), "Grüße"),
        ("Grüße aus Köln".encode("latin-1").decode("ascii", "surrogateescape"), "Grüße aus Köln"),
    ],
)
def test_header_fields_are_decoded(written: str, meant: str) -> None:
    assert decoded(written) == meant


def test_addresses_are_read_however_they_are_written() -> None:
    header = Header(
        [("from", '"Quist, Edda" <e@home.test>'), ("sender", "e@home.test (Edda)"), ("x", "Edda [e@a.test")]
    )
    assert header.address("from") == ("Quist, Edda", "e@home.test")
    assert header.address("sender")[1] == "e@home.test"
    assert header.address("x")[1] == "e@a.test"
    assert Header([("from", "Edda Quist [e@home.test]")]).address("from") == ("Edda Quist", "e@home.test")
    assert header.address("none") == ("", "")


@pytest.mark.parametrize(
    ("subject", "plain", "is_forwarded"),
    [
        ("Re: AW: Quay", "Quay", False),
        ("Fwd: Re: Quay", "Quay", True),
        ("WG: Kai", "Kai", True),
        ("转发: 码头", "码头", True),
        ("回复：码头", "码头", False),
        ("Re[2]: Quay", "Quay", False),
        ("[Fwd: Quay]", "Quay", True),
        ("Review: the quay", "Review: the quay", False),
        ("Re", "Re", False),
    ],
)
def test_subject_is_freed_of_prefixes(subject: str, plain: str, is_forwarded: bool) -> None:
    assert split_subject(subject) == (plain, is_forwarded)
