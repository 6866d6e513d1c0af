"""Tests of reader.gui.keys."""
