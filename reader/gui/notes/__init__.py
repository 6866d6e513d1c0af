"""Highlights in stories, notes, and the list of all of them."""
