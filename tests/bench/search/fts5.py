"""SQLite FTS5: unicode61 and porter, full detail, bm25, snippet()."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from tests.bench.search.corpus import Story, stories
from tests.bench.search.engine import ROWS, Run
from tests.bench.search.queries import Ask, Kind

_SCHEMA = """
CREATE VIRTUAL TABLE story USING fts5(headline, body, tokenize = 'porter unicode61', detail = full);
CREATE TABLE fact (id INTEGER PRIMARY KEY, outlet TEXT NOT NULL, published TEXT NOT NULL);
CREATE INDEX fact_published ON fact (published);
"""
_RANK = "bm25(story, 3.0, 1.0)"
_COLUMNS = "story.rowid, headline, outlet, published, snippet(story, 1, '[', ']', '…', 40)"
_JOINED = "story JOIN fact ON fact.id = story.rowid WHERE story MATCH ?"
_BATCH = 2_000


class Fts5:
    """An FTS5 table with its contents, and a table of the facts."""

    name: ClassVar[str] = "FTS5"

    @classmethod
    def build(cls, folder: Path, corpus: Path) -> None:
        """Build the tables, committed in batches."""
        database = sqlite3.connect(folder / "stories.sqlite")
        database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)
        batch: list[Story] = []
        for story in stories(corpus):
            batch.append(story)
            if len(batch) == _BATCH:
                _insert(database, batch)
                batch.clear()
        _insert(database, batch)
        database.execute("INSERT INTO story(story) VALUES ('optimize')")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "stories.sqlite")

    def match(self, ask: Ask) -> Run | None:
        """Return a call that finds and ranks."""
        return self._run(ask, "story.rowid")

    def page(self, ask: Ask) -> Run | None:
        """Return a call that does all from the query to rows."""
        return self._run(ask, _COLUMNS)

    def _run(self, ask: Ask, columns: str) -> Run | None:
        words = _match(ask)
        if words is None:
            return None
        values: tuple[str, ...] = (words,)
        match ask.kind:
            case Kind.TOTAL:
                sql = "SELECT count(*) FROM story WHERE story MATCH ?"
            case Kind.FACETS:
                return self._facets(words)
            case Kind.SORTED:
                sql = f"SELECT {columns} FROM {_JOINED} ORDER BY published DESC LIMIT {ROWS}"
            case Kind.DATES:
                sql = f"SELECT {columns} FROM {_JOINED} AND published BETWEEN ? AND ? ORDER BY {_RANK} LIMIT {ROWS}"
                values = (words, ask.days[0], f"{ask.days[1]}~")
            case _ if columns == "story.rowid":
                sql = f"SELECT rowid FROM story WHERE story MATCH ? ORDER BY {_RANK} LIMIT {ROWS}"
            case _:
                sql = f"SELECT {columns} FROM {_JOINED} ORDER BY {_RANK} LIMIT {ROWS}"
        return lambda: len(self._database.execute(sql, values).fetchall())

    def _facets(self, words: str) -> Run:
        def count() -> int:
            found = 0
            for what in ("outlet", "substr(published, 1, 7)"):
                sql = f"SELECT {what}, count(*) FROM {_JOINED} GROUP BY 1"
                found = sum(row[1] for row in self._database.execute(sql, (words,)))
            return found

        return count

    def add(self, stories: Sequence[Story]) -> None:
        """Add stories."""
        _insert(self._database, stories)

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _insert(database: sqlite3.Connection, batch: Sequence[Story]) -> None:
    texts = [(story.number, story.headline, story.body) for story in batch]
    database.executemany("INSERT INTO story (rowid, headline, body) VALUES (?, ?, ?)", texts)
    facts = [(story.number, story.outlet, story.published) for story in batch]
    database.executemany("INSERT INTO fact (id, outlet, published) VALUES (?, ?, ?)", facts)
    database.commit()


def _match(ask: Ask) -> str | None:
    """Return the query in FTS5's own language, None for what it does not have."""
    quoted = [f'"{word}"' for word in ask.words]
    match ask.kind:
        case Kind.OR:
            return " OR ".join(quoted)
        case Kind.PHRASE:
            return f'"{" ".join(ask.words)}"'
        case Kind.NEAR:
            return f"NEAR({' '.join(quoted)}, 5)"
        case Kind.PREFIX | Kind.TYPING:
            return f"{' '.join(quoted)} *"
        case Kind.WILDCARD | Kind.FUZZY:
            return None
        case _:
            return " ".join(quoted)
