"""The line a query is typed in: coloured as it is read, with a list of choices that opens below it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from reader.core.query import QueryToken, TokenKind
from reader.gui.look.themes import Colours
from reader.gui.query.choices import Choice, ChoiceList

_BREAKS = "\n\r\u2028\u2029"
_STRONG = frozenset({TokenKind.OPERATOR, TokenKind.BRACKET})


class QueryLine(QLineEdit):
    """A line edit. ``down_pressed`` asks for the list of stories, ``up_pressed`` for past queries.

    ``chosen`` carries the ``Choice`` that was taken from the list below the line.
    """

    down_pressed = Signal()
    up_pressed = Signal()
    chosen = Signal(object)

    def __init__(self, colours: Colours, placeholder: str) -> None:
        super().__init__(placeholderText=placeholder, clearButtonEnabled=True)
        self._colours = colours
        self._tokens: tuple[str, tuple[QueryToken, ...]] = ("", ())
        self._is_composing = False
        self.choices = ChoiceList(self)
        self.textEdited.connect(lambda _: self._stay_one_line())
        self.choices.clicked.connect(self._take_clicked)

    def recolour(self, colours: Colours) -> None:
        """Take another theme."""
        self._colours = colours
        self.colour(*self._tokens)

    def colour(self, query: str, tokens: Sequence[QueryToken]) -> None:
        """Colour the pieces of a query, unless another one stands here by now or something is being composed."""
        if query != self.text() or self._is_composing:
            return
        self._tokens = (query, tuple(tokens))
        at = self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                _utf16(query[: token.span.start]) - at,
                _utf16(query[token.span.start : token.span.end]),
                self._format(token.kind),
            )
            for token in tokens
            if token.kind is not TokenKind.WORD
        ]
        # A line edit takes formats only as an input method gives them. Nothing is committed, so the text, the
        # selection and what can be undone stay as they are.
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    def _format(self, kind: TokenKind) -> QTextCharFormat:
        colours = self._colours
        names = {
            TokenKind.OPERATOR: colours.accent,
            TokenKind.BRACKET: colours.accent,
            TokenKind.FIELD: colours.chip,
            TokenKind.STATE: colours.chip,
            TokenKind.DATE: colours.chip,
            TokenKind.LENGTH: colours.chip,
            TokenKind.PHRASE: colours.notice_text,
            TokenKind.WILDCARD: colours.warning_text,
            TokenKind.PASSED: colours.muted,
        }
        made = QTextCharFormat()
        made.setForeground(QColor(names.get(kind, colours.text)))
        if kind in _STRONG:
            made.setFontWeight(QFont.Weight.DemiBold)
        if kind is TokenKind.PASSED:
            made.setFontStrikeOut(True)
        return made

    def _stay_one_line(self) -> None:
        """Make one line of what was dropped or pasted with the mouse."""
        if any(sign in self.text() for sign in _BREAKS):
            at = self.cursorPosition()
            self.setText(_one_line(self.text()))
            self.setCursorPosition(at)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether something is being composed, whose formats are the input method's."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the open list have its keys before shortcuts and the order of focus take them."""
        if isinstance(event, QKeyEvent) and self.choices.isVisible():
            if event.type() is QEvent.Type.ShortcutOverride and self.choices.wants(event):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self.choices.wants(event):
                self._act_in_list(event)
                return True
        return super().event(event)

    def _act_in_list(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.choices.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._take(self.choices.current or self.choices.first)
            case Qt.Key.Key_Up:
                self.choices.move_by(-1)
            case Qt.Key.Key_Down:
                self.choices.move_by(1)
            case _:
                self.choices.move_by(-8 if event.key() == Qt.Key.Key_PageUp else 8)

    def _take_clicked(self) -> None:
        self._take(self.choices.current)

    def _take(self, choice: Choice | None) -> None:
        self.choices.hide()
        if choice is not None:
            self.chosen.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the line downwards, ask for past queries, or paste several lines as one."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.insert(_one_line(QGuiApplication.clipboard().text()))
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Up and not event.modifiers():
            self.up_pressed.emit()
        else:
            super().keyPressEvent(event)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _utf16(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text) + sum(sign > "\uffff" for sign in text)
