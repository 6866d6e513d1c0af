"""The pages of a PDF as runs of text with their places, tags and links: all that is asked of pdfium.

Lengths are points, a 72nd of an inch; y grows upwards from the foot of the page.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

MOST_PAGES = 600
MOST_CHARS = 4_000_000
_MOST_ELEMENTS = 40_000
_MOST_LINKS = 2_000
_FIRST_RTL = 0x58F
_STOP_BEFORE = re.compile(r"\A([.,:;!?\u060c\u061b\u061f]+)(\d[\d.,/%\-]*)\s*\Z")
_JUMP, _GAP, _BACK = 0.55, 2.0, 0.5
"""What ends a run, in sizes of its font: a step up or down, a gap to the right, a step back to the left."""
_BOLD_FROM = 600
_LEAST_SIZE, _FAR = 0.1, 1_000_000.0
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNIFIED = str.maketrans({"\x00": "\ufffd", "\ufffe": "\x02", "\x0b": " ", "\x0c": " ", "\u2028": " ", "\u2029": " "})


@dataclass(slots=True)
class TextRun:
    """Characters in a row on one line. ``mark`` is the number that the structure knows them by, -1 for none.

    ``base`` is the line that the letters stand on; the line as a whole, with its other runs, is as wide as from
    ``line_left`` to ``line_right``.
    """

    page: int
    mark: int
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    text: str = ""
    ends_line: bool = False
    href: str = ""
    is_rtl: bool = False
    line_left: float = 0.0
    line_right: float = 0.0


@dataclass(slots=True)
class Element:
    """An element of the structure of a page: its kind, its words for a picture, and its children or marks in order."""

    kind: str
    words: str = ""
    children: "list[Element | int]" = field(default_factory=list)


@dataclass(slots=True)
class PdfPage:
    """What a page shows. ``roots`` is its structure, empty where it has none."""

    number: int
    width: float
    height: float
    runs: list[TextRun]
    roots: list[Element]


def read_pages(document: pypdfium2.PdfDocument) -> Iterator[PdfPage]:
    """Yield the pages in order, up to the limits on pages and characters. Raises PdfiumError for a damaged one."""
    is_tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
    used = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue
        try:
            width, height = (min(max(side, 1.0), _FAR) for side in page.get_size())
            runs = _runs(page, number)
            _give_links(runs, list(_links(document, page)))
            yield PdfPage(number, width, height, runs, _structure(page) if is_tagged else [])
            used += sum(len(run.text) for run in runs)
        finally:
            page.close()
        if used > MOST_CHARS:
            return


class _Cursor:
    """Reads characters of a page one by one; what is the same for a whole text object is asked for once."""

    def __init__(self, text_page: pypdfium2.PdfTextPage) -> None:
        self._raw = text_page.raw
        self._object = 0
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self.mark, self.size, self.is_bold = -1, 0.0, False
        self.left = self.right = self.base = 0.0

    def go(self, index: int) -> bool:
        """Go to a character; return False for one that stands nowhere, such as a blank that pdfium puts in."""
        found = raw.FPDFText_GetTextObject(self._raw, index)
        address = ctypes.cast(found, ctypes.c_void_p).value or 0 if found else 0
        if not address:
            return False
        if address != self._object:
            self._object = address
            self.mark = raw.FPDFPageObj_GetMarkedContentID(found)
            self.is_bold = raw.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_FROM
            raw.FPDFText_GetMatrix(self._raw, index, self._matrix)
            scale = abs(self._matrix.a * self._matrix.d - self._matrix.b * self._matrix.c) ** 0.5
            size = raw.FPDFText_GetFontSize(self._raw, index) * (scale or 1.0)
            self.size = size if _LEAST_SIZE < size < _FAR else _LEAST_SIZE
        raw.FPDFText_GetCharOrigin(self._raw, index, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(self._raw, index, self._box)
        place = (self._box.left, self._y.value, self._box.right)
        if all(-_FAR < value < _FAR for value in place):  # a damaged file may say anything, also what is no number
            self.left, self.base, self.right = place
        return True


def _runs(page: pypdfium2.PdfPage, number: int) -> list[TextRun]:
    text_page = page.get_textpage()
    cursor = _Cursor(text_page)
    runs: list[TextRun] = []
    chars: list[str] = []
    run: TextRun | None = None
    pending = ""
    for index in range(min(text_page.count_chars(), MOST_CHARS)):
        code = raw.FPDFText_GetUnicode(text_page.raw, index)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in "\r\n":
            if run is not None:
                run.ends_line = True
            continue
        if not cursor.go(index):
            pending = char if run is not None else ""
            continue
        is_rtl = code > _FIRST_RTL and _RIGHT_TO_LEFT.match(char) is not None
        if run is None or run.ends_line or not _goes_on(run, cursor, is_rtl=is_rtl or run.is_rtl):
            if run is not None:
                run.text = _tidy(chars, pending)
            run = TextRun(number, cursor.mark, cursor.left, cursor.right, cursor.base, cursor.size, cursor.is_bold)
            runs.append(run)
            chars = []
        elif pending:
            chars.append(pending)
        pending = ""
        run.is_rtl = run.is_rtl or is_rtl
        chars.append(char)
        run.right = max(run.right, cursor.right) if not char.isspace() else run.right
        run.left = min(run.left, cursor.left)
    if run is not None:
        run.text = _tidy(chars, pending)
    text_page.close()
    shown = _from_top([one for one in runs if one.text.strip()])
    _measure_lines(shown)
    return shown


def _from_top(runs: list[TextRun]) -> list[TextRun]:
    """Return runs with lines in order that pdfium takes for one, as it does from right to left, and turns around.

    A stop that ends a sentence with a number stands left of the number; it is put behind it.
    """
    made: list[TextRun] = []
    line: list[TextRun] = []
    for run in runs:
        line.append(run)
        if run.ends_line or run is runs[-1]:
            if any(one.is_rtl for one in line):
                line.sort(key=lambda one: -round(one.base / max(one.size, 1.0)))
                for one in line:
                    one.text = _STOP_BEFORE.sub(r"\2\1", one.text) if not one.is_rtl else one.text
            made += line
            line = []
    return made


def _measure_lines(runs: list[TextRun]) -> None:
    """Note on each run how wide its line is."""
    line: list[TextRun] = []
    for run in [*runs, None]:
        if run is not None and line and is_beside(line[-1], run):
            line.append(run)
            continue
        for one in line:
            one.line_left = min(other.left for other in line)
            one.line_right = max(other.right for other in line)
        line = [run] if run is not None else []


def is_beside(run: TextRun, following: TextRun) -> bool:
    """Tell whether a run goes on right behind another one, on the same line."""
    size = max(run.size, following.size)
    if run.page != following.page or abs(run.base - following.base) >= _JUMP * size:
        return False
    if run.is_rtl or following.is_rtl:  # numbers and foreign words stand anywhere near
        return max(run.left, following.left) - min(run.right, following.right) < _GAP * size
    return -_BACK * size < following.left - run.right < _GAP * size


def _tidy(chars: list[str], pending: str) -> str:
    return ("".join(chars) + pending).translate(_UNIFIED)


def _goes_on(run: TextRun, cursor: _Cursor, *, is_rtl: bool) -> bool:
    size = max(run.size, cursor.size)
    back = _GAP if is_rtl else _BACK
    return (
        run.mark == cursor.mark
        and abs(cursor.size - run.size) < 0.02 * size
        and abs(cursor.base - run.base) < _JUMP * size
        and run.left - back * size < (cursor.right if is_rtl else cursor.left)
        and cursor.left < run.right + _GAP * size
    )


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[raw.FS_RECTF, str]]:
    """Yield the places of links to addresses."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        box = raw.FS_RECTF()
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI and raw.FPDFLink_GetAnnotRect(link, box):
            length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
            if 0 < length < 4_000:
                buffer = ctypes.create_string_buffer(length)
                raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
                yield box, buffer.value.decode("utf-8", "replace")


