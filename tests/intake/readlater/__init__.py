"""Exports of read-later programs and bookmarks."""
