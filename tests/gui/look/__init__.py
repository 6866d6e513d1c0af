"""Tests of ``reader.gui.look``."""
