"""What read-later programs and browsers export: stories with what the reader did with them, and links."""

import pytest

from reader.clean.pipeline import clean
from reader.core.errors import InputError, TooLargeError, UnreadableFileError
from reader.core.model import Curation, Field, FileKind, Snapshot
from reader.core.terms import Terms
from reader.intake.format import LeftOut, SavedLink
from reader.intake.read import read
from tests.intake.corpora.fixtures import FERRY, failures, found_in, stories
from tests.intake.readlater.fixtures import (
    FIXTURES,
    HIGHLIGHTS,
    MARKUP,
    OMNIVORE_ZIP,
    READECK_PLACE,
    READECK_ZIP,
    URL,
    packed,
    zipped,
)


def links(name: str) -> list[SavedLink]:
    return [one for one in found_in(FIXTURES[name], name) if isinstance(one, SavedLink)]


def values(story: Snapshot, field: Field) -> list[str]:
    return [one.value for one in story.stated if one.field is field]


def added(link: SavedLink) -> str:
    return link.added.iso if link.added else ""


BOTH = ("islands", "sea")
READ, STARRED = Curation(is_read=True), Curation(is_starred=True)


@pytest.mark.parametrize(
    ("name", "saved", "published", "curation"),
    [
        (
            "wallabag.json",
            "2016-09-08T11:55:58+02:00",
            "2016-09-07T10:00:00+0200",
            Curation(BOTH, is_starred=True, is_read=True, notes=("late on Monday\nmy thought",)),
        ),
        ("wallabag.csv", "2019-02-03T10:11:12", None, Curation(BOTH)),
        ("wallabag.xml", "2016-09-08T11:55:58+02:00", None, Curation(BOTH, is_read=True)),
        ("wallabag.txt", None, None, Curation()),
        (
            "omnivore.zip",
            "2024-01-02T03:04:05+00:00",
            "2023-12-31T10:00:00.000Z",
            Curation(("islands",), is_read=True, notes=("late on Monday\nand nobody knew\nmy thought", "in the rain")),
        ),
        (
            "readeck.zip",
            "2024-01-02T03:04:05+00:00",
            "2023-12-31T10:00:00Z",
            Curation(("islands",), is_starred=True, is_read=True, notes=("late on Monday\nmy thought",)),
        ),
        ("linkwarden.json", "2024-01-02T03:04:05+00:00", None, Curation(("islands", "News"), is_starred=True)),
        (
            "starred.json",
            "2018-05-31T16:26:54+00:00",
            "2018-05-31T14:14:55+00:00",
            Curation(("Sea & islands",), is_starred=True, is_read=True),
        ),
    ],
)
def test_stories_come_with_dates_of_saving_and_what_the_reader_did(
    name: str, saved: str | None, published: str | None, curation: Curation
) -> None:
    story = stories(found_in(FIXTURES[name], name))[0]
    assert (story.saved.iso if story.saved else None) == saved
    assert values(story, Field.PUBLISHED) == ([published] if published else [])
    assert story.curation == curation
    assert values(story, Field.HEADLINE) == ["Ferry late"]  # without the outlet behind it
    assert story.kind is FileKind.STORY
    assert story.url == (URL if name != "wallabag.txt" else None)
    article = clean(read(story))
    assert article.body == "\n".join(FERRY)
    assert article.published is None or article.saved != article.published


def test_wallabag_1_has_no_dates() -> None:
    story = stories(found_in(FIXTURES["wallabag-v1.json"], "a.json"))[0]
    assert (story.saved, story.curation) == (None, Curation(("a", "b"), is_read=True))


