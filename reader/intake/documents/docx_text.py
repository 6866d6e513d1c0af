"""A Word document to paragraphs: one walk over its XML without recursion.

Insertions under tracked changes are kept, deletions left out, as Word shows the final text. Source: ECMA-376, part 1.
"""

import re

from lxml import etree

from reader.core.errors import UnreadableFileError
from reader.core.terms import STANDARD, Terms
from reader.intake.documents.docx_styles import PLAIN, WordStyle, is_on, word_styles
from reader.intake.documents.gathering import Gathering, OpenParagraph
from reader.intake.documents.paragraphs import Paragraph, Run, Style
from reader.intake.documents.parts import Parts, attribute, child, children, local, opened_parts, parsed, part_beside
from reader.intake.source import Source

_LINK = re.compile(r'HYPERLINK\s+(?:\\[lnt]\s+)?"?([^"\s]{1,2000})', re.IGNORECASE)
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "comment", "tblPr", "trPr", "tcPr", "sectPr", "rubyPr", "rt"})
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
_DAMAGED = "This Word document has no readable text in it; it may be damaged. Open it in Word and save it again."
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def docx_paragraphs(content: bytes, terms: Terms = STANDARD) -> list[Paragraph]:
    """Return the paragraphs of a Word document, empty ones left out. Raises InputError where it is damaged."""
    with opened_parts(Source.of_bytes(content, "document.docx"), terms) as parts:
        return word_paragraphs(parts)


def word_paragraphs(parts: Parts) -> list[Paragraph]:
    """Return the paragraphs in a Word document, its notes behind its text. Raises InputError where it is damaged."""
    place = main_part(parts)
    root = parsed(parts.read(place))
    if root is None:
        raise UnreadableFileError(_DAMAGED)
    targets = _targets(parts, place)
    styles = word_styles(parsed(parts.read(part_beside(place, "styles.xml"))))
    found = _Walk(styles, targets).walk(root)
    for name in ("footnotes.xml", "endnotes.xml"):
        notes = part_beside(place, name)
        inside = parsed(parts.read(notes))
        if inside is not None:
            found += _Walk(styles, _targets(parts, notes)).walk(inside)
    return found


def main_part(parts: Parts) -> str:
    """Return the name of the part with the text."""
    root = parsed(parts.read("_rels/.rels"))
    for relation in children(root, "Relationship"):
        if attribute(relation, "Type").endswith("/officeDocument"):
            return part_beside("", attribute(relation, "Target"))
    return "word/document.xml"


def _targets(parts: Parts, place: str) -> dict[str, str]:
    """Return what a part's relations point to: addresses, and names of parts of the document."""
    folder, _, name = place.rpartition("/")
    root = parsed(parts.read(f"{folder}/_rels/{name}.rels".lstrip("/")))
    found: dict[str, str] = {}
    for relation in children(root, "Relationship"):
        target = attribute(relation, "Target")
        is_outside = attribute(relation, "TargetMode") == "External"
        found[attribute(relation, "Id")] = target if is_outside else part_beside(place, target)
    return found


