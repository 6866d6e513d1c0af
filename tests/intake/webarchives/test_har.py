"""HAR files of browsers and proxies."""

import json

import pytest

from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.model import Snapshot
from reader.core.terms import STANDARD
from reader.intake.format import Finding, LeftOut
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.intake.webarchives.har import HAR, NO_BODY, NO_PAGE, OTHER_DOCUMENTS
from tests.intake.webarchives.fixtures import PICTURE, URL, entry, har, har_of_story, page


def findings(content: bytes) -> list[Finding]:
    """Return what is in a HAR file."""
    return list(unfold(Source.of_bytes(content, "ferry.har")))


def test_main_document_is_the_story_and_widgets_are_counted() -> None:
    story, widget = findings(har_of_story())
    assert isinstance(story, Snapshot)
    assert (story.url, story.charset, story.member) == (URL, "windows-1252", f"2 {URL}")
    assert story.saved is not None
    assert story.saved.iso == "2021-03-12T10:30:05+01:00"
    assert "said – so the café" in read(story).text
    assert story.attached is not None
    assert story.attached("img/quay.png") == PICTURE
    assert story.attached("http://quay.example/") is None
    assert isinstance(widget, LeftOut)
    assert widget.what == OTHER_DOCUMENTS


def test_text_bodies_are_read_as_they_stand() -> None:
    made = entry(URL, "text/html; charset=iso-8859-1", b"")
    made["response"] = {"status": 200, "content": {"mimeType": "text/html", "text": page().decode()}}
    (story,) = findings(har([made]))
    assert isinstance(story, Snapshot)
    assert "said – so the café" in read(story).text


def test_page_without_its_body_is_told_with_the_way_to_get_it() -> None:
    made = entry(URL, "text/html", b"")
    made["response"] = {"status": 200, "content": {"mimeType": "text/html", "size": 5_000}}
    (left,) = findings(har([made]))
    assert isinstance(left, LeftOut)
    assert left.failure == NO_BODY


def test_page_from_the_browsers_cache_is_read() -> None:
    made = entry(URL, "text/html", page())
    made["response"] = {"status": 304, "content": {"mimeType": "text/html", "text": page().decode()}}
    empty = {**entry(URL, "text/html", b""), "response": {"status": 304, "content": {"mimeType": "text/html"}}}
    (story,) = findings(har([made, empty]))
    assert isinstance(story, Snapshot)


def test_each_page_and_each_stated_navigation_is_a_story() -> None:
    gone_to = [{"name": "Sec-Fetch-Dest", "value": "document"}]
    framed = [{"name": "sec-fetch-dest", "value": "iframe"}]
    found = findings(har([
        entry(URL, "text/html", page(), "page_1"),
        entry(URL + "?2", "text/html", page(), "page_2"),
        entry(URL + "?3", "text/html", page(), "page_2", headers=gone_to),
        entry(URL + "?4", "text/html", page(), "page_3", headers=framed),
    ]))  # fmt: skip
    assert [found_one.url for found_one in found if isinstance(found_one, Snapshot)] == [URL, URL + "?2", URL + "?3"]
    assert sum(isinstance(found_one, LeftOut) for found_one in found) == 1


def test_every_document_of_a_proxy_counts() -> None:
    found = findings(har([entry(URL + str(i), "text/html", page(), "") for i in range(3)]))
    assert len([one for one in found if isinstance(one, Snapshot)]) == 3


def test_byte_order_mark_and_broken_body_do_no_harm() -> None:
    broken = entry(URL + "?b", "text/html", b"", "page_2")
    broken["response"] = {"status": 200, "content": {"mimeType": "text/html", "encoding": "base64", "text": "é"}}
    content = b"\xef\xbb\xbf" + har([entry(URL, "text/html", page()), broken])
    story, left = findings(content)
    assert isinstance(story, Snapshot)
    assert isinstance(left, LeftOut)
    assert left.failure


@pytest.mark.parametrize(
    "shape", [{"log": []}, {"log": {"entries": [1, {"response": 5}, {}], "creator": 1}}, {"log": {"entries": {}}}]
)
def test_file_of_another_shape_is_told_as_without_a_page(shape: object) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        list(HAR.unpack(Source.of_bytes(json.dumps(shape).encode(), "a.har"), STANDARD))
    assert str(caught.value) == NO_PAGE


def test_damaged_and_deep_files_are_told_as_sentences() -> None:
    with pytest.raises(UnreadableFileError, match="damaged"):
        findings(har_of_story()[:-20])
    with pytest.raises(TooLargeError):
        findings(b'{"log": {"entries": ' + b"[" * 100_000)


@pytest.mark.parametrize(
    "other", [b'{"log": "a day at sea"}', b'[{"log": {"entries": []}}]', b"", b'{"entries": []}', page()]
)
def test_other_json_is_not_taken(other: bytes) -> None:
    assert not HAR.matches(Source.of_bytes(other, "a.json"))
    with pytest.raises(InputError):
        list(HAR.unpack(Source.of_bytes(other, "a.json"), STANDARD))