@pytest.mark.parametrize("name", ["wallabag.json", "omnivore.zip"])
def test_what_was_never_fetched_is_a_link(name: str) -> None:
    assert links(name)[0].url == "https://bote.test/gone"
    assert "No title" not in links(name)[0].title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "pocket.csv",
            [
                (URL, "Ferry late", "2020-09-17T06:06:28+00:00", Curation(BOTH, is_read=True)),
                ("https://bote.test/flut", "Flood in the night", "2020-09-17T06:06:29+00:00", Curation()),
            ],
        ),
        ("pocket-old.csv", [(URL, "Ferry", "2018-11-04T15:05:37+00:00", Curation(("a",)))]),
        (
            "ril_export.html",
            [
                (URL, "Ferry & boat", "2023-07-06T07:31:35+00:00", Curation(BOTH)),
                ("https://bote.test/flut", "Flood", "2023-07-06T07:31:36+00:00", READ),
            ],
        ),
        ("part_000000.json", [(URL, "Ferry late", "", Curation(notes=("late on Monday",)))]),
        (
            "pocket-api.json",
            [
                (
                    f"https://bote.test/{i}",
                    f"Story {i}",
                    "2020-09-17T06:06:28+00:00",
                    Curation(("sea",), is_starred=True, is_read=True, notes=("late on Monday",)),
                )
                for i in range(3)
            ],
        ),
        (
            "instapaper.csv",
            [
                (
                    URL,
                    "Ferry late",
                    "2020-09-17T06:06:28+00:00",
                    Curation(("islands",), is_read=True, notes=("late on Monday",)),
                ),
                ("https://bote.test/flut", "Flood", "2020-09-17T06:06:29+00:00", STARRED),
                ("https://bote.test/x", "X", "2020-09-17T06:06:29+00:00", Curation(("Travel",))),
            ],
        ),
        (
            "instapaper.html",
            [
                (URL, "Ferry", "", Curation()),
                ("https://bote.test/b", "B", "", READ),
                ("https://bote.test/c", "C", "", Curation(("Travel",))),
            ],
        ),
        (
            "raindrop.csv",
            [(URL, "Ferry", "2020-05-01T10:10:00+00:00", Curation(BOTH, is_starred=True, notes=("my note", "late")))],
        ),
        ("pinboard.json", [(URL, "Ferry late", "2016-10-31T15:57:56+00:00", Curation(BOTH, notes=("my note",)))]),
        (
            "pinboard.xml",
            [(URL, "Ferry late", "2016-10-31T15:57:56+00:00", Curation(BOTH, is_read=True, notes=("my note",)))],
        ),
        (
            "bookmarks.html",
            [
                (f"{URL}?a=1&b=2", "Ferry & boat", "2020-09-17T06:06:28+00:00", Curation(notes=("my note",))),
                ("https://bote.test/flut", "Flood", "2020-09-17T06:06:28+00:00", Curation(("x", "y", "Politics"))),
                ("https://bote.test/c", "", "", Curation()),
            ],
        ),
        (
            "Bookmarks",
            [
                (URL, "Ferry", "2020-09-17T06:06:28+00:00", Curation()),
                ("https://bote.test/flut", "Flood", "", Curation(("Politics",))),
            ],
        ),
        ("firefox.json", [(URL, "Ferry", "2020-09-17T06:06:28+00:00", Curation(("islands", "sea", "Politics")))]),
        ("firefox.jsonlz4", [(URL, "Ferry", "2020-09-17T06:06:28+00:00", Curation(("islands", "sea", "Politics")))]),
        (
            "karakeep.json",
            [
                (
                    URL,
                    "Ferry late",
                    "2023-11-14T22:13:20+00:00",
                    Curation(("islands",), is_read=True, notes=("my note",)),
                )
            ],
        ),
        ("readwise-reader.csv", [(URL, "Ferry late", "2022-11-06T04:33:50+00:00", Curation(BOTH, is_read=True))]),
        (
            "matter.csv",
            [(URL, "Ferry late", "2023-01-02T03:04:05", Curation(("islands",), is_starred=True, is_read=True))],
        ),
    ],
)
def test_lists_give_links(name: str, expected: list[tuple[str, str, str, Curation]]) -> None:
    assert [(link.url, link.title, added(link), link.curation) for link in links(name)] == expected


