"""Pictures of what belongs to a story: its views, notes, removals, the original, and how it is set."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from reader.core.anchoring import anchor_of
from reader.core.highlights import AddHighlight, SetNote, marked_text
from reader.core.model import ArticleId, Block, BlockKind, Mark, MarkKind, Span
from reader.core.outlines import OriginalOutlined, Outline
from reader.gui.dialogs.preferences import PreferencesDialog
from reader.gui.frame.window import MainWindow
from reader.gui.reading.paragraphs import View
from tests.gui.acting import worker_of
from tests.gui.fakes import FakeLibrary

BRIDGE, FERRY = ArticleId(12), ArticleId(11)
LINES = (
    ("l", "Home"),
    ("l", "Politics"),
    ("h", "Bridge over the Orrin opens after nine years"),
    ("p", "The new bridge was opened on Saturday by the mayor and by the oldest ferryman of the town."),
    ("g", "What it cost"),
    ("t", "Year|Cost"),
    ("t", "2002|14 million"),
    ("t", "2011|31 million"),
    ("q", "“I shall miss the water”, said the ferryman."),
    ("p", "All rights reserved. Terms of use"),
)
_KINDS = {
    "l": BlockKind.LIST_ITEM,
    "h": BlockKind.HEADLINE,
    "p": BlockKind.PARAGRAPH,
    "g": BlockKind.HEADING,
    "t": BlockKind.TABLE_ROW,
    "q": BlockKind.QUOTE,
}
Wait = Callable[[Callable[[], bool], str], None]


class Studio(Protocol):
    """What takes pictures."""

    def take(self, widget: QWidget, name: str) -> None:
        """Save a picture."""

    @property
    def folder(self) -> Path:
        """Where pictures go."""


def outline() -> Outline:
    """Return the structure of a page with a menu, a table and a foot."""
    text, blocks, marks = "", [], []
    for kind, line in LINES:
        spans = []
        for cell in line.split("|"):
            spans.append(Span(len(text), len(text) + len(cell)))
            text += f"{cell}\n"
        blocks.append(Block(tuple(spans), _KINDS[kind], 1))
        if kind == "l":
            marks.append(Mark(spans[0], MarkKind.LINK, "https://example.org/"))
    return Outline(text, tuple(blocks), tuple(marks))


def open_story(window: MainWindow, article_id: ArticleId, wait_until: Wait) -> None:
    """Open a story and wait until it is ready to be marked."""
    window.reading.open(article_id, "")
    wait_until(
        lambda: (
            window.reading.story is not None
            and window.reading.story.request.article_id == article_id
            and window.reading.view is View.CLEAN
            and window.desk.highlights.is_ready
        ),
        "the story was not opened",
    )


def annotate(window: MainWindow, library: FakeLibrary) -> None:
    """Mark words of a story, one of them lost since, and write a note."""
    text = marked_text(library.stories[BRIDGE].article)
    for number, (words, note) in enumerate((("grain ships", "Which ships?"), ("A night bus", "")), 2):
        start = text.index(words)
        anchor = anchor_of(text, Span(start, start + len(words)))
        worker_of(window).send(AddHighlight(BRIDGE, anchor, number, note))
    lost = max(library.highlights)
    library.highlights[lost] = replace(library.highlights[lost], start=None, end=None)
    worker_of(window).send(SetNote(BRIDGE, "Compare with the opening of the ferry, 1911."))


def story_pictures(studio: Studio, window: MainWindow, library: FakeLibrary, wait_until: Wait, name: str) -> None:
    """Take the pictures of a story and of everything that is done with it."""
    annotate(window, library)
    open_story(window, BRIDGE, wait_until)
    wait_until(lambda: not window.story.bar.notes.isHidden(), "no notes")
    pane = window.story.pane
    window.apply_settings(replace(window.settings, caret=True, paragraph_numbers=True))
    cursor = pane.document().find("Tolls")
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 4)
    pane.setTextCursor(cursor)
    pane.setFocus()
    studio.take(window, f"story-caret-{name}")
    window.desk.annotations.show_dialog()
    listed = window.desk.annotations.dialog
    if listed is not None:
        wait_until(lambda: len(listed.model.rows) == 3, "no list")
        studio.take(listed, f"notes-list-{name}")
        listed.close()
    notes = window.desk.annotations.story_notes
    notes.write()
    wait_until(lambda: notes.dialog is not None, "no notes dialog")
    if notes.dialog is not None:
        studio.take(notes.dialog, f"notes-dialog-{name}")
        notes.dialog.close()
    library.losing = (BRIDGE, FERRY, ArticleId(10))
    window.desk.removing.ask_words_everywhere()
    wait_until(lambda: window.desk.removing.question is not None, "no dry run")
    if window.desk.removing.question is not None:
        studio.take(window.desk.removing.question, f"dry-run-{name}")
        window.desk.removing.question.reject()
    window.navigation.toggle_removed()
    wait_until(lambda: _shows(window, View.REMOVED), "no removed view")
    studio.take(window, f"story-removed-{name}")
    window.navigation.toggle_original()
    wait_until(lambda: _shows(window, View.ORIGINAL), "no original")
    window.desk.original.take(OriginalOutlined(BRIDGE, outline()))
    wait_until(lambda: "14 million" in pane.toPlainText(), "no outline")
    studio.take(window, f"story-original-{name}")
    window.desk.original.open_file()
    if window.desk.original.box is not None:
        studio.take(window.desk.original.box, f"open-original-{name}")
        window.desk.original.box.close()
    window.desk.comparing.compare_views()
    wait_until(lambda: window.desk.comparing.dialog is not None, "no comparison")
    if window.desk.comparing.dialog is not None:
        studio.take(window.desk.comparing.dialog, f"side-by-side-{name}")
        window.desk.comparing.dialog.close()
    window.desk.boxes.families = lambda _system: []
    open_story(window, ArticleId(9), wait_until)
    studio.take(window, f"story-boxes-{name}")
    dialog = PreferencesDialog(window.settings, window)
    dialog.show()
    studio.take(dialog, f"preview-{name}")
    dialog.close()


def _shows(window: MainWindow, view: View) -> bool:
    return window.reading.story is not None and window.reading.story.request.view is view
