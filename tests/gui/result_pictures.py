"""Pictures of the stories of a result: list and table with badges and tags, several selected, nothing found."""

from dataclasses import replace

from PySide6.QtWidgets import QSplitter

from reader.core.model import ArticleId, Span
from reader.core.query import Suggestion
from reader.core.records import StoryRelative
from reader.gui.frame.window import MainWindow
from tests.gui.desk_pictures import Studio, Wait
from tests.gui.fakes import FakeLibrary

LONG = (
    "Harbour bridge over the Orrin opens two years late after a winter of storms, three inquiries and a dispute about "
    "the ferry that nobody wanted to end"
)


def dressed(library: FakeLibrary) -> FakeLibrary:
    """Give stories of a library tags, notes, copies and versions, and one a long headline."""
    for number, tags in (
        (12, ("bridges of the north", "to read")),
        (4, ("water", "ferries", "harbour", "council 2011")),
    ):
        each = ArticleId(number)
        library.stories[each] = replace(library.stories[each], tags=tags, notes=("look again",))
    for number, copies, versions in ((12, 3, 1), (7, 1, 0), (2, 0, 2)):
        kin = [StoryRelative(ArticleId(99), "", is_copy=at < copies) for at in range(copies + versions)]
        library.related[ArticleId(number)] = tuple(kin)
    each = ArticleId(9)
    story = library.stories[each]
    if story.article.headline is not None:
        headline = replace(story.article.headline, value=LONG)
        library.stories[each] = replace(story, article=replace(story.article, headline=headline))
    return library


def result_pictures(studio: Studio, window: MainWindow, library: FakeLibrary, name: str, wait: Wait) -> None:
    """Take the pictures."""
    dressed(library)
    studio.search(window, "bridge")
    window.results.list.setFocus()
    window.results.list.go_to(1)
    studio.take(window, f"list-{name}")
    window.actions_table.by_name["select_all"].trigger()
    studio.take(window, f"list-all-{name}")
    window.actions_table.by_name["toggle_table"].trigger()
    studio.take(window, f"table-{name}")
    panes = window.findChild(QSplitter)
    assert panes is not None
    panes.setSizes([216, 1_000, 224])
    studio.take(window, f"table-wide-{name}")
    window.actions_table.by_name["toggle_table"].trigger()
    panes.setSizes([216, 410, 800])
    library.suggestions = (Suggestion(Span(0, 5), "bridge", 11, "bridge"),)
    window.query_bar.put('zebra outlet:"The Harbour Post" is:unread')
    wait(lambda: window.model.total == 0, "there is a zebra")
    studio.take(window, f"nothing-{name}")
    library.suggestions = ()
