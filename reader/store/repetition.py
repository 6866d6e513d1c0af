"""Where passages occur in the stories of an outlet, which of them are boilerplate, and what the reader restored."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.core.evidence import NO_EVIDENCE, Evidence, Passage, RepeatedPassage, Repetition, Trait
from reader.core.model import Article, ArticleId, Moment, Precision
from reader.store.encoding import storable
from reader.store.failures import translated

_EVIDENCE = """
SELECT repeated.key, repeated.stories, repeated.outlet_stories, repeated.anywhere, outlets.name
FROM occurrences JOIN repeated ON repeated.outlet_id = occurrences.outlet_id AND repeated.key = occurrences.key
JOIN outlets ON outlets.id = repeated.outlet_id WHERE article_id = ?
"""
_RESTORED = """
SELECT key FROM restored_here WHERE article_id = :id
UNION SELECT key FROM restored_everywhere
WHERE outlet_id = (SELECT outlet_id FROM story_outlets WHERE article_id = :id)
"""
_UNWANTED = """
SELECT key, text, is_part FROM unwanted_here WHERE article_id = :id
UNION SELECT key, text, is_part FROM unwanted_everywhere
WHERE outlet_id = (SELECT outlet_id FROM story_outlets WHERE article_id = :id)
"""
_QUEUE_IF_KNOWN = """
INSERT OR IGNORE INTO recleans (article_id) SELECT :id WHERE EXISTS (
    SELECT 1 FROM occurrences JOIN repeated USING (outlet_id, key)
    LEFT JOIN restored_everywhere USING (outlet_id, key)
    WHERE article_id = :id AND restored_everywhere.key IS NULL
) OR EXISTS (
    SELECT 1 FROM restored_everywhere LEFT JOIN repeated USING (outlet_id, key)
    WHERE outlet_id = :outlet_id AND repeated.key IS NULL
) OR EXISTS (
    SELECT 1 FROM occurrences JOIN unwanted_everywhere USING (outlet_id, key) WHERE article_id = :id
) OR EXISTS (
    SELECT 1 FROM unwanted_everywhere WHERE outlet_id = :outlet_id AND is_part = 1
)
"""
_CANDIDATES = """
SELECT key, count(*) AS stories FROM occurrences WHERE outlet_id = :outlet_id GROUP BY key
HAVING count(*) >= :fewest AND (count(*) >= :many OR count(*) >= :share * :of) ORDER BY key
"""
_SEEN = """
SELECT traits, week, count(*) AS stories FROM occurrences JOIN story_outlets USING (article_id)
WHERE occurrences.outlet_id = ? AND key = ? GROUP BY traits, week ORDER BY traits, week
"""
_REPEATED = """
SELECT repeated.*, outlets.name, restored_everywhere.key IS NOT NULL AS is_kept
FROM repeated JOIN outlets ON outlets.id = repeated.outlet_id LEFT JOIN restored_everywhere USING (outlet_id, key)
WHERE :only IS NULL OR import_id = :only ORDER BY repeated.stories DESC, outlets.name, repeated.text
"""


@dataclass(frozen=True, slots=True)
class DueOutlet:
    """An outlet whose stories changed since its passages were last looked at; ``changed`` numbers that state."""

    outlet_id: int
    stories: int
    changed: int


@dataclass(frozen=True, slots=True)
class SeenPassage:
    """The occurrences of a passage in an outlet: how many stories by traits and week (None: undated)."""

    key: int
    counts: tuple[tuple[Trait, int | None, int], ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that is boilerplate of an outlet, in so many stories; ``anywhere``: also between paragraphs."""

    key: int
    stories: int
    anywhere: bool


def outlet_of(article: Article) -> str:
    """Return the name by which a story's outlet is known here, "" if it is unknown."""
    return storable(article.outlet.value) if article.outlet else ""


def week_of(moment: Moment | None) -> int | None:
    """Return the number of the week since 1 January of the year 1, or None where the day is not known."""
    if moment is None or moment.precision not in (Precision.DAY, Precision.INSTANT):
        return None
    return moment.value.toordinal() // 7


