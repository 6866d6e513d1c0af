"""Tests of reader.gui.tagging."""
