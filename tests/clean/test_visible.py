"""What the visible text says of the story: headline, standfirst, author, date, outlet."""

from reader.clean.pipeline import clean
from reader.core.model import BlockKind, Role, Source
from tests.clean.pages import keep_all, marked_page, text_page

BODY = "The museum has bought a lost print by the photographer for a sum it would not name, its director said."
MORE = "The print shows a mill by the river in winter, and it will hang in the east wing from the first of May on."


def test_first_line_is_the_headline() -> None:
    article = clean(text_page(f"Museum buys a lost print\n\n{BODY}\n\n{MORE}"))
    assert article.headline is not None
    assert (article.headline.value, article.headline.source) == ("Museum buys a lost print", Source.VISIBLE)
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.clean_text == f"{BODY}\n{MORE}"


def test_story_without_headline_keeps_its_first_sentence() -> None:
    article = clean(text_page(f"{BODY}\n\n{MORE}"))
    assert article.headline is None
    assert article.clean_text == f"{BODY}\n{MORE}"


def test_date_section_and_byline_above_the_headline_are_no_headline() -> None:
    article = clean(text_page(f"3 May 2011\nBy Ann Lee\nMuseum buys a lost print\n\n{BODY}\n\n{MORE}"))
    assert article.headline is not None
    assert article.headline.value == "Museum buys a lost print"
    assert [author.value for author in article.authors] == ["Ann Lee"]
    assert article.published is not None
    assert article.published.iso == "2011-05-03"


def test_standfirst_stands_before_the_byline() -> None:
    article = clean(
        text_page(f"Museum buys a print\n\nA picture thought lost was found in a drawer.\n\nBy Ann Lee\n\n{BODY}")
    )
    assert article.standfirst is not None
    assert article.standfirst.value == "A picture thought lost was found in a drawer."
    assert article.clean_text.startswith(article.standfirst.value)


def test_second_paragraph_alone_is_no_standfirst() -> None:
    article = clean(text_page(f"Museum buys a print\n\n{BODY}\n\n{MORE}\n\nThat was all."))
    assert article.standfirst is None


def test_only_paragraph_is_no_standfirst() -> None:
    parts = [(Role.HEADING, "Museum buys a print"), (Role.PARAGRAPH, BODY), (Role.PARAGRAPH, BODY)]
    article = clean(marked_page(parts, "Museum buys a print"), keep_all)
    assert article.body == BODY
    assert article.standfirst is None


def test_header_lines_of_a_saved_text_become_facts() -> None:
    head = "Title: Museum buys a print\nAuthor: Ann Lee\nSource: The Valley Herald\nDate: 3 May 2011"
    head += "\nURL: https://a.example/1"
    article = clean(text_page(f"{head}\n\n{BODY}\n\n{MORE}"))
    assert article.headline is not None
    assert article.outlet is not None
    assert article.url is not None
    assert article.published is not None
    facts = (article.headline.value, article.outlet.value, article.url.value, article.published.iso)
    assert facts == ("Museum buys a print", "The Valley Herald", "https://a.example/1", "2011-05-03")
    assert [author.value for author in article.authors] == ["Ann Lee"]
    assert article.clean_text == f"{BODY}\n{MORE}"


def test_one_line_with_a_colon_is_no_header() -> None:
    article = clean(text_page(f"Title: the mystery of the lost print\n\n{BODY}\n\n{MORE}"))
    assert article.headline is not None
    assert article.headline.value == "Title: the mystery of the lost print"


def test_declared_headline_wins_and_its_repetition_goes() -> None:
    parts = [
        (Role.HEADING, "Museum buys a lost print"),
        (Role.PARAGRAPH, BODY),
        (Role.PARAGRAPH, "Museum buys a lost print"),
        (Role.PARAGRAPH, MORE),
    ]
    article = clean(marked_page(parts, "Museum Buys a Lost Print"), keep_all)
    assert article.headline is not None
    assert article.headline.value == "Museum Buys a Lost Print"
    assert article.clean_text == f"{BODY}\n{MORE}"
    assert [removal.rule for removal in article.removals] == ["headline-repeated"]


def test_language_is_detected_where_none_is_declared() -> None:
    article = clean(text_page(f"Museum buys a lost print\n\n{BODY}\n\n{MORE}"))
    assert article.language is not None
    assert (article.language.value, article.language.source) == ("en", Source.DETECTED)


def test_wrapped_chinese_lines_are_joined_without_a_space() -> None:
    line = "市政府周二关闭了旧桥因为在两个桥拱中发现了裂缝工程师们从秋天起一直在观察这些裂缝上个月它们宽了一倍"
    text = "\n".join([line[:40], line[5:45], line[3:43], line[2:42], line[1:41], "行人也必须绕行。"])
    article = clean(text_page(f"旧桥关闭\n\n{text}"))
    assert article.clean_text == text.replace("\n", "")
