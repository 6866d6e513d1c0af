"""Reads a story and prepares everything the pane shows of it, off the window's thread."""

from dataclasses import dataclass, replace

from reader.core.cancel import CancelToken
from reader.core.model import Article, ArticleId
from reader.core.outlines import Outline
from reader.core.reading_places import ReadingPlace
from reader.core.records import Story, StorySummary
from reader.gui.reading.hits import Hit, hits_of, texts_of
from reader.gui.reading.html import Part, is_showable, parts_of
from reader.gui.reading.paragraphs import View, captions, lay_out, lay_out_outline
from reader.gui.reading.scripts import NO_SCRIPTS, Scripts, scripts_of
from reader.gui.reading.story_text import meta_line
from reader.gui.wiring.ports import LibraryPort


@dataclass(frozen=True, slots=True)
class StoryRequest:
    """Which story to show, in which view, with the hits of which query; ``captions_label`` heads its captions.

    ``pictures`` says whether its pictures are shown. ``outline`` is the structure of the original, once it is known.
    """

    article_id: ArticleId
    view: View
    query: str
    captions_label: str
    pictures: bool = True
    outline: Outline | None = None


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story ready to be shown, with its counts as the library keeps them. ``parts`` is never empty.

    ``place`` is where the reader left it, None for its top.
    """

    request: StoryRequest
    story: Story
    summary: StorySummary
    parts: tuple[Part, ...]
    hits: tuple[Hit, ...]
    place: ReadingPlace | None = None
    scripts: Scripts = NO_SCRIPTS


def load(library: LibraryPort, request: StoryRequest, cancel: CancelToken) -> OpenStory:
    """Return a story laid out, with its hits; raises ``ReaderError``."""
    story = library.story(request.article_id)
    summary = _summary(library, story)
    article = story.article
    if request.view is View.ORIGINAL:
        article = _original(library, article, request.article_id)
    pictures = tuple(filter(is_showable, story.pictures)) if request.pictures else ()
    if request.outline is not None and request.view is View.ORIGINAL:
        paragraphs = lay_out_outline(article, request.outline)
    else:
        paragraphs = lay_out(article, request.view, meta_line(story.article, summary.words), pictures)
    if request.view is View.CLEAN:
        paragraphs = (*paragraphs, *captions(article, request.captions_label, pictures))
    parts = parts_of(paragraphs, _base(article))
    hits: tuple[Hit, ...] = ()
    if request.query.strip() and not cancel.is_cancelled:
        spans = library.hits(request.article_id, request.query, texts_of(parts))
        hits = hits_of(parts, spans)
    place = library.reading_place(request.article_id)
    scripts = scripts_of(texts_of(parts))
    return OpenStory(request, story, summary, parts, hits, place, scripts)


def _summary(library: LibraryPort, story: Story) -> StorySummary:
    found = library.summaries([story.article_id])
    nothing = StorySummary(story.article_id, story.is_read, story.is_starred, bool(story.article.doubts), 0, 0)
    return found[0] if found else nothing


def _original(library: LibraryPort, article: Article, article_id: ArticleId) -> Article:
    """Return the article with the library's own record of the page's text; its structure only where they agree."""
    text = library.original_text(article_id)
    return article if text == article.text else replace(article, text=text, blocks=(), captions=(), marks=())


def _base(article: Article) -> str:
    fact = article.url or article.canonical_url
    return fact.value if fact else ""
