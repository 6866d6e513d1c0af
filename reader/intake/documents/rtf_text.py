"""Rich text to paragraphs: a reader of its own, because the looks, links and styles of paragraphs are needed.

striprtf, which was looked at first, gives one string without them.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from reader.intake.documents.paragraphs import Paragraph, Run
from reader.intake.documents.rtf_state import GroupState, ParagraphLook, RichText, style_of, whole_runs
from reader.intake.documents.rtf_tables import (
    CODE_PAGE_OF_CHARSET,
    CODE_PAGE_WORDS,
    ENDS_OF_PARAGRAPH,
    INFO,
    KEPT_THOUGH_MARKED,
    SKIPPED,
    SYMBOLS,
    code_page,
)
from reader.intake.documents.rtf_tokens import BYTES, CLOSE, OPEN, tokens

_MOST_LEVELS = 2_000
"""Groups deeper than this are read as if they were in the one around; the text in them is kept."""
_LINK = re.compile(r'HYPERLINK\s+(?:\\[lnt]\s+)?"?([^"\s]{1,2000})', re.IGNORECASE)
_ALIGNMENTS = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify"}
_DATE_WORDS = {"yr": 0, "mo": 1, "dy": 2, "hr": 3, "min": 4}


def rtf_paragraphs(content: bytes) -> list[Paragraph]:
    """Return the paragraphs of a rich text, empty ones left out; damaged ones give what can be read."""
    return read_rtf(content).paragraphs


def read_rtf(content: bytes) -> RichText:
    """Return what a rich text holds. Never raises; the work grows with its length alone."""
    return _Reader().read(content)


class _Reader:
    """Follows the groups and controls, and collects what they say."""

    def __init__(self) -> None:
        self._made = RichText()
        self._state = GroupState()
        self._stack: list[GroupState] = []
        self._too_deep = 0
        self._is_marked = False  # the next word names a group that readers may skip
        self._is_first = False  # the next word names the group's purpose
        self._skip_units = 0  # characters that stand for one already read as Unicode
        self._waiting: list[str] = []  # bytes of text not yet decoded
        self._runs: list[Run] = []
        self._outer: list[tuple[list[Run], ParagraphLook, list[Paragraph]]] = []
        self._notes: list[Paragraph] = []
        self._shape = ParagraphLook()
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._style_number = 0
        self._collected: list[str] = []
        self._created = [0, 1, 1, 0, 0]
        self._table = self._row = 0
        self._cell = 1

    def read(self, content: bytes) -> RichText:
        """Return what is in ``content``."""
        for kind, text, number in tokens(content):
            if kind is BYTES:
                self._take_bytes(text)
            elif kind == OPEN:
                self._open()
            elif kind == CLOSE:
                self._close()
            else:
                self._take_word(text, number)
        self._flush()
        while self._outer:
            self._end_frame()
        self._end_paragraph()
        self._made.paragraphs.extend(self._notes)
        if self._created[0]:
            self._made.created = tuple(self._created)
        return self._made

    def _take_bytes(self, text: str) -> None:
        skipped = min(self._skip_units, len(text))
        self._skip_units -= skipped
        self._is_first = self._is_first and not text[skipped:]
        if self._state.sink != "skip":
            self._waiting.append(text[skipped:])

    def _open(self) -> None:
        self._flush()
        self._skip_units = 0
        if len(self._stack) >= _MOST_LEVELS:
            self._too_deep += 1
            return
        self._stack.append(self._state)
        self._state = self._state.within()
        self._is_first, self._is_marked = True, False

    def _close(self) -> None:
        self._flush()
        self._skip_units = 0
        self._is_first = self._is_marked = False
        if self._too_deep:
            self._too_deep -= 1
        elif self._stack:
            closed, self._state = self._state, self._stack.pop()
            self._end_group(closed)

    def _end_group(self, closed: GroupState) -> None:
        if closed.is_note or closed.is_box:
            self._end_frame()
        if closed.sink == self._state.sink:
            return
        text = "".join(self._collected)
        if closed.sink == "instruction":
            found = _LINK.search(text)
            self._state.href = found.group(1) if found else self._state.href
        elif closed.sink in INFO:
            self._made.info.setdefault(closed.sink, " ".join(text.split()))
        elif closed.sink == "style":
            self._styles[self._style_number] = text.strip(" ;")
        self._collected.clear()

    def _take_word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._is_marked = True
            return
        if word == "u":
            self._flush()
            self._put(chr((number or 0) % 65_536))
            self._skip_units = self._state.unicode_skip
            return
        if self._skip_units and word in SYMBOLS:
            self._skip_units -= 1
            return
        is_first, self._is_first = self._is_first, False
        if is_first and self._begin_group(word):
            return
        if self._state.sink == "skip":
            return
        if word in ("\\", "{", "}"):
            self._waiting.append(word)
            return
        self._flush()
        if word in SYMBOLS:
            self._put(SYMBOLS[word])
        elif self._state.sink == "body" and word in ENDS_OF_PARAGRAPH:
            self._end_paragraph()
        else:
            self._set(word, number)

    def _begin_group(self, word: str) -> bool:
        """Take the first word of a group as its purpose; return whether that is all there is to it."""
        state, is_marked = self._state, self._is_marked
        self._is_marked = False
        if state.sink == "skip":
            return True
        if word == "fonttbl" or word in INFO or word == "fldinst":
            state.sink = {"fonttbl": "font", "fldinst": "instruction"}.get(word, word)
        elif word == "stylesheet":
            state.sink = "styles"
        elif word in ("creatim", "revtim", "printim", "buptim"):
            state.sink = word
        elif word in SKIPPED or (is_marked and not self._is_kept(word)):
            state.sink = "skip"
        elif word in ("listtext", "pntext"):
            state.sink, self._shape.is_item = "skip", True
        elif word in ("footnote", "shptxt"):
            state.is_note, state.is_box = word == "footnote", word == "shptxt"
            self._begin_frame()
        else:
            return False
        return True

    def _is_kept(self, word: str) -> bool:
        return word in KEPT_THOUGH_MARKED or (self._state.sink == "styles" and word == "cs")

    def _begin_frame(self) -> None:
        """Set the paragraph at hand aside for the text of a note or a box, which has paragraphs of its own."""
        self._outer.append((self._runs, self._shape, self._made.paragraphs))
        self._runs, self._shape, self._made.paragraphs = [], ParagraphLook(), []

    def _end_frame(self) -> None:
        self._end_paragraph()
        inside = self._made.paragraphs
        if self._outer:
            self._runs, self._shape, self._made.paragraphs = self._outer.pop()
        self._notes.extend(inside)

    def _set(self, word: str, number: int | None) -> None:
        setter = _SETTERS.get(word)
        if setter is not None:
            setter(self, number)
        elif word in _ALIGNMENTS:
            self._shape.alignment = _ALIGNMENTS[word]
        elif word in CODE_PAGE_WORDS:
            self._page = CODE_PAGE_WORDS[word]
        elif word in _DATE_WORDS and self._state.sink == "creatim":
            self._created[_DATE_WORDS[word]] = number or 0

    def set_bold(self, number: int | None) -> None:
        self._state.is_bold = number != 0

    def set_italic(self, number: int | None) -> None:
        self._state.is_italic = number != 0

    def set_hidden(self, number: int | None) -> None:
        self._state.is_hidden = number != 0

    def set_plain(self, _: int | None) -> None:
        self._state.is_bold = self._state.is_italic = self._state.is_hidden = False
        self._state.font = -1

    def set_font(self, number: int | None) -> None:
        self._state.font = number or 0

    def set_charset(self, number: int | None) -> None:
        if self._state.sink == "font" and number in CODE_PAGE_OF_CHARSET:
            self._fonts[self._state.font] = CODE_PAGE_OF_CHARSET[number]

    def set_font_page(self, number: int | None) -> None:
        if self._state.sink == "font" and number:
            self._fonts[self._state.font] = code_page(number)

    def set_page(self, number: int | None) -> None:
        self._page = code_page(number or 0)

    def set_unicode_skip(self, number: int | None) -> None:
        self._state.unicode_skip = min(max(number or 0, 0), 8)

    def set_style(self, number: int | None) -> None:
        if self._state.sink in ("styles", "style"):
            self._state.sink, self._style_number = "style", number or 0
        else:
            self._shape.style = number or 0

    def set_outline(self, number: int | None) -> None:
        if self._state.sink == "body":
            self._shape.outline = number or 0

    def set_item(self, number: int | None) -> None:
        self._shape.is_item = bool(number)

    def set_depth(self, number: int | None) -> None:
        self._shape.depth = 1 + min(max(number or 0, 0), 8)

    def set_cell(self, _: int | None) -> None:
        self._shape.is_cell = self._state.sink == "body"

    def reset_paragraph(self, _: int | None) -> None:
        if self._state.sink == "body":
            self._shape = ParagraphLook()

    def end_cell(self, _: int | None) -> None:
        self._shape.is_cell = True
        self._end_paragraph()
        self._cell += 1

    def end_row(self, _: int | None) -> None:
        self._row += 1
        self._cell = 1

    def _flush(self) -> None:
        """Decode the bytes that wait."""
        if not self._waiting:
            return
        raw = "".join(self._waiting).encode("latin-1")
        self._waiting.clear()
        page = self._fonts.get(self._state.font, self._page)
        try:
            text = raw.decode(page, "replace")
        except LookupError:
            text = raw.decode("cp1252", "replace")
        self._put(text)

    def _put(self, text: str) -> None:
        state = self._state
        if state.sink == "body":
            if text and not state.is_hidden:
                self._runs.append(Run(text, state.is_bold, state.is_italic, state.href))
        elif state.sink != "skip":
            self._collected.append(text)

    def _end_paragraph(self) -> None:
        runs, self._runs = whole_runs(self._runs), []
        shape = self._shape
        if not shape.is_cell and self._cell == 1:
            self._table += bool(self._made.paragraphs and self._made.paragraphs[-1].table)
        style, level = style_of(shape, self._styles.get(shape.style, ""))
        made = Paragraph(runs, style, level, shape.alignment)
        if shape.is_cell and not self._outer:
            made = replace(made, table=self._table + 1, row=self._row + 1, cell=self._cell)
        if not made.is_empty:
            self._made.paragraphs.append(made)


_SETTERS: dict[str, Callable[[_Reader, int | None], None]] = {
    "b": _Reader.set_bold,
    "i": _Reader.set_italic,
    "v": _Reader.set_hidden,
    "deleted": _Reader.set_hidden,
    "plain": _Reader.set_plain,
    "f": _Reader.set_font,
    "fcharset": _Reader.set_charset,
    "cpg": _Reader.set_font_page,
    "ansicpg": _Reader.set_page,
    "uc": _Reader.set_unicode_skip,
    "s": _Reader.set_style,
    "outlinelevel": _Reader.set_outline,
    "ls": _Reader.set_item,
    "ilvl": _Reader.set_depth,
    "intbl": _Reader.set_cell,
    "pard": _Reader.reset_paragraph,
    "cell": _Reader.end_cell,
    "nestcell": _Reader.end_cell,
    "row": _Reader.end_row,
    "nestrow": _Reader.end_row,
}
