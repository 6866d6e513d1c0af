"""The styles of a Word document: which are headings, quotes, lists and captions, and which are bold by themselves."""

import re
from dataclasses import dataclass

from lxml import etree

from reader.intake.documents.paragraphs import Style
from reader.intake.documents.parts import attribute, child, children

_LONGEST_CHAIN = 12
_HEADING = re.compile(r"heading (\d)")
_OFF = frozenset({"0", "false", "off", "none"})
_NAMED: tuple[tuple[re.Pattern[str], Style], ...] = (
    (re.compile(r"quot|zitat|citation|\bcita"), Style.QUOTE),
    (re.compile(r"list (?:bullet|number|paragraph bullet)"), Style.LIST_ITEM),
    (re.compile(r"caption"), Style.CAPTION),
    (re.compile(r"html preformatted|macro|source code"), Style.PREFORMATTED),
)
"""By the built-in names, which Word writes in English in every language."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a style makes of a paragraph or run."""

    style: Style = Style.PARAGRAPH
    level: int = 0
    is_bold: bool = False
    is_italic: bool = False


PLAIN = WordStyle()


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch such as ``<w:b/>`` is there and not turned off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


def word_styles(root: etree._Element | None) -> dict[str, WordStyle]:
    """Return the styles by their ids."""
    given = {attribute(one, "styleId"): one for one in children(root, "style")}
    return {name: _style(name, given) for name in given}


def _style(name: str, given: dict[str, etree._Element]) -> WordStyle:
    chain: list[etree._Element] = []
    while name in given and len(chain) < _LONGEST_CHAIN:
        chain.append(given[name])
        base = child(given[name], "basedOn")
        name = attribute(base, "val") if base is not None else ""
    found = next((made for one in chain if (made := _named(one)) is not None), (Style.PARAGRAPH, 0))
    return WordStyle(*found, _switch(chain, "b"), _switch(chain, "i"))


def _named(style: etree._Element) -> tuple[Style, int] | None:
    """Return what a style is by its own name or outline level, or None where it says neither."""
    named = child(style, "name")
    name = attribute(named, "val").lower() if named is not None else ""
    if attribute(style, "type") == "paragraph":
        heading = _HEADING.fullmatch(name)
        if heading:
            return Style.HEADING, min(6, max(1, int(heading.group(1))))
        if name == "title":
            return Style.HEADING, 1
        outline = child(child(style, "pPr"), "outlineLvl")
        if outline is not None and attribute(outline, "val") in "012345678":
            return Style.HEADING, min(6, int(attribute(outline, "val") or 0) + 1)
        for pattern, kind in _NAMED:
            if pattern.search(name):
                return kind, 1 if kind is Style.LIST_ITEM else 0
    return None


def _switch(chain: list[etree._Element], name: str) -> bool:
    for one in chain:
        found = child(child(one, "rPr"), name)
        if found is not None:
            return is_on(found)
    return False
