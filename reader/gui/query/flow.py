"""Help while a query is typed: its colours, completions and past queries, all read on the reading thread."""

import re

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from reader.core.cancel import CancelToken
from reader.core.errors import ReaderError
from reader.core.queries import ForgetQueries, PastQuery, RememberQuery
from reader.core.query import Completion, CompletionKind, Completions, QueryToken, SearchAnswer, SearchRequest
from reader.gui.frame.messages import Message
from reader.gui.language.dates import short_date
from reader.gui.query.bar import QueryBar, QueryEdited
from reader.gui.query.builder import BuilderDialog, QueryBuilt
from reader.gui.query.choices import Choice
from reader.gui.query.filter_labels import filter_label
from reader.gui.query.sheet import QuerySheet
from reader.gui.results.flow import Searched, SearchFlow
from reader.gui.wiring.jobs import Jobs
from reader.gui.wiring.ports import Shelf
from reader.gui.wiring.worker_link import WorkerLink

MOST_PAST = 200
MOST_SAID = 3
_IN_FIELD = re.compile(r'(?<!\w)\w+:("[^"]*|[^\s"]*)$')


class QueryFlow(QObject):
    """Colours and completes the query, and remembers those that were run.

    ``said`` carries a ``Message``, ``example_wanted`` an ``ExampleChosen``.
    """

    said = Signal(object)
    example_wanted = Signal(object)

    def __init__(self, bar: QueryBar, jobs: Jobs, shelf: Shelf, link: WorkerLink, search: SearchFlow) -> None:
        super().__init__(bar)
        self._bar, self._line = bar, bar.line
        self._jobs, self._shelf, self._link = jobs, shelf, link
        self._colouring, self._completing, self._explaining = CancelToken(), CancelToken(), CancelToken()
        self._sheet: QuerySheet | None = None
        self._answer: SearchAnswer | None = None
        bar.query_edited.connect(self._edited)
        self._line.chosen.connect(self._take)
        self._line.up_pressed.connect(self.show_past)
        bar.past_wanted.connect(self.show_past)
        self._line.textEdited.connect(lambda _: self._follow())
        self._line.editingFinished.connect(self._line_left)
        search.searched.connect(self._searched)
        self._closing = QTimer(self, singleShot=True, interval=0)
        self._closing.timeout.connect(self._close_if_left)

    def _edited(self, edited: QueryEdited) -> None:
        self._colouring.cancel()
        if edited.is_whole:
            self._completing.cancel()  # else completions on their way would open over the result
        query = edited.query
        self._colouring = self._jobs.run(
            lambda _: self._shelf.library().query_tokens(query),
            done=lambda tokens: self._colour(query, tokens),
            failed=_leave_plain,
        )

    def _colour(self, query: str, tokens: tuple[QueryToken, ...]) -> None:
        self._line.colour(query, tokens)

    def _follow(self) -> None:
        """Complete what is typed after a field's colon, or anything while the list is open."""
        if self._line.choices.isVisible() or _IN_FIELD.search(self._line.text()[: self._line.cursorPosition()]):
            self._complete(mark_first=False)

    def complete(self) -> None:
        """Offer what could complete what stands before the cursor."""
        self._line.setFocus()
        self._complete(mark_first=True)

    def _complete(self, *, mark_first: bool) -> None:
        self._completing.cancel()
        query = self._line.text()
        before = query[: self._line.cursorPosition()] if query.isascii() else self._before_cursor()
        cursor = len(before)
        self._completing = self._jobs.run(
            lambda _: (self._shelf.library().completions(query, cursor), self._shelf.library().past_queries()),
            done=lambda found: self._offer(query, before, found, mark_first=mark_first),
            failed=_leave_plain,
        )

    def _before_cursor(self) -> str:
        """Return the text before the cursor, which Qt counts in UTF-16."""
        encoded = self._line.text().encode("utf-16-le", "surrogatepass")
        return encoded[: 2 * self._line.cursorPosition()].decode("utf-16-le", "replace")

    def _offer(
        self, query: str, before: str, found: tuple[Completions, tuple[PastQuery, ...]], *, mark_first: bool
    ) -> None:
        if query != self._line.text() or not self._line.hasFocus():
            return
        completions, past = found
        choices = [Choice(item.text, self._said_of(item), completions.span) for item in completions.items]
        folded = before.strip().lower()
        begun = [each for each in past if folded and each.query.lower().startswith(folded) and each.query != query]
        choices += [self._past(each) for each in begun[:3]]
        whole = query[completions.span.start : completions.span.end]
        if len(choices) == 1 and choices[0].text == whole:
            choices = []
        self._line.choices.offer(choices, mark_first=mark_first)

    def _said_of(self, item: Completion) -> str:
        if item.kind is CompletionKind.FIELD:
            return self.tr("field")
        return self.tr("%n stories", "", item.stories) if item.stories else ""

    def _past(self, past: PastQuery) -> Choice:
        stories = self.tr("%n stories", "", past.stories)
        day = short_date(past.used)
        kept = tuple(filter_label(each) for each in past.filters.each())
        said = "  ·  ".join((*kept[:MOST_SAID], stories, day))
        return Choice(past.query, said, is_past=True, filters=past.filters)

    def show_past(self) -> None:
        """Offer the queries of the past, the last one first."""
        self._line.setFocus()
        self._completing.cancel()
        self._completing = self._jobs.run(
            lambda _: self._shelf.library().past_queries()[:MOST_PAST],
            done=self._offer_past,
            failed=_leave_plain,
        )

    def _offer_past(self, past: tuple[PastQuery, ...]) -> None:
        if not past:
            self.said.emit(Message(self.tr("No query has been run in this library yet.")))
        elif self._line.hasFocus():
            self._line.choices.offer([self._past(each) for each in past], mark_first=True)

    def build(self) -> None:
        """Open the form that writes a query."""
        dialog = BuilderDialog(self._bar.window(), self._bar.query)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.query_built.connect(lambda built: self._built(dialog, built))
        dialog.open()

    def _built(self, dialog: BuilderDialog, built: QueryBuilt) -> None:
        """Explain what the form says so far, or search for it."""
        self._explaining.cancel()
        if built.is_whole:
            self._bar.put(built.query)
        elif built.query:
            request = SearchRequest(built.query, limit=1)
            self._explaining = self._jobs.run(
                lambda token: self._shelf.library().search(request, token),
                done=lambda answer: self._explain(dialog, answer),
                failed=_leave_plain,
            )

    def _explain(self, dialog: BuilderDialog, answer: SearchAnswer) -> None:
        if isValid(dialog):
            dialog.show_answer(answer)

    def show_sheet(self) -> None:
        """Open the sheet of the query language; its examples are searched for when they are clicked."""
        if self._sheet is None:
            self._sheet = QuerySheet(self._bar.window())
            self._sheet.example_chosen.connect(self.example_wanted)
        self._sheet.show()
        self._sheet.raise_()

    def clear_past(self) -> None:
        """Forget all past queries of this library."""
        text = self.tr("Forget all past queries of this library?")
        self.said.emit(Message(text, button=self.tr("Forget them"), action=self._forget))

    def _forget(self) -> None:
        self._link.send(ForgetQueries())

    def _take(self, choice: Choice) -> None:
        if choice.span is None:
            self._bar.put(choice.text, filters=choice.filters)
            return
        query = self._line.text()
        rest = query[choice.span.end :]
        closed = rest[1:] if choice.text.endswith('"') and rest.startswith('"') else rest
        head = query[: choice.span.start] + choice.text
        self._bar.put(head + closed)
        self._line.setCursorPosition(len(head.encode("utf-16-le", "surrogatepass")) // 2)
        if choice.text.endswith(":"):
            self._complete(mark_first=True)

    def _searched(self, searched: Searched) -> None:
        """Remember a query that was meant as it stands; one that is still typed waits until the line is left."""
        self._answer = searched.answer
        if not searched.again and not self._line.hasFocus():
            self._remember()

    def _line_left(self) -> None:
        self._closing.start()
        self._remember()

    def _close_if_left(self) -> None:
        if not self._line.hasFocus():
            self._line.choices.hide()

    def _remember(self) -> None:
        answer, self._answer = self._answer, None
        filters = self._bar.filters
        if answer is not None and (answer.query.strip() or filters) and answer.query == self._line.text():
            self._link.send(RememberQuery(answer.query, answer.total, filters))


def _leave_plain(_: ReaderError) -> None:
    """Do without: the search itself says what is wrong with the library."""
