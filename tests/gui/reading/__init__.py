"""Tests of reader.gui.reading."""
