"""Journeys: the whole program with its real worker, driven as a reader drives it."""
