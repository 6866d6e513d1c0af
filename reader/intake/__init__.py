"""Bytes to Page: what kind of file, which charset, which visible text, which metadata is declared."""
