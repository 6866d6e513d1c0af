"""Tests of notes and references."""
