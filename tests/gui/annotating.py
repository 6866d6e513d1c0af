"""Highlights in memory, for the fake worker."""

from dataclasses import replace

from reader.core.changes import LibraryChanged
from reader.core.highlights import AddHighlight, ChangeHighlight, DeleteHighlight, Highlight, PutBackHighlight


def annotate(
    highlights: dict[int, Highlight], wish: AddHighlight | ChangeHighlight | DeleteHighlight | PutBackHighlight
) -> LibraryChanged:
    """Fulfil a wish at once and return what there is to tell."""
    match wish:
        case AddHighlight(article_id, anchor, colour, note):
            number, end = len(highlights) + 1, anchor.start + len(anchor.quote)
            one = Highlight(number, article_id, anchor, colour, note, anchor.start, end, "2026", "2026")
        case ChangeHighlight(number, colour, note):
            one = replace(highlights[number], colour=colour, note=note)
        case DeleteHighlight(number):
            return LibraryChanged(updated=(highlights.pop(number).article_id,))
        case PutBackHighlight(one):
            pass
    highlights[one.highlight_id] = one
    return LibraryChanged(updated=(one.article_id,))
