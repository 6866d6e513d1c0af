"""Markdown notes: front matter of many makers, the text, what is no Markdown, what is hostile."""

from pathlib import Path

import pytest

from reader.core.model import BlockKind, Curation, FileKind, MarkKind, Snapshot
from reader.intake.source import Source
from reader.intake.unfold import recognise, unfold
from tests.effort import spending
from tests.intake.documents.fixtures import LONG, MARKDOWN, SECOND
from tests.intake.documents.help import article_in, snapshots, texts


def _note(head: str, body: str = f"{LONG}\n\n{SECOND}\n") -> bytes:
    return f"{head}\n{body}".encode()


def test_clip_of_obsidian_gives_every_fact() -> None:
    article = article_in(MARKDOWN, "x.md")
    assert article.headline is not None
    assert article.headline.value == "Bridge: to be repaired"
    assert [one.value for one in article.authors] == ["Mara Quillfeather", "Tam Osgood"]
    assert article.url is not None
    assert article.url.value == "https://news.example/2020/05/03/bridge"
    assert article.published is not None
    assert article.published.iso == "2020-05-02"
    assert article.saved is not None
    assert article.saved.iso == "2021-01-09"
    assert snapshots(MARKDOWN, "x.md")[0].curation.tags == ("clippings", "bridges")


def test_text_of_a_clip_is_read_as_a_reader_sees_it() -> None:
    article = article_in(MARKDOWN, "x.md")
    shown = texts(article)
    assert shown[:2] == ["Bridge: to be repaired", LONG]
    assert shown[2] == "She said that it is enough."
    assert {"☐ first", "☑ second", f"{SECOND}[1]", "[1] By the road."} <= set(shown)
    assert any(mark.kind is MarkKind.EMPHASIS for mark in article.marks)
    assert BlockKind.QUOTE in {block.kind for block in article.blocks}


@pytest.mark.parametrize(
    ("head", "published", "saved"),
    [
        ("---\ntitle: T\nurl: https://a.example/x\ndate_published: 2020-01-02\ndate_saved: 2020-02-03\n---", 2, 3),
        ("---\ntitle: T\nurl: https://a.example/x\ndate: 2020-02-03\n---", None, 3),
        ("---\ntitle: T\nurl: https://a.example/x\nsitename: Echo\ndate: 2020-01-02\n---", 2, None),
        ("---\nlayout: post\ntitle: T\ndate: 2020-01-02 10:00:00 +0200\n---", 2, None),
        ('+++\ntitle = "T"\ndate = 2020-01-02T10:00:00Z\n+++', 2, None),
        ('{"title": "T", "date": "2020-01-02"}\n', 2, None),
        ("% T\n% A. Name; B. Name\n% 2020-01-02\n", 2, None),
        ("title:: T\nsource:: https://a.example/x\npublished:: 2020-01-02\ncreated:: 2020-02-03\n", 2, 3),
        ("---\nTitel: T\nQuelle: https://a.example/x\nVeröffentlicht: 2.1.2020\nErstellt: 3.2.2020\n---", 2, 3),
        ("---\n标题: T\n来源: https://a.example/x\n发布时间: 2020年1月2日\n---", 2, None),
        ("---\ntitle: T: with a colon\npublished: 2020-01-02\ncreated: [broken\n---", 2, None),
        ("---\ntitle: T\npublished: December 14\ncreated: 2020-02-03\n---", None, 3),
        (
            "---\ntitle: T\nsource: https://a.example/x\npublished:\ncreated: 2020-02-03\nupdated: 2021-01-01\n---",
            None,
            3,
        ),
    ],
)
def test_dates_of_publication_and_saving_are_kept_apart(head: str, published: int | None, saved: int | None) -> None:
    article = article_in(_note(head), "x.md")
    assert (article.published.value.day if article.published else None) == published
    assert (article.saved.value.day if article.saved else None) == saved
    assert article.headline is not None
    assert article.headline.value.startswith("T")
    assert article.modified is None
    assert texts(article)[-2:] == [LONG, SECOND]


def test_metadata_list_of_readwise_is_no_text() -> None:
    head = (
        "# Bridge to open\n\n## Metadata\n- Author: [[Tam Osgood]]\n- Category: #articles\n- URL: https://a.example/x\n"
    )
    article = article_in(_note(head), "x.md")
    assert [one.value for one in article.authors] == ["Tam Osgood"]
    assert article.url is not None
    assert LONG in texts(article)
    assert not any("URL" in text for text in texts(article))


def test_state_in_the_other_program_comes_along() -> None:
    head = "---\ntitle: T\nurl: https://a.example/x\nfavorite: true\nstatus: read\ntags: a, b\nnotes: look again\n---"
    (one,) = snapshots(_note(head), "x.md")
    assert one.curation == Curation(tags=("a", "b"), is_starred=True, is_read=True, notes=("look again",))


def test_a_description_cut_from_the_text_is_no_standfirst() -> None:
    head = f'---\ntitle: T\ndescription: "{LONG[:90]}…"\n---'
    assert article_in(_note(head), "x.md").standfirst is None


@pytest.mark.parametrize("text", [f"---\n\n{LONG}\n", f"{LONG}\n\n- one\n- two\n", "---\nfoo: bar\n---\nText.\n"])
def test_plain_text_is_not_taken_for_markdown(text: str) -> None:
    source = Source.of_bytes(text.encode(), "x.txt")
    assert recognise(source).name == "plain texts"


def test_front_matter_tells_markdown_whatever_the_name() -> None:
    assert recognise(Source.of_bytes(MARKDOWN, "note")).name == "Markdown notes"
    assert snapshots(MARKDOWN, "note.txt")[0].kind is FileKind.STORY


def test_code_keeps_what_looks_like_a_link() -> None:
    body = f"{LONG}\n\n```\n[[raw]] ==x==\n```\n\nUse `[[this]]` and [[Page|a label]].\n"
    assert texts(article_in(body.encode(), "x.md"))[1:] == ["[[raw]] ==x==", "Use [[this]] and a label."]


def test_html_in_a_note_hides_nothing_behind_it() -> None:
    for trap in ("<script>", "<!-- ", "<textarea>", "<style>", "<title>"):
        body = f"{LONG}\n\n{trap} trap\n\n{SECOND}\n"
        assert SECOND in texts(article_in(body.encode(), "x.md")), trap


def test_markers_without_end_keep_the_text_and_take_no_time() -> None:
    with spending() as spent:
        for hostile in (">" * 3_000 + " deep", "- " * 3_000 + "deep", "[" * 60_000 + "deep", "![" * 60_000 + "deep"):
            article = article_in(f"{LONG}\n\n{hostile}\n".encode(), "x.md")
            assert "deep" in article.text
    assert spent.units < 2000


def test_aliases_that_grow_are_cut() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)), "title: *a39"]
    with spending() as spent:
        snapshots(_note("---\n" + "\n".join(lines) + "\n---"), "x.md")
    assert spent.units < 1000


def test_pictures_lie_below_the_folder_of_the_note(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    (folder / "assets").mkdir(parents=True)
    (folder / "view.png").write_bytes(b"view")
    (folder / "assets" / "plan.png").write_bytes(b"plan")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "x.md").write_bytes(MARKDOWN)
    (one,) = unfold(Source.of_file(folder / "x.md"))
    assert isinstance(one, Snapshot)
    assert one.attached is not None
    assert one.attached("view.png") == b"view"
    assert one.attached("plan.png") == b"plan"
    for reference in ("../secret.png", "link.png", "/etc/passwd", "file:///etc/passwd", "https://x.example/a.png", ""):
        assert one.attached(reference) is None
