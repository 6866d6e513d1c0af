"""An OpenDocument text to paragraphs, in one walk without recursion. Source: OASIS OpenDocument 1.3, part 3."""

from collections.abc import Callable

from lxml import etree

from reader.intake.documents.docx_styles import PLAIN, WordStyle
from reader.intake.documents.gathering import Gathering
from reader.intake.documents.paragraphs import Paragraph, Run, Style
from reader.intake.documents.parts import attribute, child, local

_SKIPPED = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "meta", "desc", "title", "ruby-text"}
)
_CHARACTERS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
_TABLE_PARTS: dict[str, Callable[[Gathering], None]] = {
    "table": Gathering.begin_table,
    "table-row": Gathering.begin_row,
    "table-cell": Gathering.begin_cell,
    "covered-table-cell": Gathering.begin_cell,
}
_WEIGHTS = frozenset({"bold", "600", "700", "800", "900"})
_ALIGNMENTS = {"center": "center", "end": "right", "right": "right", "justify": "justify"}


def odt_paragraphs(content: etree._Element, styles: etree._Element | None) -> list[Paragraph]:
    """Return the paragraphs of an OpenDocument's content, with the looks that its styles give; notes stand behind."""
    walk = _Walk(content, styles)
    return walk.walk(content)


class _Walk:
    """Walks the content; ``roots`` are looked through for styles, the last first."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._made = Gathering()
        self._styles: dict[str, etree._Element] = {}
        for root in reversed(roots):
            for one in root.iter() if root is not None else ():
                if local(one) == "style":
                    self._styles[attribute(one, "name")] = one
        self._looks: list[WordStyle] = [PLAIN]
        self._links: list[str] = [""]
        self._items = 0
        self._mark = ""
        self._notes: list[Paragraph] = []
        self._before_note: list[Paragraph] = []

    def walk(self, root: etree._Element) -> list[Paragraph]:
        """Return the paragraphs below ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local(element)
            if event == "end":
                self._end(name)
                if name not in ("p", "h"):
                    self._put(element.tail or "")
            elif name in _SKIPPED or name in ("automatic-styles", "styles"):
                walker.skip_subtree()
            else:
                self._begin(name, element)
        return self._made.paragraphs + self._notes

    def _begin(self, name: str, element: etree._Element) -> None:
        made = self._made
        match name:
            case "p" | "h":
                self._begin_paragraph(name, element)
            case "span":
                self._looks.append(self._look(attribute(element, "style-name"), self._looks[-1]))
            case "a":
                address = attribute(element, "href")
                self._links.append(address if ":" in address else self._links[-1])
            case "list":
                self._items += 1
            case "s":
                count = attribute(element, "c")
                self._put(" " * min(int(count), 80) if count.isdecimal() and len(count) < 4 else " ")
            case "image":
                self._put_picture(element)
            case "note-body":
                self._before_note, made.paragraphs = made.paragraphs, []
            case _ if name in _TABLE_PARTS:
                _TABLE_PARTS[name](made)
            case _:
                self._put(_CHARACTERS.get(name, ""))
        if name in ("span", "a", "p", "h", "note-citation"):
            self._put(f"[{element.text}]" if name == "note-citation" else element.text or "")

    def _begin_paragraph(self, name: str, element: etree._Element) -> None:
        begun = self._made.begin()
        style = attribute(element, "style-name")
        names = self._named(style)
        self._looks.append(self._look(style, PLAIN))
        begun.alignment = next((_ALIGNMENTS.get(one, "left") for one in self._given(style, "text-align")), "left")
        if name == "h" or "title" in names:
            level = attribute(element, "outline-level")
            begun.style, begun.level = Style.HEADING, int(level) if level.isdecimal() and len(level) == 1 else 1
        elif self._items:
            begun.style, begun.level = Style.LIST_ITEM, self._items
        elif any("quot" in one for one in names):
            begun.style = Style.QUOTE
        elif "preformatted_20_text" in names:
            begun.style = Style.PREFORMATTED

    def _end(self, name: str) -> None:
        match name:
            case "p" | "h":
                self._made.end()
                self._looks.pop()
            case "span":
                self._looks.pop()
            case "a":
                self._links.pop()
            case "list":
                self._items -= 1
            case "table":
                self._made.end_table()
            case "note-body":
                self._notes += self._made.paragraphs
                self._made.paragraphs = self._before_note

    def _chain(self, name: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while name in self._styles and len(found) < 12:
            found.append(self._styles[name])
            name = attribute(self._styles[name], "parent-style-name")
        return found

    def _named(self, name: str) -> list[str]:
        """Return the lower-case names of a style and of those it is made from."""
        return [attribute(one, "name").lower() for one in self._chain(name)] or [name.lower()]

    def _given(self, name: str, key: str) -> list[str]:
        """Return what a style and those it is made from say of a property, the nearest first."""
        found: list[str] = []
        for one in self._chain(name):
            for kind in ("text-properties", "paragraph-properties"):
                properties = child(one, kind)
                value = attribute(properties, key) if properties is not None else ""
                found += [value] if value else []
        return found

    def _look(self, name: str, around: WordStyle) -> WordStyle:
        weight, slant = self._given(name, "font-weight"), self._given(name, "font-style")
        return WordStyle(
            is_bold=weight[0] in _WEIGHTS if weight else around.is_bold,
            is_italic=slant[0] in ("italic", "oblique") if slant else around.is_italic,
        )

    def _put(self, text: str) -> None:
        if text and self._made.innermost is not None:
            folded = text if text in ("\t", "\n") else text.replace("\n", " ")
            look = self._looks[-1]
            self._made.put(Run(folded, look.is_bold, look.is_italic, self._links[-1]))

    def _put_picture(self, element: etree._Element) -> None:
        target = attribute(element, "href").removeprefix("./")
        if target and ":" not in target:
            self._made.put(Run("", picture=target))