class _Walk:
    """Walks one part."""

    def __init__(self, styles: dict[str, WordStyle], targets: dict[str, str]) -> None:
        self._styles = styles
        self._targets = targets
        self._made = Gathering()
        self._look = PLAIN
        self._is_hidden = False
        self._links: list[str] = []
        self._fields: list[str | None] = []  # the instruction of each open field; None once its result is shown
        self._note = ""

    def walk(self, root: etree._Element) -> list[Paragraph]:
        """Return the paragraphs below ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local(element)
            if event == "end":
                self._end(name)
            elif name in _SKIPPED or (name in ("footnote", "endnote") and attribute(element, "type") in _NO_NOTES):
                walker.skip_subtree()
            else:
                self._begin(name, element)
                if name in ("pPr", "rPr", "instrText"):
                    walker.skip_subtree()
        return self._made.paragraphs

    def _begin(self, name: str, element: etree._Element) -> None:
        made = self._made
        match name:
            case "p":
                self._number_note(made.begin())
            case "pPr":
                self._take_paragraph_look(element)
            case "r":
                self._look, self._is_hidden = PLAIN, False
            case "rPr":
                self._take_run_look(element)
            case "t" | "sym":
                self._put(_symbol(element) if name == "sym" else element.text or "")
            case "tbl":
                made.begin_table()
            case "tr":
                made.begin_row()
            case "tc":
                made.begin_cell()
            case _ if name in _CHARACTERS:
                self._put(_CHARACTERS[name])
            case _:
                self._begin_other(name, element)

    def _begin_other(self, name: str, element: etree._Element) -> None:
        match name:
            case "hyperlink":
                target = self._targets.get(attribute(element, "id"), "")
                self._links.append(target if ":" in target else "")
            case "fldSimple":
                self._links.append(_address(attribute(element, "instr")))
            case "fldChar":
                self._take_field(attribute(element, "fldCharType"))
            case "instrText" if self._fields and self._fields[-1] is not None:
                self._fields[-1] += element.text or ""
            case "footnote" | "endnote":
                self._note = attribute(element, "id")
            case "footnoteReference" | "endnoteReference":
                self._put(f"[{attribute(element, 'id')}]")
            case "blip" | "imagedata":
                reference = attribute(element, "embed") or (attribute(element, "id") if name == "imagedata" else "")
                self._put_picture(self._targets.get(reference, ""), element)

    def _end(self, name: str) -> None:
        match name:
            case "p":
                self._made.end()
            case "tbl":
                self._made.end_table()
            case "hyperlink" | "fldSimple" if self._links:
                self._links.pop()

    def _number_note(self, begun: OpenParagraph) -> None:
        if self._note:
            begun.runs.append(Run(f"[{self._note}] "))
            self._note = ""

    def _take_paragraph_look(self, element: etree._Element) -> None:
        begun = self._made.innermost
        if begun is None:
            return
        named = child(element, "pStyle")
        style = self._styles.get(attribute(named, "val"), PLAIN) if named is not None else PLAIN
        begun.style, begun.level = style.style, style.level
        begun.is_bold, begun.is_italic = style.is_bold, style.is_italic
        outline, numbers = child(element, "outlineLvl"), child(element, "numPr")
        if outline is not None and attribute(outline, "val") in list("012345678"):
            begun.style, begun.level = Style.HEADING, min(6, int(attribute(outline, "val")) + 1)
        elif numbers is not None and begun.style is not Style.HEADING and _is_numbered(numbers):
            begun.style, begun.level = Style.LIST_ITEM, _depth(numbers)
        justified = child(element, "jc")
        begun.alignment = _ALIGNMENTS.get(attribute(justified, "val"), "left") if justified is not None else "left"

    def _take_run_look(self, element: etree._Element) -> None:
        named, bold, italic = child(element, "rStyle"), child(element, "b"), child(element, "i")
        style = self._styles.get(attribute(named, "val"), PLAIN) if named is not None else PLAIN
        begun = self._made.innermost
        is_bold = style.is_bold or (begun is not None and begun.is_bold)
        is_italic = style.is_italic or (begun is not None and begun.is_italic)
        self._look = WordStyle(
            is_bold=is_bold if bold is None else is_on(bold), is_italic=is_italic if italic is None else is_on(italic)
        )
        self._is_hidden = is_on(child(element, "vanish")) or is_on(child(element, "webHidden"))

    def _take_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            self._links.append(_address(self._fields[-1] or ""))
            self._fields[-1] = None
        elif kind == "end" and self._fields and self._fields.pop() is None and self._links:
            self._links.pop()

    def _put(self, text: str) -> None:
        if self._is_hidden or (self._fields and self._fields[-1] is not None):
            return
        href = next((link for link in reversed(self._links) if link), "")
        begun, look = self._made.innermost, self._look
        is_bold = look.is_bold or (look is PLAIN and begun is not None and begun.is_bold)
        is_italic = look.is_italic or (look is PLAIN and begun is not None and begun.is_italic)
        self._made.put(Run(text, is_bold, is_italic, href))

    def _put_picture(self, target: str, element: etree._Element) -> None:
        if not target or ":" in target:
            return
        words = ""
        for above in element.iterancestors():
            described = child(above, "docPr")
            if described is not None or local(above) == "drawing":
                words = attribute(described, "descr") if described is not None else ""
                break
        self._made.put(Run(words, picture=target))


def _address(instruction: str) -> str:
    found = _LINK.search(instruction)
    return found.group(1) if found and ":" in found.group(1) else ""


def _is_numbered(numbers: etree._Element) -> bool:
    """Tell whether a paragraph is in a list: number 0 takes a style's list away."""
    number = child(numbers, "numId")
    return number is None or attribute(number, "val") != "0"


def _depth(numbers: etree._Element) -> int:
    level = child(numbers, "ilvl")
    written = attribute(level, "val") if level is not None else "0"
    return 1 + (int(written) if written.isdecimal() and len(written) < 3 else 0)


def _symbol(element: etree._Element) -> str:
    """Return a character of a symbol font: those of Word's private range are bullets and arrows."""
    code = attribute(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xF000 <= number <= 0xF0FF or number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)
