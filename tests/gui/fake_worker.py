"""A worker that does what it is asked at once, on a library in memory."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.core.changes import (
    AddTags,
    CancelImport,
    Event,
    ImportFinished,
    ImportProgress,
    LibraryChanged,
    RemoveTags,
    SetRead,
    SetStarred,
    SurveyFinished,
    SurveyPaths,
    TagsChanged,
    Wish,
    WorkerReady,
)
from reader.core.highlights import (
    AddHighlight,
    ChangeHighlight,
    DeleteHighlight,
    MoveHighlight,
    PutBackHighlight,
    PutBackNote,
    SetNote,
)
from reader.core.model import (
    ArticleId,
)
from reader.core.queries import ForgetQueries, PastQuery, QueriesChanged, QueryWish, RememberQuery
from reader.core.reading_places import KeepPlace
from tests.gui.annotating import annotate, noted
from tests.gui.fakes import FakeLibrary
from tests.gui.query.fakes import kept


class FakeWorker:
    """Fulfils wishes at once, on the thread that sends them; ready on start unless the library is locked."""

    def __init__(self, library: FakeLibrary, on_event: Callable[[Event], None]) -> None:
        self.library, self.tell = library, on_event
        self.wishes: list[Wish] = []
        self.unfinished: tuple[int, ...] = ()
        self.closed = False

    def start(self) -> None:
        """Become ready."""
        if not self.library.is_locked:
            self.tell(WorkerReady(self.unfinished))

    def send(self, wish: Wish) -> None:
        """Note a wish and fulfil those that mark stories."""
        self.wishes.append(wish)
        if isinstance(wish, QueryWish):
            self.library.saved = kept(self.library.saved, wish)
            self.tell(QueriesChanged())
        match wish:
            case SetRead(ids, is_read):
                self._change(ids, is_read=is_read)
            case SetStarred(ids, is_starred):
                self._change(ids, is_starred=is_starred)
            case SurveyPaths(ticket):
                if self.library.survey is not None:
                    self.tell(SurveyFinished(ticket, self.library.survey))
            case AddTags(ids, names):
                self._tag(ids, lambda had: tuple(sorted({*had, *names})))
                self.tell(TagsChanged(wish, (RemoveTags(ids, names),)))
            case RemoveTags(ids, names):
                self._tag(ids, lambda had: tuple(tag for tag in had if tag not in names))
                self.tell(TagsChanged(wish, (AddTags(ids, names),)))
            case RememberQuery(query, found):
                others = (each for each in self.library.past if each.query != query)
                self.library.past = (PastQuery(query, "2026-01-01T10:00:00Z", found), *others)
            case ForgetQueries():
                self.library.past = ()
            case SetNote(article_id) | PutBackNote(article_id):
                self.library.notes[article_id] = noted(self.library.notes.get(article_id, ()), wish)
                self.tell(LibraryChanged(updated=(article_id,)))
            case AddHighlight() | ChangeHighlight() | DeleteHighlight() | PutBackHighlight() | MoveHighlight():
                self.tell(annotate(self.library.highlights, wish))
            case KeepPlace(article_id, place):
                self.library.reading_places[article_id] = place
            case CancelImport():
                self.tell(ImportFinished(ImportProgress(1, 1, 3, 1, 0, 0, 0, 1.0, None), cancelled=True))
            case _:
                pass

    def _change(self, ids: Sequence[ArticleId], *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        for each in ids:
            story = self.library.stories[each]
            read = story.is_read if is_read is None else is_read
            star = story.is_starred if is_starred is None else is_starred
            self.library.stories[each] = replace(story, is_read=read, is_starred=star)
        self.tell(LibraryChanged(updated=tuple(ids)))

    def close(self, timeout_s: float = 5.0) -> None:
        """Note it."""
        self.closed = True

    def _tag(self, ids: Sequence[ArticleId], change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        for each in ids:
            story = self.library.stories[each]
            self.library.stories[each] = replace(story, tags=change(story.tags))
