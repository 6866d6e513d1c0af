"""Tests of highlights and notes in the window."""
