"""Lines that stand twice: passages go, what returns alone in a story stays."""

from reader.clean.pipeline import clean
from reader.core.model import BlockKind, Page, Role
from tests.clean.pages import keep_all, marked_page

FIRST = "The council of Marhaven closed the old bridge on Tuesday after cracks were found in two of its arches."
SECOND = "The ferry will run until the spring, and the council has asked drivers to use the ring road till then."
THIRD = "Engineers will look at the arches again in March, and the mayor hopes that the bridge can open in May."
FOURTH = "A bridge has stood at this place since the year of the flood, when the mill was carried away."
TERMS = "The crossing takes forty minutes and costs nine euros for adults."
HEADLINE = "What the closed bridge means for drivers"


def body(page: Page) -> list[str]:
    """Return the blocks below the headline when only line rules decide."""
    article = clean(page, keep_all)
    return [article.block_text(block) for block in article.blocks if block.kind is not BlockKind.HEADLINE]


def paragraphs(*texts: str) -> list[tuple[Role, str]]:
    """Return paragraphs as parts of a page."""
    return [(Role.PARAGRAPH, text) for text in texts]


def test_passage_that_stands_twice_is_kept_once_with_what_is_new_in_it() -> None:
    story = [*paragraphs(FIRST), (Role.HEADING, "The ferry"), *paragraphs(SECOND, THIRD)]
    again = [*paragraphs(FIRST), (Role.HEADING, "The ferry"), *paragraphs(SECOND, FOURTH, THIRD)]
    assert body(marked_page([*story, *again])) == [FIRST, "The ferry", SECOND, THIRD, FOURTH]


def test_line_that_returns_among_others_is_the_storys_own() -> None:
    offers = paragraphs(FIRST, "Ferry from the north quay", TERMS, SECOND, "Ferry from the south quay", TERMS, THIRD)
    assert body(marked_page(offers)) == [text for _, text in offers]


def test_line_repeated_where_it_stands_goes() -> None:
    assert body(marked_page(paragraphs(FIRST, FIRST, SECOND, THIRD))) == [FIRST, SECOND, THIRD]


def test_headline_repeated_above_the_text_goes() -> None:
    page = marked_page([(Role.HEADING, HEADLINE), (Role.HEADING, HEADLINE), *paragraphs(FIRST, SECOND)], HEADLINE)
    assert body(page) == [FIRST, SECOND]


def test_chapter_that_has_the_guides_title_keeps_it() -> None:
    chapter = [(Role.HEADING, HEADLINE), *paragraphs(SECOND, THIRD)]
    page = marked_page([(Role.HEADING, HEADLINE), *paragraphs(FIRST), *chapter], HEADLINE)
    assert body(page) == [FIRST, HEADLINE, SECOND, THIRD]


def test_headline_again_at_the_end_goes() -> None:
    page = marked_page([(Role.HEADING, HEADLINE), *paragraphs(FIRST, SECOND), (Role.HEADING, HEADLINE)], HEADLINE)
    assert body(page) == [FIRST, SECOND]


def test_item_that_reads_like_a_label_takes_no_other_items_with_it() -> None:
    things = ["Watch", "Phone with maps for offline use", "Photos of the guide's pages", "Rope and helmet"]
    parts = [*paragraphs(FIRST, "What to take along:"), *((Role.LIST_ITEM, text) for text in things)]
    assert body(marked_page([*parts, *paragraphs(SECOND)]))[-4:] == [*things[1:], SECOND]


def test_pull_quote_that_repeats_a_paragraph_goes() -> None:
    told = f"“Nobody has to hurry, there is room for all,” said the harbour master. {SECOND}"
    parts = [*paragraphs(FIRST, told), (Role.QUOTE, "Nobody has to hurry, there is room for all"), *paragraphs(THIRD)]
    assert body(marked_page(parts)) == [FIRST, told, THIRD]


def test_quotation_that_the_story_only_echoes_stays() -> None:
    quote = "Nobody has to hurry, there is room for all of us"
    echo = "There is room for all, the harbour master said, and nobody has to hurry."
    assert body(marked_page([*paragraphs(FIRST), (Role.QUOTE, quote), *paragraphs(echo)])) == [FIRST, quote, echo]


def test_echoes_go_all_at_once_wherever_the_first_stood() -> None:
    echoed = [*paragraphs(FIRST, FIRST), (Role.PARAGRAPH, "The lost print"), *paragraphs(FIRST, FIRST, FIRST, FIRST)]
    assert body(marked_page([(Role.HEADING, HEADLINE), *echoed], HEADLINE)) == [FIRST, "The lost print"]
