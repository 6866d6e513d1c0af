"""A library in memory and a worker without a process, for tests of the window."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtGui import QImage

from reader.core.cancel import CancelToken
from reader.core.changes import (
    ImportProgress,
    ImportRow,
    RemovePassage,
)
from reader.core.errors import LibraryDamagedError
from reader.core.evidence import LosingStory, ReaderRule, RepeatedPassage
from reader.core.highlights import (
    AnnotationRow,
    Annotations,
    Highlight,
    StoryNote,
)
from reader.core.model import (
    Article,
    ArticleId,
    Span,
)
from reader.core.pictures import KeptPicture
from reader.core.queries import PastQuery, SavedSearch
from reader.core.query import (
    Completions,
    Hit,
    HitPage,
    QueryToken,
    Ranked,
    ResultRow,
    SearchAnswer,
    SearchRequest,
    SortKey,
    StoryHead,
    Suggestion,
    Width,
    WordTotals,
)
from reader.core.reading_places import ReadingPlace
from reader.core.records import ImportRecord, LibraryStats, Story, StoryRelative, StorySummary
from reader.core.survey import KindCount, Survey
from reader.core.timeline import Timeline, TimelineRequest
from tests.gui.matching import facets_of, headline, passes, published, spans, stats_of, summary_of, words_of
from tests.gui.over_time import histogram_of, timeline_of
from tests.gui.query.fakes import completions_of, tokens_of
from tests.gui.tagging.fakes import KeptBeside

WIDTH = Width()


class FakeLibrary(KeptBeside):
    """Finds stories that hold every word of the query; ``is:`` and ``outlet:`` are understood."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self.stories: dict[ArticleId, Story] = {}
        self.searches: list[SearchRequest] = []
        self.ranked: list[SearchRequest] = []
        self.timelines: list[TimelineRequest] = []
        self.refreshed = 0
        self.rests = 0
        self.closed = False
        self.is_locked = False
        self.rows: tuple[ImportRow, ...] = ()
        self.records: tuple[ImportRecord, ...] = ()
        self.survey: Survey | None = Survey(1, 48_000, (KindCount("web pages", 1, 48_000),))
        self.passages: tuple[RepeatedPassage, ...] = ()
        self.pictures: dict[str, bytes] = {}
        self.past: tuple[PastQuery, ...] = ()
        self.saved: tuple[SavedSearch, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        self.highlights: dict[int, Highlight] = {}
        self.notes: dict[ArticleId, tuple[StoryNote, ...]] = {}
        self.reading_places: dict[ArticleId, ReadingPlace] = {}
        self.rules: tuple[ReaderRule, ...] = ()
        self.losing: tuple[ArticleId, ...] = ()
        self.related: dict[ArticleId, tuple[StoryRelative, ...]] = {}
        for each in articles:
            self.add(each)

    def add_picture(
        self,
        article_id: ArticleId,
        before: int,
        content: bytes,
        *,
        alt: str = "",
        captions: tuple[int, ...] = (),
        size: tuple[int, int] | None = None,
    ) -> str:
        """Give a story a picture that stands before a block, and return its digest."""
        sha256 = hashlib.sha256(content).hexdigest()
        image = QImage.fromData(content)
        width, height = size or (image.width(), image.height())
        kept = KeptPicture(before, sha256, f"{before}.png", width, height, len(content), alt, captions)
        story = self.stories[article_id]
        self.stories[article_id] = replace(story, pictures=(*story.pictures, kept))
        self.pictures[sha256] = content
        return sha256

    def add(self, each: Article) -> ArticleId:
        """Add a story and return its id."""
        article_id = ArticleId(len(self.stories) + 1)
        self.stories[article_id] = Story(article_id, each, "2026-01-01T10:00:00Z", f"story{article_id}.html", "0" * 64)
        return article_id

    def dry_run(self, wish: RemovePassage, cancel: CancelToken | None = None) -> tuple[LosingStory, ...]:
        """Return the stories that a test has named."""
        return tuple(
            LosingStory(each, headline(self.stories[each].article), "2011-02-06", wish.text, "before ", " behind")
            for each in self.losing
        )

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        """Return what a test has said."""
        return self.rules

    def relatives(self, article_id: ArticleId) -> tuple[StoryRelative, ...]:
        """Return what a test has said of the story."""
        return self.related.get(article_id, ())

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer a query by looking at every story."""
        if not request.histogram:
            self.searches.append(request)
        found = self._found(request)
        page = found[request.offset : request.offset + request.limit]
        rows = tuple(self._row(story, request.query) for story in page)
        matching = [story for story in self.stories.values() if self._matches(story, request.query)]
        facets = facets_of(matching, request) if request.facets else ()
        reads = " and ".join(f"“{word}”" for word in words_of(request.query))
        hits = sum(len(row.marks) for row in rows)
        bins = histogram_of(found, by_outlet=request.by_outlet) if request.histogram else None
        made = SearchAnswer(request.query, reads, len(found), hits, 3.2, rows, facets, suggestions=self.suggestions)
        return replace(made, histogram=bins)

    def rank(self, request: SearchRequest, cancel: CancelToken | None = None) -> Ranked:
        """Return the ids of a page."""
        self.ranked.append(request)
        answer = replace(request, facets=False, histogram=False)
        return Ranked(len(self._found(answer)), tuple(each.article_id for each in self._page(answer)))

    def _found(self, request: SearchRequest) -> list[Story]:
        found = [
            story
            for story in self.stories.values()
            if self._matches(story, request.query) and passes(story, request.include, request.exclude)
        ]
        found.sort(key=lambda story: (published(story), story.article_id), reverse=request.sort is not SortKey.OLDEST)
        return found

    def _page(self, request: SearchRequest) -> list[Story]:
        return self._found(request)[request.offset : request.offset + request.limit]

    def contexts(self, request: SearchRequest, width: Width = WIDTH, cancel: CancelToken | None = None) -> HitPage:
        """Return the hits in the bodies of a page of stories."""
        answer = self.search(request, cancel)
        found: list[Hit] = []
        for row in answer.rows:
            body = self.stories[row.article_id].article.clean_text.replace("\n", " ")
            for span in spans(body, request.query):
                left, right = (text.split(" ") for text in (body[: span.start], body[span.end :]))
                near = " ".join(left[-width.size - 1 :]), " ".join(right[: width.size + 1])
                found.append(Hit(row.article_id, "body", len(left) - 1, near[0], span.of(body), near[1]))
        done = request.offset + len(answer.rows)
        return HitPage(answer.total, tuple(found), done if done < answer.total else None)

    def heads(self, stories: Sequence[ArticleId]) -> tuple[StoryHead, ...]:
        """Return the heads of stories."""
        rows = [self._row(self.stories[each], "") for each in stories]
        return tuple(StoryHead(row.article_id, row.headline, row.outlet, row.published, "en") for row in rows)

    def words(self, text: str) -> list[str]:
        """Return the words of a text, lower-case."""
        return re.findall(r"\w+", text.lower())

    def word_totals(self, words: Sequence[str]) -> WordTotals:
        """Count words in all stories."""
        every = [word for each in self.stories.values() for word in self.words(each.article.clean_text)]
        return WordTotals(len(every), tuple(every.count(word) for word in words))

    def _matches(self, story: Story, query: str) -> bool:
        text = f"{headline(story.article)}\n{story.article.clean_text}".lower()
        outlets = [quoted or bare for quoted, bare in re.findall(r'outlet:(?:"([^"]*)"|(\S+))', query)]
        in_outlet = all(story.article.outlet is not None and story.article.outlet.value == name for name in outlets)
        unread = "is:unread" not in query or not story.is_read
        starred = "is:starred" not in query or story.is_starred
        check = "is:check" not in query or bool(story.article.doubts)
        return in_outlet and unread and starred and check and all(word in text for word in words_of(query))

    def _row(self, story: Story, query: str) -> ResultRow:
        body = story.article.clean_text.replace("\n", " ")
        places = spans(body, query)
        start = max(0, places[0].start - 60) if places else 0
        snippet = ("…" if start else "") + body[start : start + 250]
        title = headline(story.article)
        outlet = story.article.outlet.value if story.article.outlet else ""
        return ResultRow(
            story.article_id,
            title,
            outlet,
            published(story),
            len(story.article.body.split()),
            1.0,
            snippet,
            spans(snippet, query),
            spans(title, query),
        )

    def timeline(self, request: TimelineRequest, cancel: CancelToken | None = None) -> Timeline:
        """Count stories by year, whatever period is asked for."""
        self.timelines.append(request)
        found = [(each.query, self._found(each)) for each in request.searches]
        return timeline_of(found, list(self.stories.values()))

    def story(self, article_id: ArticleId) -> Story:
        """Return a story; raises LibraryDamagedError for one that is not there."""
        if article_id not in self.stories:
            raise LibraryDamagedError("This story is no longer in the library.")
        return self.stories[article_id]

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the state of stories."""
        noted = {one.article_id for one in self.highlights.values()}
        return tuple(summary_of(self.stories[i], self.related.get(i, ()), has_notes=i in noted) for i in ids)

    def query_tokens(self, query: str) -> tuple[QueryToken, ...]:
        """Return fields, operators and phrases."""
        return tokens_of(query)

    def completions(self, query: str, cursor: int) -> Completions:
        """Return the outlets after ``outlet:``, else the fields that begin so."""
        return completions_of(
            query, cursor, {s.article.outlet.value for s in self.stories.values() if s.article.outlet}
        )

    def past_queries(self) -> tuple[PastQuery, ...]:
        """Return the queries that were run."""
        return self.past

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches."""
        return self.saved

    def hits(self, article_id: ArticleId, query: str, texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
        """Return the places of every word of the query."""
        return tuple(spans(text, query) for text in texts)

    def picture(self, article_id: ArticleId, number: int) -> bytes | None:
        """Return the bytes of a picture of a story by their digest."""
        return self.pictures.get(self.stories[article_id].pictures[number].sha256)

    def original_text(self, article_id: ArticleId) -> str:
        """Return the page's text."""
        return self.stories[article_id].article.text

    def original_bytes(self, article_id: ArticleId) -> bytes:
        """Return a page of the story's text."""
        return f"<html><p>{self.stories[article_id].article.text}</p></html>".encode()

    def annotations(self, article_id: ArticleId) -> Annotations:
        """Return what was marked and written in a story."""
        marked = tuple(one for one in self.highlights.values() if one.article_id == article_id)
        return Annotations(
            article_id, tuple(sorted(marked, key=lambda one: one.start or 0)), self.notes.get(article_id, ())
        )

    def reading_place(self, article_id: ArticleId) -> ReadingPlace | None:
        """Return where a story was left."""
        return self.reading_places.get(article_id)

    def all_annotations(self) -> tuple[AnnotationRow, ...]:
        """Return every highlight and note with its story."""
        marked = [(one.article_id, one, None) for one in self.highlights.values()]
        noted = [(article_id, None, note) for article_id, notes in self.notes.items() for note in notes]
        return tuple(
            AnnotationRow(
                article_id,
                headline(self.stories[article_id].article),
                "The Harbour Post",
                published(self.stories[article_id]),
                "",
                one,
                note,
            )
            for article_id, one, note in (*marked, *noted)
        )

    def tag_counts(self, article_ids: Sequence[ArticleId] | None = None) -> tuple[tuple[str, int], ...]:
        """Return the tags of stories."""
        chosen = self.stories if article_ids is None else article_ids
        found = [tag for each in chosen for tag in self.stories[each].tags]
        return tuple((tag, found.count(tag)) for tag in sorted(set(found)))

    def stats(self) -> LibraryStats:
        """Return counts."""
        return stats_of(list(self.stories.values()), missing=len(self.links))

    def imports(self) -> tuple[ImportRecord, ...]:
        """Return the records, or one import where there are rows."""
        if self.records:
            return self.records
        if not self.rows:
            return ()
        progress = ImportProgress(1, len(self.rows), len(self.rows), len(self.rows), 0, 0, 0, 1.0, None)
        return (ImportRecord(1, "2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z", progress),)

    def import_rows(self, import_id: int) -> tuple[ImportRow, ...]:
        """Return the rows."""
        return self.rows

    def repeated_passages(self, import_id: int | None = None) -> tuple[RepeatedPassage, ...]:
        """Return the passages."""
        return self.passages

    def stories_with(self, outlet: str, passage: int, limit: int = 100) -> tuple[ArticleId, ...]:
        """Return the first story."""
        return tuple(self.stories)[:1]

    def refresh(self) -> None:
        """Count refreshes."""
        self.refreshed += 1

    def rest(self) -> None:
        """Note it."""
        self.rests += 1

    def close(self) -> None:
        """Note it."""
        self.closed = True


NOW = datetime(2026, 1, 1, tzinfo=UTC)
