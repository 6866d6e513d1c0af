"""Single mails: what is recognised as one, what its story is, and what is said about it."""

import base64
from email.message import EmailMessage

import pytest

from reader.core.errors import InputError
from reader.core.model import Field, FileKind, Snapshot, Source
from reader.core.terms import Terms
from reader.intake.mail.flowed import unflowed
from tests.effort import spending
from tests.intake.finding import article_of, found_in, left_out_of, links_in, stated, stories_in
from tests.intake.mail.fixtures import FIXTURES, HTML, PARAGRAPHS, PIXEL, TEXT, forwarded, newsletter, personal

HEAD = (
    b"From: Edda Quist <edda@home.test>\nTo: reader@home.test\nSubject: Quay\n"
    b"Date: Wed, 6 Mar 2019 09:00:00 +0100\nMIME-Version: 1.0\n"
)


def mail(content_type: str, body: str | bytes, more: str = "") -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return HEAD + f"Content-Type: {content_type}\n{more}\n".encode() + raw


def only(content: bytes, name: str = "a.eml") -> Snapshot:
    (found,) = stories_in(content, name)
    return found


def text_of(content: bytes) -> str:
    return article_of(only(content)).clean_text


def test_newsletter_gives_its_html_with_outlet_date_and_address() -> None:
    found = only(FIXTURES["newsletter.eml"])
    story = article_of(found)
    assert found.kind is FileKind.STORY
    assert story.headline is not None
    assert story.headline.value == "Morning letter: Quay to close"
    assert story.outlet is not None
    assert story.outlet.value == "The Vellmar Courier"
    assert not story.authors
    assert story.published is not None
    assert story.published.iso == "2019-03-05T06:30:00+01:00"
    assert story.saved is not None
    assert story.saved.iso == "2019-03-05T06:31:02+01:00"
    assert story.url is not None
    assert story.url.value == "https://courier.test/letters/2019-03-05"
    assert story.clean_text.split("\n") == list(PARAGRAPHS)


def test_pictures_in_a_mail_are_found_by_their_content_id() -> None:
    attached = only(FIXTURES["newsletter.eml"]).attached
    assert attached is not None
    assert attached("cid:quay@courier") == PIXEL
    assert attached("cid:other") is None
    assert attached("/etc/passwd") is None


def test_person_is_the_author_and_the_subject_loses_its_prefixes() -> None:
    story = article_of(only(FIXTURES["personal.eml"]))
    assert story.headline is not None
    assert story.headline.value == "Quay to close"
    assert [one.value for one in story.authors] == ["Edda Quist"]
    assert story.outlet is None
    assert story.clean_text.split("\n") == list(PARAGRAPHS)


def test_mail_passed_on_speaks_of_the_original() -> None:
    found = only(FIXTURES["forwarded.eml"])
    story = article_of(found)
    assert story.outlet is not None
    assert story.outlet.value == "The Vellmar Courier"
    assert story.published is not None
    assert story.published.iso.startswith("2019-03-05T06:30")
    assert stated(found, Field.AUTHOR) == []


def test_mail_passed_on_without_a_header_is_dated_weakly() -> None:
    found = only(bytes(personal("Look: " + TEXT, subject="WG: Quay to close")))
    dates = [one for one in found.stated if one.field is Field.PUBLISHED]
    assert [one.source for one in dates] == [Source.VISIBLE]
    assert stated(found, Field.AUTHOR) == []


@pytest.mark.parametrize(
    ("block", "outlet", "date"),
    [
        ("-----Ursprüngliche Nachricht-----\nVon: Kurier <news@kurier.test>\nGesendet: Dienstag, 5. März 2019 06:30\n"
         "An: e@home.test\nBetreff: Kai wird gesperrt", "Kurier", "2019-03-05"),
        ("Début du message transféré :\n\nDe: Le Courrier <news@courrier.test>\nObjet: Le quai ferme\n"
         "Date: 5 mars 2019 à 06:30:00 UTC+1\nÀ: e@home.test", "Le Courrier", "2019-03-05"),
        ("发件人: 港口报 <news@gang.test>\n发送时间: 2019年3月5日 6:30\n"
         "收件人: e@home.test\n主题: 码头关闭", "港口报", "2019-03-05"),
    ],
)  # fmt: skip
def test_lines_above_a_mail_passed_on_are_known_in_many_languages(block: str, outlet: str, date: str) -> None:
    story = article_of(only(bytes(personal(f"{block}\n\n{TEXT}", subject="Fwd: x"))))
    assert story.outlet is not None
    assert story.outlet.value == outlet
    assert story.published is not None
    assert story.published.iso.startswith(date)


