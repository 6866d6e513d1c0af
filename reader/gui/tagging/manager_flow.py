"""Does what is asked for in the tag manager, and makes rules of saved searches; all of it can be undone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCompleter, QInputDialog, QLineEdit, QMessageBox

from reader.core.cancel import CancelToken
from reader.core.changes import AddTags, DeleteTag, Event, LibraryChanged, RenameTag, TagsChanged, Wish
from reader.core.errors import ReaderError
from reader.core.filters import NO_FILTERS
from reader.core.model import ArticleId
from reader.core.queries import (
    AddRule,
    ColourTag,
    DeleteRule,
    PauseRule,
    QueriesChanged,
    RestoreRule,
    SavedSearch,
    TagRule,
)
from reader.core.query import SearchRequest
from reader.gui.frame.messages import Message, Weight
from reader.gui.query.saved import SearchTagged
from reader.gui.tagging.flow import TagFlow
from reader.gui.tagging.manager import AllTags, RuleChosen, TagColoured, TagManager, TagsChosen
from reader.service.chosen import ids_of

if TYPE_CHECKING:
    from reader.gui.frame.window import MainWindow


class TagManagerFlow(QObject):
    """``said`` carries a ``Message``."""

    said = Signal(object)

    def __init__(self, window: "MainWindow", tagging: TagFlow) -> None:
        super().__init__(window)
        self._window, self._tagging = window, tagging
        self._job = CancelToken()
        self.dialog: TagManager | None = None
        self.asking: QInputDialog | None = None
        self._tags = AllTags((), {}, ())
        window.saved.list.search_tagged.connect(self._ask_for_rule)
        window.link.event_arrived.connect(self._take)

    def show_dialog(self) -> None:
        """Open the tag manager."""
        if self.dialog is None:
            self.dialog = TagManager(self._window.story.pane.colours, self._window)
            self.dialog.tags_chosen.connect(self._do)
            self.dialog.tag_coloured.connect(self._colour)
            self.dialog.rule_chosen.connect(self._do_rule)
        self.dialog.show()
        self.dialog.raise_()
        self._read(self._show)

    def _read(self, done: Callable[[AllTags], None]) -> None:
        shelf = self._window.shelf

        def call(_: CancelToken) -> AllTags:
            library = shelf.library()
            return AllTags(library.tag_counts(), library.tag_colours(), library.tag_rules())

        self._job.cancel()
        self._job = self._window.jobs.run(call, done=done, failed=self._fail)

    def _show(self, tags: AllTags) -> None:
        self._tags = tags
        if self.dialog is not None:
            self.dialog.show_tags(tags)

    def _take(self, event: Event) -> None:
        is_open = self.dialog is not None and self.dialog.isVisible()
        if is_open and isinstance(event, TagsChanged | QueriesChanged | LibraryChanged):
            self._read(self._show)

    def _send(self, wishes: Sequence[Wish]) -> bool:
        for wish in wishes:
            if not self._window.link.send(wish):
                text = self.tr("This window can only read the library at the moment, so nothing was changed.")
                self.said.emit(Message(text, Weight.WARNING))
                return False
        return True

    def _do(self, chosen: TagsChosen) -> None:
        match chosen.doing:
            case "open":
                self._window.query_bar.put("", filters=NO_FILTERS.changed("tag", chosen.tags))
                self._window.activateWindow()
            case "rename":
                self._ask(
                    self.tr("Rename the tag"),
                    self.tr("Another name; with the name of another tag, the two become one"),
                    chosen.tags[0],
                    lambda name: self._rename(chosen.tags[0], name),
                )
            case "merge":
                self._ask(
                    self.tr("Merge tags"),
                    self.tr("The name of the one tag that %n tags become", "", len(chosen.tags)),
                    chosen.tags[0],
                    lambda name: self._merge(chosen.tags, name),
                )
            case _:
                text = self.tr("%n tags were deleted.", "", len(chosen.tags))
                self._tagging.change([DeleteTag(tag) for tag in chosen.tags], text)

    def _rename(self, tag: str, name: str) -> None:
        text = self.tr("The tag “{old}” is “{new}” now.").format(old=tag, new=name)
        self._tagging.change([RenameTag(tag, name)], text)

    def _merge(self, tags: tuple[str, ...], name: str) -> None:
        others = [tag for tag in tags if tag.casefold() != name.casefold()]
        text = self.tr("%n tags are “{tag}” now.", "", len(tags)).format(tag=name)
        self._tagging.change([RenameTag(tag, name) for tag in others], text)

    def _colour(self, coloured: TagColoured) -> None:
        old = {tag: self._tags.colours.get(tag.casefold(), 0) for tag in coloured.tags}
        if self._send([ColourTag(tag, coloured.colour) for tag in coloured.tags]):
            back = [ColourTag(tag, colour) for tag, colour in old.items()]
            self._offer(self.tr("The colour of %n tags was changed.", "", len(old)), back)

    def _offer(self, text: str, undo: Sequence[Wish]) -> None:
        self.said.emit(Message(text, button=self.tr("Undo"), action=lambda: self._undo(undo)))

    def _undo(self, wishes: Sequence[Wish]) -> None:
        self._send(wishes)

    def _ask_for_rule(self, tagged: SearchTagged) -> None:
        """Ask which tag a saved search gives to what comes in."""
        search = tagged.search

        def ask(tags: AllTags) -> None:
            self._tags = tags
            text = self.tr("Every story that comes in from now on and that “{name}” finds gets the tag")
            self._ask(
                self.tr("Tag what comes in"),
                text.format(name=search.name),
                search.name,
                lambda tag: self._make_rule(search, tag),
                known=tuple(name for name, _ in tags.counts),
            )

        self._read(ask)

    def _make_rule(self, search: SavedSearch, tag: str) -> None:
        if self._send([AddRule(search.search_id, tag)]):
            rule = TagRule(0, search.search_id, search.name, tag)
            text = self.tr("“{name}” tags what comes in with “{tag}” from now on.").format(name=search.name, tag=tag)
            button = self.tr("Apply to the stories already here…")
            self.said.emit(Message(text, button=button, action=lambda: self._count(rule)))

    def _do_rule(self, chosen: RuleChosen) -> None:
        rule = chosen.rule
        match chosen.doing:
            case "pause":
                self._send([PauseRule(rule.rule_id, not rule.is_paused)])
            case "delete":
                if self._send([DeleteRule(rule.rule_id)]):
                    text = self.tr("The rule of “{name}” was deleted; the tags it gave stay.").format(name=rule.name)
                    self._offer(text, [RestoreRule(rule)])
            case _:
                self._count(rule)

    def _count(self, rule: TagRule) -> None:
        """Find the stories that are here already and that a rule would tag, and ask."""
        shelf = self._window.shelf

        def call(_: CancelToken) -> tuple[ArticleId, ...]:
            library = shelf.library()
            library.refresh()
            search = next((each for each in library.saved_searches() if each.search_id == rule.search_id), None)
            if search is None:
                return ()
            filters = search.filters
            untagged = filters.changed("tag", (*filters.excluded("tag"), rule.tag), is_excluded=True)
            request = SearchRequest(search.query, include=dict(filters.include), exclude=dict(untagged.exclude))
            return ids_of(library, request)

        self._window.jobs.run(call, done=lambda ids: self._ask_to_apply(rule, ids), failed=self._fail)

    def _ask_to_apply(self, rule: TagRule, ids: tuple[ArticleId, ...]) -> None:
        if not ids:
            self.said.emit(Message(self.tr("Every story that “{name}” finds has the tag.").format(name=rule.name)))
            return
        box = QMessageBox(self.dialog if self.dialog is not None and self.dialog.isVisible() else self._window)
        box.setWindowTitle(self.tr("Apply to the stories already here"))
        box.setText(self.tr("%n stories get the tag “{tag}”.", "", len(ids)).format(tag=rule.tag))
        box.setInformativeText(self.tr("Those among them that you took the tag off get it again. It can be undone."))
        box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
        box.accepted.connect(lambda: self._apply(rule, ids))
        box.finished.connect(box.deleteLater)
        box.open()

    def _apply(self, rule: TagRule, ids: tuple[ArticleId, ...]) -> None:
        self._send([AddTags(ids, (rule.tag,))])

    def _ask(
        self, title: str, label: str, value: str, done: Callable[[str], object], known: Sequence[str] = ()
    ) -> None:
        parent = self.dialog if self.dialog is not None and self.dialog.isVisible() else self._window
        dialog = self.asking = QInputDialog(parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(value)
        line = dialog.findChild(QLineEdit)
        if known and isinstance(line, QLineEdit):
            line.setCompleter(QCompleter(list(known), dialog))
        dialog.textValueSelected.connect(lambda text: done(text.strip()) if text.strip() else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))
