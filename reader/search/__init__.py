"""Whoosh, its only owner: schema, analysis, query language, execution, snippets."""
