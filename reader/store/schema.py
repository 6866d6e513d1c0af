"""The tables of ``library.sqlite`` as numbered migrations: migration N brings a database from version N - 1 to N.

A migration that was released is never changed; a new one is added below it. Times are ISO 8601 in UTC; paths are text,
or the file system's bytes where a name is no valid Unicode (hence ``ANY``). Kinds, sources and outcomes are stored as
the values of the enums in ``reader.core``.
"""

from reader.store.schema_desk import (
    FILTERS,
    HIGHLIGHTS,
    LINK_LISTS,
    QUERIES,
    READER_RULES,
    READING_PLACES,
    TAG_RULES,
    TURNS,
    UNWANTED_PARTS,
)

APPLICATION_ID = 0x4E415231
"""Marks the file as a library of this program ("NAR1", in the header's application id)."""

FIRST = """
CREATE TABLE library (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    id TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    size_bytes INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL,
    path ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    original TEXT NOT NULL REFERENCES originals (sha256),
    place INTEGER NOT NULL,
    member TEXT NOT NULL,
    source_path ANY NOT NULL,
    imported TEXT NOT NULL,
    revision INTEGER NOT NULL,
    words INTEGER NOT NULL,
    removed_words INTEGER NOT NULL,
    needs_check INTEGER NOT NULL,
    published_iso TEXT NOT NULL,
    confidence REAL NOT NULL,
    encoding TEXT NOT NULL,
    encoding_source TEXT NOT NULL,
    doubts TEXT NOT NULL,
    authors TEXT NOT NULL,
    headline TEXT, headline_source TEXT,
    standfirst TEXT, standfirst_source TEXT,
    byline TEXT, byline_source TEXT,
    outlet TEXT, outlet_source TEXT,
    section TEXT, section_source TEXT,
    language TEXT, language_source TEXT,
    url TEXT, url_source TEXT,
    canonical_url TEXT, canonical_url_source TEXT,
    published TEXT, published_precision TEXT, published_source TEXT, published_written TEXT,
    modified TEXT, modified_precision TEXT, modified_source TEXT, modified_written TEXT,
    saved TEXT, saved_precision TEXT, saved_source TEXT, saved_written TEXT,
    UNIQUE (original, place)
) STRICT;
CREATE INDEX articles_newest ON articles (published_iso DESC, id DESC);

CREATE TABLE texts (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE blocks (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    joint TEXT NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE captions (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    is_credit INTEGER NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE reasons (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (rule, reason)
) STRICT;

CREATE TABLE removals (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    reason_id INTEGER NOT NULL REFERENCES reasons (id),
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE marks (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    kind TEXT NOT NULL,
    href TEXT NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE states (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    finished TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE import_files (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    path ANY NOT NULL,
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    article_id INTEGER REFERENCES articles (id) ON DELETE SET NULL,
    PRIMARY KEY (import_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_files_pending ON import_files (import_id, ordinal) WHERE outcome IS NULL;
CREATE INDEX import_files_article ON import_files (article_id) WHERE article_id IS NOT NULL;
"""

REPETITION = """
CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    stories INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    learned INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE story_outlets (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    week INTEGER
) STRICT;
CREATE INDEX story_outlets_outlet ON story_outlets (outlet_id);

CREATE TABLE occurrences (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    key INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    traits INTEGER NOT NULL,
    PRIMARY KEY (outlet_id, key, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrences_article ON occurrences (article_id);

CREATE TABLE repeated (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    key INTEGER NOT NULL,
    text TEXT NOT NULL,
    stories INTEGER NOT NULL,
    outlet_stories INTEGER NOT NULL,
    anywhere INTEGER NOT NULL,
    import_id INTEGER REFERENCES imports (id) ON DELETE SET NULL,
    PRIMARY KEY (outlet_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeated_import ON repeated (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE restored_here (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key INTEGER NOT NULL,
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE restored_everywhere (
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    key INTEGER NOT NULL,
    PRIMARY KEY (outlet_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE recleans (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    is_urgent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX recleans_urgent ON recleans (article_id) WHERE is_urgent = 1;

ALTER TABLE removals ADD COLUMN passage INTEGER;
INSERT INTO recleans (article_id) SELECT id FROM articles;
"""

CONTAINERS = """
ALTER TABLE articles ADD COLUMN container TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN snapshot TEXT;
ALTER TABLE articles ADD COLUMN address TEXT;
ALTER TABLE articles ADD COLUMN text_key TEXT;
CREATE INDEX articles_address ON articles (address) WHERE address IS NOT NULL AND address <> '';
CREATE INDEX articles_text_key ON articles (text_key) WHERE text_key IS NOT NULL AND text_key <> '';

CREATE TABLE containers (
    sha256 TEXT PRIMARY KEY,
    path ANY NOT NULL,
    size_bytes INTEGER NOT NULL,
    article_id INTEGER REFERENCES articles (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE import_files ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_files ADD COLUMN left_out TEXT NOT NULL DEFAULT '';
CREATE TABLE import_members (
    import_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    number INTEGER NOT NULL,
    member TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    article_id INTEGER REFERENCES articles (id) ON DELETE SET NULL,
    PRIMARY KEY (import_id, ordinal, number),
    FOREIGN KEY (import_id, ordinal) REFERENCES import_files (import_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX import_members_article ON import_members (article_id) WHERE article_id IS NOT NULL;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;
CREATE TABLE story_tags (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (article_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_tags_tag ON story_tags (tag_id);
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE INDEX notes_article ON notes (article_id);

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    added TEXT NOT NULL,
    curation TEXT NOT NULL
) STRICT;

INSERT OR IGNORE INTO recleans (article_id) SELECT id FROM articles;
"""

WATCHING = """
CREATE TABLE watched_files (
    directory ANY NOT NULL,
    name ANY NOT NULL,
    size_bytes INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
"""


# All stories are cleaned anew: their originals may hold pictures that nothing looked for before.
PICTURES = """
CREATE TABLE pictures (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    before INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    reference TEXT NOT NULL,
    alt TEXT NOT NULL,
    captions TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (article_id, ordinal)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO recleans (article_id) SELECT id FROM articles;
"""

# When the reader had put a story on a list of links: the date of saving of stories that state none themselves.
LISTED = """
CREATE TABLE listed (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    added TEXT NOT NULL
) STRICT;
"""

# Has all that the counts of the whole library take, so that these need not go through the stories themselves.
COUNTED = """
CREATE INDEX articles_counts ON articles (outlet, language, needs_check, words, removed_words, published_iso);
"""

MIGRATIONS: tuple[str, ...] = (
    FIRST,
    REPETITION,
    CONTAINERS,
    WATCHING,
    PICTURES,
    QUERIES,
    HIGHLIGHTS,
    READER_RULES,
    LISTED,
    TURNS,
    READING_PLACES,
    UNWANTED_PARTS,
    COUNTED,
    FILTERS,
    TAG_RULES,
    LINK_LISTS,
)
"""The scripts in order; the newest schema version is their number."""
