"""Tests of reader.gui.dialogs."""
