"""Migrations of what the reader keeps: queries, searches, filters, highlights, rules, places, rules that tag, lists."""

QUERIES = """
CREATE TABLE past_queries (
    query TEXT PRIMARY KEY,
    used TEXT NOT NULL,
    stories INTEGER NOT NULL,
    times INTEGER NOT NULL,
    turn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX past_queries_turn ON past_queries (turn);

CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    sort TEXT NOT NULL,
    place INTEGER NOT NULL
) STRICT;
"""

# ``quote`` to ``start`` are the anchor as the reader made it, ``at`` and ``until`` where it stands now, or NULL.
HIGHLIGHTS = """
CREATE TABLE highlights (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    start INTEGER NOT NULL,
    at INTEGER,
    until INTEGER,
    colour INTEGER NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX highlights_article ON highlights (article_id);
"""

READER_RULES = """
CREATE TABLE unwanted_here (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key INTEGER NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE unwanted_everywhere (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    key INTEGER NOT NULL,
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (outlet_id, key)
) STRICT, WITHOUT ROWID;
"""

_TURNING = """
CREATE TRIGGER turn_TABLE_EVENT AFTER EVENT ON TABLE BEGIN UPDATE curation_turns SET turn = turn + 1; END;
"""

# How often tags and notes have changed: whoever keeps them in memory sees from it whether they are still as read.
TURNS = """
CREATE TABLE curation_turns (turn INTEGER NOT NULL) STRICT;
INSERT INTO curation_turns (turn) VALUES (1);
""" + "".join(
    _TURNING.replace("TABLE", table).replace("EVENT", event)
    for table in ("story_tags", "tags", "notes", "highlights")
    for event in ("insert", "update", "delete")
)

READING_PLACES = """
CREATE TABLE reading_places (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    paragraph INTEGER NOT NULL,
    fraction REAL NOT NULL,
    words TEXT NOT NULL
) STRICT;
"""

UNWANTED_PARTS = """
ALTER TABLE unwanted_here ADD COLUMN is_part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE unwanted_everywhere ADD COLUMN is_part INTEGER NOT NULL DEFAULT 0;
"""

# The same words with other filters are another query.
FILTERS = """
CREATE TABLE past_searches (
    query TEXT NOT NULL,
    filters TEXT NOT NULL,
    used TEXT NOT NULL,
    stories INTEGER NOT NULL,
    times INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (query, filters)
) STRICT, WITHOUT ROWID;
INSERT INTO past_searches SELECT query, '', used, stories, times, turn FROM past_queries;
DROP TABLE past_queries;
CREATE INDEX past_searches_turn ON past_searches (turn);

ALTER TABLE saved_searches ADD COLUMN filters TEXT NOT NULL DEFAULT '';
"""

# ``seen`` is the newest story that a rule has looked at. A rule whose search is deleted sleeps until that is restored.
TAG_RULES = """
CREATE TABLE tag_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    search_id INTEGER NOT NULL,
    tag TEXT NOT NULL,
    is_paused INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL,
    tagged INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE tag_colours (
    tag TEXT PRIMARY KEY COLLATE NOCASE,
    colour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

# Which file a link came from, and whether the reader wants to hear no more of it.
LINK_LISTS = """
ALTER TABLE links ADD COLUMN list ANY NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN is_dismissed INTEGER NOT NULL DEFAULT 0;
"""
