"""A small page as text, from the parts a test wants in it."""

import json

from reader.core.model import Metadata
from reader.intake.html import HtmlTree, read_html
from reader.intake.metadata import candidates, resolve

BODY = (
    "<p>The ferry to the island will sail again on Friday, the harbour said, and the stranded passengers "
    "who have been waiting on the quay since Monday will be the first to be carried.</p>"
)


def tree_of(head: str = "", before: str = "<h1>Ferry sails again</h1>", after: str = "", lang: str = "en") -> HtmlTree:
    """Return the tree of a page with ``head`` in its head and ``before`` and ``after`` around the story."""
    return read_html(f'<html lang="{lang}"><head>{head}</head><body>{before}{BODY}{after}</body></html>')


def json_ld(**values: object) -> str:
    """Return a JSON-LD script with a NewsArticle of these properties."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def metadata_of(
    head: str = "", before: str = "<h1>Ferry sails again</h1>", after: str = "", lang: str = "en"
) -> Metadata:
    """Return what is found out about such a page."""
    tree = tree_of(head, before, after, lang)
    return resolve(candidates(tree, "story.html"), tree)
