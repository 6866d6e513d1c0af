"""What the timeline remembers until the next start: its queries, and how they are counted and drawn."""

import json

from PySide6.QtWidgets import QComboBox

from reader.gui.charts.page import MOST_QUERIES, TimelinePage
from reader.gui.frame.window_state import WindowState


def _boxes(page: TimelinePage) -> dict[str, QComboBox]:
    return {
        "timeline_period": page.period,
        "timeline_rate": page.rate,
        "timeline_form": page.form,
        "timeline_smooth": page.smooth,
    }


def restore(page: TimelinePage, state: WindowState) -> bool:
    """Set the page as it was left; return whether its first query is that of the search above."""
    for name, box in _boxes(page).items():
        place = state.text(name)
        if place.isdecimal() and int(place) < box.count():
            box.setCurrentIndex(int(place))
    follows = state.flag("timeline_follows", default=True)
    for number, query in enumerate(_queries(state.text("timeline_queries"))):
        page.add_query("" if follows and number == 0 else query)
    return follows or not page.fields


def _queries(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except ValueError:
        return []
    listed = found if isinstance(found, list) else []
    return [query for query in listed if isinstance(query, str)][:MOST_QUERIES]


def save(page: TimelinePage, state: WindowState, *, follows: bool) -> None:
    """Remember how the page is set; queries that are still empty are left out."""
    for name, box in _boxes(page).items():
        state.save_text(name, str(box.currentIndex()))
    queries = [line.query for number, line in enumerate(page.lines()) if line.query or number == 0]
    state.save_text("timeline_queries", json.dumps(queries))
    state.save_flag("timeline_follows", value=follows)
