"""Texts to numbered words, many at a time: as arrays, with the exact cutter as the judge of what a word is."""
