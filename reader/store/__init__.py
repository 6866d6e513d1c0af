"""SQLite and the original files: the only owner of SQL."""
