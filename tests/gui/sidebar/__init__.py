"""Tests of reader.gui.sidebar."""
