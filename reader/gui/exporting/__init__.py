"""Exports from the window."""
