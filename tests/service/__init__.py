"""Tests of what any front end may ask."""
