"""Pages of exports: parsed without limits that lose text, and walked into paragraphs without recursion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from reader.intake.databases.parts import Part
from reader.intake.documents.paragraphs import Paragraph, Run, Style
from reader.intake.markup import rows
from reader.intake.metadata.folding import word_set

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_CONTROLS = {code: " " for code in range(32) if code not in (9, 10, 13)}
_SKIPPED = word_set("script style head title noscript template button input select iframe")
_INLINE = word_set(
    "a abbr acronym b big cite code del dfn em font hlt i img ins kbd label mark meta nobr q s samp small span strike"
    " strong sub sup text tt u var wbr o:p link"
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def parsed(text: str) -> html.HtmlElement | None:
    """Return the tree of a page or a piece of one, or None where nothing is in it."""
    text = _DECLARATION.sub("", text, count=1).translate(_CONTROLS)
    if not text.strip():
        return None
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def classes(element: html.HtmlElement) -> frozenset[str]:
    """Return the classes of an element, in lower case."""
    return frozenset(str(element.get("class") or "").lower().split())


def has_class(root: html.HtmlElement, name: str) -> Iterator[html.HtmlElement]:
    """Yield the elements below ``root`` with a class, in order; ``name`` is in lower case."""
    for element in root.iter():
        if isinstance(element.tag, str) and name in classes(element):
            yield element


def flat(element: html.HtmlElement | None) -> str:
    """Return the text of an element in one line, a blank for every line break."""
    if element is None:
        return ""
    made: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if one.tag == "br" or one.tag not in _INLINE:
                made.append(" ")
            if one.tag not in _SKIPPED:
                made.append(one.text or "")
        else:
            made.append(" " if one.tag not in _INLINE else "")
            made.append((one.tail or "") if one is not element else "")
    return " ".join("".join(made).split())


def page_parts(root: html.HtmlElement, *, with_bold: bool = True) -> list[Part]:
    """Return the paragraphs and tables of facts below an element; ``with_bold`` is off where bold marks search hits."""
    return _Walk(with_bold=with_bold).walk(root)


@dataclass(slots=True)
class _Walk:
    """Gathers runs of text between the ends of blocks."""

    with_bold: bool
    made: list[Part] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    breaks: int = 0
    bold: int = 0
    italic: int = 0
    heading: int = 0
    href: str = ""

    def walk(self, root: html.HtmlElement) -> list[Part]:
        """Return what is below ``root``."""
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if not isinstance(element.tag, str):
                continue
            if event == "start" and (element.tag in _SKIPPED or _is_table_of_facts(element)):
                self._end_paragraph()
                if element.tag == "table":
                    self.made.append(_table(element))
                events.skip_subtree()
            elif event == "start":
                self._start(element)
            else:
                self._end(element, element is root)
        self._end_paragraph()
        return self.made

    def _start(self, element: html.HtmlElement) -> None:
        tag = str(element.tag)
        if tag == "br":
            self.breaks += 1
            if self.breaks > 1:
                self._end_paragraph()
            elif self.runs:
                self.runs.append(Run("\n"))
            return
        if tag not in _INLINE:
            self._end_paragraph()
        self.bold += tag in _BOLD
        self.italic += tag in _ITALIC
        self.heading = _HEADINGS.get(tag, self.heading)
        if tag == "a" and str(element.get("href") or "").startswith(("http://", "https://")):
            self.href = str(element.get("href"))
        self._text(element.text)

    def _end(self, element: html.HtmlElement, is_root: bool) -> None:
        tag = str(element.tag)
        if tag not in _INLINE and tag != "br" and tag not in _SKIPPED:
            self._end_paragraph(is_item=tag == "li")
            self.heading = 0 if tag in _HEADINGS else self.heading
        self.bold -= tag in _BOLD and self.bold > 0
        self.italic -= tag in _ITALIC and self.italic > 0
        self.href = "" if tag == "a" else self.href
        if not is_root:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        flat_text = re.sub(r"\s+", " ", text)
        if not flat_text.strip():
            if self.runs and not self.runs[-1].text.endswith(("\n", " ")):
                self.runs.append(Run(" "))
            return
        self.breaks = 0
        self.runs.append(Run(flat_text, bool(self.bold) and self.with_bold, bool(self.italic), self.href))

    def _end_paragraph(self, *, is_item: bool = False) -> None:
        runs, self.runs = tuple(self.runs), []
        self.breaks = 0
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        lines = tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())
        style = Style.HEADING if self.heading else Style.LIST_ITEM if is_item else Style.PARAGRAPH
        self.made.append(Part(lines, (Paragraph(runs, style, self.heading),)))


def _is_table_of_facts(element: html.HtmlElement) -> bool:
    """Tell a table with rows of several short cells from one that a page is laid out with."""
    if element.tag != "table":
        return False
    wide = 0
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if any(cell.find(".//table") is not None for cell in cells):
            return False
        wide += len(cells) > 1
    return wide > 1


def _table(element: html.HtmlElement) -> Part:
    cells = [[flat(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    return Part(tuple(" ".join(row) for row in cells if any(row)), (rows(cells),))
