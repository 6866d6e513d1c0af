"""Tests of reader/core."""
