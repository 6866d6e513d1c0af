"""Pictures stand in the text of a story where they stood in the page, and come from the library alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QTextDocument
from pytestqt.qtbot import QtBot

from reader.core.cancel import CancelToken
from reader.core.model import ArticleId
from reader.core.pictures import WIDEST_PX, KeptPicture
from reader.core.settings import Settings
from reader.gui.frame.window import MainWindow
from reader.gui.look.themes import LIGHT
from reader.gui.reading.drawing import decoded
from reader.gui.reading.hits import Hit
from reader.gui.reading.html import OBJECT, PICTURE, Part, fitted, is_showable, parts_of, sized_html
from reader.gui.reading.loading import OpenStory, StoryRequest, load
from reader.gui.reading.pane import ReadingPane
from reader.gui.reading.paragraphs import Paragraph, Style, View, captions, lay_out
from tests.gui import stories
from tests.gui.acting import focus, press
from tests.gui.articles import article
from tests.gui.conftest import OpenWindow
from tests.gui.fakes import FakeLibrary

MAGENTA = QColor(255, 0, 255)
DIGEST = "ab" * 32


def coded(width: int = 320, height: int = 200, kind: str = "png", colour: QColor = MAGENTA) -> bytes:
    """Return the bytes of a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def picture(before: int, captions: tuple[int, ...] = (), width: int = 320, height: int = 200) -> KeptPicture:
    """Return a picture."""
    return KeptPicture(before, DIGEST, "a.png", width, height, 100, "A bridge", captions)


def told(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """Return what each paragraph is or says."""
    return ["picture" if each.picture else "".join(run.text for run in each.runs) for each in paragraphs]


STORY = article(
    (("h", "Head"), ("s", "Stand"), ("p", "One"), ("k", "Caption"), ("k", "Credit"), ("p", "Two"), ("k", "Odd"))
)


def test_a_picture_stands_before_its_block_with_its_captions_and_the_others_stay_at_the_end() -> None:
    placed = (picture(3, (0, 1)),)
    assert told(lay_out(STORY, View.CLEAN, "", placed)) == [
        "Head",
        "Stand",
        "One",
        "picture",
        "Caption",
        "Credit",
        "Two",
    ]
    assert told(captions(STORY, "Captions", placed)) == ["Captions", "Odd"]
    assert captions(STORY, "Captions", (picture(3, (0, 1, 2)),)) == ()


def test_a_picture_of_the_top_stands_above_the_body_and_one_of_the_end_behind_it() -> None:
    assert told(lay_out(STORY, View.CLEAN, "", (picture(0), picture(99)))) == [
        "Head",
        "Stand",
        "picture",
        "One",
        "Two",
        "picture",
    ]


def test_captions_that_are_not_there_are_passed_over_and_none_is_told_twice() -> None:
    laid = told(lay_out(STORY, View.CLEAN, "", (picture(3, (-1, 0, 7)), picture(3, (0,)))))
    assert laid == ["Head", "Stand", "One", "picture", "Caption", "picture", "Two"]


@pytest.mark.parametrize("view", [View.REMOVED, View.ORIGINAL])
def test_the_other_views_show_text_alone(view: View) -> None:
    assert "picture" not in told(lay_out(STORY, view, "", (picture(3),)))


def test_only_pictures_as_the_program_keeps_them_are_written() -> None:
    odd = [
        picture(0, width=0),
        picture(0, height=-3),
        picture(0, width=WIDEST_PX + 1),
        replace(picture(0), sha256='x"><img src="file:///etc/passwd'),
        replace(picture(0), sha256="AB" * 32),
    ]
    assert not any(map(is_showable, odd))
    (part,) = parts_of([Paragraph(Style.PICTURE, (), picture=one) for one in [*odd, picture(0, width=WIDEST_PX)]])
    assert part.html == f'<p class="picture-last" dir="ltr"><img src="{PICTURE}{DIGEST}"></p>'
    assert [shown.text for shown in part.shown] == [OBJECT]


def test_pictures_are_never_wider_than_the_column_or_much_taller() -> None:
    assert fitted(picture(0, width=300, height=200), 600) == (300, 200)
    assert fitted(picture(0, width=1_200, height=600), 600) == (600, 300)
    assert fitted(picture(0, width=100, height=2_000), 600) == (42, 840)
    assert fitted(picture(0, width=2_000, height=1), 10) == (10, 1)
    (part,) = parts_of([Paragraph(Style.PICTURE, (), picture=picture(0))])
    assert f'<img src="{PICTURE}{DIGEST}" width="160" height="100">' in sized_html(part, 160)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_kept_pictures_are_decoded_in_the_size_they_are_shown_in(kind: str) -> None:
    image = decoded(coded(kind=kind), 80, 50)
    assert image is not None
    assert (image.width(), image.height()) == (80, 50)


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
     coded(kind="bmp"), b"\x89PNG\r\n\x1a\n" + b"<svg/>", coded(WIDEST_PX + 1, 2)],
)  # fmt: skip
def test_no_other_bytes_are_decoded(content: bytes) -> None:
    assert decoded(content, 10, 10) is None


