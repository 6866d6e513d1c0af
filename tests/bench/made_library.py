"""A library of made stories of any number, made once and kept in ``.bench``: store and index, as the program has them.

The stories are those of ``../shared/bench``; a dozen stories of 5,000 words with some 70 hits of ``LONG_QUERY`` each
are added, to be switched between. Nothing of it was imported: files are not kept, and passages are not counted.
"""

import dataclasses
import os
import shutil
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reader.core.model import Article, Fact, Source
from reader.service.keeper import IndexKeeper
from reader.service.places import index_folder
from reader.service.wiring import shipped_search
from reader.store import Store
from reader.store.schema import MIGRATIONS
from tests.bench.search import corpus
from tests.gui import stories
from tests.gui.articles import article

LONG_QUERY = "grandbridge"
LONG_STORIES, LONG_WORDS, LONG_HITS = 12, 5_000, 70
BATCH = 2_000
LIBRARY, CACHE = "library", "cache"


def made(count: int) -> Path:
    """Return a folder with a library of ``count`` stories and the cache with its index.

    It is made when it is missing or of another schema.
    """
    folder = corpus.KEPT / f"library-{count}"
    mark, schema = folder / "whole", str(zlib.crc32("".join(MIGRATIONS).encode()))
    if not mark.is_file() or mark.read_text(encoding="ascii") != schema:
        shutil.rmtree(folder, ignore_errors=True)
        (folder / CACHE).mkdir(parents=True)
        _fill(folder, count)
        mark.write_text(schema, encoding="ascii")
    return folder


def copied(folder: Path, to: Path) -> None:
    """Copy a made library to where it may be changed; its index goes to where the program looks for one of there."""
    shutil.copytree(folder / LIBRARY, to / LIBRARY)
    store = Store.open(to / LIBRARY, read_only=True)
    library_id = store.library_id
    store.close()
    old = index_folder(folder / LIBRARY, library_id, folder / CACHE)
    new = index_folder(to / LIBRARY, library_id, to / CACHE)
    shutil.copytree(old, new, dirs_exist_ok=True, copy_function=_link)
    shutil.copy(old.with_name(f"{old.name}.generation"), new.with_name(f"{new.name}.generation"))


def _link(source: str, target: str) -> None:
    """Link a segment, which nobody changes; copy what is replaced in its place."""
    if source.endswith(".col"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def long_stories() -> list[Article]:
    """Return stories of 5,000 words and 70 hits, each with a headline of its own."""
    lines = stories.long_story(LONG_WORDS).text.replace("bridge", LONG_QUERY).split("\n")[1:]
    more = LONG_HITS - sum(line.count(LONG_QUERY) for line in lines)
    lines[:more] = [f"{line} {LONG_QUERY}" for line in lines[:more]]
    paragraphs = [("p", line) for line in lines]
    return [article((("h", f"A long story, number {number}"), *paragraphs)) for number in range(LONG_STORIES)]


def _articles(count: int) -> Iterator[Article]:
    yield from long_stories()
    for story in corpus.stories(corpus.made(count), 0, count - LONG_STORIES):
        lines = [("h", story.headline), *(("p", line) for line in story.body.split("\n") if line.strip())]
        one = article(lines, outlet=story.outlet, published=story.published, language=story.language, author="")
        yield dataclasses.replace(one, url=Fact(f"https://news.example/{story.number}.html", Source.LINK))


def _fill(folder: Path, count: int) -> None:
    store = Store.open(folder / LIBRARY)
    index = index_folder(folder / LIBRARY, store.library_id, folder / CACHE)
    digest = "0" * 64
    articles, place = _articles(count), 0
    while batch := list(islice(articles, BATCH)):
        with store.transaction():
            store.add_original(digest, 0, 0, "made")
            for one in batch:
                store.add_article(one, sha256=digest, place=place, member="", source_path="made")
                place += 1
    keeper = IndexKeeper(store, index, shipped_search(), lambda _: None)
    keeper.open()
    while keeper.has_work:
        keeper.step()
    keeper.close()
    store.close()
