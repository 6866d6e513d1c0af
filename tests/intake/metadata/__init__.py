"""Tests of reader/intake/metadata."""