@pytest.mark.parametrize("name", ["bookmarks.html", "firefox.json"])
def test_scripts_and_queries_among_bookmarks_are_counted(name: str) -> None:
    left = [one for one in found_in(FIXTURES[name], name) if isinstance(one, LeftOut)]
    assert [(one.what, one.failure) for one in left] == [("links that lead to no web page", "")]


def test_pictures_of_a_readeck_story_are_found_and_nothing_else_is() -> None:
    attached = stories(found_in(FIXTURES["readeck.zip"], "a.zip"))[0].attached
    assert attached is not None
    # The archive is closed when the file is done with.
    assert attached("./_resources/a%20b.png") is None


def test_pictures_are_read_while_the_file_is_open() -> None:
    from reader.intake.source import Source  # noqa: PLC0415 - for this test alone
    from reader.intake.unfold import unfold  # noqa: PLC0415

    secret = zipped({**READECK_ZIP, f"{READECK_PLACE}/secret.png": b"secret", "secret.png": b"secret"})
    found = unfold(Source.of_bytes(secret, "a.zip"))
    story = next(found)
    assert isinstance(story, Snapshot)
    assert story.attached is not None
    assert story.attached("./_resources/a%20b.png") == b"\x89PNG"
    for reference in ("../secret.png", "..%2fsecret.png", "/secret.png", "../../../secret.png", "missing.png", "", "."):
        assert story.attached(reference) is None


def test_a_broken_member_costs_itself_alone() -> None:
    found = found_in(
        zipped({**OMNIVORE_ZIP, "metadata_2_to_3.json": "[{", "metadata_10_to_11.json": '{"a": 1}'}), "a.zip"
    )
    assert len(stories(found)) == 1
    assert [member for member, _ in failures(found)] == ["metadata_2_to_3.json"]
    found = found_in(zipped({**READECK_ZIP, "bookmarks/XXXXXXXXXXXX/info.json": "no"}), "a.zip")
    assert len(stories(found)) == 1
    assert [member for member, _ in failures(found)] == ["bookmarks/XXXXXXXXXXXX/info.json"]


def test_archives_are_read_within_limits() -> None:
    blanks = zipped({**OMNIVORE_ZIP, "content/ferry-late.html": "<p>" + " " * 30_000_000})
    assert "far more than its size" in failures(found_in(blanks, "a.zip"))[0][1]
    small = Terms(document=100)
    assert all("more than" in failure for _, failure in failures(found_in(FIXTURES["omnivore.zip"], "a.zip", small)))
    with pytest.raises(TooLargeError):
        found_in(FIXTURES["omnivore.zip"], "a.zip", Terms(members=2))
    with pytest.raises(UnreadableFileError):
        found_in(FIXTURES["omnivore.zip"][:-60], "a.zip")


def test_highlights_are_told_apart() -> None:
    content = zipped({**OMNIVORE_ZIP, "highlights/ferry-late.md": HIGHLIGHTS + "\n\n> third\n\na\n\nb"})
    assert stories(found_in(content, "a.zip"))[0].curation.notes[-1] == "third\na\nb"


@pytest.mark.parametrize("cut", [200, 400])
def test_cut_off_lists_give_what_is_there_or_a_sentence(cut: int) -> None:
    for name, content in FIXTURES.items():
        try:
            found_in(content[:-cut], name)
        except InputError as error:
            assert str(error).endswith(".")  # noqa: PT017 - or nothing is wrong with what is left


def test_damaged_backups_of_firefox_are_told() -> None:
    whole = FIXTURES["firefox.jsonlz4"]
    for content in (
        whole[:40],
        whole[:8] + b"\xff\xff\xff\x7f" + whole[12:],
        whole[:12] + b"\x0f\x00\x00" + whole[12:],
        packed(b"{}")[:-1],
    ):
        with pytest.raises(InputError):
            found_in(content, "a.jsonlz4")


