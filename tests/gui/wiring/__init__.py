"""Tests of ``reader.gui.wiring``."""