def test_alert_gives_its_results_as_links_without_redirects() -> None:
    links = links_in(FIXTURES["alert.eml"], "alert.eml")
    assert [one.url for one in links] == [f"https://courier.test/{n}?a=1" for n in range(3)]
    assert [one.title for one in links] == [f"Harbour news {n}" for n in range(3)]
    assert links[0].added is not None
    assert links[0].added.iso == "2019-03-07T08:00:00+00:00"
    story = article_of(only(FIXTURES["alert.eml"]))
    assert story.outlet is not None
    assert story.outlet.value == "Google Alerts"


def test_alert_of_text_gives_its_results_too() -> None:
    text = (
        "=== News - 2 new results for [harbour] ===\n\nQuay to close\nThe Vellmar Courier\nThe council ...\n"
        "<https://www.google.com/url?rct=j&sa=t&url=https://courier.test/quay&ct=ga&usg=1>\n"
        "See all stories on this topic:\n<https://news.google.com/news/story?ncl=https://courier.test/quay>\n\n"
        "Pier to open\nCourier\nSoon.\nhttps://courier.test/pier\n\nUnsubscribe from this alert:\n"
        "<https://www.google.com/alerts/remove?s=1>\n"
    )
    made = personal(text, subject="Google Alert - harbour")
    del made["From"]
    made["From"] = "Google Alerts <googlealerts-noreply@google.com>"
    links = links_in(bytes(made), "a.eml")
    assert [(one.url, one.title) for one in links] == [
        ("https://courier.test/quay", "Quay to close"),
        ("https://courier.test/pier", "Pier to open"),
    ]


def test_other_mails_give_no_links() -> None:
    assert links_in(FIXTURES["newsletter.eml"], "a.eml") == []


@pytest.mark.parametrize(
    ("sender", "author", "outlet"),
    [
        ("Ana Lind from The Courier <news@courier.test>", ["Ana Lind"], ["The Courier"]),
        ("The Courier <news@courier.test>", [], ["The Courier"]),
        ("The Courier | Letter <news@courier.test>", [], ["The Courier | Letter"]),
        ("Rosa Rio da Costa <news@courier.test>", [], ["Rosa Rio da Costa"]),
        ("news@courier.test", [], ["courier.test"]),
        ("Ana Lind <ana@courier.test>", ["Ana Lind"], []),
        ("ana@courier.test", [], []),
    ],
)
def test_sender_is_author_or_outlet(sender: str, author: list[str], outlet: list[str]) -> None:
    made = personal()
    made.replace_header("From", sender)
    found = only(bytes(made))
    assert stated(found, Field.AUTHOR) == author
    assert stated(found, Field.OUTLET) == outlet


def test_list_that_is_answered_to_names_person_and_list() -> None:
    made = personal()
    made["List-Id"] = "Harbour talk <talk.home.test>"
    made["List-Post"] = "<mailto:talk@home.test>"
    found = only(bytes(made))
    assert stated(found, Field.AUTHOR) == ["Edda Quist"]
    assert stated(found, Field.OUTLET) == ["Harbour talk"]


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "us-ascii", "", "x-unknown"])
def test_utf8_is_seen_whatever_the_charset_says(charset: str) -> None:
    part = f'text/plain; charset="{charset}"' if charset else "text/plain"
    assert "Märkte öffnen heute früh." in text_of(mail(part, f"Die Märkte öffnen heute früh.\n\n{TEXT}"))


