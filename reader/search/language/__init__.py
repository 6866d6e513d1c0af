"""The query language: text to a tree of values, and the tree to a sentence. Parsing never fails."""
