"""Nothing is lost and nothing invented: blocks, captions and removals are all visible characters, once, in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clean.pipeline import clean
from reader.core.model import Article, Role
from tests.clean.pages import marked_page, text_page
from tests.clean.wholeness import fault

LINES = (
    "RELATED:Old mill to be built againWho was she?Director Ira Bell said that the print shows a mill by the river.",
    "RELATED STORIES",
    "Read more: Ferry service returns to the harbour",
    "Photo: Ann Lee/AFP",
    "The lost print (photo credit: REUTERS)",
    "The lost print",
    "By Ann Lee",
    "Published: 3 May 2011",
    "Share on Facebook",
    "Advertisement",
    "Museum buys a lost print",
    "* * *",
    "The print shows a mill by the river in winter, and it will hang in the east wing from the first of May.",
    "He said nothing.",
    "Lesen Sie auch: Die Fähre kehrt zurück",
    "相关阅读：渡轮重返港口",
    "市政府周二关闭了旧桥，因为在两个桥拱中发现了裂缝。",
    "a\u00a0b\u200bc",
    "@herald",
    "x" * 90,
    "words of a line that is wrapped at some width as the mail",
)
ENGLISH = [line for line in LINES if line.isascii() and " " in line]
any_line = st.one_of(
    st.sampled_from(LINES),
    st.text(
        st.characters(exclude_categories=("Cs", "Zl", "Zp"), exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85"),
        max_size=60,
    ),
    st.builds("".join, st.lists(st.sampled_from(LINES), min_size=2, max_size=3)),
)


def assert_covers(article: Article) -> None:
    assert fault(article) == ""
    assert all(removal.rule and removal.reason for removal in article.removals)
    assert 0 <= article.confidence <= 1


@settings(max_examples=300, deadline=None)
@given(st.lists(any_line, max_size=14))
def test_plain_text_is_covered_once_and_in_order(lines: list[str]) -> None:
    assert_covers(clean(text_page("\n".join(lines))))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Role)), any_line.map(str.strip).filter(bool)), max_size=12))
def test_marked_up_page_is_covered_once_and_in_order(parts: list[tuple[Role, str]]) -> None:
    assert_covers(clean(marked_page(parts)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ENGLISH), max_size=14), st.sampled_from(("\n", "\n\n")))
def test_cleaning_what_is_clean_changes_nothing(lines: list[str], gap: str) -> None:
    first = clean(text_page(gap.join(lines)))
    headline = first.headline.value if first.headline else "Town news of the week"
    again = clean(text_page(f"{headline}\n\n" + first.clean_text.replace("\n", "\n\n"), headline))
    assert again.clean_text == first.clean_text