@pytest.mark.parametrize(
    ("charset", "encoding"), [("koi8-r", "koi8-r"), ("windows-1251", "cp1251"), ("utf-7", "utf-7"), ("gb2312", "gbk")]
)
def test_legacy_charsets_are_read(charset: str, encoding: str) -> None:
    words = "码头关闭" if charset == "gb2312" else "Причал закрыт"
    found = article_of(only(mail(f"text/plain; charset={charset}", f"{words}\n\n{words}.".encode(encoding))))
    assert words in found.text


def test_transfer_encodings_are_undone() -> None:
    encoded = base64.encodebytes(HTML.encode()).decode()
    for body, how in [
        (encoded, "base64"),
        (encoded.rstrip("=\n") + "!", "BASE64"),
        (HTML.replace("=", "=3D").replace("“", "=E2=80=9C").replace("to close", "to =\nclose"), "quoted-printable"),
        (HTML, "8bit"),
        (HTML, "nonsense"),
    ]:
        found = text_of(mail("text/html; charset=utf-8", body, f"Content-Transfer-Encoding: {how}\n"))
        assert found.split("\n") == list(PARAGRAPHS), how


def test_flowed_text_is_joined() -> None:
    assert unflowed("One \ntwo\n\nthree\n", deletes_space=False) == "One two\n\nthree\n"
    assert unflowed("码 \n头\n", deletes_space=True) == "码头\n"
    assert unflowed("> a \n> b\n>> c\nd", deletes_space=False) == "> a b\n> > c\nd"
    assert unflowed("-- \nEdda", deletes_space=False) == "-- \nEdda"
    assert unflowed(" From x \n>y", deletes_space=False) == "From x \n> y"
    found = text_of(mail("text/plain; format=flowed; charset=utf-8", TEXT.replace("Vellmar ", "Vellmar \n")))
    assert found.split("\n") == list(PARAGRAPHS)


def test_attached_files_and_mails_are_stories_of_their_own() -> None:
    made = personal()
    made.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="../../quay.html")
    made.add_attachment(newsletter())
    made.add_attachment(PIXEL, maintype="image", subtype="gif", filename="quay.gif")
    made.add_attachment(b"\x00\x01\x02" * 99, maintype="application", subtype="octet-stream", filename="x.bin")
    found = found_in(bytes(made), "a.eml")
    stories = [one for one in found if isinstance(one, Snapshot)]
    assert [one.member for one in stories] == ["", "quay.html", "attached mail.eml"]
    assert stated(stories[2], Field.OUTLET) == ["The Vellmar Courier"]
    assert {one.what for one in left_out_of(bytes(made), "a.eml")} == {
        "attached pictures, films and sounds",
        "files of other kinds",
    }


def test_signed_mail_is_read_and_its_signature_is_no_file() -> None:
    body = f"--b\nContent-Type: text/plain\n\n{TEXT}\n--b\nContent-Type: application/pkcs7-signature\n\nAAAA\n--b--\n"
    found = found_in(mail('multipart/signed; boundary="b"', body), "a.eml")
    assert len(found) == 1
    assert isinstance(found[0], Snapshot)


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "multipart/encrypted; boundary=b"])
def test_encrypted_mail_is_told(kind: str) -> None:
    body = "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n"
    (found,) = left_out_of(mail(kind, body), "a.eml")
    assert "encrypted" in found.failure


def test_texts_around_files_are_one_story() -> None:
    body = "--b\n\nAbove the file.\n--b\nContent-Type: image/gif; name=a.gif\n\nx\n--b\n\nBelow the file.\n--b--\n"
    assert "Above the file." in text_of(mail("multipart/mixed; boundary=b", body))
    assert "Below the file." in text_of(mail("multipart/mixed; boundary=b", body))
    mixed = body.replace("--b\n\nBelow", "--b\nContent-Type: text/html\n\n<p>Below")
    found = only(mail("multipart/mixed; boundary=b", mixed))
    assert found.kind is FileKind.STORY
    assert "Above" in article_of(found).text
    assert "Below" in article_of(found).text


