"""Adds the story of a page that does not show it, from the page's own data, behind what is shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.core.model import Candidate, ElementTable, Field, Piece, Span
from reader.intake.html.tree import HtmlTree
from reader.intake.html.unseen import UnseenStory, begins_within, share_within, unseen_story

_SHOWN_CHARS = 600
"""Characters of shown prose from which on only a declared ``articleBody`` counts, and only one twice as long."""

_LEAST_PROSE_CHARS = 50
_DENSE_CHARS = 3
_MOST_LINKED = 0.35
_SHOWN_SHARE = 0.1
_LABEL = "story-data"
_DENSE = re.compile("[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff]")


def with_story_from_data(tree: HtmlTree, source: str, found: Sequence[Candidate]) -> HtmlTree:
    """Return the tree with the paragraphs that only the page's data holds as pieces at its end, or as it is.

    Nothing is added where any of that story is shown. The added pieces stand in one element row of their own, named
    after the element they come from (script, template or noscript) and labelled ``story-data`` and the kind of data.
    """
    bodies = [c.value for c in found if c.field is Field.BODY]
    body = max(bodies, key=len, default="")
    shown = _prose_chars(tree, max(_SHOWN_CHARS, len(body) // 2))
    if shown >= _SHOWN_CHARS and shown >= len(body) // 2:
        return tree
    titles = tuple({c.value for c in found if c.field is Field.HEADLINE})
    story = unseen_story(source, body, titles)
    if story is None or (shown >= _SHOWN_CHARS and story.source != "json-ld"):
        return tree
    chars = sum(_weight(part.text) for part in story.parts)
    if chars < 2 * shown or share_within(story, tree.text) > _SHOWN_SHARE or begins_within(story, tree.text):
        return tree
    return _extended(tree, story)


def _prose_chars(tree: HtmlTree, enough: int) -> int:
    """Return the characters of prose that the page shows, counted until there are enough."""
    total = 0
    hidden = tree.elements.hidden
    for piece in tree.pieces:
        length = len(piece.span)
        if length < _LEAST_PROSE_CHARS // _DENSE_CHARS or piece.link_chars > _MOST_LINKED * length:
            continue
        if hidden[piece.element]:
            continue
        weight = _weight(piece.span.of(tree.text))
        if weight >= _LEAST_PROSE_CHARS:
            total += weight
            if total >= enough:
                break
    return total


def _weight(text: str) -> int:
    """Return the length of a text; a character of a script without word spaces counts as three."""
    return len(text) if text.isascii() else len(text) + (_DENSE_CHARS - 1) * len(_DENSE.findall(text))


def _extended(tree: HtmlTree, story: UnseenStory) -> HtmlTree:
    elements = tree.elements
    row = len(elements.tags)
    texts, pieces = [tree.text] if tree.pieces else [], list(tree.pieces)
    base = len(tree.text) + 1 if tree.pieces else 0
    for part in story.parts:
        span = Span(base, base + len(part.text))
        pieces.append(Piece(span, part.role, row, part.level))
        texts.append(part.text)
        base = span.end + 1
    table = ElementTable(
        (*elements.parents, 0 if row else -1),
        (*elements.tags, story.tag),
        (*elements.labels, f"{_LABEL} {story.source}"),
        (*elements.hidden, False),
    )
    return replace(tree, text="\n".join(texts), pieces=tuple(pieces), elements=table)
