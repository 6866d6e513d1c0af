"""Tests of the pane: what it shows is what was meant, and it reads nothing from anywhere."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId, Mark, MarkKind, Span
from reader.core.settings import Settings
from reader.gui.look.themes import DARK, LIGHT
from reader.gui.reading.asked import LinkClicked
from reader.gui.reading.hits import Hit
from reader.gui.reading.html import Part, parts_of
from reader.gui.reading.loading import StoryRequest, load
from reader.gui.reading.pane import ReadingPane
from reader.gui.reading.paragraphs import Paragraph, Run, Style, View
from tests.gui import stories
from tests.gui.articles import article
from tests.gui.fakes import FakeLibrary

SET = [style for style in Style if style is not Style.META]  # the meta line is written by us
MAGENTA = QColor(255, 0, 255)


@pytest.fixture
def pane(qtbot: QtBot) -> ReadingPane:
    made = ReadingPane(Settings(), LIGHT, "serif")
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    made = socket.create_server(("127.0.0.1", 0))
    made.settimeout(0.0)
    yield made
    made.close()


def blocks(document: QTextDocument) -> list[str]:
    found = []
    block = document.begin()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SET), st.text(min_size=1, max_size=80)), min_size=1, max_size=6))
def test_every_paragraph_is_one_block_with_just_its_characters(
    pane: ReadingPane, made: list[tuple[Style, str]]
) -> None:
    part = parts_of([Paragraph(style, (Run(text),), 1) for style, text in made])[0]
    pane.show_part(part)
    if part.shown:
        assert blocks(pane.document()) == [shown.text for shown in part.shown]


def hostile(png: Path, port: int) -> tuple[str, ...]:
    web = f"http://127.0.0.1:{port}"
    return (
        f'<img src="{png.as_uri()}"><img src="{png}"><img src="../{png.name}"><img src="{web}/x.png">',
        f'<p style="background-image:url({png})">x</p><body background="{png}"><link href="{web}/s.css">',
        f'<img src="data:image/svg+xml,<svg><image href=\'{png}\'/></svg>"><iframe src="{web}"></iframe>',
        f'<img src="//127.0.0.1:{port}/x.png"><img src="\\\\127.0.0.1\\s\\x.png"><script src="{web}"></script>',
    )


@pytest.mark.parametrize("view", list(View))
def test_a_hostile_story_reads_no_file_and_opens_no_connection(
    pane: ReadingPane, qtbot: QtBot, tmp_path: Path, listener: socket.socket, view: View
) -> None:
    png = tmp_path / "canary.png"
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(MAGENTA)
    assert picture.save(str(png))
    lines = hostile(png, listener.getsockname()[1])
    kinds = ("h", "p", "r:hostile", "k")
    made = article(tuple(zip(kinds, lines, strict=True)), outlet=lines[0], author=lines[1])
    whole = Span(0, len(made.text))
    marks = tuple(Mark(whole, MarkKind.LINK, href) for href in (png.as_uri(), str(png), "javascript:x"))
    library = FakeLibrary([article(tuple(zip(kinds, lines, strict=True)), marks=marks)])
    opened = load(library, StoryRequest(ArticleId(1), view, "img", "Captions"), CancelToken())
    pane.show_part(opened.parts[0])
    picture = pane.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert MAGENTA.rgb() not in colours
    assert "<img" in pane.toPlainText()
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_html_that_is_not_ours_would_read_nothing_either(pane: ReadingPane, tmp_path: Path) -> None:
    """The second wall: were markup ever to get through, every request is answered by the pane itself."""
    png = tmp_path / "canary.png"
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(MAGENTA)
    assert picture.save(str(png))
    svg = (
        f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{png}' width='40' height='40'/></svg>"
    )
    sources = (png.as_uri(), str(png), svg)
    html = "".join(f'<p><img width="40" height="40" src="{source}"></p>' for source in sources)
    pane.show_part(Part(f'{html}<p style="background-image:url({png})">x</p>', ()))
    drawn = pane.grab().toImage()
    colours = {drawn.pixel(x, y) for x in range(0, drawn.width(), 3) for y in range(0, drawn.height(), 3)}
    assert MAGENTA.rgb() not in colours


def test_every_request_for_a_resource_is_answered(pane: ReadingPane) -> None:
    for kind in (1, 2, 3, 4, 100):
        answer = pane.loadResource(kind, QUrl("file:///etc/passwd"))
        assert answer is not None
        assert not answer.isNull() if isinstance(answer, QImage) else answer.size() == 1


def test_the_pane_never_leaves_for_an_address(pane: ReadingPane) -> None:
    pane.show_part(parts_of([Paragraph(Style.BODY, (Run("stay"),))])[0])
    pane.setSource(QUrl("file:///etc/hostname"))
    assert pane.toPlainText() == "stay"


def test_a_clicked_link_is_told_and_not_followed(pane: ReadingPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.link_clicked) as heard:
        pane.anchorClicked.emit(QUrl("https://bücher.example/ä"))
    assert heard.args[0] == LinkClicked("https://xn--bcher-kva.example/%C3%A4")
    assert not pane.openLinks()


def test_hits_are_marked_where_they_stand_beyond_the_basic_plane(pane: ReadingPane) -> None:
    part = parts_of([Paragraph(Style.BODY, (Run("😀😀 bridge"),)), Paragraph(Style.BODY, (Run("a bridge"),))])[0]
    pane.show_part(part)
    hits = (Hit(0, 0, Span(3, 9)), Hit(0, 1, Span(2, 8)))
    pane.mark(hits, hits[1])
    marked = [selection.cursor.selectedText() for selection in pane.extraSelections()]
    assert marked == ["bridge", "bridge"]
    grounds = [selection.format.background().color().name() for selection in pane.extraSelections()]
    assert grounds == [LIGHT.hit, LIGHT.current_hit]


def test_ticks_stand_in_the_order_of_the_hits(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.long_story(3_000)])
    opened = load(library, StoryRequest(ArticleId(1), View.CLEAN, "bridge", ""), CancelToken())
    pane.show_part(opened.parts[0])
    heights = pane.heights(opened.hits)
    assert len(heights) > 20
    assert list(heights) == sorted(heights)
    assert 0 <= heights[0] < heights[-1] <= 1


def test_going_to_a_hit_brings_it_into_view(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.long_story(3_000)])
    opened = load(library, StoryRequest(ArticleId(1), View.CLEAN, "bridge", ""), CancelToken())
    pane.show_part(opened.parts[0])
    pane.go_to(opened.hits[-1])
    assert pane.reading_place() > 0.5
    pane.go_to(opened.hits[0])
    assert pane.reading_place() < 0.2


def test_the_column_is_as_wide_as_the_preferences_say_and_centred(pane: ReadingPane) -> None:
    pane.restyle(Settings(column_em=30, font_size_px=16), LIGHT, "serif")
    pane.resize(1200, 700)
    margins = pane.viewportMargins()
    assert margins.left() == margins.right()
    assert abs(pane.viewport().width() - 480) <= 2


def test_restyling_keeps_the_place(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.long_story(5_000)])
    opened = load(library, StoryRequest(ArticleId(1), View.CLEAN, "", ""), CancelToken())
    pane.show_part(opened.parts[0])
    pane.go_to_place(0.5)
    pane.restyle(Settings(font_size_px=24), DARK, "serif")
    assert abs(pane.reading_place() - 0.5) < 0.02


def test_space_stops_at_the_end_of_the_page(pane: ReadingPane) -> None:
    pane.show_part(parts_of([Paragraph(Style.BODY, (Run("short"),))])[0])
    assert not pane.page_down()
