"""A whole HTML page to its visible text in pieces, with the elements around them and what its head declares."""

from reader.intake.html.page import read_html
from reader.intake.html.tree import HeadFacts, HtmlTree, ItemProp, LinkTag, MetaTag, TimeTag

__all__ = ["HeadFacts", "HtmlTree", "ItemProp", "LinkTag", "MetaTag", "TimeTag", "read_html"]
