"""Tests of reader/intake."""
