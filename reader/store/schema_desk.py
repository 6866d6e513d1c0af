"""Migrations of what the reader keeps of searches: filters, rules that tag, and links without a story."""

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
