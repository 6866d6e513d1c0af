"""The measuring itself: alignment with gold, sites, folds, and figures that are the corpora's own."""

import io
from contextlib import redirect_stdout

import pytest

from tests.quality import corpora
from tests.quality.alignment import gold_shares
from tests.quality.corpora import Labelled, load, scorer, site_of
from tests.quality.folds import FOLDS, fold_of
from tests.quality.scores import segment_figures, text_figures

needs_pages = pytest.mark.skipif(not corpora.is_here(), reason="the labelled pages are not beside this checkout")


def words(*texts: str) -> list[list[str]]:
    """Return texts as tokens."""
    return [text.split() for text in texts]


def test_a_word_of_the_story_outside_of_it_is_not_gold() -> None:
    pieces = words("Share", "We share the bread and the wine", "Share", "and go home at night")
    assert gold_shares(pieces, words("We share the bread and the wine and go home at night")[0]) == [0, 1, 0, 1]


def test_a_teaser_that_repeats_the_first_sentence_is_not_gold_twice() -> None:
    pieces = words("The ferry sails again", "menu", "The ferry sails again", "It was a long storm")
    shares = gold_shares(pieces, words("The ferry sails again It was a long storm")[0])
    assert shares == [0, 0, 1, 1]


def test_a_piece_with_some_words_more_than_gold_is_gold_in_part() -> None:
    pieces = words("LONDON Reuters The ferry will sail again on Friday at nine in the morning")
    share = gold_shares(pieces, words("The ferry will sail again on Friday at nine in the morning")[0])[0]
    assert 0.8 < share < 1


def test_pieces_out_of_order_do_not_both_count() -> None:
    assert sorted(gold_shares(words("c d e f g", "a b"), words("a b c d e f g")[0])) == [0, 1]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.com/a/b", "example.com"),
        ("https://news.example.co.uk/a", "example.co.uk"),
        ("http://someone.blogspot.com/2011", "someone.blogspot.com"),
        ("hard::blog.example.org.html", "example.org"),
        ("", ""),
    ],
)
def test_sites_are_registered_domains(url: str, site: str) -> None:
    assert site_of(url) == site


def test_all_pages_of_a_site_are_in_one_fold() -> None:
    assert len({fold_of(site_of(f"https://{name}.example.com/")) for name in ("a", "b", "www")}) == 1
    assert {fold_of(f"site{n}.example") for n in range(100)} == set(range(FOLDS))


def test_segments_are_found_across_white_space() -> None:
    page = Labelled("trafilatura", "1", corpora.CORPORA, None, "", "", ("a  b", "c d"), ("x y",))
    figures = segment_figures([page], {page.key: "see a\nb and x y"})
    assert (figures.precision, figures.recall) == (0.5, 0.5)


@needs_pages
def test_figures_are_those_of_the_corpora_s_own_report() -> None:
    pages = load("fundus")
    texts = {page.key: (page.text or "")[: 500 if number % 3 else 0] for number, page in enumerate(pages)}
    figures = text_figures(pages, texts)
    rows = [{"id": page.page_id, "text": page.text} for page in pages]
    outputs = {page.page_id: {"text": texts[page.key]} for page in pages}
    printed = io.StringIO()
    with redirect_stdout(printed):
        scorer().report_text(rows, outputs, 0)
    assert (
        printed.getvalue().split()
        == (
            f"pages {figures.pages} F1 {figures.f1:.4f} precision {figures.precision:.4f} recall {figures.recall:.4f} "
            f"exact {figures.exact:.3f} mean page F1 {figures.page_f1:.4f} empty {figures.empty}"
        ).split()
    )


@needs_pages
def test_segment_figures_are_those_of_the_corpora_s_own_report() -> None:
    pages = load("trafilatura")[:40]
    texts = {page.key: " ".join(page.wanted[:1] + page.unwanted[:1]) for page in pages}
    figures = segment_figures(pages, texts)
    rows = [{"id": page.page_id, "with": list(page.wanted), "without": list(page.unwanted)} for page in pages]
    printed = io.StringIO()
    with redirect_stdout(printed):
        scorer().report_segments(rows, {page.page_id: {"text": texts[page.key]} for page in pages})
    assert f"F1 {figures.f1:.4f}" in printed.getvalue()
    assert f"recall {figures.recall:.4f}" in printed.getvalue()