def test_a_deep_tree_of_bookmarks_is_told_or_read() -> None:
    deep = '{"checksum": "1", "roots": {"other": ' + '{"children": [' * 50_000 + "]}" * 50_000 + "}}"
    with pytest.raises(InputError):
        found_in(deep.encode(), "Bookmarks")


def test_many_bookmarks_with_pictures_in_them_are_read_in_time() -> None:
    icon = "data:image/png;base64," + "A" * 4_000
    row = f'<DT><A HREF="{URL}" ADD_DATE="1600322788" ICON="{icon}">Ferry</A>\n'
    content = f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>{row * 2_000}".encode()
    assert len(found_in(content, "a.html")) == 2_000
    hostile = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>" + b'<a href="' * 50_000 + b"<a '" * 50_000
    assert found_in(hostile, "a.html") is not None


def test_names_that_are_none_do_no_harm() -> None:
    content = FIXTURES["wallabag.xml"].replace(b"<id>1</id>", b"<ts:>1</ts:>")
    assert stories(found_in(content, "a.xml"))
    assert stories(found_in(FIXTURES["readeck.zip"].replace(b"data.json", b"\x00ata.json"), "a.zip"))


def test_entities_in_lists_are_not_resolved() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE posts [<!ENTITY x SYSTEM "file:///etc/passwd">]><posts user="u">'
    content = f'{bomb}<post href="{URL}" description="a" extended="" tag="" time="" hash="">&x;</post></posts>'
    assert "root:" not in repr(found_in(content.encode(), "a.xml"))


def test_a_list_of_addresses_is_one_and_prose_that_begins_with_an_address_is_not() -> None:
    content = f"\ufeff{URL} | Ferry late\r\n\r\nhttps://bote.test/flut\nhttps://bote.test/c C and more\n".encode()
    found = found_in(content, "a.txt")
    assert [(one.url, one.title) for one in found if isinstance(one, SavedLink)] == [
        (URL, "Ferry late"),
        ("https://bote.test/flut", ""),
        ("https://bote.test/c", "C and more"),
    ]
    assert stories(found_in(f"{URL}\n\nFerry late\n\n{FERRY[0]}\n".encode(), "a.txt"))[0].kind is FileKind.TEXT


ZOTERO = (
    '"Key","Item Type","Author","Title","Publication Title","Url","Date","Date Added","Manual Tags","Notes"\n'
    f'"K","newspaperArticle","Roe, Jane","Ferry late","Bote","{URL}","2020-01-01",'
    '"2020-02-03 04:05:06","sea; islands",""\n'
)
DIIGO = (
    "title,url,tags,description,comments,annotations,created_at\n"
    f'Ferry late,{URL},"islands,sea",my note,,,2020-02-03 04:05:06\n'
)


@pytest.mark.parametrize(
    ("content", "saved", "curation"),
    [
        (ZOTERO, "2020-02-03T04:05:06", Curation(("sea", "islands"))),
        (DIIGO, "2020-02-03T04:05:06", Curation(BOTH, notes=("my note",))),
        (f"Title,Note,URL,Tags,Comment\nFerry late,my note,{URL},,\n", "", Curation(notes=("my note",))),
    ],
)
def test_more_tables_of_links(content: str, saved: str, curation: Curation) -> None:
    (link,) = found_in(content.encode(), "a.csv")
    assert isinstance(link, SavedLink)
    assert (link.url, link.title, added(link), link.curation) == (URL, "Ferry late", saved, curation)


def test_a_page_about_pocket_is_a_page() -> None:
    page = f"<!DOCTYPE html><html><head><title>Pocket is closing</title></head><body>{MARKUP}</body></html>"
    assert stories(found_in(page.encode(), "a.html"))[0].kind is FileKind.HTML
