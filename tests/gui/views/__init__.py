"""Tests of reader.gui.views."""
