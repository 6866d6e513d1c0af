"""The structure of a saved page is worked out by the worker, whatever was cleaned away of it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.core.changes import UpkeepFinished
from reader.core.model import ArticleId, BlockKind, MarkKind, Snapshot
from reader.core.outlines import OriginalOutlined, Outline, OutlineOriginal
from reader.intake.read import read
from reader.intake.source import Source
from reader.intake.unfold import unfold
from reader.service.outlining import outline_of
from reader.service.wiring import Wiring
from tests.service.worker_tools import RunningWorker

WIRING = Wiring(search="tests.service.fakes:fake_search", children=1)
TEXT = "The ferry crosses the bay at noon, and the harbour master counts the boats that wait for it every day. " * 3
PAGE = f"""<html><head><title>Ferry</title></head><body>
<nav><ul><li><a href="/home">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>The ferry sails</h1><p>{TEXT}</p><h2>At noon</h2><p>{TEXT}</p>
<ul><li>Bow<ul><li>Anchor</li></ul></li><li>Stern</li></ul><blockquote>We sail, said the captain.</blockquote>
<table><tr><th>Boat</th><th>Year</th></tr><tr><td>Orrin</td><td>1911</td></tr></table><pre>a  b</pre></article>
<footer><p>All rights reserved.</p></footer></body></html>"""


def said(outline: Outline) -> list[tuple[BlockKind, str]]:
    return [
        (block.kind, " | ".join(span.of(outline.text) for span in block.spans))
        for block in outline.blocks
        if TEXT[:20] not in block.spans[0].of(outline.text)
    ]


def test_the_worker_tells_headings_lists_quotes_and_tables_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text(PAGE, encoding="utf-8")
    with RunningWorker(tmp_path, WIRING) as worker:
        worker.run_import(tmp_path / "in")
        worker.wait_for(UpkeepFinished)
        worker.send(OutlineOriginal(ArticleId(77)))
        worker.send(OutlineOriginal(ArticleId(1)))
        told = worker.wait_for(OriginalOutlined)
    assert told.article_id == ArticleId(1)
    assert said(told.outline) == [
        (BlockKind.LIST_ITEM, "Home"),
        (BlockKind.LIST_ITEM, "Sport"),
        (BlockKind.HEADLINE, "The ferry sails"),
        (BlockKind.HEADING, "At noon"),
        (BlockKind.LIST_ITEM, "Bow"),
        (BlockKind.LIST_ITEM, "Anchor"),
        (BlockKind.LIST_ITEM, "Stern"),
        (BlockKind.QUOTE, "We sail, said the captain."),
        (BlockKind.TABLE_ROW, "Boat | Year"),
        (BlockKind.TABLE_ROW, "Orrin | 1911"),
        (BlockKind.PREFORMATTED, "a  b"),
        (BlockKind.PARAGRAPH, "All rights reserved."),
    ]
    links = [mark.span.of(told.outline.text) for mark in told.outline.marks if mark.kind is MarkKind.LINK]
    assert links == ["Home", "Sport"]


@given(st.lists(st.sampled_from(["<p>", "<li>", "<td>", "<tr>", "<table>", "<h1>", "</table>", "word ", "<pre>"])))
def test_every_visible_character_is_in_one_block_of_the_outline(parts: list[str]) -> None:
    content = f"<html><body><p>{TEXT}</p>{''.join(parts)}end</body></html>".encode()
    found = next(one for one in unfold(Source.of_bytes(content, "page.html")) if isinstance(one, Snapshot))
    outline = outline_of(read(found))
    spans = [span for block in outline.blocks for span in block.spans]
    assert spans == sorted(spans)
    assert "".join("".join(span.of(outline.text) for span in spans).split()) == "".join(outline.text.split())
