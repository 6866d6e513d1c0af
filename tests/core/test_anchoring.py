"""Passages are found again after a text has changed, or not at all: never somewhere else."""

from functools import partial

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.core.anchoring import LEAST_FUZZY, anchor_of, find
from reader.core.approximate import nearest_match
from reader.core.model import Span
from tests.effort import cpu_s

STORY = (
    "The council met on Monday. The harbour bridge is closed until Friday, the mayor said. "
    "Ferries run every hour.\nThe harbour bridge is closed until further notice, said the board.\nNobody was hurt."
)


def span_of(text: str, words: str, after: str = "") -> Span:
    start = text.index(words, text.index(after) if after else 0)
    return Span(start, start + len(words))


def test_same_text_gives_the_same_place() -> None:
    span = span_of(STORY, "closed until Friday")
    assert find(STORY, anchor_of(STORY, span)) == span


def test_text_before_a_passage_moves_it() -> None:
    span = span_of(STORY, "Ferries run every hour.")
    changed = "By our correspondent, in the harbour\n" * 40 + STORY
    found = find(changed, anchor_of(STORY, span))
    assert found is not None
    assert found.of(changed) == "Ferries run every hour."


def test_context_tells_the_same_words_apart() -> None:
    span = span_of(STORY, "The harbour bridge is closed", after="Ferries")
    changed = STORY[span.start - 30 :]  # the first of both is gone, the second is where the first was
    found = find(changed, anchor_of(STORY, span))
    assert found is not None
    assert changed[found.end :].startswith(" until further notice")
    both = "x" * 200 + STORY
    again = find(both, anchor_of(STORY, span))
    assert again == Span(span.start + 200, span.end + 200)


def test_of_equal_surroundings_the_nearest_place_is_taken() -> None:
    text = "again and again\n" * 50
    span = Span(16 * 20, 16 * 20 + 9)
    assert find(text, anchor_of(text, span)) == span


def test_quotes_dashes_and_white_space_may_change() -> None:
    text = "He said: “We have waited – for  years” and laughed."
    span = span_of(text, "“We have waited – for  years”")
    changed = 'Yesterday\nHe said: "we have\nwaited - for years" and laughed.'
    found = find(changed, anchor_of(text, span))
    assert found is not None
    assert found.of(changed) == '"we have\nwaited - for years"'


def test_a_word_more_or_less_is_the_same_passage() -> None:
    span = span_of(STORY, "The harbour bridge is closed until further notice")
    changed = STORY.replace("bridge is closed until further", "bridge stays closed until further")
    found = find(changed, anchor_of(STORY, span))
    assert found is not None
    assert found.of(changed) == "The harbour bridge stays closed until further notice"


def test_a_passage_that_is_gone_is_not_found_elsewhere() -> None:
    span = span_of(STORY, "Ferries run every hour.")
    assert find(STORY.replace("Ferries run every hour.", ""), anchor_of(STORY, span)) is None
    assert find("", anchor_of(STORY, span)) is None


def test_a_long_passage_is_found_by_its_ends() -> None:
    paragraphs = [f"In the year {n} the river rose by {n * 7 % 31} feet; the {n}th mill was lost." for n in range(60)]
    text = "\n".join(paragraphs)
    span = span_of(text, "\n".join(paragraphs[10:40]))
    changed = "\n".join(["Extra.", *paragraphs[:20], "An advertisement stood here.", *paragraphs[21:]]).replace(
        "10th mill", "tenth mill"
    )
    found = find(changed, anchor_of(text, span))
    assert found is not None
    assert found.of(changed).startswith("In the year 10 ")
    assert found.of(changed).endswith("the 39th mill was lost.")


words = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=12, max_size=60)


@settings(max_examples=200, deadline=None)
@given(words, st.data())
def test_whatever_is_inserted_around_it_an_unchanged_passage_is_found(story: list[str], data: st.DataObject) -> None:
    text = " ".join(story)
    first = data.draw(st.integers(0, len(story) - 3))
    last = data.draw(st.integers(first + 3, len(story)))
    quote = " ".join(story[first:last])
    start = len(" ".join(story[:first])) + (1 if first else 0)
    anchor = anchor_of(text, Span(start, start + len(quote)))
    before = data.draw(st.text("ijkl \n", max_size=300))
    after = data.draw(st.text("ijkl \n", max_size=300))
    changed = before + text + after
    assert find(changed, anchor) == Span(len(before) + start, len(before) + start + len(quote))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=LEAST_FUZZY, max_size=200), st.data())
def test_a_found_passage_is_like_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    anchor = anchor_of(text, Span(start, end))
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + data.draw(st.text(max_size=30)) + text[at + data.draw(st.integers(0, 20)) :]
    found = find(changed, anchor)
    if found is not None:
        assert 0 <= found.start < found.end <= len(changed)
    if text[start:end] in changed:
        assert found is not None


@settings(max_examples=200, deadline=None)
@given(st.text("abc", max_size=14), st.text("abc", min_size=1, max_size=6), st.integers(0, 14))
def test_the_bit_vectors_count_edits_as_the_table_does(text: str, pattern: str, near: int) -> None:
    rows = [[0] * (len(text) + 1)]
    for i, char in enumerate(pattern, 1):
        row = [i]
        for j, other in enumerate(text, 1):
            row.append(min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (char != other)))
        rows.append(row)
    fewest = min(rows[-1][1:], default=None)
    found = nearest_match(text, pattern, len(pattern), near)
    if fewest is None:
        assert found is None
    else:
        assert found is not None
        assert found.edits == fewest
        assert _edits(text[found.start : found.end], pattern) == fewest


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (char != against))
    return row[-1]


def test_time_grows_with_the_text_alone() -> None:
    text = "The council met again and nothing at all was decided. " * 2_000
    anchor = anchor_of("x" * 400 + "no such words stand anywhere in here, whatever you read" * 20, Span(400, 1_400))
    spent = [cpu_s(partial(find, text[:size], anchor)) for size in (len(text) // 2, len(text))]
    assert spent[1] < 8 * spent[0]
    assert find(text, anchor) is None
