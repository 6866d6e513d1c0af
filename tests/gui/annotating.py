"""Highlights in memory, for the fake worker."""

from dataclasses import replace

from reader.core.changes import LibraryChanged
from reader.core.highlights import (
    AddHighlight,
    ChangeHighlight,
    DeleteHighlight,
    Highlight,
    MoveHighlight,
    PutBackHighlight,
    PutBackNote,
    SetNote,
    StoryNote,
)


def annotate(
    highlights: dict[int, Highlight],
    wish: AddHighlight | ChangeHighlight | DeleteHighlight | PutBackHighlight | MoveHighlight,
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
        case MoveHighlight(number, anchor):
            end = anchor.start + len(anchor.quote)
            one = replace(highlights[number], anchor=anchor, start=anchor.start, end=end)
    highlights[one.highlight_id] = one
    return LibraryChanged(updated=(one.article_id,))


def noted(notes: tuple[StoryNote, ...], wish: SetNote | PutBackNote) -> tuple[StoryNote, ...]:
    """Return the notes of a story after a wish about one of them."""
    if isinstance(wish, PutBackNote):
        others = (note for note in notes if note.note_id != wish.note.note_id)
        return tuple(sorted((*others, wish.note), key=lambda note: note.note_id))
    if wish.note_id is None:
        return (*notes, StoryNote(len(notes) + 1, wish.text, "2026"))
    changed = (replace(note, text=wish.text) if note.note_id == wish.note_id else note for note in notes)
    return tuple(note for note in changed if note.text)
