"""Tests of wishes about tags, fulfilled by a real worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.core.changes import (
    AddTags,
    DeleteTag,
    ImportPaths,
    ImportRows,
    LibraryChanged,
    RemoveTags,
    RenameTag,
    TagsChanged,
    TagWish,
)
from reader.core.model import ArticleId
from tests.service.worker_tools import RunningWorker, write_stories


class Tagging:
    """A worker over three stories."""

    def __init__(self, worker: RunningWorker, folder: Path) -> None:
        self._worker = worker
        self.ids: list[ArticleId] = []
        worker.send(ImportPaths((str(write_stories(folder, 3)),)))
        while len(self.ids) < 3:
            rows = worker.wait_for(ImportRows).rows
            self.ids += [row.article_id for row in rows if row.article_id is not None]
        worker.wait_for(LibraryChanged)

    def wish(self, *wishes: TagWish) -> TagsChanged:
        """Send wishes in order and return what is told of the last."""
        for wish in wishes:
            self._worker.send(wish)
            told = self._worker.wait_for(TagsChanged)
        return told

    def tags(self) -> list[tuple[str, ...]]:
        """Return the tags of each story."""
        library = self._worker.library()
        try:
            return [library.story(each).tags for each in self.ids]
        finally:
            library.close()


@pytest.fixture
def tagging(tmp_path: Path) -> Iterator[Tagging]:
    with RunningWorker(tmp_path) as worker:
        yield Tagging(worker, tmp_path / "in")


def test_tags_are_given_to_many_and_taken_back(tagging: Tagging) -> None:
    first, second, _ = tagging.ids
    tagging.wish(AddTags((first,), ("Water",)))
    told = tagging.wish(AddTags((first, second), ("water", "  two   words ")))
    assert tagging.tags() == [("two words", "Water"), ("two words", "Water"), ()]
    tagging.wish(*told.undo)
    assert tagging.tags() == [("Water",), (), ()]


def test_tags_taken_off_can_be_put_back(tagging: Tagging) -> None:
    first, second, third = tagging.ids
    tagging.wish(AddTags((first, second), ("Water",)))
    told = tagging.wish(RemoveTags((second, third), ("WATER",)))
    assert tagging.tags() == [("Water",), (), ()]
    tagging.wish(*told.undo)
    assert tagging.tags() == [("Water",), ("Water",), ()]


def test_a_renamed_tag_can_be_named_as_before(tagging: Tagging) -> None:
    tagging.wish(AddTags(tuple(tagging.ids[:2]), ("water",)))
    told = tagging.wish(RenameTag("water", "Water"))
    assert tagging.tags() == [("Water",), ("Water",), ()]
    tagging.wish(*told.undo)
    assert tagging.tags() == [("water",), ("water",), ()]


def test_merged_tags_can_be_parted_again(tagging: Tagging) -> None:
    first, second, third = tagging.ids
    tagging.wish(AddTags((first, second), ("floods",)), AddTags((second, third), ("water",)))
    told = tagging.wish(RenameTag("floods", "water"))
    assert tagging.tags() == [("water",), ("water",), ("water",)]
    tagging.wish(*told.undo)
    assert tagging.tags() == [("floods",), ("floods", "water"), ("water",)]


def test_a_deleted_tag_can_be_brought_back(tagging: Tagging) -> None:
    first, _, third = tagging.ids
    tagging.wish(AddTags((first, third), ("Water",)))
    told = tagging.wish(DeleteTag("water"))
    assert tagging.tags() == [(), (), ()]
    tagging.wish(*told.undo)
    assert tagging.tags() == [("Water",), (), ("Water",)]


def test_a_tag_that_is_not_there_changes_nothing(tagging: Tagging) -> None:
    assert tagging.wish(RenameTag("nobody", "somebody")).undo == ()
    assert tagging.wish(DeleteTag("nobody")).undo == ()
    assert tagging.tags() == [(), (), ()]
