"""One pass over a parsed document, without recursion: the visible text in pieces, the elements around it, the marks."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from reader.core.model import ElementTable, Mark, MarkKind, Piece, Role, Span
from reader.intake.html.labels import HIDING, is_marked_hidden, is_unseen_inline, labels_of
from reader.intake.html.tags import (
    AMP_PICTURE,
    FLOWS,
    HOLDING_ROLES,
    LIST_TAGS,
    MARKS,
    PICTURES,
    RESETTING_TAGS,
    ROLES,
    Flow,
)

# A piece longer than this is split at a space: no paragraph a person wrote is, and text views choke on it.
MAX_PIECE_CHARS = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
# Soft hyphens, zero-width spaces and joiners, direction marks, byte order marks: nothing to see on their own.
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
)
# Looked at for every node: members of an enum are slow to fetch.
_INLINE, _SKIPPED, _PREFORMATTED = Flow.INLINE, Flow.SKIPPED, Role.PREFORMATTED
_TAGS_WITH_ROLES = LIST_TAGS | RESETTING_TAGS | ROLES.keys()


def is_blank(text: str) -> bool:
    """Return whether ``text`` has no visible character: white space and zero-width characters only."""
    return _INVISIBLE.fullmatch(text) is not None


@dataclass(slots=True)
class _Open:
    """An element whose content is being read. ``index`` is its row in the table, -1 until it has text."""

    node: LexborNode
    tag: str
    role: Role
    level: int
    is_block: bool
    index: int = -1


@dataclass(slots=True)
class _Marking(_Open):
    """An open inline element that is a mark over the text inside."""

    mark: MarkKind = MarkKind.LINK
    start: int = -1
    end: int = -1
    href: str = ""


class TreeWalk:
    """Collects pieces, elements and marks; feed it the root, then read ``text`` and the tuples.

    ``found`` maps a tag name to its nodes in document order, for the tags named in ``wanted``. ``pictures`` are the
    nodes of pictures that are shown, each with its row and its place in the text.
    """

    def __init__(self, wanted: frozenset[str]) -> None:
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []
        self.found: dict[str, list[LexborNode]] = {tag: [] for tag in wanted}
        self.pictures: list[tuple[LexborNode, int, int]] = []
        self._texts: list[str] = []
        self._nodes: list[LexborNode] = []
        self._parents: list[int] = []
        self._tags: list[str] = []
        self._labels: list[str] = []
        self._hidden: list[bool] = []
        self._unseen: set[int] = set()
        self._open: list[_Open] = []
        self._marking: list[_Marking] = []
        self._link_depth = 0
        self._chunks: list[str] = []
        self._base = 0  # offset of the piece at hand in the page's text
        self._length = 0  # characters of the piece at hand so far
        self._has_space = False
        self._link_chars = 0
        self._row = -1  # innermost element that holds the whole piece at hand
        self._role = Role.LOOSE
        self._level = 0

    @property
    def text(self) -> str:
        """The pieces' texts joined by newlines."""
        return "\n".join(self._texts)

    @property
    def elements(self) -> ElementTable:
        """Every element with visible text or a picture in it, and the pictures; a parent before its children."""
        return ElementTable(tuple(self._parents), tuple(self._tags), tuple(self._labels), tuple(self._hidden))

    def rows(self) -> dict[int, int]:
        """Return the row of each element in the table by its node's ``mem_id``."""
        return {node.mem_id: row for row, node in enumerate(self._nodes)}

    def walk(self, root: LexborNode) -> None:
        """Read the whole tree below and with ``root``."""
        node: LexborNode | None = root
        around = self._open
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                raw = node.text_content or ""
                if raw.isspace() and around and around[-1].role is not _PREFORMATTED:
                    self._has_space = True
                else:
                    self._add(raw)
            else:
                child = node.first_child
                if self._enter(node, tag, child is None) and child is not None:
                    node = child
                    continue
            following = node.next if around else None
            while following is None and around:
                node = around[-1].node
                self._leave()
                following = node.next if around else None
            node = following
        self._flush()

    def _enter(self, node: LexborNode, tag: str, is_empty: bool) -> bool:
        """Note the start of an element; return whether it is open now, its content to be read."""
        if tag in self.found:
            self.found[tag].append(node)
        flow = FLOWS.get(tag)
        if flow is _INLINE:
            if not is_empty:
                self._enter_inline(node, tag)
            return not is_empty
        if flow is _SKIPPED:
            self._pass_over(node, tag)
            return False
        if tag[:1] == "-" or (tag == "dialog" and "open" not in node.attributes):
            return False
        if tag == "button" and self._length and self._is_empty_in_paragraph(node):
            return False
        self._flush()
        if tag == AMP_PICTURE and self._open:
            self._add_picture(node, "img")
        if is_empty or flow is Flow.BREAK:
            return False
        self._enter_block(node, tag)
        return True

    def _pass_over(self, node: LexborNode, tag: str) -> None:
        """Note what is wanted of an element whose content is not read."""
        if tag == "head":
            self._collect(node)
        elif tag in PICTURES and self._open:
            self._add_picture(node, tag)

    def _add_picture(self, node: LexborNode, tag: str) -> None:
        """Give a picture a row in the table, and note where it stands if it is an image that is shown."""
        row = self._new_row(_Open(node, tag, Role.LOOSE, 0, True), self._place())
        if tag == "img" and not self._hidden[row]:
            self.pictures.append((node, row, self._base + self._length))

    def _is_empty_in_paragraph(self, button: LexborNode) -> bool:
        """Whether a button stands in the middle of a paragraph and shows a sign at most: it does not end the line."""
        return self._open[-1].role is Role.PARAGRAPH and not (button.text(deep=True) or "").strip()

    def _collect(self, head: LexborNode) -> None:
        """Note the wanted nodes of the head, which has no visible text."""
        for node in head.traverse(include_text=False):
            tag = node.tag or ""
            if tag in self.found:
                self.found[tag].append(node)

    def _enter_inline(self, node: LexborNode, tag: str) -> None:
        above = self._open[-1]
        kind = MARKS.get(tag)
        if kind is None:
            self._open.append(_Open(node, tag, above.role, above.level, False))
            return
        opened = _Marking(node, tag, above.role, above.level, False, mark=kind)
        self._open.append(opened)
        self._marking.append(opened)
        if tag == "a":
            self._link_depth += 1

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        role, level = (self._open[-1].role, self._open[-1].level) if self._open else (Role.LOOSE, 0)
        if tag in _TAGS_WITH_ROLES:
            role, level = _role_of(tag, role, level)
        self._open.append(_Open(node, tag, role, level, True))

    def _leave(self) -> None:
        """Note the end of the innermost open element."""
        closed = self._open.pop()
        if closed.is_block:
            self._flush()
        elif self._marking and closed is self._marking[-1]:
            self._end_mark(self._marking.pop())
            if closed.tag == "a":
                self._link_depth -= 1

    def _add(self, raw: str) -> None:
        """Take in a text node."""
        if not self._open:
            return
        if self._open[-1].role is _PREFORMATTED:
            self._add_preformatted(raw)
            return
        if not raw.isprintable() or "  " in raw:
            raw = _folded(raw)
        body = raw.strip(" ")
        if not body:
            return
        self._has_space = self._has_space or raw[0] == " "
        self._put_visible(body)
        self._has_space = raw[-1] == " "

    def _add_preformatted(self, raw: str) -> None:
        raw = _CONTROL.sub("", raw).replace("\r\n", "\n").replace("\r", "\n")
        if not self._length:
            raw = raw.lstrip("\n")
        if raw.isspace() and not self._length:
            return
        if raw:
            self._put_visible(raw)

    def _put_visible(self, body: str) -> None:
        innermost = self._open[-1]
        row = innermost.index if innermost.index >= 0 else self._place()
        if row in self._unseen:
            return
        if not self._length:
            self._row, self._role, self._level = row, innermost.role, innermost.level
        elif row != self._row:
            self._row = self._common(self._row, row)
        if self._has_space and self._length:
            self._chunks.append(" ")
            self._length += 1
            self._link_chars += any(opened.tag == "a" and opened.start >= 0 for opened in self._marking)
        start = self._base + self._length
        self._chunks.append(body)
        self._length += len(body)
        if self._marking:
            self._mark(start, len(body))

    def _mark(self, start: int, length: int) -> None:
        """Stretch the marks that are open over the text just put."""
        for opened in self._marking:
            if opened.start < 0:
                opened.start = start
            opened.end = start + length
        if self._link_depth:
            self._link_chars += length

    def _place(self) -> int:
        """Return the row of the innermost open element, giving rows to it and those around it that had no text."""
        opened = self._open
        first = len(opened)
        while first and opened[first - 1].index < 0:
            first -= 1
        parent = opened[first - 1].index if first else -1
        for element in opened[first:]:
            parent = element.index = self._new_row(element, parent)
        return parent

    def _new_row(self, element: _Open, parent: int) -> int:
        attributes = element.node.attributes
        labels = labels_of(attributes) if attributes else ""
        is_unsure = not HIDING.isdisjoint(attributes)
        row = len(self._parents)
        self._nodes.append(element.node)
        self._parents.append(parent)
        self._tags.append(element.tag)
        self._labels.append(labels)
        self._hidden.append((parent >= 0 and self._hidden[parent]) or (is_unsure and is_marked_hidden(attributes)))
        if not element.is_block:
            if parent in self._unseen or ((labels or is_unsure) and is_unseen_inline(attributes, labels)):
                self._unseen.add(row)
            if isinstance(element, _Marking):
                element.href = attributes.get("href") or ""
        return row

    def _common(self, first: int, second: int) -> int:
        """Return the innermost row that holds both; a parent's row is always lower than its child's."""
        while first != second:
            if first > second:
                first = self._parents[first]
            else:
                second = self._parents[second]
        return first

    def _end_mark(self, opened: _Marking) -> None:
        if opened.start >= 0 and (opened.tag != "a" or opened.href):
            href = opened.href if opened.tag == "a" else ""
            self.marks.append(Mark(Span(opened.start, opened.end), opened.mark, href))
        opened.start = -1

    def _flush(self) -> None:
        """End the piece at hand."""
        self._has_space = False
        if not self._chunks:
            return
        for opened in self._marking:
            self._end_mark(opened)
        text = "".join(self._chunks)
        if self._role is _PREFORMATTED:
            text = text.rstrip()
        if text[:1].isalnum() or not is_blank(text):
            self._keep(text)
        else:
            while self.marks and self.marks[-1].span.start >= self._base:
                self.marks.pop()
        self._chunks.clear()
        self._length = self._link_chars = 0

    def _keep(self, text: str) -> None:
        """Add the piece at hand, in parts if it is too long."""
        start = 0
        while len(text) - start > MAX_PIECE_CHARS:
            cut = text.rfind(" ", start, start + MAX_PIECE_CHARS)
            if cut <= start:
                cut = text.find(" ", start + MAX_PIECE_CHARS)
                if cut < 0:
                    break
            self._keep_part(text[start:cut])
            start = cut + 1
        self._keep_part(text[start:])

    def _keep_part(self, text: str) -> None:
        span = Span(self._base, self._base + len(text))
        self.pieces.append(Piece(span, self._role, self._row, self._level, min(self._link_chars, len(text))))
        self._texts.append(text)
        self._base = span.end + 1


def _folded(raw: str) -> str:
    """Return ``raw`` without control characters, each run of white space one space."""
    body = " ".join(raw.split())
    if not body.isprintable():
        raw = _CONTROL.sub("", raw)
        body = " ".join(raw.split())
    if raw[:1].isspace():
        body = f" {body}"
    return f"{body} " if raw[-1:].isspace() else body


def _role_of(tag: str, around: Role, level: int) -> tuple[Role, int]:
    """Return the role and level of text in a block with this tag, inside a block with role ``around``."""
    own = ROLES.get(tag)
    if own is Role.HEADING:
        return own, int(tag[1])
    if tag in LIST_TAGS:
        return Role.LOOSE, level + 1 if around in (Role.LIST_ITEM, Role.LOOSE) else 1
    if own is not None and not (own is Role.PARAGRAPH and around in HOLDING_ROLES):
        return own, max(level, 1) if own is Role.LIST_ITEM else 0
    return (Role.LOOSE, 0) if tag in RESETTING_TAGS else (around, level)
