"""Benchmarks of the search index beside SQLite FTS5 and tantivy, in one run, by CPU time."""
