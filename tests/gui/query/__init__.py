"""Tests of the query line and what belongs to it."""
