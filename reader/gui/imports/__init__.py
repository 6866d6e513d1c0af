"""Importing, as the window shows it: the strip while it runs, the report afterwards."""
