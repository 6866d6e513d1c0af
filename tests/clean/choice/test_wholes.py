"""Tables and lists that are story for the most part are kept whole."""

import numpy as np

from reader.clean.choice.guards import decide
from reader.clean.choice.sheet import View
from tests.clean.choice.sites import BODY, page_of, paragraphs

SURE = [0.99] * 6


def decided(markup: str, chances: list[float]) -> list[bool]:
    """Return the decisions on the pieces below a sure body."""
    view = View(page_of(f"<body><div>{paragraphs()}{markup}</div></body>"))
    return [bool(keep) for keep in decide(view, np.array([*SURE, *chances]))[len(SURE) :]]


def table(*cells: str, wrap: str = "{}") -> str:
    """Return a table of two columns."""
    rows = zip(cells[::2], cells[1::2], strict=True)
    return f"<table>{''.join(f'<tr><td>{wrap.format(a)}<td>{wrap.format(b)}' for a, b in rows)}</table>"


def items(*texts: str) -> str:
    """Return a list."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


def test_noughts_of_a_results_table_are_kept_with_the_rest() -> None:
    results = table("Marhaven", "3", "Osthaven", "2", "Westhaven", "0")
    assert decided(results, [0.9, 0.7, 0.9, 0.7, 0.9, 0.05]) == [True] * 6


def test_table_that_is_mostly_left_out_brings_nothing_back() -> None:
    offers = table("Ferry pass", "€20", "Bus pass", "€15", "Our best offers", "€9")
    assert decided(offers, [0.6, 0.1, 0.6, 0.1, 0.6, 0.1]) == [True, False] * 3


def test_table_that_lays_out_a_page_is_no_table_of_facts() -> None:
    layout = table("One day more.", "Two days more.", "Three days more.", "Share this page", wrap="<p>{}</p>")
    assert decided(layout, [0.9, 0.9, 0.9, 0.1]) == [True] * 3 + [False]


def test_linked_item_among_kept_ones_is_kept() -> None:
    causes = items("high tides", "<a href=/wind>wind</a>", "old ropes")
    assert decided(causes, [0.9, 0.4, 0.8]) == [True] * 3


def test_item_that_is_plainly_something_else_stays_out_of_the_list() -> None:
    causes = items("high tides", "<a href=/more>More from the harbour</a>", "old ropes")
    assert decided(causes, [0.9, 0.05, 0.8]) == [True, False, True]


def test_list_that_is_mostly_left_out_brings_nothing_back() -> None:
    links = items("<a href=/a>Why the lamp was not sold</a>", "<a href=/b>School choir wins</a>", "old ropes")
    assert decided(links, [0.3, 0.3, 0.8]) == [False, False, True]


def test_list_between_paragraphs_of_the_story_is_kept() -> None:
    known = items("Two roads are closed", "No ferry sails")
    view = View(page_of(f"<body><div>{paragraphs()}{known}{paragraphs(BODY[:1])}</div></body>"))
    assert decide(view, np.array([*SURE, 0.1, 0.2, 0.99])).all()


def test_list_of_links_between_paragraphs_is_not_kept_for_its_place() -> None:
    links = items("<a href=/a>Why the lamp was not sold</a>", "<a href=/b>School choir wins</a>")
    view = View(page_of(f"<body><div>{paragraphs()}{links}{paragraphs(BODY[:1])}</div></body>"))
    assert decide(view, np.array([*SURE, 0.1, 0.2, 0.99])).tolist() == [*[True] * 6, False, False, True]


def test_list_below_the_story_is_not_kept_for_its_place() -> None:
    assert decided(items("Jobs", "Imprint of the paper"), [0.1, 0.1]) == [False, False]
