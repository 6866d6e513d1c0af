"""Stars, and marks as read or unread, for many stories at once: all of a result too, off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.core.cancel import CancelToken
from reader.core.changes import SetRead, SetStarred
from reader.core.errors import ReaderError
from reader.core.model import ArticleId
from reader.core.query import SearchRequest
from reader.core.records import StorySummary
from reader.gui.frame.messages import Message, Weight
from reader.gui.results.model import ResultsModel
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import LibraryPort, Shelf
from reader.gui.wiring.worker_link import WorkerLink
from reader.service.chosen import Chosen, ids_of

TOLD_FROM = 100
"""So many stories are told of, with a way back."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Stories are starred, or not any more; ``starred`` is None where they were marked as read or unread."""

    article_ids: frozenset[ArticleId]
    starred: bool | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """A mark: the query that finds the stories that have it, the wish that sets it, and what it does to a row."""

    query: str
    wish: Callable[[tuple[ArticleId, ...], bool], SetStarred | SetRead]
    change: Callable[[StorySummary, bool], StorySummary]


_STAR = _Kind("is:starred", SetStarred, lambda state, on: replace(state, is_starred=on))
_READ = _Kind("is:read", SetRead, lambda state, on: replace(state, is_read=on))


@dataclass(frozen=True, slots=True)
class _Done:
    ids: tuple[ArticleId, ...]
    is_on: bool
    was_sent: bool


class MarkFlow(QObject):
    """``marked`` carries a ``Marked``, ``said`` a ``Message``."""

    marked = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QObject, model: ResultsModel, services: tuple[Jobs, Shelf, WorkerLink]) -> None:
        super().__init__(parent)
        self._model = model
        self._jobs, self._shelf, self._link = services

    def star(self, chosen: Chosen) -> None:
        """Star the stories that are chosen, or take the star off where all have it."""
        self._run(_STAR, partial(self._turn, _STAR, chosen))

    def mark_read(self, chosen: Chosen) -> None:
        """Mark the stories that are chosen as read, or as unread where all are read."""
        self._run(_READ, partial(self._turn, _READ, chosen))

    def _run(self, kind: _Kind, call: Callable[[CancelToken], _Done]) -> None:
        self._jobs.run(call, done=partial(self._show, kind), failed=self._fail)

    def _turn(self, kind: _Kind, chosen: Chosen, cancel: CancelToken) -> _Done:
        """Give the mark to those that lack it, or take it from all; a wish may be long, so it is sent from here."""
        library = self._shelf.library()
        wanted = chosen.read(library, cancel)
        have = _having(library, kind, wanted, cancel)
        lack = tuple(each for each in wanted if each not in have)
        ids, is_on = (lack, True) if lack else (wanted, False)
        return _Done(ids, is_on, not ids or self._link.send(kind.wish(ids, is_on)))

    def _back(self, kind: _Kind, done: _Done, _: CancelToken) -> _Done:
        return _Done(done.ids, not done.is_on, self._link.send(kind.wish(done.ids, not done.is_on)))

    def _show(self, kind: _Kind, done: _Done) -> None:
        if not done.was_sent:
            text = self.tr("This window can only read the library at the moment, so nothing was changed.")
            self.said.emit(Message(text, Weight.WARNING))
            return
        self._model.change(done.ids, lambda state: kind.change(state, done.is_on))
        self.marked.emit(Marked(frozenset(done.ids), done.is_on if kind is _STAR else None))
        if len(done.ids) >= TOLD_FROM:
            undo = self.tr("Undo")
            self.said.emit(
                Message(
                    self._told(kind, done),
                    button=undo,
                    action=lambda: self._run(kind, partial(self._back, kind, done)),
                )
            )

    def _told(self, kind: _Kind, done: _Done) -> str:
        count = len(done.ids)
        if kind is _STAR:
            starred = self.tr("%n stories were starred.", "", count)
            return starred if done.is_on else self.tr("The star was taken off %n stories.", "", count)
        read = self.tr("%n stories were marked as read.", "", count)
        return read if done.is_on else self.tr("%n stories were marked as unread.", "", count)

    def _fail(self, error: ReaderError) -> None:
        self.said.emit(Message(str(error), Weight.ERROR))


def _having(
    library: LibraryPort, kind: _Kind, wanted: tuple[ArticleId, ...], cancel: CancelToken
) -> frozenset[ArticleId]:
    """Return which of some stories have a mark; many are not looked at one by one."""
    if len(wanted) <= TOLD_FROM:
        flag: Callable[[StorySummary], bool] = (lambda s: s.is_starred) if kind is _STAR else (lambda s: s.is_read)
        return frozenset(each.article_id for each in library.summaries(wanted) if flag(each))
    return frozenset(ids_of(library, SearchRequest(kind.query), cancel))
