"""Links to other stories known by shape, and marks of who and where; what only looks like them stays."""

from dataclasses import replace

from reader.clean.pipeline import clean
from reader.core.model import Fact, Mark, MarkKind, Metadata, Page, Role, Source, Span
from tests.clean.pages import keep_all, marked_page

FIRST = "The council of Marhaven closed the old bridge on Tuesday after cracks were found in two of its arches."
SECOND = "The ferry will run until the spring, and the council has asked drivers to use the ring road till then."
THIRD = "Engineers will look at the arches again in March, and the mayor hopes that the bridge can open in May."
Parts = list[tuple[Role, str]]


def linked(page: Page, *texts: str) -> Page:
    """Return the page with links over the pieces or parts of pieces that say these texts."""
    pieces, marks = list(page.pieces), list(page.marks)
    for text in texts:
        start = page.text.index(text)
        marks.append(Mark(Span(start, start + len(text)), MarkKind.LINK, "https://example.org/story"))
        for number, piece in enumerate(pieces):
            if piece.span.start <= start < piece.span.end:
                pieces[number] = replace(piece, link_chars=piece.link_chars + len(text))
    return replace(page, pieces=tuple(pieces), marks=tuple(marks))


def under(page: Page, numbers: list[int], tag: str) -> Page:
    """Return the page with the elements of these pieces put under a new element with this tag."""
    table = page.elements
    parents = list(table.parents)
    for number in numbers:
        parents[page.pieces[number].element] = len(table.tags)
    table = replace(
        table,
        parents=(*parents, 0),
        tags=(*table.tags, tag),
        labels=(*table.labels, ""),
        hidden=(*table.hidden, False),
    )
    return replace(page, elements=table)


def body(page: Page) -> list[str]:
    """Return the lines of the clean text where the choice keeps everything."""
    return clean(page, keep_all).clean_text.split("\n")


def authored(page: Page, author: str, outlet: str) -> Page:
    """Return the page with a declared author and outlet."""
    return replace(page, metadata=Metadata(authors=(Fact(author, Source.META),), outlet=Fact(outlet, Source.META)))


def paragraphs(*texts: str) -> Parts:
    """Return texts as parts of a page: all of them paragraphs."""
    return [(Role.PARAGRAPH, text) for text in texts]


def test_label_in_capitals_before_a_link_is_no_part_of_the_story() -> None:
    page = marked_page(paragraphs(FIRST, "FUNDA LAPHA | Ibhuloho livaliwe eMarhaven", SECOND, THIRD))
    assert body(linked(page, "Ibhuloho livaliwe eMarhaven")) == [FIRST, SECOND, THIRD]
    assert len(body(page)) == 4


def test_line_behind_an_arrow_is_a_link_to_another_story() -> None:
    page = marked_page(paragraphs(FIRST, ">> Looking for a loan? Our great comparison helps.", SECOND, THIRD))
    assert body(linked(page, "Our great comparison")) == [FIRST, SECOND, THIRD]


def test_arrows_that_are_bullets_stay() -> None:
    bullets = ["→ The arch in the north", "→ The arch in the south", "→ The pier between them"]
    assert body(marked_page(paragraphs(FIRST, *bullets, SECOND))) == [FIRST, *bullets, SECOND]


def test_card_of_another_story_goes_and_a_linked_heading_of_this_one_stays() -> None:
    parts = [(Role.PARAGRAPH, FIRST), (Role.HEADING, "Town news"), (Role.HEADING, "Harbour opens on Friday")]
    page = marked_page([*parts, (Role.PARAGRAPH, SECOND), (Role.HEADING, "What comes next"), (Role.PARAGRAPH, THIRD)])
    page = linked(page, "Town news", "Harbour opens on Friday", "What comes next")
    kept = body(under(under(page, [1, 2], "a"), [4], "a"))
    assert kept == [FIRST, SECOND, "What comes next", THIRD]


def _listed(before: str, role: Role = Role.HEADING) -> Page:
    items = ["Harbour opens again on Friday", "Mayor: Ferry will sail all night"]
    parts = [(Role.PARAGRAPH, FIRST), (role, before), *((Role.LIST_ITEM, item) for item in items)]
    page = marked_page([*parts, (Role.PARAGRAPH, SECOND), (Role.PARAGRAPH, THIRD)])
    return under(linked(page, items[0], "Ferry will sail all night"), [2, 3], "ul")


