"""Tests of reader.gui.charts."""
