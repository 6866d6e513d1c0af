"""``clean``: files to stories without a library."""

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Type
from tests.cli.pages import BRIDGE, FERRY

KEYS = [
    "source",
    "headline",
    "standfirst",
    "authors",
    "published",
    "modified",
    "outlet",
    "section",
    "language",
    "url",
    "canonical_url",
    "saved",
    "encoding",
    "text",
    "blocks",
    "captions",
    "removals",
    "confidence",
    "doubts",
]

FERRY_PAGE = """<html lang=en><head><title>Ferry to sail again</title></head><body><article><h1>Ferry to sail again</h1>
<p>The ferry will sail again on Friday, the harbour master said on Monday, and the tide tables say that it can.</p>
<p>It had lain at the mole since the storm of March, and the crew had never been paid for the weeks of waiting.</p>
<p>The council wants to speak about the fares in May, when the new mole has been measured and the lamp repaired.</p>
</article></body></html>"""


def test_a_story_has_the_keys_of_the_contract(pages: Path, type_command: Type) -> None:
    typed = type_command("--json", "clean", pages / "bridge.html")
    story = typed.value
    assert typed.status == 0
    assert list(story) == KEYS
    assert story["source"] == str(pages / "bridge.html")
    assert story["headline"] == "Old bridge to close for a year"
    assert story["outlet"] == "The Weir Gazette"
    assert story["authors"] == ["Ada Fenwick"]
    assert story["published"] == "2014-03-02T07:30:00+00:00"
    assert story["language"] == "en"
    text = str(story["text"])
    assert text.startswith("The old bridge over the Weir is to close in May")
    assert "Copyright" not in text
    assert "Old bridge to close" not in text


def test_removals_name_their_rule_and_reason(pages: Path, type_command: Type) -> None:
    story = type_command("clean", "--json", pages / "ferry.txt").value
    removals = story["removals"]
    assert isinstance(removals, list)
    repeated = [removal for removal in removals if "Click for full" in removal["text"]]
    assert repeated
    assert all(set(removal) == {"text", "rule", "reason"} for removal in removals)
    assert all(removal["rule"] and removal["reason"] for removal in removals)


def test_the_text_is_the_blocks_without_the_headline(pages: Path, type_command: Type) -> None:
    story = type_command("clean", "--json", pages / "ferry.txt").value
    blocks = story["blocks"]
    assert isinstance(blocks, list)
    assert all(set(block) == {"kind", "text", "level", "marks"} for block in blocks)
    assert story["text"] == "\n".join(block["text"] for block in blocks if block["kind"] != "headline")


def test_links_and_emphasis_stand_beside_the_text_they_lie_on(tmp_path: Path, type_command: Type) -> None:
    page = tmp_path / "ferry.html"
    link = '<a href="/tides?x=1">the tide tables</a>'
    page.write_text(FERRY_PAGE.replace("the tide tables", link).replace("never", "<em>never</em>"), "utf-8")
    story = type_command("clean", "--json", page).value
    blocks = story["blocks"]
    assert isinstance(blocks, list)
    marked = [(block["text"][slice(*mark["span"])], mark) for block in blocks for mark in block["marks"]]
    assert [(text, mark["kind"], mark.get("href")) for text, mark in marked] == [
        ("the tide tables", "link", "/tides?x=1"),
        ("never", "emphasis", None),
    ]


def test_what_is_worth_a_look_is_said(tmp_path: Path, type_command: Type) -> None:
    page = tmp_path / "stub.html"
    page.write_text("<html><body><h1>Ferry to sail</h1><p>The ferry will sail on Friday.</p></body></html>", "utf-8")
    doubts = type_command("clean", "--json", page).value["doubts"]
    assert isinstance(doubts, list)
    assert "Very little text is left." in doubts


def test_gzipped_pages_and_standard_input_are_read(
    tmp_path: Path, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "bridge.html.gz"
    packed.write_bytes(gzip.compress(BRIDGE.encode()))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(FERRY.encode())))
    typed = type_command("clean", packed, "-", "--json")
    assert [story["source"] for story in typed.values] == [str(packed), "-"]
    assert [story["headline"] for story in typed.values] == [
        "Old bridge to close for a year",
        "Council buys a second-hand ferry",
    ]


def test_out_takes_the_stories_as_json_lines(pages: Path, tmp_path: Path, type_command: Type) -> None:
    target = tmp_path / "stories.jsonl"
    typed = type_command("clean", pages / "bridge.html", pages / "ferry.txt", "--out", target)
    assert (typed.status, typed.out) == (0, "")
    stories = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [list(story) for story in stories] == [KEYS, KEYS]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(
    pages: Path, tmp_path: Path, type_command: Type
) -> None:
    empty = tmp_path / "empty.html"
    empty.touch()
    typed = type_command("clean", "--json", empty, tmp_path / "missing.html", pages / "ferry.txt")
    assert typed.status == 1
    assert [story["headline"] for story in typed.values] == ["Council buys a second-hand ferry"]
    complaints = typed.err.splitlines()
    assert [complaint.startswith("news-reader: ") for complaint in complaints] == [True, True]
    assert "empty.html: The file is empty" in complaints[0]
    assert "missing.html" in complaints[1]


def test_an_out_file_that_cannot_be_written_is_told(pages: Path, tmp_path: Path, type_command: Type) -> None:
    typed = type_command("clean", pages / "ferry.txt", "--out", tmp_path / "nowhere" / "stories.jsonl")
    assert typed.status == 1
    assert "stories.jsonl" in typed.err


def test_readable_output_cannot_command_the_terminal(tmp_path: Path, type_command: Type) -> None:
    page = tmp_path / "trick.txt"
    page.write_text(FERRY.replace("forty years", "\x1b[2Jforty\x07 years"), encoding="utf-8")
    typed = type_command("clean", page)
    assert typed.status == 0
    assert typed.out.startswith("Council buys a second-hand ferry\n")
    assert "\x1b" not in typed.out
    assert "\x07" not in typed.out
