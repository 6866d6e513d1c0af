"""Flattened stories: what was saved, and what must remain."""
