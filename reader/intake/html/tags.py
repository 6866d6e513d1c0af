"""What each HTML element means for the visible text: a table from tag name to how its content is read."""

from enum import Enum

from reader.core.model import MarkKind, Role


class Flow(Enum):
    """How an element's content joins the text around it."""

    BLOCK = "text before, inside and after stands apart"
    INLINE = "joins the text around it"
    SKIPPED = "not visible as text"
    BREAK = "ends the line, has no content"


# Not shown, or no text of the page: form fields, embedded media and their fallbacks, drawings, code.
_SKIPPED = """
script style template noscript noframes noembed svg iframe object embed canvas head title select option optgroup
datalist textarea audio video map link meta base input frameset frame param source track img area
"""
_INLINE = """
a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark math mi mn mo mrow ms msub msup
nobr o:p picture q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr
"""

FLOWS: dict[str, Flow] = (
    dict.fromkeys(_SKIPPED.split(), Flow.SKIPPED)
    | dict.fromkeys(_INLINE.split(), Flow.INLINE)
    | dict.fromkeys(("br", "hr"), Flow.BREAK)
)

MARKS: dict[str, MarkKind] = {
    "a": MarkKind.LINK,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
}

ROLES: dict[str, Role] = {
    "p": Role.PARAGRAPH,
    "li": Role.LIST_ITEM,
    "dt": Role.LIST_ITEM,
    "dd": Role.LIST_ITEM,
    "blockquote": Role.QUOTE,
    "pre": Role.PREFORMATTED,
    "listing": Role.PREFORMATTED,
    "xmp": Role.PREFORMATTED,
    "plaintext": Role.PREFORMATTED,
    "td": Role.TABLE_CELL,
    "th": Role.TABLE_CELL,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
} | {f"h{level}": Role.HEADING for level in range(1, 7)}

# These get a row in the table of elements though they have no text: what stands beside them may be a caption.
PICTURES = frozenset({"img", "video", "iframe"})
AMP_PICTURE = "amp-img"
# A paragraph inside these is still a part of them; anywhere else it is a paragraph.
HOLDING_ROLES = frozenset({Role.LIST_ITEM, Role.QUOTE, Role.PREFORMATTED, Role.CAPTION})
# A whole story may stand inside a list item or a layout table: these begin anew.
RESETTING_TAGS = frozenset({"article", "main", "section", "table", "aside", "form", "body"})
LIST_TAGS = frozenset({"ul", "ol", "dl", "menu"})
