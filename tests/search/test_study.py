"""Heads of stories and counts of words, for tables of hits."""

from pathlib import Path

from reader.core.model import ArticleId
from reader.core.query import StoryHead, WordTotals
from reader.search import IndexWriter, SearchIndex
from tests.search.stories import story


def test_heads_and_totals_come_from_all_segments(tmp_path: Path) -> None:
    stories = [
        story(1, "Oil and oil.", headline="Oil", outlet="Post", published="2011-02"),
        story(2, "Café au lait, oil", headline="Kaffee – ölig", outlet="Blatt", published=""),
    ]
    with IndexWriter.open(tmp_path / "index") as writer:
        writer.write(stories[:1], (), 1)
        writer.write(stories[1:], (), 2)
    with SearchIndex.open(tmp_path / "index") as index:
        heads = index.heads([ArticleId(2), ArticleId(9), ArticleId(1)])
        assert [head[:4] for head in heads] == [(2, "Kaffee – ölig", "Blatt", ""), (1, "Oil", "Post", "2011-02")]
        assert isinstance(heads[0], StoryHead)
        assert index.words("Café, OIL") == ["cafe", "oil"]
        assert index.word_totals(["oil", "cafe", "nothing"]) == WordTotals(10, (4, 1, 0))