def test_list_of_linked_headlines_goes_with_its_heading() -> None:
    assert body(_listed("Our best stories of the coast")) == [FIRST, SECOND, THIRD]


def test_list_of_links_that_a_sentence_introduces_stays() -> None:
    assert len(body(_listed("The council points to these pages of its own:", Role.PARAGRAPH))) == 6


def test_list_of_offers_stays() -> None:
    items = ["Lamp for the harbour at $40", "Rope for the harbour at $30"]
    page = marked_page([(Role.PARAGRAPH, FIRST), *((Role.LIST_ITEM, item) for item in items), (Role.PARAGRAPH, SECOND)])
    assert body(under(linked(page, *items), [1, 2], "ul")) == [FIRST, *items, SECOND]


def test_rest_of_a_box_of_calls_goes_with_its_title() -> None:
    items = ["Sign up for our daily newsletter", "Follow us on Twitter", "The Herald has told the truth since 1848"]
    parts = [(Role.PARAGRAPH, FIRST), (Role.PARAGRAPH, "The Herald in brief")]
    page = marked_page([*parts, *((Role.LIST_ITEM, item) for item in items), (Role.PARAGRAPH, SECOND)])
    assert body(under(page, [2, 3, 4], "ul")) == [FIRST, SECOND]


def test_list_that_stands_twice_is_kept_once() -> None:
    items = [f"Arch number {name} of the old bridge" for name in ("one", "two", "three")]
    parts = [(Role.LIST_ITEM, item) for item in items]
    page = marked_page([(Role.PARAGRAPH, FIRST), *parts, (Role.PARAGRAPH, SECOND), *parts])
    assert body(page) == [FIRST, *items, SECOND]


def test_item_repeated_among_others_stays() -> None:
    warm = "Warm up for ten minutes at an easy pace"
    items = [warm, "Run up the long hill and down again", warm, "Run three miles along the river at dusk"]
    page = marked_page([(Role.PARAGRAPH, FIRST), *((Role.LIST_ITEM, item) for item in items)])
    assert body(page) == [FIRST, *items]


def test_stamps_of_a_live_blog_go_and_a_single_time_stays() -> None:
    page = marked_page(paragraphs("21:00Ann Lee", FIRST, "20:42Bo Day", SECOND, "20:24KEY EVENT", THIRD))
    assert body(page) == [FIRST, SECOND, THIRD]
    assert body(marked_page(paragraphs(FIRST, "21:00Ann Lee", SECOND)))[1] == "21:00Ann Lee"


def test_place_above_the_story_goes_if_the_story_names_it() -> None:
    parts = [(Role.LOOSE, "Marhaven."), *paragraphs(FIRST, SECOND)]
    assert body(marked_page(parts)) == [FIRST, SECOND]
    assert body(marked_page([(Role.LOOSE, "Silence."), *paragraphs(FIRST, SECOND)]))[0] == "Silence."


def test_name_above_the_story_goes_where_only_the_house_is_declared() -> None:
    page = marked_page(paragraphs("Ann Lee", FIRST, SECOND))
    assert body(authored(page, "Herald", "Herald")) == [FIRST, SECOND]
    assert body(authored(page, "Bo Day", "Herald"))[0] == "Ann Lee"


def test_byline_glued_to_the_first_paragraph_is_cut() -> None:
    page = authored(marked_page(paragraphs(f"{FIRST} By Ann Lee", SECOND, THIRD)), "Ann Lee", "Herald")
    assert body(page) == [FIRST, SECOND, THIRD]


def test_box_about_the_author_goes_and_the_author_in_the_story_stays() -> None:
    more = "The bridge was built in the year of the flood."
    box = "Ann Lee has been the Herald's correspondent at the coast for nine years."
    told = "Two men, the town's Ann Lee said, walked over the bridge before the Herald was out."
    page = marked_page(paragraphs(FIRST, SECOND, THIRD, more, box))
    assert body(authored(page, "Ann Lee", "Herald")) == [FIRST, SECOND, THIRD, more]
    assert body(authored(marked_page(paragraphs(FIRST, SECOND, THIRD, more, told)), "Ann Lee", "Herald"))[-1] == told
