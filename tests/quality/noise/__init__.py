"""Noise left in a text: lines that are not gold and are of a kind that a person would name."""
