"""Tests of reader.gui.results."""
