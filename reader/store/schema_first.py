"""The tables that a library began with: the first of the migrations, which never changes."""

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
