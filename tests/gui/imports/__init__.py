"""Tests of reader.gui.imports."""
