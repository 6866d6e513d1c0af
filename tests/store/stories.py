"""Articles for tests: small ones by hand, long ones by rule, and any at all by Hypothesis."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TypeVar

from hypothesis import strategies as st

from reader.core.model import (
    Article,
    ArticleId,
    Block,
    BlockKind,
    Caption,
    EncodingSource,
    Fact,
    Mark,
    MarkKind,
    Moment,
    Precision,
    Removal,
    Source,
    Span,
)
from reader.store import Store


def make_article(headline: str = "Harbour bridge closed", *paragraphs: str, doubts: tuple[str, ...] = ()) -> Article:
    """Return a story with a headline block, the paragraphs, and one removed line at its end."""
    lines = [headline, *(paragraphs or ("The harbour bridge is closed until Friday.",)), "Read more"]
    text = "\n".join(lines)
    spans: list[Span] = []
    start = 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    kinds = [BlockKind.HEADLINE, *[BlockKind.PARAGRAPH] * (len(lines) - 2)]
    return Article(
        text=text,
        blocks=tuple(Block((span,), kind) for span, kind in zip(spans, kinds, strict=False)),
        captions=(),
        removals=(Removal(spans[-1], "related", "link to another story"),),
        marks=(),
        headline=Fact(headline, Source.HTML),
        standfirst=None,
        byline=None,
        authors=(Fact("Ada Example", Source.JSON_LD),),
        outlet=Fact("The Example", Source.OPENGRAPH),
        section=None,
        language=Fact("en", Source.HTML),
        url=None,
        canonical_url=None,
        published=Moment(datetime(2011, 3, 22, 10, 5, tzinfo=UTC), Precision.INSTANT, Source.META, "22 March 2011"),
        modified=None,
        saved=None,
        encoding="utf-8",
        encoding_source=EncodingSource.UTF8,
        confidence=0.9,
        doubts=doubts,
    )


def make_long_article(words: int) -> Article:
    """Return a story of many paragraphs of 50 words, with as many marks as paragraphs."""
    paragraph = " ".join(["councillors"] * 50)
    article = make_article("A long story", *[paragraph] * (words // 50))
    marks = tuple(
        Mark(Span(block.spans[0].start, block.spans[0].start + 11), MarkKind.LINK, "https://example.org/a")
        for block in article.blocks[1:]
    )
    return replace(article, marks=marks)


def add(store: Store, article: Article, content: bytes, path: str = "a.html") -> ArticleId:
    """Keep the content, add the article, and commit."""
    sha256 = hashlib.sha256(content).hexdigest()
    stored = store.originals.keep(content, sha256)
    with store.transaction():
        store.add_original(sha256, len(content), stored, path)
        return store.add_article(article, sha256=sha256, place=0, member="", source_path=path)


Value = TypeVar("Value")

_texts = st.text(max_size=40)
_offsets = st.integers(0, 10**7)
_spans = st.builds(Span, _offsets, _offsets)
_sources = st.sampled_from(Source)
_facts = st.builds(Fact, _texts, _sources)
_zones = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_datetimes = st.datetimes(timezones=st.none()).flatmap(lambda when: _zones.map(lambda zone: when.replace(tzinfo=zone)))
_moments = st.builds(Moment, _datetimes, st.sampled_from(Precision), _sources, _texts)
_maybe_fact = st.none() | _facts
_maybe_moment = st.none() | _moments


def tuples_of(strategy: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """Return a strategy for short tuples."""
    return st.lists(strategy, max_size=4).map(tuple)


any_article = st.builds(
    Article,
    text=st.text(max_size=200),
    blocks=tuples_of(
        st.builds(Block, tuples_of(_spans), st.sampled_from(BlockKind), st.integers(0, 9), st.sampled_from(["", " "]))
    ),
    captions=tuples_of(st.builds(Caption, _spans, st.booleans())),
    removals=tuples_of(st.builds(Removal, _spans, _texts, _texts)),
    marks=tuples_of(st.builds(Mark, _spans, st.sampled_from(MarkKind), _texts)),
    headline=_maybe_fact,
    standfirst=_maybe_fact,
    byline=_maybe_fact,
    authors=tuples_of(_facts),
    outlet=_maybe_fact,
    section=_maybe_fact,
    language=_maybe_fact,
    url=_maybe_fact,
    canonical_url=_maybe_fact,
    published=_maybe_moment,
    modified=_maybe_moment,
    saved=_maybe_moment,
    encoding=_texts,
    encoding_source=st.sampled_from(EncodingSource),
    confidence=st.floats(0, 1),
    doubts=tuples_of(_texts),
)
