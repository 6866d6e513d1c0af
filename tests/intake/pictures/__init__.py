"""Tests of pictures: finding their bytes, decoding, limits."""
