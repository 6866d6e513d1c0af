"""No rule takes long over a hostile line, and a huge text without line ends is passed through in linear time."""

from functools import partial

import pytest

from reader.clean.draft import Draft, make_line
from reader.clean.flattened.boundary import Evidence, find_boundary
from reader.clean.phrases import phrase_files, phrasebook
from reader.clean.pipeline import clean
from reader.clean.rules.rule import Rule
from reader.clean.rules.table import RULES
from reader.core.model import Role, Span
from tests.clean.pages import text_page
from tests.effort import cpu_s, effort

LENGTH = 100_000
MOST = 10
"""What a rule may cost on a line, in units of :mod:`tests.effort`."""
SEEDS = (
    "a",
    " ",
    ".",
    "?A",
    "a" * 40 + "A",
    "RELATED:",
    "RELATED:aA?B!C",
    "Read more: A",
    "Photo: ",
    "(photo credit: ",
    "((((",
    '"A',
    "By Ann and Bo, ",
    "12:30 ",
    "Share Tweet ",
    "Continue reading",
    "。？",
    "相关阅读：",
    "«»„“",
    "İß",
    "https://a.b/",
    "@a ",
    "sign up for newsletter ",
    "*#*",
)


def _draft(lines: list[str], languages: tuple[str, ...]) -> Draft:
    text = "\n".join(lines)
    page = text_page(text)
    made = tuple(make_line(text, (piece.span,), " ", Role.LINE) for piece in page.pieces)
    return Draft(page=page, book=phrasebook(languages), lines=made)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rule_is_quick_on_a_hostile_line(rule: Rule, seed: str) -> None:
    line = (seed * (LENGTH // len(seed))).strip() or "a"
    for text in (line, line[:45_000], line[:3_900]):
        draft = _draft(["A headline", text, "Another line."], tuple(phrase_files()))
        rule.apply(draft)
        assert effort(partial(rule.apply, draft), at_most=MOST) <= MOST


@pytest.mark.parametrize("seed", SEEDS)
def test_boundary_is_quick_on_hostile_text(seed: str) -> None:
    evidence = Evidence(frozenset(("Ann",)), frozenset(("said",)), frozenset(("youtube",)))
    assert effort(lambda: find_boundary(seed * (LENGTH // len(seed)), evidence), at_most=MOST) <= MOST


@pytest.mark.parametrize("seed", SEEDS)
def test_whole_page_of_a_hostile_line_is_cleaned(seed: str) -> None:
    page = text_page("A headline\n" + seed * (LENGTH // len(seed)))
    assert effort(lambda: clean(page), at_most=200) <= 200
    assert clean(page).text


def test_huge_line_is_passed_through_in_linear_time() -> None:
    def seconds(size: int) -> float:
        page = text_page("A headline\n" + "word of a text without an end " * (size // 30))
        assert len(clean(page).body) > size // 2
        return cpu_s(lambda: clean(page))

    seconds(100_000)
    assert seconds(8_000_000) < 16 * max(seconds(1_000_000), 0.01)


def test_many_lines_are_cleaned_in_linear_time() -> None:
    def seconds(count: int) -> float:
        page = text_page(
            "\n".join(f"Line {n} of a story that goes on and on, said the {n}th man." for n in range(count))
        )
        return cpu_s(lambda: clean(page))

    seconds(200)
    assert seconds(8_000) < 24 * max(seconds(1_000), 0.01)


def test_span_of_a_line_is_where_it_stands() -> None:
    draft = _draft(["one two", "three"], ("en",))
    assert draft.lines[0].spans(4, 7) == (Span(4, 7),)
