"""Whoosh, its only owner: schema, analysis, query language, execution, snippets.

Nothing outside this package imports deeper than this module, so the engine behind it can be replaced.
"""

from reader.search.index import SearchIndex
from reader.search.writer import IndexWriter, erase

__all__ = ["IndexWriter", "SearchIndex", "erase"]