def evidence_of(connection: sqlite3.Connection, article_id: int) -> Evidence:
    """Return what the library knows about a story from the other stories of its outlet."""
    repeated = {
        key: Repetition(stories, of, bool(anywhere), bool(name))
        for key, stories, of, anywhere, name in connection.execute(_EVIDENCE, (article_id,))
    }
    restored = frozenset(row["key"] for row in connection.execute(_RESTORED, {"id": article_id}))
    rules = connection.execute(_UNWANTED, {"id": article_id}).fetchall()
    unwanted = frozenset(row["key"] for row in rules if not row["is_part"])
    parts = frozenset(row["text"] for row in rules if row["is_part"])
    found = Evidence(repeated, restored, unwanted, parts)
    return NO_EVIDENCE if found.is_empty else found


class RepetitionStore:
    """The tables of passages of one library. What changes them is called inside a transaction of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def learn(self, article_id: ArticleId, article: Article, passages: Iterable[Passage]) -> None:
        """Take in the passages of a new story; queue it to be cleaned anew if some are known as boilerplate."""
        outlet_id = self._outlet(outlet_of(article))
        week = week_of(article.published)
        self._connection.execute("INSERT INTO story_outlets VALUES (?, ?, ?)", (article_id, outlet_id, week))
        self._connection.executemany(
            "INSERT OR IGNORE INTO occurrences VALUES (?, ?, ?, ?, ?, ?)",
            ((outlet_id, p.key, article_id, p.span.start, p.span.end, int(p.traits)) for p in passages),
        )
        self._count(outlet_id, 1)
        self._connection.execute(_QUEUE_IF_KNOWN, {"id": article_id, "outlet_id": outlet_id})

    def relearn(self, article_id: ArticleId, article: Article, passages: Sequence[Passage]) -> None:
        """Take in the passages of a story that was cleaned anew; nothing changes if they are the same."""
        row = self._connection.execute(
            "SELECT name, week FROM story_outlets JOIN outlets ON outlets.id = outlet_id WHERE article_id = ?",
            (article_id,),
        ).fetchone()
        wanted = {p.key: (p.span.start, p.span.end, int(p.traits)) for p in reversed(passages)}
        stored = {
            key: (start, end, traits)
            for key, start, end, traits in self._connection.execute(
                "SELECT key, span_start, span_end, traits FROM occurrences WHERE article_id = ?", (article_id,)
            )
        }
        if row is None or tuple(row) != (outlet_of(article), week_of(article.published)) or wanted != stored:
            self.forget(article_id)
            self.learn(article_id, article, passages)

    def forget(self, article_id: ArticleId) -> None:
        """Take back what was learned from a story."""
        row = self._connection.execute(
            "SELECT outlet_id FROM story_outlets WHERE article_id = ?", (article_id,)
        ).fetchone()
        if row is not None:
            self._connection.execute("DELETE FROM occurrences WHERE article_id = ?", (article_id,))
            self._connection.execute("DELETE FROM story_outlets WHERE article_id = ?", (article_id,))
            self._count(row["outlet_id"], -1)

    def due(self) -> tuple[DueOutlet, ...]:
        """Return the outlets whose passages are to be looked at again."""
        with translated():
            rows = self._connection.execute(
                "SELECT id, stories, changed FROM outlets WHERE changed > learned ORDER BY id"
            ).fetchall()
        return tuple(DueOutlet(*row) for row in rows)

    def candidates(self, outlet: DueOutlet, *, fewest: int, share: float, many: int) -> tuple[int, ...]:
        """Return the keys in ``fewest`` stories and more: in ``many`` or in this share of the outlet's stories."""
        wanted = {"outlet_id": outlet.outlet_id, "of": outlet.stories, "fewest": fewest, "share": share, "many": many}
        with translated():
            return tuple(row["key"] for row in self._connection.execute(_CANDIDATES, wanted))

    def seen(self, outlet_id: int, key: int) -> SeenPassage:
        """Return where a passage occurs."""
        with translated():
            rows = self._connection.execute(_SEEN, (outlet_id, key)).fetchall()
        return SeenPassage(key, tuple((Trait(row[0]), row[1], row[2]) for row in rows))

    def stories_with(self, outlet_id: int, key: int, limit: int = -1) -> tuple[ArticleId, ...]:
        """Return stories that have a passage, in an order that does not depend on when they were imported."""
        with translated():
            rows = self._connection.execute(
                "SELECT article_id FROM occurrences JOIN articles ON articles.id = article_id "
                "WHERE outlet_id = ? AND key = ? ORDER BY original, place LIMIT ?",
                (outlet_id, key, limit),
            ).fetchall()
        return tuple(ArticleId(row[0]) for row in rows)

    def passages_of(self, article_ids: Sequence[ArticleId]) -> dict[ArticleId, dict[int, int]]:
        """Return, for each story, its passages that are whole lines, with their lengths in characters."""
        found: dict[ArticleId, dict[int, int]] = {article_id: {} for article_id in article_ids}
        with translated():
            for article_id, key, length in self._connection.execute(
                "SELECT article_id, key, span_end - span_start FROM occurrences "
                "WHERE article_id IN (SELECT value FROM json_each(?)) AND traits & ? = 0",
                (json.dumps(list(article_ids)), int(Trait.PART)),
            ):
                found[article_id][key] = length
        return found

    def settle(self, outlet: DueOutlet, found: Mapping[int, FoundPassage], import_id: int | None) -> tuple[int, ...]:
        """Make ``found`` the outlet's boilerplate, queue the stories this changes, and return the keys that are new."""
        known = {
            row["key"]: bool(row["anywhere"])
            for row in self._connection.execute(
                "SELECT key, anywhere FROM repeated WHERE outlet_id = ?", (outlet.outlet_id,)
            )
        }
        for key in known.keys() - found.keys():
            self._connection.execute("DELETE FROM repeated WHERE outlet_id = ? AND key = ?", (outlet.outlet_id, key))
            self._queue_stories_with(outlet.outlet_id, key)
        for key, one in found.items():
            self._connection.execute(
                "INSERT INTO repeated VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "stories = excluded.stories, outlet_stories = excluded.outlet_stories, anywhere = excluded.anywhere",
                (
                    outlet.outlet_id,
                    key,
                    "" if key in known else self._text(outlet.outlet_id, key),
                    one.stories,
                    outlet.stories,
                    int(one.anywhere),
                    import_id,
                ),
            )
            if known.get(key) is not one.anywhere:
                self._queue_stories_with(outlet.outlet_id, key)
        self._connection.execute("UPDATE outlets SET learned = ? WHERE id = ?", (outlet.changed, outlet.outlet_id))
        return tuple(key for key in found if key not in known)

    def repeated(self, import_id: int | None = None) -> Iterator[RepeatedPassage]:
        """Yield the boilerplate that an import made known, or all of it; what is in most stories first."""
        with translated():
            rows = self._connection.execute(_REPEATED, {"only": import_id}).fetchall()
        for row in rows:
            yield RepeatedPassage(
                row["key"], row["text"], row["name"], row["stories"], row["outlet_stories"], bool(row["is_kept"])
            )

    def outlet_id(self, name: str) -> int | None:
        """Return the id of an outlet of this name, or None."""
        with translated():
            row = self._connection.execute("SELECT id FROM outlets WHERE name = ?", (storable(name),)).fetchone()
        return None if row is None else int(row["id"])

    def _queue_stories_with(self, outlet_id: int, key: int) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO recleans (article_id) SELECT article_id FROM occurrences "
            "WHERE outlet_id = ? AND key = ?",
            (outlet_id, key),
        )

    def _text(self, outlet_id: int, key: int) -> str:
        """Return the wording of a passage in one of its stories, on one line."""
        row = self._connection.execute(
            "SELECT substr(text, span_start + 1, span_end - span_start) AS wording FROM occurrences "
            "JOIN texts USING (article_id) JOIN articles ON articles.id = article_id "
            "WHERE outlet_id = ? AND key = ? ORDER BY original, place LIMIT 1",
            (outlet_id, key),
        ).fetchone()
        return "" if row is None else " ".join(row["wording"].split())

    def _outlet(self, name: str) -> int:
        self._connection.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?)", (name,))
        row = self._connection.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
        return int(row["id"])

    def _count(self, outlet_id: int, by: int) -> None:
        self._connection.execute(
            "UPDATE outlets SET stories = stories + ?, changed = changed + 1 WHERE id = ?", (by, outlet_id)
        )
