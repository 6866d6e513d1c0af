"""Hits in their contexts as a table, and the words near them."""
