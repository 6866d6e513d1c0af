"""What a whole story takes from the name of its file: only what nothing better is known of."""

from reader.clean.pipeline import clean
from reader.core.model import Article, Source
from reader.intake.read import read
from tests.intake.sniff import sniff

_BODY = (
    "The council of Lower Wexcombe voted on Tuesday to repair the old bridge over the Yarrow, which has been closed "
    "since the floods of last winter, and to ask the county for half of the money.\n"
)


def _article(text: str, name: str) -> Article:
    return clean(read(sniff(text.encode(), name)[0]))


def test_date_line_in_a_text_says_more_than_the_name_of_its_file() -> None:
    article = _article(f"Bridge to open\n22 March 2011\n\n{_BODY}", "2012-05-06 bridge.txt")
    assert article.published is not None
    assert article.published.iso == "2011-03-22"
    assert article.published.source is Source.VISIBLE


def test_name_of_the_file_stands_in_for_a_date_and_a_headline_that_the_text_has_not() -> None:
    article = _article(_BODY, "2012-05-06 bridge over the yarrow.txt")
    assert article.published is not None
    assert (article.published.iso, article.published.source) == ("2012-05-06", Source.FILE_NAME)
    assert article.headline is not None
    assert (article.headline.value, article.headline.source) == ("bridge over the yarrow", Source.FILE_NAME)


def test_headline_of_the_text_stands_before_the_name_of_the_file() -> None:
    article = _article(f"Bridge to open in spring\n\n{_BODY}", "copied from the web.txt")
    assert article.headline is not None
    assert (article.headline.value, article.headline.source) == ("Bridge to open in spring", Source.VISIBLE)
