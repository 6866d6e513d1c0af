"""Tests of ``reader.gui.frame.frame``."""
