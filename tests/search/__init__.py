"""Tests of the search index and its query language."""
