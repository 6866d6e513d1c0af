"""Tests of exports from the window."""
