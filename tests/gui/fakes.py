"""A library in memory and a worker without a process, for tests of the window."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtGui import QImage

from reader.core.cancel import CancelToken
from reader.core.changes import (
    AddTags,
    CancelImport,
    Event,
    ImportFinished,
    ImportProgress,
    ImportRow,
    LibraryChanged,
    RemoveTags,
    SetRead,
    SetStarred,
    SurveyFinished,
    SurveyPaths,
    TagsChanged,
    Wish,
    WorkerReady,
)
from reader.core.errors import LibraryDamagedError
from reader.core.evidence import RepeatedPassage
from reader.core.model import (
    Article,
    ArticleId,
    Block,
    BlockKind,
    Caption,
    EncodingSource,
    Fact,
    Mark,
    Moment,
    Precision,
    Removal,
    Source,
    Span,
)
from reader.core.pictures import KeptPicture
from reader.core.query import FacetCount, ResultRow, SearchAnswer, SearchRequest, SortKey
from reader.core.records import ImportRecord, LibraryStats, Story, StorySummary
from reader.core.survey import KindCount, Survey

KEPT = {
    "h": BlockKind.HEADLINE,
    "s": BlockKind.STANDFIRST,
    "p": BlockKind.PARAGRAPH,
    "g": BlockKind.HEADING,
    "q": BlockKind.QUOTE,
    "l": BlockKind.LIST_ITEM,
    "c": BlockKind.PREFORMATTED,
    "t": BlockKind.TABLE_ROW,
}


def article(
    lines: Sequence[tuple[str, str]],
    *,
    outlet: str = "The Harbour Post",
    published: str = "2011-02-06",
    author: str = "Mira Olsen",
    language: str = "en",
    confidence: float = 0.94,
    doubts: tuple[str, ...] = (),
    marks: tuple[Mark, ...] = (),
    url: str = "",
) -> Article:
    """Return an article of lines: ``h s p g q l c t`` are kept blocks, ``k`` a caption, ``r:reason`` a removal."""
    blocks: list[Block] = []
    captions: list[Caption] = []
    removals: list[Removal] = []
    at = 0
    for kind, text in lines:
        span = Span(at, at + len(text))
        at += len(text) + 1
        if kind in KEPT:
            blocks.append(Block((span,), KEPT[kind], 1 if kind == "l" else 2 if kind == "g" else 0))
        elif kind == "k":
            captions.append(Caption(span))
        else:
            removals.append(Removal(span, "test-rule", kind.partition(":")[2]))
    text = "\n".join(line for _, line in lines)
    headline = next((line for kind, line in lines if kind == "h"), "")
    moment = Moment(datetime.fromisoformat(published), Precision.DAY, Source.META, published) if published else None
    return Article(
        text=text,
        blocks=tuple(blocks),
        captions=tuple(captions),
        removals=tuple(removals),
        marks=marks,
        headline=Fact(headline, Source.OPENGRAPH) if headline else None,
        standfirst=None,
        byline=None,
        authors=(Fact(author, Source.META),) if author else (),
        outlet=Fact(outlet, Source.OPENGRAPH) if outlet else None,
        section=None,
        language=Fact(language, Source.HTML),
        url=Fact(url, Source.LINK) if url else None,
        canonical_url=None,
        published=moment,
        modified=None,
        saved=None,
        encoding="utf-8",
        encoding_source=EncodingSource.UTF8,
        confidence=confidence,
        doubts=doubts,
    )


class FakeLibrary:
    """Finds stories that hold every word of the query; ``is:`` and ``outlet:`` are understood."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self.stories: dict[ArticleId, Story] = {}
        self.searches: list[SearchRequest] = []
        self.refreshed = 0
        self.closed = False
        self.is_locked = False
        self.rows: tuple[ImportRow, ...] = ()
        self.records: tuple[ImportRecord, ...] = ()
        self.survey: Survey | None = Survey(1, 48_000, (KindCount("web pages", 1, 48_000),))
        self.passages: tuple[RepeatedPassage, ...] = ()
        self.pictures: dict[str, bytes] = {}
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

    def search(self, request: SearchRequest, cancel: CancelToken | None = None) -> SearchAnswer:
        """Answer a query by looking at every story."""
        self.searches.append(request)
        found = [story for story in self.stories.values() if self._matches(story, request.query)]
        found.sort(key=lambda story: (published(story), story.article_id), reverse=request.sort is not SortKey.OLDEST)
        page = found[request.offset : request.offset + request.limit]
        rows = tuple(self._row(story, request.query) for story in page)
        facets = self._facets(found) if request.facets else ()
        reads = " and ".join(f"“{word}”" for word in words_of(request.query))
        hits = sum(len(row.marks) for row in rows)
        return SearchAnswer(request.query, reads, len(found), hits, 3.2, rows, facets)

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

    def _facets(self, found: Sequence[Story]) -> tuple[tuple[str, tuple[FacetCount, ...]], ...]:
        def counts(values: Iterable[str]) -> tuple[FacetCount, ...]:
            listed = [value for value in values if value]
            return tuple(FacetCount(value, listed.count(value)) for value in sorted(set(listed)))

        outlets = counts(story.article.outlet.value if story.article.outlet else "" for story in found)
        years = counts(published(story)[:4] for story in found)
        languages = counts(story.article.language.value if story.article.language else "" for story in found)
        return (("outlet", outlets), ("year", years), ("language", languages))

    def story(self, article_id: ArticleId) -> Story:
        """Return a story; raises LibraryDamagedError for one that is not there."""
        if article_id not in self.stories:
            raise LibraryDamagedError("This story is no longer in the library.")
        return self.stories[article_id]

    def summaries(self, ids: Sequence[ArticleId]) -> tuple[StorySummary, ...]:
        """Return the state of stories."""
        return tuple(
            StorySummary(
                i,
                s.is_read,
                s.is_starred,
                bool(s.article.doubts),
                sum(len(removal.span.of(s.article.text).split()) for removal in s.article.removals),
                len(s.article.body.split()),
            )
            for i in ids
            for s in (self.stories[i],)
        )

    def hits(self, article_id: ArticleId, query: str, texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
        """Return the places of every word of the query."""
        return tuple(spans(text, query) for text in texts)

    def picture(self, article_id: ArticleId, number: int) -> bytes | None:
        """Return the bytes of a picture of a story by their digest."""
        return self.pictures.get(self.stories[article_id].pictures[number].sha256)

    def original_text(self, article_id: ArticleId) -> str:
        """Return the page's text."""
        return self.stories[article_id].article.text

    def tag_counts(self, article_ids: Sequence[ArticleId] | None = None) -> tuple[tuple[str, int], ...]:
        """Return the tags of stories."""
        chosen = self.stories if article_ids is None else article_ids
        found = [tag for each in chosen for tag in self.stories[each].tags]
        return tuple((tag, found.count(tag)) for tag in sorted(set(found)))

    def stats(self) -> LibraryStats:
        """Return counts."""
        all_of = list(self.stories.values())
        words = sum(len(story.article.clean_text.split()) for story in all_of)
        return LibraryStats(
            stories=len(all_of),
            unread=sum(not s.is_read for s in all_of),
            starred=sum(s.is_starred for s in all_of),
            check=sum(bool(s.article.doubts) for s in all_of),
            words=words,
            removed_words=0,
            originals=len(all_of),
            original_bytes=48_000 * len(all_of),
            stored_bytes=1,
            indexed=len(all_of),
            outlets=(),
            languages=(),
            earliest="",
            latest="",
        )

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

    def close(self) -> None:
        """Note it."""
        self.closed = True


def words_of(query: str) -> list[str]:
    """Return the plain words of a query, lower-case."""
    bare = re.sub(r'\w+:(?:"[^"]*"|\S+)', " ", query)
    return [word.lower().rstrip("*") for word in bare.split() if word.strip("*")]


def spans(text: str, query: str) -> tuple[Span, ...]:
    """Return where the words of a query stand in a text."""
    places = [
        Span(match.start(), match.end())
        for word in words_of(query)
        for match in re.finditer(re.escape(word), text, re.IGNORECASE)
    ]
    return tuple(sorted(set(places)))


def headline(each: Article) -> str:
    """Return the headline or nothing."""
    return each.headline.value if each.headline else ""


def published(story: Story) -> str:
    """Return the ISO date or nothing."""
    return story.article.published.iso if story.article.published else ""


class FakeWorker:
    """Fulfils wishes at once, on the thread that sends them; ready on start unless the library is locked."""

    def __init__(self, library: FakeLibrary, on_event: Callable[[Event], None]) -> None:
        self.library, self.tell = library, on_event
        self.wishes: list[Wish] = []
        self.unfinished: tuple[int, ...] = ()
        self.closed = False

    def start(self) -> None:
        """Become ready."""
        if not self.library.is_locked:
            self.tell(WorkerReady(self.unfinished))

    def send(self, wish: Wish) -> None:
        """Note a wish and fulfil those that mark stories."""
        self.wishes.append(wish)
        match wish:
            case SetRead(ids, is_read):
                self._change(ids, is_read=is_read)
            case SetStarred(ids, is_starred):
                self._change(ids, is_starred=is_starred)
            case AddTags(ids, names):
                self._tag(ids, lambda had: tuple(sorted({*had, *names})))
                self.tell(TagsChanged(wish, (RemoveTags(ids, names),)))
            case RemoveTags(ids, names):
                self._tag(ids, lambda had: tuple(tag for tag in had if tag not in names))
                self.tell(TagsChanged(wish, (AddTags(ids, names),)))
            case SurveyPaths(ticket):
                if self.library.survey is not None:
                    self.tell(SurveyFinished(ticket, self.library.survey))
            case CancelImport():
                self.tell(ImportFinished(ImportProgress(1, 1, 3, 1, 0, 0, 0, 1.0, None), cancelled=True))
            case _:
                pass

    def _tag(self, ids: Sequence[ArticleId], change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        for each in ids:
            story = self.library.stories[each]
            self.library.stories[each] = replace(story, tags=change(story.tags))

    def _change(self, ids: Sequence[ArticleId], *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        for each in ids:
            story = self.library.stories[each]
            read = story.is_read if is_read is None else is_read
            star = story.is_starred if is_starred is None else is_starred
            self.library.stories[each] = replace(story, is_read=read, is_starred=star)
        self.tell(LibraryChanged(updated=tuple(ids)))

    def close(self, timeout_s: float = 5.0) -> None:
        """Note it."""
        self.closed = True


NOW = datetime(2026, 1, 1, tzinfo=UTC)
