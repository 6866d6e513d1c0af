"""Writes stories and what was noted in them in the forms of other programs. No files, no window: a text stream each."""
