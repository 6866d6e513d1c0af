"""Choosing which pieces of a page are the story."""