def test_html_of_a_picture_alone_gives_way_to_the_text() -> None:
    body = f"--b\nContent-Type: text/plain\n\n{TEXT}\n--b\nContent-Type: text/html\n\n<img src=cid:x>\n--b--\n"
    assert only(mail("multipart/alternative; boundary=b", body)).kind is FileKind.TEXT


@pytest.mark.parametrize(
    "body",
    [
        f"--b\nContent-Type: text/plain\n\n{TEXT}",  # cut off
        f"--other\nContent-Type: text/plain\n\n{TEXT}\n--other--\n",  # another boundary than stated
        TEXT,  # no parts at all
        f"preamble\n--b   \n\n{TEXT}\n--b--\nepilogue",
    ],
)
def test_broken_parts_still_give_their_text(body: str) -> None:
    assert PARAGRAPHS[1] in text_of(mail("multipart/mixed; boundary=b", body))


def test_missing_boundary_is_guessed() -> None:
    assert text_of(mail("multipart/mixed", f"--zz\n\n{TEXT}\n--zz--\n")).split("\n") == list(PARAGRAPHS)


def test_mail_without_text_is_counted() -> None:
    for body in ("", "\n\n", "<html><img src=x></html>"):
        (found,) = left_out_of(mail("text/html", body), "a.eml")
        assert found.what == "mails without text"


def test_twenty_thousand_parts_are_read_and_more_are_told() -> None:
    many = mail("multipart/mixed; boundary=b", "".join(f"--b\n\nPart {n}.\n" for n in range(19_000)) + "--b--\n")
    with spending() as spent:
        assert "Part 18999." in only(many).content.decode()
    assert spent.units < 4000
    (told,) = [one for one in left_out_of(many, "a.eml", Terms(members=100)) if one.failure]
    assert "more parts" in told.failure


def test_depth_bomb_ends_without_recursion() -> None:
    head = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(5_000))
    found = found_in(mail("multipart/mixed; boundary=b0", head + f"--b5000\n\n{TEXT}"), "a.eml")
    assert any("more parts" in getattr(one, "failure", "") for one in found)
    deep = "".join(f"--b{n}\nContent-Type: multipart/mixed; boundary=b{n + 1}\n\n" for n in range(90))
    assert PARAGRAPHS[0] in text_of(mail("multipart/mixed; boundary=b0", deep + f"--b90\n\n{TEXT}"))


def test_mails_in_mails_end_at_the_limit() -> None:
    made = personal()
    for _ in range(30):
        outer = personal("outer")
        outer.add_attachment(made)
        made = outer
    assert any("too deep" in one.failure for one in left_out_of(bytes(made), "a.eml"))


def test_truncated_and_odd_mails_never_raise_but_input_errors() -> None:
    content = FIXTURES["newsletter.eml"]
    for end in range(0, len(content), 37):
        try:
            found_in(content[:end], "a.eml")
        except InputError:
            continue


def test_gmail_labels_become_tags() -> None:
    made = personal()
    made["X-Gmail-Labels"] = "Inbox,Starred,Harbour,Category Updates"
    curation = only(bytes(made)).curation
    assert curation.tags == ("Harbour",)
    assert curation.is_starred
    assert curation.is_read


def test_forwarded_newsletter_in_outlooks_html() -> None:
    made = EmailMessage()
    for name, value in forwarded().items():
        if name in {"From", "To", "Date", "Message-ID"}:
            made[name] = value
    made["Subject"] = "FW: Quay to close"
    block = (
        "<div><b>From:</b> The Vellmar Courier &lt;newsletter@courier.test&gt;<br><b>Sent:</b> Tuesday, March 5, 2019 "
        "6:30 AM<br><b>To:</b> Edda<br><b>Subject:</b> Quay to close</div>"
    )
    made.set_content(HTML.replace("<h1>", block + "<h1>"), subtype="html")
    story = article_of(only(bytes(made)))
    assert story.outlet is not None
    assert story.outlet.value == "The Vellmar Courier"
    assert story.published is not None
    assert story.published.iso == "2019-03-05T06:30:00"
