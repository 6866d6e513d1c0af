"""Confidence falls, with a sentence saying why, where little is left, much went, or the choice was unsure."""

from reader.clean.pipeline import clean
from reader.clean.verdict import Verdict
from reader.core.model import Page, Role
from tests.clean.pages import keep_all, marked_page, text_page

SENTENCES = [
    f"The {n} ferry will run until the spring, and the council has asked drivers to use road {n} till then."
    for n in ("first", "second", "third", "fourth", "fifth", "sixth")
]
PARTS = [(Role.HEADING, "Town news of the week"), *((Role.PARAGRAPH, sentence) for sentence in SENTENCES)]


def _unsure(page: Page) -> tuple[Verdict, ...]:
    return tuple(Verdict(kept=True, probability=0.55) for _ in page.pieces)


def test_plain_story_leaves_no_doubt() -> None:
    article = clean(text_page("Town news of the week\n\n" + "\n\n".join(SENTENCES)))
    assert article.confidence == 1.0
    assert article.doubts == ()


def test_empty_page_has_no_confidence() -> None:
    article = clean(text_page(""))
    assert article.confidence == 0.0
    assert article.doubts


def test_little_text_is_doubted() -> None:
    article = clean(text_page("Town news\n\nThe ferry runs again."))
    assert article.confidence < 0.8
    assert "Very little text is left." in article.doubts


def test_unsure_choice_is_doubted() -> None:
    sure, unsure = clean(marked_page(PARTS), keep_all), clean(marked_page(PARTS), _unsure)
    assert unsure.confidence < 0.7 < sure.confidence
    assert any("not clear" in doubt for doubt in unsure.doubts)


def test_few_short_unsure_lines_raise_no_doubt() -> None:
    items = [(Role.LIST_ITEM, item) for item in ("Two roads", "One bridge", "The ferry", "A mole", "The lamp")]

    def choice(page: Page) -> tuple[Verdict, ...]:
        unsure = [piece.role is Role.LIST_ITEM for piece in page.pieces]
        return tuple(Verdict(kept=True, probability=0.3 if one else 0.99) for one in unsure)

    assert clean(marked_page([*PARTS, *items]), choice).doubts == ()


def test_story_of_calls_to_action_is_never_empty() -> None:
    lines = [
        "Sign up for our newsletter and read every day what the town has to say about itself.",
        "Sign up for our newsletter and you will never again miss what the council decides.",
    ]
    article = clean(text_page("Town news\n\n" + "\n\n".join(lines)))
    assert article.body


def test_run_that_cannot_be_told_from_the_text_is_kept_and_doubted() -> None:
    line = "相关阅读：渡轮重返港口市议员潘德说，这座桥至少要关闭到春天，维修还没有预算，河边的居民已经等了很久。"
    article = clean(text_page(f"旧桥关闭\n市政府周二关闭了旧桥，因为在两个桥拱中发现了裂缝。\n{line}"))
    assert line in article.clean_text
    assert any("other stories" in doubt for doubt in article.doubts)