@pytest.fixture
def pane(qtbot: QtBot) -> ReadingPane:
    """Return a pane on screen."""
    made = ReadingPane(Settings(), LIGHT, "serif")
    qtbot.addWidget(made)
    made.resize(900, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(library: FakeLibrary, query: str = "") -> OpenStory:
    """Return the first story of a library as the pane shows it."""
    return load(library, StoryRequest(ArticleId(1), View.CLEAN, query, "Captions"), CancelToken())


def magenta_in(pane: ReadingPane) -> int:
    """Return how many of the pane's dots have the picture's colour."""
    drawn = pane.grab().toImage()
    places = ((x, y) for x in range(0, drawn.width(), 4) for y in range(0, drawn.height(), 4))
    return sum(drawn.pixelColor(x, y) == MAGENTA for x, y in places)


def test_a_picture_is_blank_until_it_comes_and_text_does_not_move_then(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.bridge()])
    digest = library.add_picture(ArticleId(1), 2, coded(), alt="The <b>bridge</b>")
    pane.show_part(opened(library).parts[0])
    height = pane.document().size().height()
    assert magenta_in(pane) == 0
    pane.put_picture(digest, decoded(coded(), 320, 200))
    assert magenta_in(pane) > 300 * 180 / 16
    assert pane.document().size().height() == height
    assert "The <b>bridge</b>" in pane.accessibleDescription()


def test_a_picture_that_cannot_be_shown_closes_its_place(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.bridge()])
    digest = library.add_picture(ArticleId(1), 2, b"broken", size=(320, 200))
    pane.show_part(opened(library).parts[0])
    height = pane.document().size().height()
    pane.put_picture(digest, None)
    assert pane.document().size().height() <= height - 190


def test_hits_behind_a_picture_are_marked_where_they_stand(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.bridge()])
    for before in (2, 3, 4):
        library.add_picture(ArticleId(1), before, coded(colour=QColor(before, 0, 0)))
    story = opened(library, "bridge")
    pane.show_part(story.parts[0])
    assert [shown.text for shown in story.parts[0].shown].count(OBJECT) == 3
    pane.mark(story.hits, story.hits[-1])
    assert {mark.cursor.selectedText().lower() for mark in pane.extraSelections()} == {"bridge"}
    assert all(story.parts[0].shown[hit.block].searched for hit in story.hits)
    assert Hit(0, 0, story.hits[0].span) == story.hits[0]


def test_pictures_shrink_with_the_column(pane: ReadingPane) -> None:
    library = FakeLibrary([stories.bridge()])
    digest = library.add_picture(ArticleId(1), 0, coded(1_600, 800))
    pane.show_part(opened(library).parts[0])
    pane.put_picture(digest, decoded(coded(1_600, 800), 684, 342))
    wide = magenta_in(pane)
    pane.resize(500, 900)
    assert 0 < magenta_in(pane) < wide
    assert pane.document().idealWidth() <= pane.viewport().width() + 1


def test_only_handed_pictures_are_answered(pane: ReadingPane, tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(coded())
    pane.put_picture(DIGEST, decoded(coded(), 320, 200))
    image = QTextDocument.ResourceType.ImageResource.value
    for address in (canary.as_uri(), str(canary), f"{PICTURE}{canary}", f"{PICTURE}{'cd' * 32}", "https://quay.test/a"):
        answer = pane.loadResource(image, QUrl(address))
        assert isinstance(answer, QImage)
        assert answer.width() == 1
    known = pane.loadResource(image, QUrl(PICTURE + DIGEST))
    assert isinstance(known, QImage)
    assert known.width() == 320
    html = "".join(f'<p><img width="99" height="99" src="{PICTURE}{canary}"></p>' for _ in range(3))
    pane.show_part(Part(html, ()))
    assert magenta_in(pane) == 0


def test_pictures_of_another_story_are_let_go(pane: ReadingPane) -> None:
    pane.put_picture(DIGEST, decoded(coded(), 320, 200))
    pane.put_picture("cd" * 32, None)
    assert pane.drawn == {DIGEST, "cd" * 32}
    pane.keep_pictures({DIGEST})
    assert pane.drawn == {DIGEST}
    pane.keep_pictures(set())
    pane.show_part(Part("<p>next</p>", ()))
    left = pane.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl(PICTURE + DIGEST))
    assert isinstance(left, QImage)
    assert left.width() == 1


def test_copied_text_has_no_marks_of_pictures(pane: ReadingPane) -> None:
    library = FakeLibrary([STORY])
    library.add_picture(ArticleId(1), 3, coded())
    pane.show_part(opened(library).parts[0])
    pane.selectAll()
    copied = pane.createMimeDataFromSelection().text()
    assert OBJECT not in copied
    assert "One\nTwo" in copied


def test_the_window_shows_the_pictures_of_a_story_and_p_hides_them(qtbot: QtBot, open_window: OpenWindow) -> None:
    library = FakeLibrary([stories.bridge()])
    library.add_picture(ArticleId(1), 2, coded())
    library.add_picture(ArticleId(1), 4, b"broken", size=(300, 300))
    window: MainWindow = open_window(library)
    with qtbot.waitActive(window):
        window.activateWindow()
    with qtbot.waitSignal(window.reading.opened):
        window.begin()
    pane = window.story.pane
    qtbot.waitUntil(lambda: len(pane.drawn) == 2)
    assert magenta_in(pane) > 0
    action = window.actions_table.by_name["show_pictures"]
    assert action.isChecked()
    focus(qtbot, pane)
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, pane, "P")
    assert not action.isChecked()
    assert not window.settings.show_pictures
    assert magenta_in(pane) == 0
    assert "Captions" in pane.toPlainText()
    with qtbot.waitSignal(window.reading.opened):
        press(qtbot, pane, "P")
    qtbot.waitUntil(lambda: magenta_in(pane) > 0)
