"""Tests of the window, mostly against a small library in memory."""
