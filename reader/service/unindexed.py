"""What can be answered while there is no search index."""

from reader.core.query import ResultRow, SearchAnswer, SearchRequest
from reader.store import Store

BUILDING = "The search index is being built; search works when it is done."


def answer_without_index(store: Store, request: SearchRequest) -> SearchAnswer:
    """List all stories for an empty query, and nothing for any other, with a note that says why."""
    is_empty = not request.query.strip()
    listed = store.newest(request.limit, request.offset) if is_empty else ()
    rows = tuple(
        ResultRow(
            article_id=story.article_id,
            headline=story.headline,
            outlet=story.outlet,
            published=story.published,
            words=story.words,
            score=0.0,
            snippet=story.standfirst,
            marks=(),
        )
        for story in listed
    )
    total = store.count() if is_empty else 0
    notes = (BUILDING,) if store.count() else ()
    return SearchAnswer(request.query, "", total, 0, 0.0, rows, notes=notes)
