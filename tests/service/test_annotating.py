"""Wishes about highlights and notes are fulfilled by the worker and told; stories are exported whole or not at all."""

import json
from pathlib import Path

import pytest

from reader.core.anchoring import anchor_of
from reader.core.changes import LibraryChanged, Wish
from reader.core.highlights import (
    AddHighlight,
    ChangeHighlight,
    DeleteHighlight,
    MoveHighlight,
    PutBackHighlight,
    PutBackNote,
    SetNote,
    marked_text,
)
from reader.core.model import ArticleId, Span
from reader.core.query import SearchRequest
from reader.export.stories import StoryFormat
from reader.service.exporting import ExportError, StoryExport
from tests.service.worker_tools import RunningWorker, write_stories


def test_worker_keeps_highlights_and_notes(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 2))
        library = worker.library()
        article_id = ArticleId(1)
        text = marked_text(library.story(article_id).article)
        words = text.split()[0]
        at = text.index(words)

        def changed(wish: Wish) -> None:
            worker.send(wish)
            worker.wait_for(LibraryChanged, lambda event: event.updated == (article_id,))

        worker.take_all()
        changed(AddHighlight(article_id, anchor_of(text, Span(at, at + len(words))), 3, "Look"))
        (one,) = library.annotations(article_id).highlights
        assert (one.anchor.quote, one.colour, one.note, one.start) == (words, 3, "Look", at)
        changed(ChangeHighlight(one.highlight_id, 8, ""))
        (other,) = library.annotations(article_id).highlights
        changed(DeleteHighlight(one.highlight_id))
        assert library.annotations(article_id).highlights == ()
        changed(PutBackHighlight(other))
        assert library.annotations(article_id).highlights == (other,)
        second = text.split()[1]
        at = text.index(second)
        changed(MoveHighlight(other.highlight_id, anchor_of(text, Span(at, at + len(second)))))
        (moved,) = library.annotations(article_id).highlights
        assert (moved.highlight_id, moved.anchor.quote, moved.start) == (other.highlight_id, second, at)
        assert (moved.colour, moved.created) == (other.colour, other.created)
        changed(SetNote(article_id, "A note"))
        (note,) = library.annotations(article_id).notes
        changed(SetNote(article_id, "Another", note.note_id))
        changed(PutBackNote(article_id, note))
        assert library.annotations(article_id).notes == (note,)
        changed(SetNote(article_id, "", note.note_id))
        assert library.annotations(article_id).notes == ()
        changed(PutBackNote(article_id, note))
        assert library.annotations(article_id).notes == (note,)
        assert len(library.all_annotations()) == 2
        library.close()


def test_export_writes_all_stories_or_nothing(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 45))
    library = worker.library()
    ids = [ArticleId(number) for number in range(1, 46)]
    path = tmp_path / "out.jsonl"
    job = StoryExport(path, StoryFormat.JSONL)
    assert job.step(library, ids)
    assert not path.exists()
    job.cancel()
    assert list(tmp_path.glob(".*.part")) == []
    job = StoryExport(path, StoryFormat.JSONL)
    steps = 1
    while job.step(library, [*ids, ArticleId(99)]):
        steps += 1
    assert steps == 3
    assert (job.done, job.total, job.missing) == (46, 46, 1)
    assert [json.loads(each)["id"] for each in path.read_text().splitlines()] == ids
    with pytest.raises(ExportError):
        StoryExport(tmp_path / "no folder" / "x.md", StoryFormat.MARKDOWN).step(library, ids)
    library.close()


def test_export_of_a_result_has_every_page(tmp_path: Path) -> None:
    with RunningWorker(tmp_path) as worker:
        worker.run_import(write_stories(tmp_path / "stories", 3))
    library = worker.library()
    job = StoryExport(tmp_path / "out.txt", StoryFormat.TEXT)
    assert not job.step(library, SearchRequest(""))
    assert job.total == 3
    library.close()
