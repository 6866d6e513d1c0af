"""A fixed sample of the labelled pages, cleaned by models that have not seen their sites, stays above its floors."""

import pytest

from tests.clean.wholeness import cleaned_again, fault
from tests.quality import corpora
from tests.quality.floors import below, floors, sample
from tests.quality.scores import text_figures
from tests.quality.systems import article_of, cross_validated, run

needs_pages = pytest.mark.skipif(not corpora.is_here(), reason="the labelled pages are not beside this checkout")


def test_a_fallen_figure_is_named() -> None:
    fallen = below({"fundus": {"f1": 0.5, "exact": 1.0, "recall": 1.0}})
    assert fallen == [f"fundus f1 0.5000 is below its floor of {floors()['fundus']['f1']:.4f}."]


@needs_pages
def test_the_sample_stays_above_its_floors() -> None:
    pages = sample()
    outcome = run(cross_validated, pages)
    figures = text_figures(pages, outcome.texts)
    assert figures.empty == 0
    assert below({"sample": {"f1": figures.f1, "exact": figures.exact}}) == []


@needs_pages
def test_nothing_of_the_sample_is_lost_and_cleaning_again_changes_nothing() -> None:
    articles = [article for page in sample() if (article := article_of(page)) is not None]
    assert [fault(article) for article in articles if fault(article)] == []
    assert [article.headline for article in articles if cleaned_again(article) != article.clean_text] == []
