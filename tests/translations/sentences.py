"""Finds the sentences that come from beneath the window: reasons of removals, doubts, rows of reports, errors, notes.

What is filled in stands as ``{1}``, ``{2}``, … in the order of the sentence.
"""

import ast
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

READER = Path(__file__).resolve().parents[2] / "reader"
PACKAGES = ("clean", "search", "service", "store", "intake", "study", "export")
_SENTENCE = re.compile(r"[A-Z{].{10,}[.:]", re.DOTALL)
REASONS = (
    *(
        "caption of a picture or video",
        "shown on a page whose story is only in its data",
        "outside the story: list of links",
    ),
    *("page header, before the story", "after the end of the story", "outside the story's part of the page"),
    *(
        "does not read like the story around it",
        "hidden on the page",
        "navigation or page footer",
        "comments by readers",
    ),
    *("notice laid over the page", "form or control", "sharing links", "newsletter, subscription or sign-in offer"),
    *(
        "advertisement",
        "links to other stories",
        "topics, sections or labels",
        "byline or about the author",
        "date line",
    ),
    *("credit or copyright", "teasers of other stories", "sidebar", "spoken label of a link", "link to another story"),
    *("page text between two sentences", "byline", "header of the saved text", "call to action: newsletter"),
    *("call to action: app", "call to action: follow", "call to action: donate", "call to action: subscribe"),
    *(
        "share or page button",
        "comment line",
        "copyright or house notice",
        "consent or player notice",
        "about the author",
    ),
    *("quotation repeated from the text", "headline repeated", "standfirst repeated", "line repeated", "list repeated"),
    *("removed by you", "bare address", "no words", "placeholder of the site's system", "place of the report"),
    *("section or outlet above the headline", "time and author of an entry"),
    "in {1} of {2} stories of this outlet",
    "in {1} of {2} stories without a known outlet",
)
"""Why something was removed, as the rules say it."""


def sentences() -> list[str]:
    """Return every reason and sentence once, in the order of modules and lines."""
    found = [
        text
        for package in PACKAGES
        for path in sorted((READER / package).rglob("*.py"))
        if "stubs" not in path.parts
        for text in sentences_of(path.read_text(encoding="utf-8"))
    ]
    return list(dict.fromkeys((*REASONS, *map(_numbered, found))))


def _numbered(template: str) -> str:
    """Name what is filled in by its number, as :mod:`reader.gui.language.sentences` does."""
    numbers = count(1)
    return re.sub(r"\{\w*\}", lambda _: f"{{{next(numbers)}}}", template)


def sentences_of(code: str) -> Iterator[str]:
    """Yield the sentences in a module."""
    tree = ast.parse(code)
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    passed |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    passed |= {id(part) for call in _logged(tree) for part in ast.walk(call)}
    for node in ast.walk(tree):
        text = None if id(node) in passed else _template(node)
        if text is not None and " " in text and _SENTENCE.fullmatch(text):
            yield text


def _logged(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                yield node


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, number = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            number += 1
            parts.append(f"{{{number}}}")
    return "".join(parts)
