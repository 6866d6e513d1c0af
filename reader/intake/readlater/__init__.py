"""Exports of read-later programs and lists of bookmarks that are no plain records."""