def _give_links(runs: list[TextRun], links: list[tuple[raw.FS_RECTF, str]]) -> None:
    """Note the address on runs whose middle lies in the place of a link."""
    for box, address in links:
        low, high = min(box.top, box.bottom), max(box.top, box.bottom)
        for run in runs:
            if low <= run.base + 0.3 * run.size <= high and box.left <= (run.left + run.right) / 2 <= box.right:
                run.href = address


def _structure(page: pypdfium2.PdfPage) -> list[Element]:
    """Return the structure of a page, walked without recursion."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return []
    top = Element("")
    todo = [(top, raw.FPDF_StructTree_GetChildAtIndex(tree, i)) for i in range(_bounded_count(tree))]
    todo.reverse()
    count = 0
    while todo and count < _MOST_ELEMENTS:
        above, handle = todo.pop()
        if isinstance(handle, int):
            above.children.append(handle)
            continue
        if not handle:
            continue
        count += 1
        element = Element(
            _told(raw.FPDF_StructElement_GetType, handle), _told(raw.FPDF_StructElement_GetAltText, handle)
        )
        above.children.append(element)
        inside: list[tuple[Element, object]] = []
        for i in range(max(0, raw.FPDF_StructElement_CountChildren(handle))):
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(handle, i)
            inside.append((element, mark if mark >= 0 else raw.FPDF_StructElement_GetChildAtIndex(handle, i)))
        todo.extend(reversed(inside))
    raw.FPDF_StructTree_Close(tree)
    return [one for one in top.children if isinstance(one, Element)]


def _bounded_count(tree: object) -> int:
    return min(max(0, raw.FPDF_StructTree_CountChildren(tree)), _MOST_ELEMENTS)


def _told(ask: object, handle: object) -> str:
    """Return what an element says to a question of pdfium's two-step kind."""
    assert callable(ask)  # noqa: S101 - tells the type checker
    length = ask(handle, None, 0)
    if not 2 < length < 20_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(handle, buffer, length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\x00")
