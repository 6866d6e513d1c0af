"""The columns of the table of stories: what their titles and cells say, and which orders of the search they mean."""

from enum import IntEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from reader.core.query import ResultRow, SortKey
from reader.core.records import StorySummary
from reader.gui.language.dates import short_date
from reader.gui.reading.story_text import counted


class Column(IntEnum):
    """The columns in their first order."""

    HEADLINE = 0
    OUTLET = 1
    PUBLISHED = 2
    SAVED = 3
    WORDS = 4
    AUTHORS = 5
    SECTION = 6
    LANGUAGE = 7
    TAGS = 8
    COPIES = 9
    STATE = 10


TITLES = {
    Column.HEADLINE: QT_TRANSLATE_NOOP("ResultColumns", "Headline"),
    Column.OUTLET: QT_TRANSLATE_NOOP("ResultColumns", "Outlet"),
    Column.PUBLISHED: QT_TRANSLATE_NOOP("ResultColumns", "Published"),
    Column.SAVED: QT_TRANSLATE_NOOP("ResultColumns", "Saved"),
    Column.WORDS: QT_TRANSLATE_NOOP("ResultColumns", "Words"),
    Column.AUTHORS: QT_TRANSLATE_NOOP("ResultColumns", "Authors"),
    Column.SECTION: QT_TRANSLATE_NOOP("ResultColumns", "Section"),
    Column.LANGUAGE: QT_TRANSLATE_NOOP("ResultColumns", "Language"),
    Column.TAGS: QT_TRANSLATE_NOOP("ResultColumns", "Tags"),
    Column.COPIES: QT_TRANSLATE_NOOP("ResultColumns", "Copies"),
    Column.STATE: QT_TRANSLATE_NOOP("ResultColumns", "State"),
}
WIDTHS_EM = {
    Column.HEADLINE: 46,
    Column.OUTLET: 19,
    Column.PUBLISHED: 15,
    Column.SAVED: 15,
    Column.WORDS: 10,
    Column.AUTHORS: 19,
    Column.SECTION: 13,
    Column.LANGUAGE: 12,
    Column.TAGS: 24,
    Column.COPIES: 20,
    Column.STATE: 19,
}
ORDERS: dict[Column, tuple[SortKey, ...]] = {
    Column.OUTLET: (SortKey.OUTLET, SortKey.OUTLET_DOWN),
    Column.PUBLISHED: (SortKey.NEWEST, SortKey.OLDEST),
    Column.SAVED: (SortKey.SAVED, SortKey.SAVED_FIRST),
    Column.WORDS: (SortKey.LENGTH, SortKey.SHORTEST),
    Column.SECTION: (SortKey.SECTION,),
    Column.LANGUAGE: (SortKey.LANGUAGE,),
}
"""What a click on a title asks for, and the next click; the headline's asks for relevance."""
RISING = frozenset(
    {
        SortKey.OUTLET,
        SortKey.OLDEST,
        SortKey.SAVED_FIRST,
        SortKey.SHORTEST,
        SortKey.SECTION,
        SortKey.LANGUAGE,
    }
)


def title(column: Column) -> str:
    """Return the title of a column in the reader's language."""
    return QCoreApplication.translate("ResultColumns", str(TITLES[column]))


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("ResultColumns", text, "", number)


def next_order(column: Column, now: SortKey) -> SortKey | None:
    """Return the order that a click on a title asks for; None for a column that no search can sort by."""
    if column is Column.HEADLINE:
        return SortKey.RELEVANCE
    orders = ORDERS.get(column)
    if orders is None:
        return None
    return orders[(orders.index(now) + 1) % len(orders)] if now in orders else orders[0]


def column_of(order: SortKey) -> Column:
    """Return the column whose title shows that the rows are in this order."""
    return next((column for column, orders in ORDERS.items() if order in orders), Column.HEADLINE)


def kin(state: StorySummary | None) -> str:
    """Return how many copies and versions a story has."""
    if state is None:
        return ""
    parts = (
        _tr("%n copies", state.copies) if state.copies > 1 else "",
        _tr("%n versions", state.versions) if state.versions > 1 else "",
    )
    return ", ".join(part for part in parts if part)


def states(state: StorySummary | None) -> tuple[str, ...]:
    """Return the marks of a story in words."""
    if state is None:
        return ()
    parts = (
        "" if state.is_read else _tr("unread"),
        _tr("starred") if state.is_starred else "",
        _tr("needs a check") if state.needs_check else "",
        _tr("annotated") if state.is_annotated else "",
        _tr("%n pictures", state.pictures) if state.pictures else "",
    )
    return tuple(part for part in parts if part)


def cell(column: Column, row: ResultRow, state: StorySummary | None) -> str:
    """Return what a cell says."""
    match column:
        case Column.HEADLINE:
            return row.headline
        case Column.OUTLET:
            return row.outlet
        case Column.PUBLISHED:
            return short_date(row.published)
        case Column.WORDS:
            return counted(row.words)
    return "" if state is None else _state_cell(column, state)


def _state_cell(column: Column, state: StorySummary) -> str:
    """Return what a cell says of which only the library knows."""
    match column:
        case Column.SAVED:
            return short_date(state.saved)
        case Column.AUTHORS:
            return ", ".join(state.authors)
        case Column.SECTION:
            return state.section
        case Column.LANGUAGE:
            return state.language
        case Column.TAGS:
            return ", ".join(state.tags)
        case Column.COPIES:
            return kin(state)
    return ", ".join(states(state))
