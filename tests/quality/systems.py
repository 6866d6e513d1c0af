"""What is measured: the program as shipped, the program with models that have not seen the site, and its peer."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import trafilatura

from reader.clean.choice import choose_with
from reader.clean.choice.forest import Forest, load_forest
from reader.clean.pipeline import clean
from reader.core.errors import ReaderError
from reader.core.model import Article
from tests.quality.corpora import SEGMENT_SET, Labelled, site_of
from tests.quality.folds import fold_of, model_path
from tests.quality.pages import page_of

System = Callable[[Labelled], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The texts of a system by page key, and its CPU time in milliseconds a page."""

    texts: dict[str, str]
    ms_per_page: float


def run(system: System, pages: Sequence[Labelled]) -> Outcome:
    """Run a system over pages; unpacking the stored page counts for every system alike."""
    start = time.process_time()
    texts = {page.key: system(page) for page in pages}
    return Outcome(texts, (time.process_time() - start) * 1000 / max(1, len(pages)))


def article_of(labelled: Labelled) -> Article | None:
    """Return the story by the program as it ships: its model has seen the page. None for a page without text."""
    try:
        return clean(page_of(labelled))
    except ReaderError:
        return None


def shipped(labelled: Labelled) -> str:
    """Return the clean text by the program as it ships."""
    article = article_of(labelled)
    return article.clean_text if article else ""


def cross_validated(labelled: Labelled) -> str:
    """Return the clean text by the model that was trained without the page's site."""
    try:
        page = page_of(labelled)
    except ReaderError:
        return ""
    site = labelled.site
    declared = page.metadata.canonical_url or page.metadata.url
    if labelled.page_set == SEGMENT_SET and declared is not None and "." in site_of(declared.value):
        site = site_of(declared.value)
    return clean(page, partial(choose_with, _model_without(fold_of(site)))).clean_text


@cache
def _model_without(fold: int) -> Forest:
    return load_forest(model_path(fold))


def peer(labelled: Labelled) -> str:
    """Return the text by trafilatura with its default settings, which is told the URL where one is known."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    url = labelled.url if labelled.url.startswith("http") else None
    return trafilatura.extract(labelled.content(), url=url, include_comments=False) or ""
